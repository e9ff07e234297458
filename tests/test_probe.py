"""The wall tries itself: every attempt works where there is no wall, and none behind it."""

import os
import sys

import pytest

from gradecheck.errors import MachineError
from gradecheck.model import Limits, Source
from gradecheck.wall import attempts, confine, probe
from gradecheck.wall.host import raise_wall

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux only")
LANDLOCK = confine.landlock_abi() > 0


def test_every_attempt_succeeds_without_a_wall(tmp_path):
    """An attempt that always fails would prove nothing; some need a kernel that has the feature."""
    bait = tmp_path / "bait"
    bait.write_text("bait")
    found = attempts.succeeded(str(bait), os.getpid(), probe.PORT)
    assert set(probe.ATTEMPTS) - set(found) <= {"keyring", "shared-memory", "memory"}


@pytest.mark.parametrize("mode", ["strict"] + (["full"] if LANDLOCK else []))
def test_no_attempt_succeeds_behind_the_wall(mode):
    """A real worker tries them all."""
    with raise_wall(mode) as wall:
        assert probe.holes(wall.open) == ()


def test_a_hole_is_named_and_refused():
    """A wall without its filter is found out, in words."""
    with raise_wall("weak") as wall:
        found = probe.holes(wall.open)
        assert {"udp", "signal-parent"} <= set(found)  # only root is free of the limit of processes
        with pytest.raises(MachineError, match=r"it could still .*signal its parent.*send over UDP"):
            probe.refuse_holes(wall.open)


def test_a_run_begins_with_the_probe():
    """A wall that says that it is strict and is not refuses to open a worker."""
    with raise_wall("strict") as wall:
        wall._zygote.close()
        wall._config["seccomp"] = False
        wall._zygote = type(wall._zygote)(wall._config)
        with pytest.raises(MachineError, match="the wall's own test failed"):
            wall.open(Source("hw.py", {"hw.py": b""}), Limits())


def test_a_probe_that_cannot_run_refuses(tmp_path, monkeypatch):
    """A worker that does not answer the probe is no proof either."""
    (tmp_path / "attempts.py").write_text("def succeeded(*_): return 'everything',\n")
    monkeypatch.setattr(probe, "__file__", str(tmp_path / "probe.py"))
    with raise_wall("weak") as wall, pytest.raises(MachineError, match="own test could not be run"):
        probe.holes(wall.open)


def test_the_survey_says_what_stands_and_what_that_means():
    """A row for each layer, for the mode, and for each attempt."""
    rows = probe.survey()
    assert [row.name for row in rows] == ["landlock", "seccomp", "mode", *probe.ATTEMPTS]
    if LANDLOCK:
        assert all(row.stands for row in rows)
        assert rows[2].meaning == "--isolation auto is full on this machine"


def test_the_survey_of_a_system_without_walls_is_one_row(monkeypatch):
    """It says what remains possible there."""
    monkeypatch.setattr(sys, "platform", "win32")
    (row,) = probe.survey()
    assert not row.stands
    assert "--isolation none" in row.meaning


def test_the_survey_says_why_nothing_can_be_tried(monkeypatch):
    """Where no process starts, the reason stands in the table."""
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert "no process could be started" in probe.survey()[-1].meaning
