"""The name of a mistake: the first hypothesis that explains all cases within tolerance.

Interface. The caller has compared the answers of one output (one numeric leaf) with the key in every
call, found at least one wrong and all finite, and hands over

- ``cases``: for each call a :class:`~gradecheck.numerics.evidence.CaseEvidence`;
- ``names`` of the arguments, for the messages;
- ``misconceptions``: the author's, as a :class:`~gradecheck.numerics.suspects.Bank` of what they answer;
- ``questions``: a function that gives the right answers to other questions, in the same way;
- ``mutants``: one that gives those of the key, asked only if nothing cheaper explains the answer;
- ``detours``: one that gives what is farther away, asked only then.

It gets a :class:`~gradecheck.numerics.evidence.Diagnosis`: the id of the contract, message id and params
of ``messages/*.toml`` (``hint-<id>`` is the hint). The order is that of plain words: an author's name,
layout, constant factor, symmetric convention, some entries, an author's name times a factor or transposed,
another question, a mutant of the key, a detour, an added term, another formula, a factor for each case, row
or column, close but not exact, the same numbers in every case.

A hypothesis counts only if it explains every case with at most one fitted number; a factor for each case
or line fits more, so it comes after everything that says more with less.
"""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

import numpy as np

from gradecheck.numerics import conventions, factors, places, remainders
from gradecheck.numerics.evidence import CaseEvidence, Diagnosis, explains, stack
from gradecheck.numerics.formulas import formula
from gradecheck.numerics.suspects import Bank, bank, named
from gradecheck.numerics.terms import by_terms
from gradecheck.numerics.views import AS_IS, IN_SHAPE, View, views

NOBODY = bank([])


def diagnose(
    cases: Sequence[CaseEvidence],
    *,
    names: Sequence[str] = (),
    misconceptions: Bank = NOBODY,
    questions: Callable[[], Bank] = lambda: NOBODY,
    mutants: Callable[[], Bank] = lambda: NOBODY,
    detours: Callable[[], Bank] = lambda: NOBODY,
) -> Diagnosis | None:
    """The name of what is wrong; None for a right answer, or one of a shape that nothing explains."""
    if not all(np.all(np.isfinite(a)) for c in cases for a in (c.answer, c.key)):
        return None
    with np.errstate(all="ignore"):
        seen = list(views(cases))
        if seen and not seen[0].id and _right(seen[0]):
            return None
        author = named(cases, misconceptions, "", "found-composed")
        found = _bare(author) or _general(seen, names) or author
        if found:
            return found
        other = named(cases, questions(), "wrong", "found-question")
        slip = _bare(other) or named(cases, mutants(), "mutant", "found-mutant")
        return _bare(slip) or _far(cases, seen, names, detours, slip or other)


def _far(
    cases: Sequence[CaseEvidence],
    seen: Sequence[View],
    names: Sequence[str],
    detours: Callable[[], Bank],
    composed: Diagnosis | None,
) -> Diagnosis | None:
    """What takes longer: the right answer changed by the inputs, a detour, another formula of the inputs.

    ``composed`` is a slip with something besides: better than a formula, worse than one thing alone.
    """
    formed = _unusual(cases, seen, names)
    changed = formed if formed and formed.id != "formula" else None
    if _bare(changed):
        return changed
    farther = detours()
    detour = named(cases, farther, "mutant", "found-mutant")
    summed = _bare(detour) or by_terms(cases, farther.suspects)
    return summed or composed or changed or detour or formed or _vague(seen)


def _bare(found: Diagnosis | None) -> Diagnosis | None:
    """What explains an answer without a factor or a transpose besides."""
    return None if found is None or found.composed else found


def _right(view: View) -> bool:
    held = stack(view.cases)
    return held is not None and explains(held)


def _general(seen: Sequence[View], names: Sequence[str]) -> Diagnosis | None:
    """What needs no knowledge of the exercise, for every arrangement of the numbers."""
    hypotheses: list[Callable[[View], Diagnosis | None]] = [
        factors.zero,
        _layout,
        factors.constant_factor,
        lambda view: factors.by_quantity(view, names),
        conventions.symmetric,
        places.some_entries,
    ]
    return _first(hypotheses, seen)


def _unusual(cases: Sequence[CaseEvidence], seen: Sequence[View], names: Sequence[str]) -> Diagnosis | None:
    """The right answer with a term or a factor of the inputs besides, or another formula of them."""
    own = [v for v in seen if v.id in ("", "transposed")]
    if not any(not v.id for v in own):
        own.append(View("", AS_IS, cases))
    return _first([lambda view: remainders.added_term(view, names), lambda view: formula(view, names)], own)


def _vague(seen: Sequence[View]) -> Diagnosis | None:
    """What is said if nothing better is known; the last word only where the shapes are right."""
    hypotheses: list[Callable[[View], Diagnosis | None]] = [
        factors.proportional,
        places.by_rows,
        places.by_columns,
        remainders.nearly,
    ]
    own = [v for v in seen if not v.id]
    return _first(hypotheses, seen) or _first([_fixed, _wrong], own)


def _first(hypotheses: Sequence[Callable[[View], Any]], seen: Sequence[View]) -> Diagnosis | None:
    found = chain.from_iterable((hypothesis(view) for view in seen) for hypothesis in hypotheses)
    return next((diagnosis for diagnosis in found if diagnosis), None)


def _layout(view: View) -> Diagnosis | None:
    """The right numbers in another arrangement."""
    if not view.id or not _right(view):
        return None
    if view.id == "transposed":
        return Diagnosis("transposed", "found-transposed")
    shapes = {"expected": str(view.cases[0].key.shape), "got": str(view.got)}
    also = AS_IS if view.words is IN_SHAPE else view.words
    return Diagnosis(view.id, "found-layout", {**shapes, "also": also})


def _fixed(view: View) -> Diagnosis | None:
    """The same numbers in every case, where the right ones differ."""
    first, *others = view.cases
    fixed = others and all(np.array_equal(c.answer, first.answer) for c in others)
    if not fixed or all(np.array_equal(c.key, first.key) for c in others):
        return None
    return Diagnosis("wrong", "found-fixed")


def _wrong(view: View) -> Diagnosis | None:
    """How many entries are wrong, and how the answer points and measures beside the right one."""
    held = stack(view.cases)
    if held is None:
        return None
    wrong = np.abs(held.answer - held.other) > held.tolerance
    lengths = np.linalg.norm(held.answer), np.linalg.norm(held.other)
    cosine = held.answer @ held.other / np.prod(lengths) if all(lengths) else 0.0
    ratio = lengths[0] / lengths[1] if lengths[1] else 0.0
    params = {"wrong": int(wrong.sum()), "size": wrong.size, "cosine": float(cosine), "ratio": float(ratio)}
    return Diagnosis("wrong", "found-wrong", params)
