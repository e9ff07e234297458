"""Checks of a script exercise: its true step, its wrong steps, and runs that show nothing."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gradecheck.checks.inputs import frozen
from gradecheck.checks.subject import Check, Finding, ScriptSubject, passes
from gradecheck.exercise import ScriptExercise
from gradecheck.judge_script import judge_script
from gradecheck.model import Returned, ScriptRun, Snapshot
from gradecheck.numerics.kinks import near_a_kink
from gradecheck.numerics.oracle import OracleError, directional
from gradecheck.numerics.tree import FAILURES

Array = NDArray[Any]
#: relative difference between two steps that are not the same
DIFFERENT = 1e-6
#: how often the arrays are drawn before they are taken as they are
DRAWS = 8


def step_is_right(subject: ScriptSubject) -> Iterator[Finding]:
    """The true step goes down the gradient of the loss."""
    exercise = subject.exercise
    if set(exercise.shapes) != set(exercise.roles):
        yield Finding("shapes= does not give a shape for every role: there is nothing to try the step on")
        return
    for seed in subject.seeds:
        rng, arrays = np.random.default_rng(seed), drawn(exercise, seed)
        for role, moved in zip(exercise.trained, moves(exercise, exercise.step, arrays), strict=True):
            number = exercise.roles.index(role)
            direction = rng.standard_normal(moved.shape)
            try:
                slope = float(directional(exercise.loss, arrays, {number: direction}))
            except (OracleError, *FAILURES) as error:
                yield Finding(f"there is no independent derivative by {role}: {error} (seed {seed})")
                return
            own = float(np.sum(moved * direction))
            if not abs(own - slope) <= DIFFERENT * max(abs(slope), float(np.linalg.norm(moved))):
                yield Finding(f"{role} moves {own / slope:.6g} times as far as it should (seed {seed})")
                return


def step_is_pure(subject: ScriptSubject) -> Iterator[Finding]:
    """The true step leaves its arguments alone."""
    arrays = drawn(subject.exercise, subject.seeds[0])
    before = frozen(arrays)
    subject.exercise.step(*arrays, subject.exercise.learning_rate)
    if frozen(arrays) != before:
        yield Finding("the step changes its arguments")


def steps_differ(subject: ScriptSubject) -> Iterator[Finding]:
    """Every named wrong step is another step."""
    exercise = subject.exercise
    arrays = drawn(exercise, subject.seeds[0])
    right = moves(exercise, exercise.step, arrays)
    for mistake in exercise.misconceptions:
        wrong = moves(exercise, mistake.answer, arrays)
        if all(
            np.linalg.norm(w - r) <= DIFFERENT * np.linalg.norm(r) for w, r in zip(wrong, right, strict=True)
        ):
            yield Finding(f"{mistake.id!r} is the true step")


def junk_runs(subject: ScriptSubject) -> Iterator[Finding]:
    """A run that shows nothing never passes, and never breaks the judge."""
    for name, run in _junk(subject.exercise):
        try:
            result = judge_script(subject.exercise, subject.item, run)
        except Exception as error:  # noqa: BLE001 -- that nothing escapes is the check
            yield Finding(f"{name} breaks the judge: {type(error).__name__}")
            continue
        if passes(result):
            yield Finding(f"{name} passes")


def _junk(exercise: ScriptExercise) -> Iterator[tuple[str, ScriptRun]]:
    falling = "".join(f"{it} {1000 / (it + 1)}\n" for it in range(exercise.steps))
    yield "a silent script", ScriptRun(Returned(None))
    yield "a text", ScriptRun(Returned(None), "loss: very small\n\x00\n" * 20)
    yield "falling losses without arrays", ScriptRun(Returned(None), falling)
    for name, make in _ARRAYS.items():
        arrays = {role: make(exercise.shapes.get(role, (2, 3))) for role in exercise.roles}
        snapshots = tuple(Snapshot(printed, arrays) for printed in (1, 2, len(falling)))
        yield f"falling losses beside {name}", ScriptRun(Returned(None), falling, snapshots)


_ARRAYS: dict[str, Callable[[tuple[int, ...]], Any]] = {
    "zeros": np.zeros,
    "ones": np.ones,
    "NaN": lambda shape: np.full(shape, np.nan),
    "arrays that never move": lambda shape: np.random.default_rng(0).standard_normal(shape),
    "arrays of another shape": lambda shape: np.ones((*shape, 2)),
    "numbers": lambda _: 1.0,
    "texts": lambda shape: np.full(shape, "x"),
}


def drawn(exercise: ScriptExercise, seed: int) -> list[Array]:
    """Arrays of all roles, N(0, 1), away from kinks of the loss; small, but sizes that differ still do."""
    sizes = sorted({size for shape in exercise.shapes.values() for size in shape if size > 1})
    small = {1: 1} | {size: 3 + number for number, size in enumerate(sizes)}
    shapes = [tuple(small[size] for size in exercise.shapes[role]) for role in exercise.roles]
    rng = np.random.default_rng(seed)
    arrays = [rng.standard_normal(shape) for shape in shapes]
    for _ in range(DRAWS):
        if not near_a_kink(exercise.loss, arrays):
            break
        arrays = [rng.standard_normal(shape) for shape in shapes]
    return arrays


def moves(exercise: ScriptExercise, step: Callable[..., Any], arrays: list[Array]) -> list[Array]:
    """By how many learning rates a step moves each trained array downwards: the gradient, if it is right."""
    old = arrays[-len(exercise.trained) :]
    with np.errstate(all="ignore"):
        new = step(*(array.copy() for array in arrays), exercise.learning_rate)
        return [(before - after) / exercise.learning_rate for before, after in zip(old, new, strict=True)]


CHECKS = (
    Check("GC601", step_is_right),
    Check("GC602", step_is_pure),
    Check("GC603", steps_differ),
    Check("GC604", junk_runs),
)
