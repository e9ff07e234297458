"""Arrays that let us into the arithmetic of unmodified numpy code.

A key that is run on :class:`Probe` arrays does what it always does, but every floating operand of every
operation passes through ``Watch.operand`` (where rounding errors are put in), and everything that decides
a branch (comparisons, ``sign``, ``floor``, ``max``, ``clip``, ``argmax``) passes through ``Watch.branch``.

Code that leaves numpy (scipy, Python floats, ``np.asarray``) is run as it is, unwatched.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gradecheck.numerics.tree import is_inexact, mapped


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: ufuncs whose result, or its derivative, jumps
DECIDING = _names(
    "less less_equal greater greater_equal equal not_equal sign heaviside floor ceil rint trunc maximum "
    "minimum fmax fmin absolute fabs clip isfinite isnan isinf"
)
#: array functions that do
DECIDING_FUNCTIONS = _names(
    "argmax argmin argsort sort max min amax amin clip where copyto putmask place fill_diagonal"
)
# Operands are moved only for functions known to leave them alone: one that writes into its argument
# (fill_diagonal, copyto) would write into a copy.
_PURE = _names(
    "average convolve cross cumprod cumsum dot einsum inner kron matvec mean outer prod std sum "
    "tensordot trace var vdot vecdot vecmat"
)


@dataclass(frozen=True)
class Watch:
    """``operand(array)`` replaces an operand; ``branch(name, operands, options, result)`` a decision."""

    operand: Callable[[NDArray[Any]], NDArray[Any]]
    branch: Callable[[str, tuple[Any, ...], dict[str, Any], Any], Any]


class Probe(np.ndarray):
    """An array under watch; what is computed from it is, too."""

    watch: Watch

    def __array_finalize__(self, source: Any) -> None:
        if isinstance(source, Probe):
            self.watch = source.watch

    def __getitem__(self, index: Any) -> Any:
        found = super().__getitem__(index)
        return found if isinstance(found, Probe) else watched(found, self.watch)

    def __array_ufunc__(self, ufunc: Any, method: str, *operands: Any, **options: Any) -> Any:
        given = mapped(plain, operands)
        options = {name: mapped(plain, value) for name, value in options.items()}
        if ufunc.__name__ in DECIDING:
            result = getattr(ufunc, method)(*given, **options)
            name = ufunc.__name__ if method == "__call__" else f"{ufunc.__name__}.{method}"
            result = self.watch.branch(name, given, options, result)
        else:
            if method != "at":
                given = self._moved(operands)
            result = getattr(ufunc, method)(*given, **options)
        return self._watched(result)

    def __array_function__(self, function: Any, _types: Any, args: Any, kwargs: Any) -> Any:
        pure = function.__module__ == "numpy.linalg" or function.__name__ in _PURE
        given = self._moved(args) if pure else mapped(plain, args)
        options = {name: self._moved(v) if pure else mapped(plain, v) for name, v in kwargs.items()}
        result = function(*given, **options)
        if function.__name__ in DECIDING_FUNCTIONS:
            result = self.watch.branch(function.__name__, given, options, result)
        return self._watched(result)

    def _moved(self, tree: Any) -> Any:
        """``tree`` with every probe replaced by a plain array that went through ``watch.operand``."""
        return mapped(lambda leaf: self._operand(leaf) if isinstance(leaf, Probe) else leaf, tree)

    def _operand(self, leaf: "Probe") -> NDArray[Any]:
        array = plain(leaf)
        return self.watch.operand(array) if is_inexact(array) else array

    def _watched(self, tree: Any) -> Any:
        """``tree`` with every floating leaf under watch; named tuples stay what they are."""
        if isinstance(tree, tuple) and hasattr(tree, "_make"):
            return tree._make(self._watched(branch) for branch in tree)
        return mapped(lambda leaf: watched(leaf, self.watch), tree)


def watched(leaf: Any, watch: Watch) -> Any:
    """A floating array or number as a :class:`Probe`; anything else as it is."""
    if is_inexact(leaf) and isinstance(leaf, (np.ndarray, np.generic, float, complex)):
        seen = np.asarray(leaf).view(Probe)
        seen.watch = watch
        return seen
    return leaf


def plain(leaf: Any) -> Any:
    """The same memory as a plain array if ``leaf`` is a probe; anything else as it is."""
    return leaf.view(np.ndarray) if isinstance(leaf, Probe) else leaf
