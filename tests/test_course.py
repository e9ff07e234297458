"""A class in slots: what happens when one dies, when nobody reads on, and what people see meanwhile."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from worlds import PLUGIN, RIGHT, TASK

from gradecheck.answerkey import prepare
from gradecheck.cli.grading import load_task
from gradecheck.course import grade_all
from gradecheck.model import Submission, Verdict
from gradecheck.wall.host import raise_wall

PATIENT = TASK.replace("seconds: 2, total_seconds: 10", "seconds: 60, total_seconds: 600")
BARE = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
GRADE = [sys.executable, "-m", "gradecheck", "run", "task.yaml", "class", "--jobs", "2"]


@pytest.fixture
def crowd(write):
    """A class of 40 who are all right."""
    answers = {f"class/s{n:02}.py": RIGHT for n in range(40)}
    return write({"exercises.py": PLUGIN, "task.yaml": PATIENT} | answers)


def children(pid):
    """The processes that a process has started."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_slot_that_dies_costs_its_submission_and_no_other(crowd, write):
    slow = "import time\ntime.sleep(60)\n" + RIGHT
    write({"class/s00.py": slow, "class/s01.py": slow})
    command = [*GRADE, "--format", "json"]
    with subprocess.Popen(command, cwd=crowd, env=BARE, stdout=subprocess.PIPE) as process:
        header = "".join(process.stdout.readline().decode() for _ in range(7))
        slots = []
        while len(slots) < 2:
            time.sleep(0.05)
            slots = children(process.pid)
        for slot in slots:
            os.kill(slot, signal.SIGKILL)
        report = json.loads(header + process.stdout.read().decode())

    assert 3 == process.returncode
    assert ["broken"] * 2 + ["pass"] * 38 == [one["verdict"] for one in report["submissions"]]
    assert [f"s{n:02}" for n in range(40)] == [one["id"] for one in report["submissions"]]
    assert "the grading process died" in report["submissions"][0]["messages"][0]["text"]


@pytest.mark.skipif(sys.platform != "linux", reason="there is no zygote elsewhere")
def test_a_submission_is_graded_once_more_when_the_process_behind_it_was_killed(course):
    (course / "class/slow.py").write_text("import time\ntime.sleep(1)\n" + RIGHT)
    registry, task = load_task(str(course / "task.yaml"))
    with raise_wall("auto") as wall:
        wall.check()
        killer = threading.Timer(0.4, os.kill, (wall._zygote._process.pid, signal.SIGKILL))
        killer.start()
        slow = Submission("slow", str(course / "class/slow.py"))
        (result,) = grade_all(prepare(task, registry.exercises, 7), [slow], wall)
        killer.join()

    assert Verdict.PASS == result.verdict


def test_a_reader_that_goes_away_ends_the_run(crowd):
    """As in ``gradecheck run ... | head -1``: no slot is left, and nothing hangs."""
    slow = {f"class/s{n:02}.py": "import time\ntime.sleep(0.2)\n" + RIGHT for n in range(40)}
    for name, text in slow.items():
        (crowd / name).write_text(text)
    command = [*GRADE, "--format", "jsonl"]
    with subprocess.Popen(command, cwd=crowd, env=BARE, stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        process.stdout.close()

        assert 0 != process.wait(60)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of its own")
def test_who_watches_sees_how_many_how_fast_and_how_much_longer(crowd):
    import pty

    ours, theirs = pty.openpty()
    environment = BARE | {"TERM": "xterm", "COLUMNS": "100"}
    process = subprocess.Popen(GRADE, cwd=crowd, env=environment, stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    seen = b""
    try:
        while part := os.read(ours, 1 << 16):
            seen += part
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(ours)

    assert 0 == process.wait(60)
    assert re.search(rb"\d+/40\D.*\d+\.\d/s.*\d:\d\d:\d\d", seen)
