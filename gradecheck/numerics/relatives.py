"""Answers that are related to the right one as a whole: one step too many, one too few, another question.

A slip inside a formula is a mutant (see ``mutants``). Here is what people hand in who lost the way at its
end: the entries summed up, a vector put on a diagonal, the order reversed, the function itself, or its
derivative by another variable.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from gradecheck.model import Text
from gradecheck.numerics.oracle import derivative
from gradecheck.numerics.tree import FAILURES, fresh, is_inexact, mapped

Array = NDArray[Any]
Layout = Literal["numerator", "denominator"]
#: words for a mistake, and what it answers in every case
Relative = tuple[Text, list[Array]]

STEPS: tuple[tuple[Text, Callable[[Array], Any]], ...] = (
    (Text("all entries are summed up", "把所有元素加了起来"), np.sum),
    (Text("the rows are summed up", "把各行加了起来"), lambda a: a.sum(axis=0)),
    (Text("the columns are summed up", "把各列加了起来"), lambda a: a.sum(axis=1)),
    (Text("only the trace is taken", "只取了迹"), np.trace),
    (Text("only the diagonal is taken", "只取了对角线"), np.diagonal),
    (
        Text("a vector is put on the diagonal of a matrix", "把向量放到了矩阵的对角线上"),
        lambda a: np.diag(_vector(a)),
    ),
    (Text("the result is divided by its length", "结果除以了自身的长度"), lambda a: a / np.linalg.norm(a)),
    (Text("the length of the result is returned", "返回的是结果的长度"), np.linalg.norm),
    (Text("the result is inverted", "结果被求了逆"), np.linalg.inv),
    (Text("the entries are in reverse order", "各元素的次序颠倒了"), lambda a: a[::-1]),
    (Text("the columns are in reverse order", "各列的次序颠倒了"), lambda a: a[:, ::-1]),
    (
        Text("the entries are moved on by one place", "各元素后移了一位"),
        lambda a: np.roll(_vector(a), 1),
    ),
    (
        Text("the entries are moved back by one place", "各元素前移了一位"),
        lambda a: np.roll(_vector(a), -1),
    ),
    (Text("the last entry is missing", "少了最后一个元素"), lambda a: a[:-1]),
    (Text("the first entry is missing", "少了第一个元素"), lambda a: a[1:]),
    (Text("every entry is squared", "每个元素都被平方了"), np.square),
    (Text("the root of every entry is taken", "每个元素都被开了方"), np.sqrt),
    (Text("the reciprocal of every entry is taken", "每个元素都取了倒数"), np.reciprocal),
    (Text("the signs are lost", "符号丢失了"), np.abs),
    (Text("only the signs are left", "只剩下了符号"), np.sign),
    (Text("negative entries are set to zero", "负的元素被置为零"), lambda a: np.maximum(a, 0.0)),
)


def _vector(array: Array) -> Array:
    if array.ndim != 1:
        raise ValueError("not a vector")
    return array


def after_one_step(keys: Sequence[Array]) -> Iterator[Relative]:
    """The right answers with one step too many, wherever that step can be taken in every case."""
    for words, step in STEPS:
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
        if name in wrt or not all(is_inexact(given[number]) for given in cases):
            continue
        by_other = _in_every_case(cases, partial(_derivative, function, number, layout))
        if by_other:
            en, zh = f"the derivative is taken with respect to {name}", f"求的是对 {name} 的导数"
            yield Text(en, zh), by_other


def _derivative(function: Callable[..., Any], number: int, layout: Layout, given: Sequence[Any]) -> Array:
    return derivative(function, given, number, layout=layout)


def _in_every_case(
    cases: Sequence[Sequence[Any]], answer: Callable[[Sequence[Any]], Any]
) -> list[Array] | None:
    try:
        with np.errstate(all="ignore"):
            found = [np.asarray(answer(given)) for given in cases]
    except FAILURES:  # an OracleError is one of them
        return None
    return found if all(a.dtype.kind in "iuf" and np.all(np.isfinite(a)) for a in found) else None
