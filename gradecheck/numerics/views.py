"""The same numbers in another arrangement: rows and columns, transposes, flattened arrays.

A view is found by value, not by shape alone: the caller tests each for agreement with the key.
"""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gradecheck.model import Text
from gradecheck.numerics.evidence import Array, CaseEvidence


@dataclass(frozen=True)
class View:
    """The cases with every answer rearranged to the shape of its key. ``id`` is the diagnosis it earns.

    ``got`` is the shape of the first answer as it was handed in.
    """

    id: str
    words: Text
    cases: Sequence[CaseEvidence]
    got: tuple[int, ...] = ()


AS_IS = Text("", "")
_TRANSPOSED = Text(", and transposed", "，并且被转置")
_AXES = Text(", and with its axes in another order", "，并且各轴的次序不同")
IN_SHAPE = Text(", and in another shape", "，并且形状不同")
_FORTRAN = Text(", and filled column by column", "，并且按列排列")


def views(cases: Sequence[CaseEvidence]) -> Iterator[View]:
    """The answers as they are (if the shapes are), then every rearrangement that fits all cases."""
    if all(c.answer.shape == c.key.shape for c in cases):
        yield View("", AS_IS, cases)
    deepest = max(c.answer.ndim for c in cases)
    if deepest == 2:
        yield from _view("transposed", _TRANSPOSED, cases, [_transposed(c) for c in cases])
    if 3 <= deepest <= 4:
        for order in itertools.islice(itertools.permutations(range(deepest)), 1, None):
            yield from _view("layout", _AXES, cases, [_permuted(c, order) for c in cases])
    if any(c.answer.shape != c.key.shape for c in cases):
        yield from _view("layout", IN_SHAPE, cases, [_reshaped(c, "C") for c in cases])
    if any(min(c.answer.ndim, c.key.ndim) > 0 and max(c.answer.ndim, c.key.ndim) > 1 for c in cases):
        yield from _view("layout", _FORTRAN, cases, [_reshaped(c, "F") for c in cases])


def _view(
    id: str, words: Text, cases: Sequence[CaseEvidence], answers: Sequence[Array | None]
) -> Iterator[View]:
    seen = [replace(c, answer=a) for c, a in zip(cases, answers, strict=True) if a is not None]
    if len(seen) == len(cases):
        yield View(id, words, seen, cases[0].answer.shape)


def _transposed(case: CaseEvidence) -> Array | None:
    """The transpose where it is one, and not a row taken for a column."""
    fits = case.answer.ndim == 2 and case.answer.T.shape == case.key.shape
    return case.answer.T if fits and min(case.key.shape) > 1 else None


def _permuted(case: CaseEvidence, order: Sequence[int]) -> Array | None:
    if case.answer.ndim != len(order):
        return None
    moved = case.answer.transpose(order)
    return moved if moved.shape == case.key.shape else None


def _reshaped(case: CaseEvidence, order: str) -> Array | None:
    """The answer poured into the key's shape, by rows (C) or by columns (F)."""
    if case.answer.size != case.key.size:
        return None
    if order == "C":
        return case.answer.reshape(case.key.shape)
    return case.answer.ravel().reshape(case.key.shape, order="F")
