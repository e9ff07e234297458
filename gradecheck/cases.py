"""One draw of inputs, and what a key or a mistake answers to it, with the tolerances of that.

Inputs are drawn again while they are too near a kink of the key, or so ill-conditioned that a tolerance
would hide mistakes; a few times only, and always in the same way for the same seed.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gradecheck import derived
from gradecheck.exercise import Exercise
from gradecheck.model import Calls, Hidden, TaskItem, Tolerances
from gradecheck.numerics.compare import FACTOR, GAP
from gradecheck.numerics.criteria import difference_quotients, limits
from gradecheck.numerics.floor import measure
from gradecheck.numerics.kinks import near_a_kink
from gradecheck.numerics.ties import Bounds, hull, settled
from gradecheck.numerics.tree import leaves

Array = NDArray[Any]
Floor = tuple[Array | None, ...]
#: how often inputs are drawn before the first draw is taken as it is: an author may want no other
DRAWS = 8
#: a student's answer to one call, output by output; None if there is none to compare
Answers = Sequence[Any] | None


@dataclass(frozen=True)
class Part:
    """One output of one call: the answer, and for each of its leaves the measured floor.

    ``quotient`` is the difference quotient of the same layout, where answers are held against it.
    ``bounds``: on a kink, between which values each leaf is right; none where the inputs keep away from it.
    """

    answer: Any
    floor: Floor
    quotient: Array | None = None
    bounds: tuple[Bounds, ...] = ()

    @property
    def single(self) -> bool:
        """Whether the output is one number or array of real numbers: what a diagnosis can be about."""
        return (
            not isinstance(self.answer, (tuple, list))
            and self.floor[0] is not None
            and np.asarray(self.answer).dtype.kind == "f"
        )


@dataclass(frozen=True)
class CallKey:
    """One call: what the student gets, what only we know, and the right answer, output by output."""

    arguments: tuple[Any, ...]
    hidden: Mapping[str, Any]
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class CaseKey:
    """One draw of inputs: right only if all of its calls are."""

    calls: tuple[CallKey, ...]


def draw_case(exercise: Exercise, item: TaskItem, k: int, seed: int) -> CaseKey:
    """Case number ``k``: the same for the same seed, whatever else the task holds."""
    first = None
    for drawn in _draws(exercise, k, seed):
        near = any(_near_a_kink(exercise, inputs) for inputs in drawn)
        if near and first is not None:
            continue
        case = CaseKey(tuple(_call(exercise, item, *inputs, seed) for inputs in drawn))
        if not near and not any(map(_coarse, _parts_of(case))):
            return case
        first = first or case
    if first is None:
        raise ValueError("no inputs")
    return first


Inputs = tuple[tuple[Any, ...], Mapping[str, Any]]


def _draws(exercise: Exercise, k: int, seed: int) -> Iterator[list[Inputs]]:
    """Draws of one case, each as the arguments and hidden inputs of its calls."""
    if exercise.draw is None:
        return
    name = int.from_bytes(hashlib.sha256(exercise.id.encode()).digest()[:8], "big")
    for number in range(DRAWS):
        again = [number] if number else []
        drawn = exercise.draw(np.random.default_rng([seed, name, k, *again]), k)
        calls = drawn if isinstance(drawn, Calls) else (drawn,)
        yield [_split(list(inputs)) for inputs in calls]


def _split(inputs: list[Any]) -> Inputs:
    hidden = inputs.pop().values if inputs and isinstance(inputs[-1], Hidden) else {}
    return tuple(inputs), hidden


def _near_a_kink(exercise: Exercise, inputs: Inputs) -> bool:
    arguments, hidden = inputs
    if exercise.computed:
        function, given, _ = derived.differentiated(exercise, arguments, hidden)
        return near_a_kink(function, given)
    return near_a_kink(answering(exercise, exercise.key, hidden), arguments)


def _parts_of(case: CaseKey) -> Iterator[Part]:
    return (part for call in case.calls for part in call.parts)


def _coarse(part: Part) -> bool:
    """Whether a tolerance is so wide that a mistake in an entry could hide in it."""
    return any(
        floor is not None
        and FACTOR * np.max(floor, initial=0.0) > GAP * np.max(np.abs(leaf), initial=0.0) > 0
        for leaf, floor in zip(leaves(part.answer), part.floor, strict=True)
    )


def _call(
    exercise: Exercise, item: TaskItem, arguments: tuple[Any, ...], hidden: Mapping[str, Any], seed: int
) -> CallKey:
    found = parts(exercise, exercise.key, arguments, hidden, seed)
    if item.compare == "mml" and has_quotient(exercise):
        found = tuple(
            Part(p.answer, p.floor, _quotient(exercise, name, arguments, hidden))
            for p, name in zip(found, exercise.wrt, strict=True)
        )
    return CallKey(
        arguments, hidden, found if exercise.computed else _bounded(exercise, arguments, hidden, found, seed)
    )


def _bounded(
    exercise: Exercise,
    arguments: tuple[Any, ...],
    hidden: Mapping[str, Any],
    found: tuple[Part, ...],
    seed: int,
) -> tuple[Part, ...]:
    """The parts of a key with their bounds, if the inputs lie on a kink."""
    bounds = hull(answering(exercise, exercise.key, hidden), arguments, seed) or []
    if not bounds:
        return found
    rest = iter(bounds)
    return tuple(replace(part, bounds=tuple(next(rest) for _ in part.floor)) for part in found)


def has_quotient(exercise: Exercise) -> bool:
    """Whether every output is the derivative of one function by one argument, so that differences tell it."""
    outputs = exercise.outputs or ("",)
    plain = exercise.judged is None and not exercise.along
    return exercise.derivative_of is not None and plain and len(exercise.wrt) == len(outputs)


def _quotient(exercise: Exercise, name: str, arguments: Sequence[Any], hidden: Mapping[str, Any]) -> Array:
    function = exercise.derivative_of
    if function is None:
        raise ValueError("nothing to differentiate")
    given = derived.accepted(function, hidden)
    return difference_quotients(
        lambda *a: function(*a, **given),
        arguments,
        exercise.parameters.index(name),
        layout=exercise.layout or "denominator",
    )


def answering(
    exercise: Exercise, function: Callable[..., Any], hidden: Mapping[str, Any]
) -> Callable[..., Any]:
    """A key or a mistake as a function of the student's arguments, with the step before judging."""
    given = derived.accepted(function, hidden)

    def answer(*arguments: Any) -> Any:
        value = function(*arguments, **given)
        return exercise.judged(value, *arguments) if exercise.judged else value

    return answer


def answered(exercise: Exercise, call: CallKey, value: Any) -> Answers:
    """A student's answer to one call, output by output; None if it has another number of outputs."""
    outputs = exercise.outputs
    if outputs and not (isinstance(value, (tuple, list)) and len(value) == len(outputs)):
        return None
    if exercise.judged:
        # an answer of another shape or kind stays what it is: the comparison will say so
        with suppress(TypeError, ValueError, LookupError, AttributeError, ArithmeticError):
            value = exercise.judged(value, *call.arguments)
    return between(exercise, call, value if outputs else [value])


def between(exercise: Exercise, call: CallKey, values: Sequence[Any]) -> Sequence[Any]:
    """Answers to one call, output by output, with the key's own value wherever any between two is right."""
    if exercise.ties == "key" or not any(part.bounds for part in call.parts):
        return values
    both = zip(values, call.parts, strict=True)
    return [settled(v, p.answer, p.bounds) if p.bounds else v for v, p in both]


def parts(
    exercise: Exercise,
    function: Callable[..., Any],
    arguments: Sequence[Any],
    hidden: Mapping[str, Any],
    seed: int,
) -> tuple[Part, ...]:
    """Answer and floor of a key or a mistake, one part for each named output (or one in all)."""
    if exercise.computed and function is exercise.key:
        measured = derived.measured(exercise, arguments, hidden, seed)
    else:
        measured = measure(answering(exercise, function, hidden), arguments, seed)
    if not exercise.outputs:
        return (Part(measured.answer, measured.floor),)
    if len(measured.answer) != len(exercise.outputs):
        raise ValueError(f"expected {len(exercise.outputs)} outputs")
    found, start = [], 0
    for output in measured.answer:
        stop = start + len(leaves(output))
        found.append(Part(output, measured.floor[start:stop]))
        start = stop
    return tuple(found)


def widened(part: Part, item: TaskItem, accuracy: float | None) -> Floor:
    """The floor of a part, no smaller than what the exercise or the task allows answers to be off by."""

    def wide(leaf: Any, floor: Array | None) -> Array | None:
        if floor is None:
            return None
        allowed = np.zeros(np.shape(leaf))
        if accuracy is not None:
            allowed = allowed + accuracy * np.max(np.abs(leaf), initial=0.0)
        if isinstance(item.compare, Tolerances):
            allowed = limits(leaf, *item.compare)
        return np.maximum(floor, allowed / FACTOR)

    return tuple(map(wide, leaves(part.answer), part.floor))
