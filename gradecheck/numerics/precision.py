"""Right formulas that lose digits, told from wrong ones by running the same code in two precisions.

Rounding shrinks by 2^-29 from single to double precision, a mistake does not shrink at all. Differences
shrink, too, so that the test alone never makes an answer right: it may excuse a minority of the cases.

A second round of calls: for every case that is wrong, the student's function is called with
``rounded(arguments)`` and with ``single(arguments)``, and the key with the former.
"""

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from gradecheck.numerics.compare import FACTOR, compare
from gradecheck.numerics.kinds import as_array
from gradecheck.numerics.tree import is_inexact, mapped

Array = NDArray[Any]
Finding = Literal["right", "approximate", "wrong"]
#: share of its single precision error that an error of rounding stays below; wrong formulas keep 0.5 to 1
SHRUNK = 1e-3
#: share of the cases that must agree outright
MOST = 2 / 3


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
