"""An answer is a tree: tuples and lists of leaves.

A leaf of a key is *numeric* (float, complex, and arrays of those kinds), to be met within a tolerance, or
*exact* (bool, int, str, None, numpy integers and bools, and arrays of those kinds), to be met exactly.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

#: what arithmetic raises when it is given something it cannot do
FAILURES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
    Warning,
)


def leaves(tree: Any) -> list[Any]:
    """The leaves of ``tree``, depth first."""
    if isinstance(tree, (tuple, list)):
        return [leaf for branch in tree for leaf in leaves(branch)]
    return [tree]


def is_exact(leaf: Any) -> bool:
    """Whether a key's leaf must be met exactly: it is not made of floats or complex numbers."""
    if isinstance(leaf, (np.ndarray, np.generic)):
        return leaf.dtype.kind not in "fc"
    return not isinstance(leaf, (float, complex))


def is_inexact(leaf: Any) -> bool:
    """Whether a leaf is made of floats or complex numbers."""
    return not is_exact(leaf)


def mapped(change: Callable[[Any], Any], tree: Any) -> Any:
    """A tree of the same form with ``change`` applied to every leaf; lists stay lists."""
    if isinstance(tree, list):
        return [mapped(change, branch) for branch in tree]
    if isinstance(tree, tuple):
        return tuple(mapped(change, branch) for branch in tree)
    return change(tree)


def fresh(leaf: Any) -> Any:
    """A copy of an array; anything else as it is."""
    return leaf.copy() if isinstance(leaf, np.ndarray) else leaf
