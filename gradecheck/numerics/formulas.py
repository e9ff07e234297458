"""What an answer is instead of the right one: a formula of the inputs, or the right answer changed by one.

Two quantities (see ``quantities``) are tried in all sums, products and quotients, with a simple number
before each term, all at once by matrix products. A formula counts only if it gives the answer in every case.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from gradecheck.model import Text
from gradecheck.numerics.compare import FACTOR
from gradecheck.numerics.evidence import Array, CaseEvidence, Diagnosis, flat, simple, spoken
from gradecheck.numerics.floor import EPS
from gradecheck.numerics.views import View
from gradecheck.numerics.vocabulary import KEY, ROUGH, Values, Words, known, words

#: fewer numbers than this prove no formula
ENOUGH = 4
#: answers with more entries are no list of formulas
MANY = 6
MISSING = Text("a term is missing, or one is subtracted that does not belong there", "少了一项，或多减了一项")


@dataclass(frozen=True)
class Found:
    """A formula, or what the right answer is changed by: an added ``term``, or a ``factor``."""

    form: Text
    term: Text | None = None
    factor: Text | None = None


def formula(view: View, names: Sequence[str]) -> Diagnosis | None:
    """The first formula that is the answer: the right answer changed, one quantity, two of them."""
    with np.errstate(all="ignore"):
        told = known(view.cases, names)
        found = _whole(view.cases, told) or _entry_by_entry(view.cases, told)
    return _told(found, view) if found else None


def _whole(cases: Sequence[CaseEvidence], told: Sequence[Values]) -> Found | None:
    answer = flat(c.answer for c in cases).astype(float)
    if answer.size < ENOUGH or not np.any(answer) or np.ptp(answer) == 0:
        return None
    own = words(told, [c.answer.shape for c in cases])
    if not own.forms:
        return None
    close = _closeness(cases)
    return _products(answer, own, close) or _sums(answer, own, close)


def _entry_by_entry(cases: Sequence[CaseEvidence], told: Sequence[Values]) -> Found | None:
    """A formula of numbers for each entry of a small answer that has the same shape in all cases."""
    shapes = {c.answer.shape for c in cases}
    if len(shapes) > 1 or len(cases) < ENOUGH or not 1 < cases[0].answer.size <= MANY:
        return None
    found = []
    for number in range(cases[0].answer.size):
        one = [replace(c, answer=np.asarray(c.answer.flat[number])) for c in cases]
        formula = _whole(one, [(form, values) for form, values in told if form is not KEY])
        if formula is None:
            return None
        found.append(formula.form)
    return Found(Text(f"[{', '.join(f.en for f in found)}]", f"[{', '.join(f.zh for f in found)}]"))


def _closeness(cases: Sequence[CaseEvidence]) -> Array:
    """How far an entry may be off, relative to the largest term of a case: as the key may, never coarsely."""
    shares = []
    for c in cases:
        size = np.max(np.abs(c.key), initial=0.0)
        share = float(np.max(c.floor, initial=0.0) / size) if size else 0.0
        shares.append(np.full(c.answer.size, FACTOR * min(max(share, 4 * EPS), 1e-9)))
    return np.concatenate(shares)


def _is_close(answer: Array, fit: Array, terms: Array, close: Array) -> bool:
    scale = np.maximum(np.abs(answer), np.max(np.abs(terms), axis=0))
    scale = np.maximum(scale, 1e-3 * np.max(scale))
    return bool(np.all(np.abs(answer - fit) <= close * scale))


def _products(answer: Array, own: Words, close: Array) -> Found | None:
    """A simple number times one quantity, or times a product or quotient of two."""
    rows, forms = own.rows, own.forms
    ones = np.ones_like(answer)
    tries: list[tuple[Array, Callable[[Text], Text]]] = [(answer, lambda b: b)]
    with np.errstate(all="ignore"):
        for a, form in zip(rows, forms, strict=True):
            tries.append((answer / a, partial(_times, form)))
            tries.append((answer * a, partial(_by, form)))
        left = np.array([t for t, _ in tries])
        # zeros would hide what is divided by, and one number with its negative and zeros proves nothing
        sizes = np.abs(left)
        plain = np.all((sizes == 0) | (sizes >= (1 - 1e-9) * np.max(sizes, axis=1, keepdims=True)), axis=1)
        usable = (
            np.all(np.isfinite(left), axis=1)
            & ~plain
            & np.append(True, np.repeat(np.all(rows != 0, axis=1), 2))
        )
        left = np.where(usable[:, np.newaxis], left, 0.0)
        left_length, length = (np.linalg.norm(m, axis=1) for m in (left, rows))
        cosines = np.abs((left / np.where(left_length, left_length, 1)[:, None]) @ (rows / length[:, None]).T)
    keys = np.array([form is KEY for form in forms])
    from_key = np.append(False, np.repeat(keys, 2))
    hits = np.argwhere(cosines**2 > 1 - ROUGH)
    # what is said of the right answer comes first
    for i, j in hits[np.argsort(~(from_key[hits[:, 0]] | keys[hits[:, 1]]), kind="stable")]:
        number = simple(float(left[i] @ rows[j] / (rows[j] @ rows[j])))
        if number is None or not _is_close(left[i], number * rows[j], ones[None] * np.abs(left[i]), close):
            continue
        found = _product(number, tries[i][1], own, int(i), int(j))
        if found:
            return found
    return None


def _times(one: Text, other: Text) -> Text:
    return _join(one, " * ", other)


def _by(divisor: Text, other: Text) -> Text:
    return _join(other, " / ", divisor)


def _product(number: float, form: Callable[[Text], Text], own: Words, i: int, j: int) -> Found | None:
    """A product as it is told: what the right answer is multiplied by, or the whole."""
    before = _before(number)
    a, b = (own.forms[(i - 1) // 2] if i else None), own.forms[j]
    if KEY not in (a, b):
        return Found(Text(before + form(b).en, before + form(b).zh))
    if a is None or a is b or (a is KEY and i % 2 == 0):  # a multiple of the key, or divided by it
        return None
    other = b if a is KEY else a
    told = other if i % 2 else _join(Text("1", "1"), " / ", other)
    return Found(KEY, factor=Text(before + told.en, before + told.zh))


def _sums(answer: Array, own: Words, close: Array) -> Found | None:
    """Two quantities with a simple number before each, by all normal equations at once."""
    rows = own.rows
    length = np.linalg.norm(rows, axis=1)
    units = rows / length[:, np.newaxis]
    size = np.linalg.norm(answer)
    gram, seen = units @ units.T, units @ (answer / size)
    rest = 1 - gram**2
    with np.errstate(all="ignore"):
        missing = 1 - (seen[:, None] ** 2 + seen[None, :] ** 2 - 2 * gram * np.outer(seen, seen)) / rest
    likely = np.argwhere((np.abs(missing) < 1e-7) & (rest > 1e-6) & np.tri(len(rows), k=-1, dtype=bool))
    for j, i in likely:
        pair = rows[[i, j]]
        numbers = [simple(float(n)) for n in np.linalg.lstsq(pair.T, answer, rcond=None)[0]]
        if None in numbers:
            continue
        terms = np.array(numbers, dtype=float)[:, np.newaxis] * pair
        if _is_close(answer, terms.sum(axis=0), terms, close):
            return _sum([float(n or 0) for n in numbers], [own.forms[i], own.forms[j]])
    return None


def _sum(numbers: Sequence[float], forms: Sequence[Text]) -> Found | None:
    first, second = (Text(_before(n) + f.en, _before(n) + f.zh) for n, f in zip(numbers, forms, strict=True))
    if forms[0] is KEY:
        return Found(KEY, term=second) if numbers[0] == 1 else Found(_join(first, " + ", second))
    return Found(_join(first, " + ", second))


def _before(number: float) -> str:
    return {"1": "", "-1": "-"}.get(spoken(number), f"{spoken(number)} * ")


def _join(one: Text, sign: str, other: Text) -> Text:
    if sign == " + ":
        return Text(f"{one.en} + {other.en}", f"{one.zh} + {other.zh}")
    return Text(f"{_held(one.en)}{sign}{_held(other.en)}", f"{_held(one.zh)}{sign}{_held(other.zh)}")


def _held(form: str) -> str:
    """A factor in brackets if it is more than one quantity."""
    return f"({form})" if " / " in form or " * " in form or " @ " in form else form


def _told(found: Found, view: View) -> Diagnosis:
    """In words; a term that is missing is not told, for it is a part of the right formula."""
    id, message, told = "formula", "found-formula", {"formula": found.form}
    if found.factor is not None:
        id, message, told = "entry-factor", "found-entry-factor", {"factor": found.factor}
    elif found.term is not None and found.term.en.startswith("-") and " * " not in found.term.en:
        id, message, told = "mutant", "found-mutant", {"what": MISSING}
    elif found.term is not None:
        id, message, told = "added-term", "found-added-term", {"term": found.term}
    return Diagnosis(id, message, {**told, "also": view.words}, composed=bool(view.id))
