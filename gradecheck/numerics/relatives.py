"""Answers that are related to the right one as a whole: one step too many, one too few, another question.

A slip inside a formula is a mutant (see ``mutants``). Here is what people hand in who lost the way at its
end: the entries summed up, a vector put on a diagonal, the order reversed, the function itself, or its
derivative by another variable.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import product
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from gradecheck.model import Text
from gradecheck.numerics.criteria import difference_quotients
from gradecheck.numerics.oracle import Layout, derivative
from gradecheck.numerics.steps import AT_THE_END, IN_PLACE, REDUCED
from gradecheck.numerics.tree import FAILURES, fresh, is_inexact, mapped

Array = NDArray[Any]
Kind = Literal["forward", "central"]
#: steps of difference quotients that are told from the derivative, and the kinds of them
STEPS = (1.0, 0.5, 0.1, 1e-2, 1e-3, 1e-4, 1e-5)
KINDS: tuple[tuple[Kind, str, str], ...] = (
    ("forward", "forward difference", "向前"),
    ("central", "central difference", "中心"),
)
#: words for a mistake, and what it answers in every case
Relative = tuple[Text, list[Array]]


def after_one_step(keys: Sequence[Array]) -> Iterator[Relative]:
    """The right answers with one step too many, wherever that step can be taken in every case."""
    for words, step in REDUCED + AT_THE_END + IN_PLACE:
        try:
            with np.errstate(all="ignore"):
                found = [np.asarray(step(key)) for key in keys]
        except FAILURES:
            continue
        if all(np.all(np.isfinite(a)) for a in found):
            yield words, found


def of_another_question(
    function: Callable[..., Any],
    cases: Sequence[Sequence[Any]],
    names: Sequence[str],
    wrt: Sequence[str],
    layout: Layout,
) -> Iterator[Relative]:
    """What a derivative is taken for: the function itself, and its derivatives by other arguments."""
    value = _in_every_case(cases, lambda given: function(*mapped(fresh, list(given))))
    if value:
        words = Text(
            "the function itself is returned, not its derivative", "返回的是函数本身，而不是它的导数"
        )
        yield words, value
    for number, name in enumerate(names):
        if not name or name in wrt or not all(is_inexact(given[number]) for given in cases):
            continue
        by_other = _in_every_case(cases, partial(_derivative, function, number, layout))
        if by_other:
            en, zh = f"the derivative is taken with respect to {name}", f"求的是对 {name} 的导数"
            yield Text(en, zh), by_other


def of_a_step(
    function: Callable[..., Any],
    cases: Sequence[Sequence[Any]],
    moved: Sequence[int],
    steps: Sequence[Sequence[Any]],
) -> Iterator[Relative]:
    """What a differential is taken for: the increment, along all steps at once or along one.

    ``moved`` are the numbers of the arguments that move, ``steps`` in each case how far.
    """
    words = Text(
        "the increment of the function is taken, not its linear part", "取的是函数的增量，而不是它的线性部分"
    )
    every = range(len(moved))
    for chosen in dict.fromkeys([tuple(every), *((one,) for one in every)]):
        both = [
            (given, {moved[i]: step[i] for i in chosen}) for given, step in zip(cases, steps, strict=True)
        ]
        found = _in_every_case(both, partial(_increment, function))
        if found:
            yield words, found


def _increment(function: Callable[..., Any], both: tuple[Sequence[Any], Mapping[int, Any]]) -> Any:
    given, steps = both
    there = [value + steps[i] if i in steps else value for i, value in enumerate(given)]
    return function(*mapped(fresh, there)) - function(*mapped(fresh, list(given)))


def of_a_quotient(
    function: Callable[..., Any], cases: Sequence[Sequence[Any]], number: int, layout: Layout
) -> Iterator[Relative]:
    """Difference quotients with a step that is too large."""
    for step, (kind, en, zh) in product(STEPS, KINDS):
        told = partial(_quotient, function, number, layout, kind, step)
        found = _in_every_case(cases, told)
        if found:
            yield Text(f"a {en} quotient with step {step:g}", f"步长为 {step:g} 的{zh}差商"), found


def _quotient(
    function: Callable[..., Any], number: int, layout: Layout, kind: Kind, step: float, given: Sequence[Any]
) -> Array:
    return difference_quotients(function, given, number, layout=layout, kind=kind, step=step)


def _derivative(function: Callable[..., Any], number: int, layout: Layout, given: Sequence[Any]) -> Array:
    return derivative(function, given, number, layout=layout)


def _in_every_case(cases: Sequence[Any], answer: Callable[[Any], Any]) -> list[Array] | None:
    try:
        with np.errstate(all="ignore"):
            found = [np.asarray(answer(given)) for given in cases]
    except FAILURES:  # an OracleError is one of them
        return None
    return found if all(a.dtype.kind in "iuf" and np.all(np.isfinite(a)) for a in found) else None
