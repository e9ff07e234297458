"""Known answers: ``submissions/<task id>/<verdict>/<diagnosis>__<what>.py``, and what their paths claim."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from gradecheck.checks.subject import Check, Finding
from gradecheck.grade import overall
from gradecheck.model import Verdict
from gradecheck.report import ExerciseResult, SubmissionResult
from gradecheck.suggest import did_you_mean

#: the folder in which the samples of a task are looked for
FOLDER = "submissions"
#: a verdict must not hang on a tolerance that is so many times larger or smaller
FACTOR = 10.0


class Claim(NamedTuple):
    """What a sample's path says: its verdict, and the one diagnosis that is found in it (or none)."""

    verdict: str
    diagnosis: str


def claimed(path: Path) -> Claim:
    """What the path of a sample says: the folder is the verdict, the name up to ``__`` the diagnosis."""
    diagnosis, separator, _ = path.stem.partition("__")
    return Claim(path.parent.name, diagnosis if separator else "")


def found(task_id: str, *starts: Path) -> Path | None:
    """The nearest ``submissions/<task id>`` upwards from each of the places, or None."""
    for start in starts:
        for folder in (start.resolve(), *start.resolve().parents):
            if (folder / FOLDER / task_id).is_dir():
                return folder / FOLDER / task_id
    return None


def files(folder: Path) -> list[Path]:
    """Every sample in a folder, each a submission of its own."""
    return sorted(folder.glob("*/*.py"))


def answered(result: SubmissionResult) -> list[ExerciseResult]:
    """The exercises that a sample is judged on: those that it answers."""
    return [e for e in result.exercises if e.diagnosis != "missing"]


def deviation(claim: Claim, result: SubmissionResult) -> str:
    """How a sample's result differs from what its path claims, in words; empty if it does not."""
    judged = answered(result)
    if not judged:
        return "it answers no exercise"
    verdict = overall([e.verdict for e in judged], sum(e.points for e in judged))
    diagnoses = {e.diagnosis for e in judged if e.diagnosis}
    if verdict == claim.verdict and diagnoses == ({claim.diagnosis} - {""}):
        return ""
    told = ", ".join(f"{e.id} {_said(e.verdict, e.diagnosis)}" for e in judged)
    got = _said(verdict, ", ".join(sorted(diagnoses)))
    return f"expected {_said(*claim)}, got {got}: {told}"


def _said(verdict: str, diagnosis: str | None) -> str:
    return f"{verdict} ({diagnosis})" if diagnosis else str(verdict)


@dataclass(frozen=True)
class Graded:
    """One sample and its results: one for each seed, and one with half of the time limits if it is right."""

    path: Path
    results: tuple[SubmissionResult, ...]
    hurried: SubmissionResult | None = None


def as_claimed(sample: Graded) -> Iterator[Finding]:
    """A sample gets the verdict and the diagnosis that its path says, on every seed.

    The folder is the verdict, the name up to __ the one diagnosis found; exercises that it does not
    answer do not count. Either the path is wrong, or the judging.
    """
    claim = claimed(sample.path)
    if claim.verdict not in tuple(Verdict):
        instead = did_you_mean(claim.verdict, map(str, Verdict), ", ".join(Verdict))
        yield Finding(f"{claim.verdict!r} is no verdict; {instead}")
        return
    for result in sample.results:
        difference = deviation(claim, result)
        if difference:
            yield Finding(difference)
            return


def far_from_tolerance(sample: Graded) -> Iterator[Finding]:
    """No verdict changes at a tolerance ten times larger or smaller.

    A sample that is right or wrong by luck says nothing: make its answer exact, or its mistake larger;
    or the inputs are so ill-conditioned that two right answers differ.
    """
    told: set[str] = set()
    for exercise in (e for result in sample.results for e in answered(result)):
        if exercise.id not in told and _hangs(exercise):
            told.add(exercise.id)
            yield Finding(
                f"another tolerance would change the verdict {exercise.verdict!s}", exercise=exercise.id
            )


def _hangs(exercise: ExerciseResult) -> bool:
    """Whether another tolerance would make a right exercise wrong, or a wrong one right."""
    ratios = [
        (case.verdict is Verdict.PASS, case.error / case.tolerance)
        for case in exercise.cases
        if case.error is not None and case.tolerance
    ]
    if len(ratios) < len(exercise.cases) or not ratios:
        return False  # what is wrong without a number (a shape, a kind) stays so at any tolerance
    wrong = [ratio for right, ratio in ratios if not right]
    if wrong:
        return max(wrong) < FACTOR
    return max(ratio for _, ratio in ratios) > 1 / FACTOR


def in_time(sample: Graded) -> Iterator[Finding]:
    """No right sample needs more than half of a time limit.

    Another machine may be twice as slow: raise limits: in the task file, or make the inputs smaller.
    """
    if not sample.hurried:
        return
    for hurried, exercise in zip(sample.hurried.exercises, sample.results[0].exercises, strict=True):
        if hurried.verdict is Verdict.TIMEOUT and exercise.verdict is not Verdict.TIMEOUT:
            yield Finding("it runs out of time at half the limits", exercise=exercise.id)


CHECKS = (Check("GC501", as_claimed), Check("GC502", far_from_tolerance), Check("GC503", in_time))
