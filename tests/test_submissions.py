"""Every sample submission gets the verdict and the diagnosis that its path says: the strongest test here."""

from dataclasses import replace
from pathlib import Path

import pytest

from gradecheck.answerkey import prepare
from gradecheck.checks import samples
from gradecheck.cli.grading import load_task
from gradecheck.grade import grade
from gradecheck.model import Limits, Submission
from gradecheck.wall.host import raise_wall

SAMPLES = Path(__file__).parent.parent / "submissions"
FILES = sorted(SAMPLES.glob("*/*/*.py"))


@pytest.fixture(scope="module")
def keys():
    """The answer key of a task, prepared once; samples that never end need not be waited for long."""
    known = {}

    def key(name):
        if name not in known:
            registry, task = load_task(name)
            task = replace(task, limits=Limits(seconds=3, total_seconds=30))
            known[name] = prepare(task, registry.exercises, 20201120)
        return known[name]

    return key


@pytest.fixture(scope="module")
def wall():
    with raise_wall("auto") as standing:
        yield standing


def test_there_are_samples_of_every_kind():
    assert len(FILES) >= 60
    assert {"pass", "fail", "error", "timeout"} <= {path.parent.name for path in FILES}
    for task in ("matrix-calculus", "vector-calculus", "backprop", "backprop-steps"):
        assert {"pass", "fail"} <= {path.parent.name for path in FILES if path.parts[-3] == task}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(SAMPLES).as_posix())
def test_a_sample_gets_the_verdict_and_the_diagnosis_of_its_path(path, keys, wall):
    """As ``gradecheck check`` has it; and no verdict hangs on a tolerance."""
    result = grade(keys(path.parts[-3]), Submission(path.stem, str(path)), wall)

    assert "" == samples.deviation(samples.claimed(path), result)
    assert [] == list(samples.far_from_tolerance(samples.Graded(path, (result,))))
