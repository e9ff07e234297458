"""How far inputs are from the kinks of a function: every comparison, max, abs and clip that it makes.

One run of the unmodified code under probes tells. Near a kink differences are wrong and two right
conventions give two answers, so inputs are drawn again until they keep a distance.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gradecheck.numerics.probe import Watch, watched
from gradecheck.numerics.tree import FAILURES, fresh, mapped

Array = NDArray[Any]
#: relative distance below which inputs should be drawn again
MARGIN = 1e-6

_PAIRS = frozenset(
    (
        "less",
        "less_equal",
        "greater",
        "greater_equal",
        "equal",
        "not_equal",
        "maximum",
        "minimum",
        "fmax",
        "fmin",
    )
)
_AT_ZERO = frozenset(("absolute", "fabs", "sign", "heaviside"))
_AT_INTEGERS = frozenset(("floor", "ceil", "rint", "trunc"))
_CLIPPED = frozenset(("clip",))
_LARGEST = frozenset(("max", "amax", "argmax", "maximum.reduce", "fmax.reduce"))
_SMALLEST = frozenset(("min", "amin", "argmin", "minimum.reduce", "fmin.reduce"))
#: relative distance of numbers that differ by rounding only: a tie that the code computes
TIE = 1e-14
#: decisions whose result itself jumps, not only its slope
JUMPS = frozenset(
    (
        "less",
        "less_equal",
        "greater",
        "greater_equal",
        "equal",
        "not_equal",
        "sign",
        "heaviside",
        "argmax",
        "argmin",
    )
).union(_AT_INTEGERS)


@dataclass(frozen=True)
class Kink:
    """One decision: how far the nearest number was from the other side, and how large the numbers were.

    ``ties`` of the ``size`` numbers were exactly on the kink; ``nearest`` is the distance of the others,
    those within rounding of it left out.
    """

    name: str
    distance: float
    scale: float
    ties: int
    size: int
    nearest: float = np.inf

    @property
    def relative(self) -> float:
        """The distance in units of the largest number involved; infinite where all are zero but no tie."""
        return self.distance / self.scale if self.scale else (0.0 if self.ties else np.inf)

    @property
    def tied(self) -> bool:
        """Whether a number is on the kink, or off it by rounding only."""
        return self.distance <= TIE * self.scale


def kinks(function: Callable[..., Any], arguments: Sequence[Any]) -> list[Kink] | None:
    """Every decision that ``function(*arguments)`` makes, in order; None if its code cannot be watched."""
    found: list[Kink] = []

    def branch(name: str, operands: tuple[Any, ...], options: dict[str, Any], result: Any) -> Any:
        found.extend(decision(name, operands, options))
        return result

    watch = Watch(lambda array: array, branch)
    try:
        with np.errstate(all="ignore"):
            function(*mapped(lambda leaf: watched(fresh(leaf), watch), list(arguments)))
    except FAILURES:
        return None
    return found


def distance(function: Callable[..., Any], arguments: Sequence[Any]) -> float:
    """The smallest relative distance from any kink; infinite without one, or where it cannot be watched."""
    return min((kink.relative for kink in kinks(function, arguments) or []), default=np.inf)


def near_a_kink(function: Callable[..., Any], arguments: Sequence[Any]) -> bool:
    """Whether inputs should be drawn again. Ties are no chance: they are meant, or made by the code."""
    found = kinks(function, arguments) or []
    return any(kink.nearest <= MARGIN * kink.scale for kink in found)


def decision(name: str, operands: tuple[Any, ...], options: dict[str, Any]) -> list[Kink]:
    """The kink of one decision, from what it was decided on; none if there is nothing to decide."""
    numbers = [np.asarray(o, dtype=float) for o in operands if _is_numbers(o)]
    gaps = _gaps(name, numbers, operands, options) if numbers else None
    if gaps is None or not gaps.size:
        return []
    gaps = np.abs(gaps[np.isfinite(gaps)])
    if not gaps.size:
        return []
    scale = float(np.max(np.abs(np.asarray(operands[0]) * 1.0), initial=0.0))
    ties = int(np.count_nonzero(gaps == 0))
    nearest = float(np.min(gaps[gaps > TIE * scale], initial=np.inf))
    return [Kink(name, float(np.min(gaps)), scale, ties, gaps.size, nearest)]


def _is_numbers(value: Any) -> bool:
    return isinstance(value, (np.ndarray, np.generic, int, float)) and np.asarray(value).dtype.kind in "biuf"


def _gaps(
    name: str, numbers: list[Array], operands: tuple[Any, ...], options: dict[str, Any]
) -> Array | None:
    """Distances of all numbers from the other side of a decision."""
    if name in _PAIRS and len(numbers) == 2:
        return np.subtract(*numbers)
    if name in _AT_ZERO:
        return numbers[0]
    if name in _AT_INTEGERS:
        return numbers[0] - np.rint(numbers[0])
    if name in _CLIPPED:
        limits = [
            *numbers[1:],
            *(np.asarray(options[k]) for k in ("min", "max", "a_min", "a_max") if options.get(k) is not None),
        ]
        return (
            np.stack([np.broadcast_to(numbers[0] - limit, numbers[0].shape) for limit in limits])
            if limits
            else None
        )
    if name in _LARGEST or name in _SMALLEST:
        axis = options.get("axis", operands[1] if len(operands) > 1 else _usual_axis(name))
        return _lead(numbers[0], axis, largest=name in _LARGEST)
    return None


def _usual_axis(name: str) -> int | None:
    return 0 if name.endswith(".reduce") else None


def _lead(array: Array, axis: Any, *, largest: bool) -> Array | None:
    """By how much the first is ahead of the second along an axis (all of them for None)."""
    flat = array.ravel() if axis is None else array
    along = 0 if axis is None else axis
    if not isinstance(along, (int, np.integer)) or flat.ndim == 0 or flat.shape[along] < 2:
        return None
    ranked = np.moveaxis(np.sort(flat, axis=along), along, 0)
    return np.asarray(ranked[-1] - ranked[-2] if largest else ranked[1] - ranked[0])
