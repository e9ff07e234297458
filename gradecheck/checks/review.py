"""All checks of a task: every exercise by itself, then the samples; and what its author sets aside."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from gradecheck.answerkey import prepare
from gradecheck.checks import answers, inputs, keys, mistakes, samples, scripts
from gradecheck.checks.subject import Check, Finding, ScriptSubject, Subject
from gradecheck.exercise import AnyExercise, ScriptExercise
from gradecheck.grade import grade
from gradecheck.model import Limits, Submission, Task, TaskItem, Verdict
from gradecheck.suggest import did_you_mean
from gradecheck.wall.host import Wall

#: the seeds that inputs are drawn from
SEEDS = (1, 2, 3)
FUNCTION_CHECKS = (*inputs.CHECKS, *keys.CHECKS, *mistakes.CHECKS, *answers.CHECKS)
SCRIPT_CHECKS = scripts.CHECKS
SAMPLE_CHECKS = samples.CHECKS


@dataclass(frozen=True)
class Review:
    """What was found out about a task. ``samples`` is the folder that they were found in, if any.

    ``broken`` says which exercises could not be judged, and why.
    """

    task: Task
    findings: tuple[Finding, ...]
    broken: tuple[str, ...]
    samples: Path | None = None
    graded: int = 0

    @property
    def faults(self) -> list[Finding]:
        """What is to be repaired: neither a note nor set aside."""
        return [f for f in self.findings if not f.note and not f.reason]


def review(
    task: Task,
    exercises: Mapping[str, AnyExercise],
    folder: Path | None,
    wall: Wall | None,
    seeds: Sequence[int] = SEEDS,
) -> Review:
    """Every check of a task. Without a folder of samples or a wall to grade them behind, none is graded.

    Raises ``MachineError`` if the wall cannot be kept up.
    """
    found: list[Finding] = []
    broken: list[str] = []
    for item in task.items:
        subject = subject_of(item, exercises[item.use], seeds)
        fault = subject.fault if isinstance(subject, Subject) else ""
        broken += [fault] if fault else []
        for check in () if fault else checks_of(subject):
            found += looked(check, subject)
    graded = 0
    if folder and wall:
        for sample in grade_samples(task, exercises, folder, wall, seeds):
            graded += 1
            found += sample_findings(task, sample, folder)
    found += unused(task, found, sampled=graded > 0)
    return Review(task, tuple(found), tuple(broken), folder, graded)


def subject_of(
    item: TaskItem, exercise: AnyExercise, seeds: Sequence[int] = SEEDS
) -> Subject | ScriptSubject:
    """One exercise of a task, ready to be checked."""
    if isinstance(exercise, ScriptExercise):
        return ScriptSubject(exercise, item, seeds)
    return Subject(exercise, item, seeds)


def checks_of(subject: Subject | ScriptSubject) -> Sequence[Check]:
    """The checks of one exercise."""
    return FUNCTION_CHECKS if isinstance(subject, Subject) else SCRIPT_CHECKS


def looked(check: Check, subject: Subject | ScriptSubject) -> Iterator[Finding]:
    """What one check finds in one exercise. A check that the author's code breaks finds that."""
    try:
        with np.errstate(all="ignore"):
            found = list(check.look(subject))
    except Exception as error:  # noqa: BLE001 -- a check runs an author's code: inputs, keys, mistakes
        told = " ".join(f"{type(error).__name__}: {error}".split())
        found = [Finding(f"the check could not be made: {told}")]
    reason = subject.item.set_aside.get(check.code, "")
    yield from (replace(f, code=check.code, exercise=subject.exercise.id, reason=reason) for f in found)


def grade_samples(
    task: Task,
    exercises: Mapping[str, AnyExercise],
    folder: Path,
    wall: Wall,
    seeds: Sequence[int] = SEEDS,
) -> Iterator[samples.Graded]:
    """Every sample in a folder with its results, in order; a right one is first tried in half of the time.

    One that never ends is not waited for longer than that.
    """
    half = Limits(task.limits.seconds / 2, task.limits.total_seconds / 2, task.limits.memory_mb)
    keys = [prepare(task, exercises, seed) for seed in seeds]
    short = [replace(key, task=replace(task, limits=half)) for key in keys]
    for path in samples.files(folder):
        submission, claim = Submission(path.stem, str(path)), samples.claimed(path).verdict
        if claim not in (Verdict.PASS, Verdict.PARTIAL):
            used = short if claim == Verdict.TIMEOUT else keys
            yield samples.Graded(path, tuple(grade(key, submission, wall) for key in used))
            continue
        hurried = grade(short[0], submission, wall)
        late = any(e.verdict is Verdict.TIMEOUT for e in hurried.exercises)
        first = grade(keys[0], submission, wall) if late else hurried
        yield samples.Graded(path, (first, *(grade(key, submission, wall) for key in keys[1:])), hurried)


def sample_findings(task: Task, sample: samples.Graded, folder: Path) -> Iterator[Finding]:
    """What the checks find in one sample."""
    reasons = {item.use: item.set_aside for item in task.items}
    name = sample.path.relative_to(folder).as_posix()
    for check in SAMPLE_CHECKS:
        for found in check.look(sample):
            reason = reasons.get(found.exercise, {}).get(check.code, "")
            yield replace(found, code=check.code, sample=name, reason=reason)


def unused(task: Task, found: Sequence[Finding], *, sampled: bool) -> Iterator[Finding]:
    """What is set aside is there to be set aside.

    Take the line out of the task file, or repair the code in it.
    """
    used = {(f.exercise, f.code) for f in found if f.reason}
    unknowable = () if sampled else tuple(check.code for check in SAMPLE_CHECKS)
    for item in task.items:
        for code in item.set_aside:
            text = ""
            if code not in CODES:
                text = f"there is no check {code!r}; {did_you_mean(code, CODES, 'take the line out')}"
            elif (item.use, code) not in used and code not in unknowable:
                text = f"{code} is set aside, and finds nothing"
            if text:
                yield Finding(text, exercise=item.use, code=UNUSED.code)


#: what is wrong with a task file itself
UNUSED = Check("GC001", unused)
#: every check by its code
CODES = {c.code: c for c in (UNUSED, *FUNCTION_CHECKS, *SCRIPT_CHECKS, *SAMPLE_CHECKS)}
