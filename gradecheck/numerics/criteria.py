"""Other ways to compare, for instructors who must: by the book, and by fixed tolerances.

The book's criterion (Deisenroth, Faisal, Ong: Mathematics for Machine Learning, 2020, end of 5.2.2) holds
an answer against a difference quotient with h = 1e-4: sqrt(sum((dh - df)^2) / sum((dh + df)^2)) < 1e-6.
With the forward quotient that the book writes it rejects nearly every right gradient, with the central
one it is fair on well-conditioned problems; it is one number for the whole array, so that a wrong entry
among many large ones, or one small enough, is not seen. It says nothing about a gradient that is zero.
"""

from collections.abc import Callable, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from gradecheck.numerics.compare import Agreement, compare
from gradecheck.numerics.kinds import as_array
from gradecheck.numerics.oracle import Layout, laid_out
from gradecheck.numerics.tree import is_exact, leaves

Array = NDArray[Any]
#: the book's step and limit
STEP, LIMIT = 1e-4, 1e-6


def limits(leaf: Any, rtol: float, atol: float) -> Array:
    """What every entry of a key's leaf may be off by: ``atol + rtol * |leaf|``, never quite zero."""
    return np.asarray(np.maximum(atol + rtol * np.abs(np.asarray(leaf)), 2.0**-1074))


def within(answer: Any, key: Any, *, rtol: float, atol: float = 0.0) -> Agreement:
    """Agreement by fixed tolerances: every entry within ``atol + rtol * |key|``, single precision or not."""
    floor = [None if is_exact(leaf) else limits(leaf, rtol, atol) for leaf in leaves(key)]
    return compare(answer, key, floor, factor=1.0, lenient=False)


def criterion(difference: Array, derivative: Array) -> float:
    """The book's number; NaN if both arrays are zero."""
    with np.errstate(all="ignore"):
        gap = np.linalg.norm(np.ravel(difference - derivative))
        return float(gap / np.linalg.norm(np.ravel(difference + derivative)))


def mml(answer: Any, difference: Array) -> Agreement:
    """Agreement by the book's criterion with a difference quotient of the answer's shape.

    Where both are zero the criterion is 0/0, and the answer is right.
    """
    agreement = compare(answer, difference, (np.full(np.shape(difference), np.inf),), factor=1.0)
    got = as_array(answer)
    if agreement.finding != "right" or got is None:
        return agreement
    error = criterion(difference, got)
    if not np.any(difference) and not np.any(got):
        error = 0.0
    error = error if np.isfinite(error) else 1.0
    if error < LIMIT:
        return Agreement("right", error, LIMIT)
    wrong = int(np.count_nonzero(got != difference))
    return Agreement("wrong", error, LIMIT, params={"wrong": wrong, "size": got.size, "error": error})


def quotient(
    function: Callable[..., Any],
    arguments: Sequence[Any],
    wrt: int,
    *,
    kind: Literal["forward", "central"] = "central",
    step: float = STEP,
) -> Array:
    """Difference quotients of a function by every entry of an argument; axes of the value come last.

    A scalar function gives an array of the argument's shape.
    """
    variable = np.asarray(arguments[wrt], dtype=float)
    given = list(arguments)

    def at(moved: Array) -> Array:
        given[wrt] = moved if moved.ndim else float(moved)
        return np.asarray(function(*given), dtype=float)

    there = at(variable.copy())
    quotients = []
    for entry in np.ndindex(variable.shape):
        move = np.zeros(variable.shape)
        move[entry] = step
        back = at(variable - move) if kind == "central" else there
        quotients.append((at(variable + move) - back) / (2 * step if kind == "central" else step))
    return np.reshape(quotients, (*variable.shape, *there.shape))


def difference_quotients(
    function: Callable[..., Any],
    arguments: Sequence[Any],
    wrt: int,
    *,
    layout: Layout,
    kind: Literal["forward", "central"] = "central",
    step: float = STEP,
) -> Array:
    """The same difference quotients, laid out like a derivative: see ``oracle.derivative``."""
    found = quotient(function, arguments, wrt, kind=kind, step=step)
    variable = np.shape(arguments[wrt])
    return laid_out(list(found.reshape(-1, *found.shape[len(variable) :])), variable, layout)
