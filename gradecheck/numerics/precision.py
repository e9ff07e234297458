"""Right formulas that lose digits, told from wrong ones by running the same code in two precisions.

Rounding shrinks by 2^-29 from single to double precision, a mistake does not shrink at all. Differences
shrink, too, so that the test alone never makes an answer right: it may excuse a minority of the cases.

A second round of calls: for every case that is wrong, the student's function is called with
``rounded(arguments)`` and with ``single(arguments)``, and the key with the former.

An answer in single precision hides what its double precision was. Arguments can be found for which it shows:
see ``halfway``.
"""

from collections.abc import Callable, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from gradecheck.numerics.compare import FACTOR, compare
from gradecheck.numerics.kinds import as_array
from gradecheck.numerics.tree import fresh, is_inexact, mapped

Array = NDArray[Any]
Finding = Literal["right", "approximate", "wrong"]
#: share of its single precision error that an error of rounding stays below; wrong formulas keep 0.5 to 1
SHRUNK = 1e-3
#: share of the cases that must agree outright
MOST = 2 / 3
#: the first relative move of the arguments on the way halfway between two singles, the farthest, and how many
PACE, FAR, SECANTS = 2.0**-22, 2.0**-16, 4


def single(arguments: Sequence[Any]) -> list[Any]:
    """The arguments in single precision; what is not floating stays as it is."""
    return [mapped(_narrow, argument) for argument in arguments]


def rounded(arguments: Sequence[Any]) -> list[Any]:
    """The arguments of ``single`` with the same values, in double precision."""
    return [mapped(_widened, argument) for argument in single(arguments)]


def _narrow(leaf: Any) -> Any:
    if isinstance(leaf, np.ndarray) and leaf.dtype.kind == "f":
        return leaf.astype(np.float32)
    return np.float32(leaf) if isinstance(leaf, (float, np.floating)) else leaf


def _widened(leaf: Any) -> Any:
    if isinstance(leaf, np.float32):
        return float(leaf)
    return leaf.astype(np.float64) if isinstance(leaf, np.ndarray) and is_inexact(leaf) else leaf


def excused(double: Any, narrow: Any, key: Array, floor: Array) -> bool:
    """Whether what an answer is off by, on rounded arguments, is rounding.

    ``double`` answers the rounded arguments, ``narrow`` the single ones, ``key`` (with its floor) the
    rounded ones. An answer that is not in single precision excuses nothing: its code changes precision.
    """
    got, coarse = as_array(double), as_array(narrow)
    if compare(double, key, (floor,)).finding == "right":
        return True
    if got is None or coarse is None or coarse.dtype != np.float32:
        return False
    if got.shape != key.shape or coarse.shape != key.shape:
        return False
    with np.errstate(all="ignore"):
        off, far = np.abs(got - key), np.abs(coarse.astype(float) - key)
        wrong = ~(off <= FACTOR * floor)
        return bool(np.all((off <= SHRUNK * far)[wrong]))


def verdict(equal: Sequence[bool], excusable: Sequence[bool]) -> Finding:
    """What all cases say together: ``equal`` outright, or else ``excusable``.

    Most equal and the rest excusable: right (but unstable). All excusable: approximate, because
    differences look like this.
    """
    if not all(e or x for e, x in zip(equal, excusable, strict=True)):
        return "wrong"
    return "right" if sum(equal) >= MOST * len(equal) else "approximate"


# --- answers in single precision that were computed in double precision ---------------------------------


def unit(array: Array) -> Array:
    """The unit in the last place of single precision of every entry."""
    with np.errstate(all="ignore"):
        return np.spacing(np.abs(array).astype(np.float32)).astype(np.float64)


def strays(got: Array, exact: Array, floor: Array) -> Array:
    """By how many units each entry is off beyond its rounding to single precision; 0 where it is not."""
    with np.errstate(all="ignore"):
        beyond = np.abs(got.astype(np.float64) - exact) - unit(exact) / 2
        return np.where(beyond > FACTOR * floor, beyond / unit(exact), 0.0)


def paced(arguments: Sequence[Any], rng: np.random.Generator) -> Callable[[float], list[Any]]:
    """The arguments moved by a small step, each scaled as a whole at a pace of its own."""
    pace = rng.uniform(0.5, 1.0, len(arguments)) * rng.choice([-1.0, 1.0], len(arguments))

    def scaled(argument: Any, by: float) -> Any:
        return mapped(lambda leaf: leaf * (1.0 + by) if is_inexact(leaf) else fresh(leaf), argument)

    def moved(step: float) -> list[Any]:
        return [scaled(argument, step * by) for argument, by in zip(arguments, pace, strict=True)]

    return moved


def halfway(value: Callable[[float], float], floor: float, rng: np.random.Generator) -> float | None:
    """A step at which a value is nearly halfway between two singles; ``floor`` is that of the value.

    It is two tolerances off, up or down by chance: an answer that is right in double precision is rounded
    to the side that it is on, one that is merely close is as likely rounded to the other. None if the
    value does not move enough, or not smoothly.
    """
    here = value(0.0)
    low = np.float32(here)
    off = 2 * FACTOR * floor * rng.choice([-1.0, 1.0])
    wanted = (float(low) + float(np.nextafter(low, np.float32(np.inf)))) / 2 + off
    before, step = 0.0, PACE
    for _ in range(SECANTS):
        there = value(step)
        slope = (there - here) / (step - before) if step != before else 0.0
        if abs(there - wanted) < abs(off) / 2:
            return step
        if not np.isfinite(slope) or slope == 0:
            return None
        before, here, step = step, there, step + (wanted - there) / slope
        if abs(step) > FAR:
            return None
    return step if abs(value(step) - wanted) < abs(off) / 2 else None
