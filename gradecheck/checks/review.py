"""All checks of a task: every exercise by itself, then the samples; and what its author sets aside."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

import numpy as np

from gradecheck.answerkey import prepare
from gradecheck.checks import answers, inputs, keys, mistakes, samples, scripts, texts
from gradecheck.checks.subject import Check, Finding, ScriptSubject, Subject
from gradecheck.errors import MachineError
from gradecheck.exercise import AnyExercise, ScriptExercise
from gradecheck.model import Task, TaskItem
from gradecheck.slots import Work, side_by_side
from gradecheck.suggest import did_you_mean
from gradecheck.wall.host import Wall

#: the seeds that inputs are drawn from
SEEDS = (1, 2, 3)
FUNCTION_CHECKS = (*inputs.CHECKS, *keys.CHECKS, *mistakes.CHECKS, *texts.CHECKS, *answers.CHECKS)
SCRIPT_CHECKS = (*scripts.CHECKS, *texts.CHECKS)
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


@dataclass(frozen=True)
class Piece:
    """What was found out about one exercise or one sample, and why it could not be judged, if so."""

    findings: tuple[Finding, ...]
    broken: str = ""


#: shows the pieces as they come, of so many
Watch = Callable[[Iterator[Piece], int], Iterator[Piece]]


def review(
    task: Task,
    exercises: Mapping[str, AnyExercise],
    folder: Path | None,
    wall: Wall | None,
    *,
    seeds: Sequence[int] = SEEDS,
    jobs: int = 1,
    watch: Watch = lambda pieces, _: pieces,
) -> Review:
    """Every check of a task. Without a folder of samples or a wall to grade them behind, none is graded.

    ``jobs`` exercises and samples are looked at side by side. Raises ``MachineError`` if the wall cannot be
    kept up, or if a process that checks is killed.
    """
    paths = samples.files(folder) if folder and wall else []
    keys = [prepare(task, exercises, seed) for seed in seeds] if paths else []
    count = len(task.items)

    def look(number: int, own: Wall | None) -> Piece:
        if number < count:
            item = task.items[number]
            return _exercise_piece(subject_of(item, exercises[item.use], seeds))
        standing = cast("Wall", own or wall)  # without one there are no samples
        sample = samples.tried(paths[number - count], keys, standing)
        return Piece(tuple(sample_findings(task, sample, cast("Path", folder))))

    def lost(number: int) -> Piece:
        name = task.items[number].use if number < count else paths[number - count].name
        raise MachineError(f"the process that checks {name} was killed; is there enough memory?")

    work = Work(look, count + len(paths), lost, ahead=count + len(paths))
    with closing(side_by_side(work, wall, jobs)) as made:
        pieces = list(watch(made, work.count))
    found = [finding for piece in pieces for finding in piece.findings]
    found += unused(task, found, sampled=bool(paths))
    broken = tuple(piece.broken for piece in pieces if piece.broken)
    return Review(task, tuple(found), broken, folder, len(paths))


def _exercise_piece(subject: Subject | ScriptSubject) -> Piece:
    """What every check finds in one exercise."""
    fault = subject.fault if isinstance(subject, Subject) else ""
    checks = () if fault else checks_of(subject)
    return Piece(tuple(found for check in checks for found in looked(check, subject)), fault)


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


def sample_findings(task: Task, sample: samples.Graded, folder: Path) -> Iterator[Finding]:
    """What the checks find in one sample."""
    reasons = {item.use: item.set_aside for item in task.items}
    name = sample.path.relative_to(folder).as_posix()
    for check in SAMPLE_CHECKS:
        for found in check.look(sample):
            reason = reasons.get(found.exercise, {}).get(check.code, "")
            yield replace(found, code=check.code, sample=name, reason=reason)


def unused(task: Task, found: Sequence[Finding], *, sampled: bool) -> Iterator[Finding]:
    """What is set aside is there to be set aside."""
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
