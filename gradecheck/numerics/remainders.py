"""What is left of a wrong answer beside the right one: a single term, or next to nothing."""

from collections.abc import Sequence

import numpy as np

from gradecheck.model import Text
from gradecheck.numerics.evidence import (
    Array,
    CaseEvidence,
    Diagnosis,
    Stack,
    best_factor,
    explains,
    spoken,
    stack,
)
from gradecheck.numerics.views import View

#: an answer so close everywhere is a rounded or differenced one
CLOSE = 1e-3


def nearly(view: View) -> Diagnosis | None:
    """Close everywhere, exact almost nowhere: differences, single precision, or an unstable formula."""
    held = stack(view.cases)
    if held is None or np.mean(np.abs(held.answer - held.other) > held.tolerance) < 0.5:
        return None
    errors = [_relative(c) for c in view.cases]
    if max(errors) > CLOSE:
        return None
    params = {"error": max(errors), "also": view.words}
    return Diagnosis("approximate", "found-approximate", params, composed=bool(view.id))


def _relative(case: CaseEvidence) -> float:
    size = float(np.max(np.abs(case.key), initial=0.0))
    error = float(np.max(np.abs(case.answer - case.key), initial=0.0))
    return error / size if size else (np.inf if error else 0.0)


def added_term(view: View, names: Sequence[str]) -> Diagnosis | None:
    """The right answer plus one multiple of an argument, of ones, or of the identity."""
    held = stack(view.cases)
    if held is None:
        return None
    for words, terms in _terms(view.cases, names):
        term = np.concatenate([np.ravel(t) for t in terms])
        rest = Stack(held.answer - held.other, term, held.tolerance + 1e-12 * np.abs(held.answer))
        factor = best_factor(rest)
        if (
            factor
            and np.count_nonzero(term) > 1
            and explains(Stack(held.answer, held.other + factor * term, held.tolerance))
        ):
            number = {"1": "", "-1": "-"}.get(spoken(factor), f"{spoken(factor)} · ")
            told = Text(number + words.en, number + words.zh)
            params = {"term": told, "also": view.words}
            return Diagnosis("added-term", "found-added-term", params, composed=bool(view.id))
    return None


def _terms(cases: Sequence[CaseEvidence], names: Sequence[str]) -> list[tuple[Text, list[Array]]]:
    """What an added term may be a multiple of: things of the key's shape in every case."""
    found: list[tuple[Text, list[Array]]] = []
    for number in range(len(cases[0].arguments)):
        name = names[number] if number < len(names) else f"#{number + 1}"
        values = [c.arguments[number] for c in cases]
        if not all(isinstance(v, (np.ndarray, float)) for v in values):
            continue
        arrays = [np.asarray(v, dtype=float) for v in values]
        found.append((Text(name, name), arrays))
        if all(a.ndim == 2 for a in arrays):
            found.append((Text(f"the transpose of {name}", f"{name} 的转置"), [a.T for a in arrays]))
        found.append((Text(f"the signs of {name}", f"{name} 的符号"), [np.sign(a) for a in arrays]))
    if all(c.key.ndim == 2 and c.key.shape[0] == c.key.shape[1] for c in cases):
        found.append((Text("the identity", "单位矩阵"), [np.eye(len(c.key)) for c in cases]))
    found.append((Text("ones", "全 1 数组"), [np.ones(c.key.shape) for c in cases]))
    return [(w, t) for w, t in found if all(a.shape == c.key.shape for a, c in zip(t, cases, strict=True))]
