"""Every sample submission gets the verdict and the diagnosis that its path says: the strongest test here."""

from dataclasses import replace
from pathlib import Path

import pytest

from gradecheck.answerkey import prepare
from gradecheck.cli.grading import load_task
from gradecheck.grade import grade, overall
from gradecheck.model import Limits, Submission, Verdict
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
    for task in ("matrix-calculus", "backprop", "backprop-steps"):
        assert {"pass", "fail"} <= {path.parent.name for path in FILES if path.parts[-3] == task}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(SAMPLES).as_posix())
def test_a_sample_gets_the_verdict_and_the_diagnosis_of_its_path(path, keys, wall):
    """Judged on the exercises that it answers; the name up to ``__`` is the one diagnosis found."""
    result = grade(keys(path.parts[-3]), Submission(path.stem, str(path)), wall)

    answered = [e for e in result.exercises if e.diagnosis != "missing"]
    assert answered, "the sample answers nothing"
    expected = {path.stem.partition("__")[0]} if "__" in path.stem else set()
    told = [(e.id, e.verdict, e.diagnosis, e.message) for e in answered if e.verdict is not Verdict.PASS]
    assert path.parent.name == overall([e.verdict for e in answered], sum(e.points for e in answered)), told
    assert expected == {e.diagnosis for e in answered if e.diagnosis}, told
