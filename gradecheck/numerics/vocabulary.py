"""The words of a formula: the right answer and what is made of the inputs, each as one row of numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gradecheck.model import Text
from gradecheck.numerics.evidence import Array, CaseEvidence, flat
from gradecheck.numerics.quantities import Quantity, quantities

#: a quantity in words, and its value in every case
Values = tuple[Text, Sequence[Array]]
KEY = Text("the right answer", "正确答案")
#: distance of a cosine from 1 below which two quantities are taken for multiples
ROUGH = 1e-9


@dataclass(frozen=True)
class Words:
    """The quantities as rows of one array: the answer's entries in all cases, one after another."""

    forms: Sequence[Text]
    rows: Array


def known(cases: Sequence[CaseEvidence], names: Sequence[str]) -> list[Values]:
    """The right answer, and all quantities of the inputs but for those that would give it away."""
    own: list[Quantity] = quantities([c.arguments for c in cases], names, [c.answer for c in cases])
    right = [[c.key for c in cases], [c.key.T for c in cases]]
    told = [(form, values) for form, values in own if not any(_alike(values, key) for key in right)]
    return [(KEY, right[0]), *((Text(form, form), values) for form, values in told)]


def _alike(one: Sequence[Array], other: Sequence[Array]) -> bool:
    """Whether arrays are multiples of others, in every case."""
    if any(a.size != b.size for a, b in zip(one, other, strict=True)):
        return False
    if all(a.size == 1 for a in one):
        one, other = [flat(one)], [flat(other)]
    pairs = [
        (a.ravel() / np.max(np.abs(a)), b.ravel() / np.max(np.abs(b)))
        for a, b in zip(one, other, strict=True)
    ]
    return all(abs(a @ b) >= (1 - ROUGH) * np.linalg.norm(a) * np.linalg.norm(b) for a, b in pairs)


def words(known: Sequence[Values], shapes: Sequence[tuple[int, ...]]) -> Words:
    """The quantities that take the answer's shape, each once."""
    forms: list[Text] = []
    rows: list[Array] = []
    seen: set[bytes] = set()
    for form, values in known:
        fits = form is not KEY or all(v.shape == s for v, s in zip(values, shapes, strict=True))
        row = _poured(values, shapes) if fits else None
        if row is not None and np.any(row) and row.tobytes() not in seen:
            seen.add(row.tobytes())
            forms.append(form)
            rows.append(row)
    return Words(forms, np.array(rows))


def _poured(values: Sequence[Array], shapes: Sequence[tuple[int, ...]]) -> Array | None:
    """Values as one row, each in the shape of its answer (or broadcast to it); None if one does not fit."""
    try:
        return flat(
            v.reshape(s) if v.size == np.prod(s, dtype=int) else np.broadcast_to(v, s)
            for v, s in zip(values, shapes, strict=True)
        )
    except ValueError:
        return None
