"""One draw of inputs, and what a key or a mistake answers to it, with the tolerances of that.

Inputs are drawn again while they are too near a kink of the key, or so ill-conditioned that a tolerance
would hide mistakes; a few times only, and always in the same way for the same seed.
"""

import hashlib
import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gradecheck.exercise import Exercise
from gradecheck.model import Calls, Hidden, TaskItem, Tolerances
from gradecheck.numerics.compare import FACTOR
from gradecheck.numerics.criteria import difference_quotients, limits
from gradecheck.numerics.floor import measure
from gradecheck.numerics.kinks import near_a_kink
from gradecheck.numerics.tree import leaves

Array = NDArray[Any]
Floor = tuple[Array | None, ...]
#: how often inputs are drawn before the first draw is taken as it is: an author may want no other
DRAWS = 8
#: a tolerance above this share of the largest entry hides mistakes
GAP = 1e-4


@dataclass(frozen=True)
class Part:
    """One output of one call: the answer, and for each of its leaves the measured floor.

    ``quotient`` is the difference quotient of the same layout, where answers are held against it.
    """

    answer: Any
    floor: Floor
    quotient: Array | None = None

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
    return CallKey(arguments, hidden, found)


def has_quotient(exercise: Exercise) -> bool:
    """Whether every output is the derivative of one function by one argument, so that differences tell it."""
    outputs = exercise.outputs or ("",)
    plain = exercise.judged is None and not exercise.along
    return exercise.derivative_of is not None and plain and len(exercise.wrt) == len(outputs)


def _quotient(exercise: Exercise, name: str, arguments: Sequence[Any], hidden: Mapping[str, Any]) -> Array:
    function = exercise.derivative_of
    if function is None:
        raise ValueError("nothing to differentiate")
    given = _accepted(function, hidden)
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
    given = _accepted(function, hidden)

    def answer(*arguments: Any) -> Any:
        value = function(*arguments, **given)
        return exercise.judged(value, *arguments) if exercise.judged else value

    return answer


def answered(exercise: Exercise, call: CallKey, value: Any) -> Sequence[Any] | None:
    """A student's answer to one call, output by output; None if it has another number of outputs."""
    outputs = exercise.outputs
    if outputs and not (isinstance(value, (tuple, list)) and len(value) == len(outputs)):
        return None
    if exercise.judged:
        # an answer of another shape or kind stays what it is: the comparison will say so
        with suppress(TypeError, ValueError, LookupError, AttributeError, ArithmeticError):
            value = exercise.judged(value, *call.arguments)
    return value if outputs else [value]


def parts(
    exercise: Exercise,
    function: Callable[..., Any],
    arguments: Sequence[Any],
    hidden: Mapping[str, Any],
    seed: int,
) -> tuple[Part, ...]:
    """Answer and floor of a key or a mistake, one part for each named output (or one in all)."""
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


def _accepted(function: Callable[..., Any], hidden: Mapping[str, Any]) -> dict[str, Any]:
    """The hidden inputs that a function asks for by name (all of them if it takes ``**anything``)."""
    if not hidden:
        return {}
    parameters = inspect.signature(function).parameters.values()
    if any(p.kind is inspect.Parameter.VAR_KEYWORD for p in parameters):
        return dict(hidden)
    return {p.name: hidden[p.name] for p in parameters if p.name in hidden}
