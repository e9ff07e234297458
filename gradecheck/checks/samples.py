"""Known answers: ``submissions/<task id>/<verdict>/<diagnosis>__<what>.py``, and what their paths claim."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from gradecheck.answerkey import AnswerKey
from gradecheck.checks.subject import Check, Finding
from gradecheck.grade import grade, overall
from gradecheck.model import Limits, Submission, Verdict
from gradecheck.report import ExerciseResult, SubmissionResult
from gradecheck.suggest import did_you_mean
from gradecheck.wall.host import Wall

#: the folder in which the samples of a task are looked for
FOLDER = "submissions"
#: a verdict must not hang on a tolerance that is so many times larger or smaller
FACTOR = 10.0
#: the part of the time limits that a sample has on further seeds, where it has run out of time on the first
AGAIN = 1 / 5


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


def tried(path: Path, keys: Sequence[AnswerKey], wall: Wall) -> Graded:
    """A sample graded with the key of every seed; a right one is first tried in half of the time.

    One that never ends is not waited for longer than that, and what has run out of time on one seed is
    waited for less on the others. Raises ``MachineError`` if the wall cannot be kept up.
    """
    submission, claim = Submission(path.stem, str(path)), claimed(path).verdict
    half = _within(keys[0], 1 / 2)
    hurried = grade(half, submission, wall) if claim in (Verdict.PASS, Verdict.PARTIAL) else None
    if hurried and not _late(hurried):
        first = hurried
    else:
        first = grade(half if claim == Verdict.TIMEOUT else keys[0], submission, wall)
    others = [_within(key, AGAIN) if _late(first) else key for key in keys[1:]]
    return Graded(path, (first, *(grade(key, submission, wall) for key in others)), hurried)


def _within(key: AnswerKey, part: float) -> AnswerKey:
    """The key with a part of the time limits."""
    limits = key.task.limits
    short = Limits(limits.seconds * part, limits.total_seconds * part, limits.memory_mb)
    return replace(key, task=replace(key.task, limits=short))


def _late(result: SubmissionResult) -> bool:
    return any(exercise.verdict is Verdict.TIMEOUT for exercise in result.exercises)


def as_claimed(sample: Graded) -> Iterator[Finding]:
    """A sample gets the verdict and the diagnosis that its path says, on every seed."""
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
    """No verdict changes at a tolerance ten times larger or smaller."""
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
    """No right sample needs more than half of a time limit."""
    if not sample.hurried:
        return
    for hurried, exercise in zip(sample.hurried.exercises, sample.results[0].exercises, strict=True):
        if hurried.verdict is Verdict.TIMEOUT and exercise.verdict is not Verdict.TIMEOUT:
            yield Finding("it runs out of time at half the limits", exercise=exercise.id)


CHECKS = (Check("GC501", as_claimed), Check("GC502", far_from_tolerance), Check("GC503", in_time))
