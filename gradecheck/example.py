"""One example of an exercise: inputs as they can be typed, and the shape of the answer, never a value.

The inputs are drawn as the cases are, but from a seed that no task file can have.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gradecheck.answerkey import ExerciseKey, prepare
from gradecheck.errors import BrokenError
from gradecheck.exercise import Exercise
from gradecheck.model import Function, Task, TaskItem, Text
from gradecheck.numerics.kinds import Words, expected

#: one more than the largest seed of a task file
SEED = 2**63
#: significant digits of the largest entry of an array
DIGITS = 3


@dataclass(frozen=True)
class Example:
    """One call: the arguments by name, rounded; of each output (or of the answer) its shape, and its kind."""

    arguments: Mapping[str, Any]
    shapes: tuple[tuple[int, ...], ...]
    kinds: tuple[Words, ...]


def example(exercise: Exercise) -> Example:
    """The first call of one more case. Raises ``BrokenError`` if the author's key or inputs do."""
    task = Task("example", Text("", ""), (TaskItem(exercise.id, "example", 1.0, cases=1),))
    (key,) = prepare(task, {exercise.id: exercise}, SEED).keys
    if not isinstance(key, ExerciseKey) or key.fault:
        raise BrokenError(key.reason if isinstance(key, ExerciseKey) else f"{exercise.id} has no call")
    call = key.calls[0]
    arguments = dict(zip(exercise.parameters, map(rounded, call.arguments), strict=True))
    answers = [part.answer for part in call.parts]
    return Example(arguments, tuple(map(np.shape, answers)), tuple(map(expected, answers)))


def rounded(value: Any) -> Any:
    """``value`` with few digits; a vector of probabilities keeps its sum."""
    if isinstance(value, Function):
        constants = {name: rounded(constant) for name, constant in value.constants.items()}
        return Function(value.expression, *value.variables, **constants)
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return _rounded(value)
    if isinstance(value, (float, np.floating)):
        return float(f"{value:.{DIGITS}g}")
    if isinstance(value, (list, tuple)):
        return type(value)(map(rounded, value))
    return value


def _rounded(array: NDArray[Any]) -> NDArray[Any]:
    short = np.round(array, _decimals(array)) + 0.0  # no negative zeros
    if array.ndim == 1 and array.size and (array >= 0).all() and math.isclose(array.sum(), 1):
        short[short.argmax()] += 1 - short.sum()
    return short


def _decimals(array: NDArray[Any]) -> int:
    """Digits after the point: the largest entry has ``DIGITS`` in all, and no entry fewer than two."""
    largest = float(np.abs(array).max(initial=0.0)) or 1.0
    return max(DIGITS - 1 - math.floor(math.log10(largest)), 2)


def literal(value: Any) -> str:
    """``value`` as Python that gives it; an array may take several lines."""
    if isinstance(value, Function):
        text = f"lambda {', '.join(value.variables)}"
        for name, constant in value.constants.items():
            text = _hang(f"{text}, {name}=", literal(constant))
        return f"{text}: {value.expression}"
    if isinstance(value, np.ndarray):
        digits = _decimals(value)
        rows = np.array2string(
            value,
            separator=", ",
            threshold=10**6,
            formatter={"float_kind": lambda entry: f"{entry: .{digits}f}"},
        )
        return _hang("np.array(", rows) + ")"
    return repr(value.item() if isinstance(value, np.generic) else value)


def doctest(call: str, exercise: Exercise, shown: Example) -> Iterator[str]:
    """The lines of a doctest that calls ``call`` on the example and looks at the shape of its answer."""
    for name, value in shown.arguments.items():
        yield from _hang(f">>> {name} = ", literal(value), more="...").splitlines()
    called = f"{call}({', '.join(shown.arguments)})"
    if exercise.outputs:
        yield f">>> [np.shape(part) for part in {called}]"
        yield str(list(shown.shapes))
    else:
        yield f">>> np.shape({called})"
        yield str(shown.shapes[0])


def _hang(start: str, text: str, more: str = "") -> str:
    """``text`` after ``start``, its further lines below its first one; each of these begins with ``more``."""
    column = len(start.rpartition("\n")[2])
    return start + text.replace("\n", "\n" + more.ljust(column))
