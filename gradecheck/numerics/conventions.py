"""Answers that treat a square matrix as symmetric, or keep a part of it."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from gradecheck.model import Text
from gradecheck.numerics.evidence import Array, Diagnosis, against, fitted, spoken
from gradecheck.numerics.views import View


class Form(NamedTuple):
    """What is made of the right answer G, in words and by formula, and with which factor that is a habit."""

    id: str
    words: Text
    made: Callable[[Array], Array]
    factor: float = 1.0


FORMS = (
    Form(
        "symmetric-convention", Text("2G − diag(G)", "2G − diag(G)"), lambda G: G + G.T - np.diag(np.diag(G))
    ),
    Form("symmetric-convention", Text("(G + Gᵀ)", "(G + Gᵀ)"), lambda G: G + G.T, 0.5),
    Form(
        "some-entries", Text("the lower triangle of G, zeros above it", "G 的下三角部分，上面为零"), np.tril
    ),
    Form(
        "some-entries", Text("the upper triangle of G, zeros below it", "G 的上三角部分，下面为零"), np.triu
    ),
    Form(
        "some-entries",
        Text("the diagonal of G, zeros beside it", "G 的对角线，其余为零"),
        lambda G: np.diag(np.diag(G)),
    ),
    Form(
        "some-entries",
        Text("G with zeros on its diagonal", "对角线为零的 G"),
        lambda G: G - np.diag(np.diag(G)),
    ),
)


def symmetric(view: View) -> Diagnosis | None:
    """A multiple of one of the forms above in all cases, some of them larger than 1 x 1."""
    keys = [c.key for c in view.cases]
    if any(G.ndim != 2 or G.shape[0] != G.shape[1] for G in keys) or all(len(G) < 2 for G in keys):
        return None
    floors = [c.floor + c.floor.T for c in view.cases]
    for form in FORMS:
        held = against(view.cases, [form.made(G) for G in keys], floors)
        factor = fitted(held) if held else None
        if factor is not None:
            number = "" if factor == 1 else f"{spoken(factor)} · "
            told = Text(f"{number}{form.words.en}", f"{number}{form.words.zh}")
            params = {"form": told, "also": view.words}
            return Diagnosis(form.id, "found-form", params, composed=factor != form.factor or bool(view.id))
    return None
