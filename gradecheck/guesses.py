"""Wrong answers that nobody named: what an exercise may be taken for, and where its key may go wrong."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from gradecheck.derived import differentiated
from gradecheck.exercise import Exercise
from gradecheck.model import Text
from gradecheck.numerics.detours import Detour, detours
from gradecheck.numerics.mutants import Mutant, rewrites
from gradecheck.numerics.relatives import Relative, of_a_quotient, of_a_step, of_another_question

Array = np.ndarray[Any, Any]


class Given(NamedTuple):
    """What goes into one call: what the student sees, and what only we know."""

    arguments: Sequence[Any]
    hidden: Mapping[str, Any]


def far(
    exercise: Exercise, given: Sequence[Given], look: Callable[[Callable[..., Any]], Any]
) -> list[Mutant | Detour]:
    """Slips that are farther from the key than one change of its program.

    ``look`` runs a function in the key's place on every call.
    """
    key, first = exercise.key, given[0].arguments
    return [*rewrites(key), *detours(key, exercise.parameters, first, look)]


def by_output(
    made: Iterable[Mutant | Detour], told: Iterable[Any], output: int
) -> Iterator[tuple[Text, Sequence[Any] | None]]:
    """The words of each slip, and what it answers as one output in every call; None if it does not."""
    for slip, calls in zip(made, told, strict=True):
        lost = calls is None or any(len(c) <= output for c in calls)
        yield slip.words, None if lost else [c[output] for c in calls]


def other_questions(
    exercise: Exercise, given: Sequence[Given], keys: Mapping[str, Sequence[Array]], output: int
) -> Iterator[Relative]:
    """Another output (``keys`` has the right answers by its name), and what a derivative is taken for."""
    own = exercise.outputs[output] if exercise.outputs else ""
    for name, answers in keys.items():
        if name != own:
            words = Text(f"{name} stands in the place of {own}", f"{own} 的位置上是 {name}")
            yield words, list(answers)
    if exercise.derivative_of is None or exercise.judged is not None:
        return
    try:
        found = [differentiated(exercise, *call) for call in given]
    except (KeyError, ValueError):
        return
    function, _, names = found[0]
    cases = [arguments for _, arguments, _ in found]
    yield from _of_derivatives(exercise, function, cases, names, output)
    if exercise.along:
        yield from _of_differentials(exercise, function, cases, names, given)


def _of_derivatives(
    exercise: Exercise,
    function: Callable[..., Any],
    cases: Sequence[Sequence[Any]],
    names: Sequence[str],
    output: int,
) -> Iterator[Relative]:
    layout = exercise.layout or "denominator"
    wrt = exercise.wrt[output : output + 1]
    shown = [name if name in exercise.parameters else "" for name in names]
    yield from of_another_question(function, cases, shown, wrt, layout)
    for name in wrt:
        yield from of_a_quotient(function, cases, names.index(name), layout)


def _of_differentials(
    exercise: Exercise,
    function: Callable[..., Any],
    cases: Sequence[Sequence[Any]],
    names: Sequence[str],
    given: Sequence[Given],
) -> Iterator[Relative]:
    moved = [names.index(name) for name in exercise.along]
    steps = [exercise.parameters.index(step) for step in exercise.along.values()]
    yield from of_a_step(function, cases, moved, [[c.arguments[i] for i in steps] for c in given])
