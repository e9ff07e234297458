"""Known mistakes, and whether an answer is one of them times a number, transposed, or both."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from gradecheck.model import Text
from gradecheck.numerics.compare import FACTOR, GAP, same
from gradecheck.numerics.evidence import (
    Array,
    CaseEvidence,
    Diagnosis,
    Stack,
    Suspect,
    against,
    fitted,
    flat,
    spoken,
)
from gradecheck.numerics.floor import EPS, TINY
from gradecheck.numerics.tree import leaves
from gradecheck.numerics.views import AS_IS, IN_SHAPE

#: cosine below which an answer is no multiple of a suspect: a filter, not a verdict
ALIKE = 1 - 1e-3

Sizes = tuple[int, ...]


@dataclass(frozen=True)
class Bank:
    """Suspects, and their answers as rows of length 1 for each sequence of sizes: found in one product."""

    suspects: Sequence[Suspect]
    rows: dict[Sizes, tuple[Array, list[int]]]


def bank(suspects: Sequence[Suspect]) -> Bank:
    """Suspects made ready for looking up; those that are zero or not finite explain nothing."""
    found: dict[Sizes, list[tuple[int, Array]]] = {}
    with np.errstate(all="ignore"):
        for number, suspect in enumerate(suspects):
            row = flat(suspect.answers).astype(float)
            length = np.linalg.norm(row)
            if np.isfinite(length) and length:
                sizes = tuple(int(np.size(a)) for a in suspect.answers)
                found.setdefault(sizes, []).append((number, row / length))
    return Bank(
        suspects, {s: (np.stack([r for _, r in rows]), [n for n, _ in rows]) for s, rows in found.items()}
    )


def mistaken(
    found: Iterable[tuple[Any, Sequence[Any] | None]], keys: Sequence[Array], floors: Sequence[Array]
) -> Bank:
    """Mutants (their words, and what they answer to each case) as a bank: those that differ from the key.

    Their floors are guessed from the key's: the same share of the largest entry.
    """
    share = max((_share(k, f) for k, f in zip(keys, floors, strict=True)), default=0.0)
    suspects = []
    for what, answers in found:
        if answers is None or not all(_numeric(a) for a in answers):
            continue
        arrays = [_summed(np.asarray(a, dtype=float), k) for a, k in zip(answers, keys, strict=True)]
        own = [np.full(a.shape, max(share, EPS) * np.max(np.abs(a), initial=TINY)) for a in arrays]
        equal = all(same(a, k, (f,)) for a, k, f in zip(arrays, keys, floors, strict=True))
        if not equal:
            suspects.append(Suspect(what, arrays, own))
    return bank(suspects)


def bounded(answer: Any, floors: Sequence[Array | None]) -> tuple[Array | None, ...]:
    """The floors of what a known mistake answers, none of them so large that it swallows other answers.

    A mistake in which rounding decides (a difference with too small a step) has floors like its answer.
    """
    numbers = zip(leaves(answer), floors, strict=True)
    return tuple(f if f is None else np.minimum(f, _most(a)) for a, f in numbers)


def _most(answer: Any) -> float:
    size = float(np.max(np.abs(answer), initial=0.0))
    return max(GAP / FACTOR * size, TINY) if np.isfinite(size) else np.inf


def _summed(answer: Array, key: Array) -> Array:
    """The answer; a sum of no arrays, which is the number 0, in the shape of the key."""
    return np.zeros(key.shape) if not answer.ndim and answer == 0 else answer


def _share(key: Array, floor: Array) -> float:
    size = np.max(np.abs(key), initial=0.0)
    return float(np.max(floor, initial=0.0) / size) if size else 0.0


def _numeric(answer: Any) -> bool:
    return isinstance(answer, (float, int, np.ndarray, np.number)) and np.asarray(answer).dtype.kind in "iuf"


def named(cases: Sequence[CaseEvidence], known: Bank, id: str, message: str) -> Diagnosis | None:
    """The suspect that explains all cases with least besides (a transpose, a factor).

    ``id`` is the diagnosis, or "" for the suspect's own name: an author's, and worth more than a guess.
    """
    best: tuple[int, Diagnosis] | None = None
    for cost, words, seen in _variants(cases):
        for suspect in _alike(seen, known):
            poured, fits = _poured(suspect, seen)
            held = against(seen, poured.answers, poured.floors)
            factor = fitted(held) if held else None
            if factor is None or (factor != 1 and id and _is_bare(held)):
                continue
            total = cost + 2 * (factor != 1) + (not _short(factor)) + (not fits)
            if best is None or total < best[0]:
                shaped = words if fits else Text(words.en + IN_SHAPE.en, words.zh + IN_SHAPE.zh)
                params = {"what": suspect.what, "also": _also(factor, shaped)}
                composed = total > 0
                best = total, Diagnosis(id or str(suspect.what), message, params, composed=composed)
    return best[1] if best else None


def _variants(cases: Sequence[CaseEvidence]) -> Iterator[tuple[int, Text, Sequence[CaseEvidence]]]:
    yield 0, AS_IS, cases
    if all(c.answer.ndim == 2 for c in cases):
        words = Text(", and transposed", "，并且被转置")
        yield 1, words, [replace(c, answer=c.answer.T) for c in cases]


def _alike(cases: Sequence[CaseEvidence], known: Bank) -> Iterator[Suspect]:
    """Suspects whose answers point where these do."""
    rows = known.rows.get(tuple(c.answer.size for c in cases))
    if rows is None:
        return
    answer = flat(c.answer for c in cases)
    length = np.linalg.norm(answer)
    cosines = np.abs(rows[0] @ (answer / length)) if length else np.zeros(len(rows[1]))
    yield from (known.suspects[rows[1][i]] for i in np.flatnonzero(cosines >= ALIKE))


def _poured(suspect: Suspect, cases: Sequence[CaseEvidence]) -> tuple[Suspect, bool]:
    """A suspect in the shapes of the answers, and whether it had them."""
    shapes = [c.answer.shape for c in cases]
    if all(np.shape(a) == s for a, s in zip(suspect.answers, shapes, strict=True)):
        return suspect, True
    answers, floors = (
        [np.reshape(a, s) for a, s in zip(arrays, shapes, strict=True)]
        for arrays in (suspect.answers, suspect.floors)
    )
    return Suspect(suspect.what, answers, floors), False


def _is_bare(held: Stack | None) -> bool:
    """Whether a suspect is made of one number, its negative and zeros: a multiple of that says nothing."""
    sizes = np.abs(held.other) if held else np.zeros(1)
    largest = np.max(sizes)
    return bool(np.all((sizes <= 1e-9 * largest) | (sizes >= (1 - 1e-9) * largest)))


def _short(factor: float) -> bool:
    return len(spoken(factor)) <= len("-1/2")


def _also(factor: float, words: Text) -> Text:
    if factor == 1:
        return words
    number = spoken(factor)
    return Text(f", and times {number}{words.en}", f"，并且乘了 {number}{words.zh}")
