"""Answers that are wrong in some places only: rows, columns, the diagonal, single entries."""

from collections.abc import Callable, Sequence

import numpy as np

from gradecheck.model import Text
from gradecheck.numerics.compare import FACTOR
from gradecheck.numerics.evidence import (
    Array,
    CaseEvidence,
    Diagnosis,
    Stack,
    best_factor,
    fitted,
    spoken,
    stack,
)
from gradecheck.numerics.views import View

#: no more than this share of the entries may be wrong for "some entries" to say something
SOME = 0.4
#: entries that are named one by one
NAMED = 4


def by_rows(view: View) -> Diagnosis | None:
    """Every row of a matrix is off by a factor of its own."""
    return _lines(view, "row-factor", lambda a: a)


def by_columns(view: View) -> Diagnosis | None:
    """Every column of a matrix is off by a factor of its own."""
    return _lines(view, "column-factor", lambda a: a.T)


def _lines(view: View, id: str, turned: Callable[[Array], Array]) -> Diagnosis | None:
    """Rows of the turned answers, each with its own factor; a line of one number explains nothing."""
    if any(c.key.ndim != 2 or min(c.key.shape) < 2 for c in view.cases):
        return None
    told: list[str] = []
    for case in view.cases:
        factors = []
        for answer, key, floor in zip(*map(turned, (case.answer, case.key, case.floor)), strict=True):
            held = Stack(answer, key, FACTOR * floor)
            factor = fitted(held) if np.any(answer) else 0.0
            if factor is None or np.count_nonzero(key) < 2:
                return None
            factors.append(factor)
        told = told or [spoken(f) for f in factors]
    params = {"factors": ", ".join(told), "also": view.words}
    return Diagnosis(id, f"found-{id}", params, composed=bool(view.id))


def some_entries(view: View) -> Diagnosis | None:
    """Most entries are one multiple of the right ones, with a factor of 1 if possible; some are not."""
    held = stack(view.cases)
    if held is None:
        return None
    for factor in (1.0, _usual_factor(held)):
        wrong = [_wrong(c, factor) for c in view.cases]
        where = _pattern(view.cases, wrong)
        if factor and where and any(w.any() for w in wrong) and all(w.size > 1 for w in wrong):
            also = Text("", "") if factor == 1 else _and_factor(factor)
            counts = {"wrong": int(wrong[0].sum()), "size": wrong[0].size}
            params = {
                "where": where,
                "also": Text(also.en + view.words.en, also.zh + view.words.zh),
                **counts,
            }
            return Diagnosis(
                "some-entries", "found-some-entries", params, composed=factor != 1 or bool(view.id)
            )
    return None


def _and_factor(factor: float) -> Text:
    number = spoken(factor)
    return Text(f", and everything else is times {number}", f"，其余部分都乘了 {number}")


def _usual_factor(held: Stack) -> float:
    """The factor of the entry in the middle, refined on all entries that have nearly the same."""
    with np.errstate(all="ignore"):
        ratios = held.answer / held.other
        known = np.isfinite(ratios) & (np.abs(held.other) > 100 * held.tolerance)
    if not known.any():
        return 0.0
    middle = float(np.median(ratios[known]))
    alike = known & (np.abs(ratios - middle) <= 1e-6 * abs(middle))
    part = Stack(held.answer[alike], held.other[alike], held.tolerance[alike])
    return fitted(part) or best_factor(part)


def _wrong(case: CaseEvidence, factor: float) -> Array:
    limit = FACTOR * case.floor * max(abs(factor), 1.0)
    return ~(np.abs(case.answer - factor * case.key) <= limit)


def _pattern(cases: Sequence[CaseEvidence], wrong: Sequence[Array]) -> Text | None:
    """Where the wrong entries are: one description that holds in all cases; None if they are not few."""
    for words, place in PLACES:
        fits = [place(c, w.shape) for c, w in zip(cases, wrong, strict=True)]
        if all(
            f is not None and f.any() and not f.all() and np.array_equal(f, w)
            for f, w in zip(fits, wrong, strict=True)
        ):
            return words
    if all(w.any() for w in wrong) and np.mean([w.mean() for w in wrong]) <= SOME:
        return _listed(wrong[0])
    if len({w.shape for w in wrong}) == 1 and 0 < np.logical_or.reduce(wrong).mean() < 0.5:
        return _listed(np.logical_or.reduce(wrong))
    return None


def _listed(wrong: Array) -> Text:
    """The first wrong entries by their indices, those of a vector without brackets."""
    indices = [tuple(map(int, i)) for i in np.argwhere(wrong)]
    told = ", ".join(str(i[0] if len(i) == 1 else i) for i in indices[:NAMED])
    told += ", …" if len(indices) > NAMED else ""
    return Text(f"at {told} (of the first case)", f"位于 {told}（第一组数据）")


def _square(shape: tuple[int, ...]) -> bool:
    return len(shape) == 2 and shape[0] == shape[1]


def _line(axis: int, index: int) -> Callable[[CaseEvidence, tuple[int, ...]], Array | None]:
    """One index along one axis of an array that has such an axis."""

    def place(_case: CaseEvidence, shape: tuple[int, ...]) -> Array | None:
        if len(shape) <= axis:
            return None
        mask = np.zeros(shape, bool)
        np.moveaxis(mask, axis, 0)[index] = True
        return mask

    return place


def _edge(_case: CaseEvidence, shape: tuple[int, ...]) -> Array | None:
    mask = np.ones(shape, bool)
    mask[(slice(1, -1),) * len(shape)] = False
    return mask


PLACES: tuple[tuple[Text, Callable[[CaseEvidence, tuple[int, ...]], Array | None]], ...] = (
    (
        Text("on the diagonal only", "只在对角线上"),
        lambda _c, s: np.eye(s[0]) > 0 if _square(s) else None,
    ),
    (
        Text("off the diagonal only", "只在对角线以外"),
        lambda _c, s: np.eye(s[0]) < 1 if _square(s) else None,
    ),
    (
        Text("above the diagonal only", "只在对角线上方"),
        lambda _c, s: np.triu(np.ones(s, bool), 1) if _square(s) else None,
    ),
    (
        Text("below the diagonal only", "只在对角线下方"),
        lambda _c, s: np.tril(np.ones(s, bool), -1) if _square(s) else None,
    ),
    (
        Text("where the right answer is 0 (a mask?)", "正确答案为 0 的地方（掩码？）"),
        lambda c, _s: c.key == 0,
    ),
    (
        Text("where your answer is 0 (a mask?)", "你的答案为 0 的地方（掩码？）"),
        lambda c, _s: (c.answer == 0) & (c.key != 0),
    ),
    (Text("in the first row (or entry) only", "只在第一行（或第一个元素）"), _line(0, 0)),
    (Text("in the last row (or entry) only", "只在最后一行（或最后一个元素）"), _line(0, -1)),
    (Text("in the first column only", "只在第一列"), _line(1, 0)),
    (Text("in the last column only (a bias?)", "只在最后一列（偏置？）"), _line(1, -1)),
    (Text("on the border only", "只在边界上"), _edge),
)
