"""A derivative as a key: what it is, and how exact an answer to this very problem can be.

Where the complex step is borne out by differences it is as good as a formula, and its floor is measured like
that of a formula. Elsewhere the differences are the key. Then an answer may be off by their error bar, and by
what a right formula is off by: how far the derivative moves when the inputs do.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gradecheck.numerics.compare import FACTOR
from gradecheck.numerics.floor import EPS, TINY, measure, moved
from gradecheck.numerics.oracle import Along, Layout, OracleError, derive, stepped
from gradecheck.numerics.ties import on_a_kink
from gradecheck.numerics.tree import FAILURES

Array = NDArray[Any]
#: a variable with more entries is not differentiated by one after the other
LARGEST = 5000
#: runs on moved inputs, where differences are the key
MOVES = 4
#: units in the last place that inputs are moved by: rounding of the differences is nothing beside it
UNITS = 2.0**22


class Computed(NamedTuple):
    """A derivative and its floor; ``exact`` if it is the complex step's."""

    answer: Array
    floor: Array
    exact: bool


def computed(
    function: Callable[..., Any],
    arguments: Sequence[Any],
    wrt: int | Along,
    *,
    layout: Layout = "denominator",
    seed: int = 0,
) -> Computed:
    """The derivative of ``function(*arguments)`` as in ``oracle.derive``, and its floor.

    The function is differentiated 17 times at most. Raises ``OracleError`` at a kink, for a variable of more
    than ``LARGEST`` entries, and where no derivative can be told.
    """
    kink = on_a_kink(function, arguments)
    if kink:
        raise OracleError(f"the inputs are on the kink of “{kink}”, where there is no derivative")
    if isinstance(wrt, int) and np.size(arguments[wrt]) > LARGEST:
        raise OracleError(f"the variable has more than {LARGEST} entries")
    found = derive(function, arguments, wrt, layout=layout)
    if found.bar is None:
        measured = measure(lambda *given: stepped(function, given, wrt, layout=layout), arguments, seed)
        return Computed(measured.answer, np.asarray(measured.floor[0]), exact=True)
    spread = np.maximum(EPS * np.abs(found.value), TINY)
    rng = np.random.default_rng(seed)
    for number in range(MOVES):
        try:
            there = derive(function, moved(list(arguments), number, rng, UNITS), wrt, layout=layout).value
        except FAILURES:  # an OracleError is one of them: nearby, too, inputs may be none
            continue
        spread = np.maximum(spread, np.abs(there - found.value) / UNITS)
    return Computed(found.value, spread + found.bar / FACTOR, exact=False)
