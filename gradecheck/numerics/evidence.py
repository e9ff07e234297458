"""What a diagnosis starts from, what it ends in, and when a hypothesis explains all cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gradecheck.numerics.compare import FACTOR
from gradecheck.numerics.floor import EPS

Array = NDArray[Any]
#: numbers before a term are fractions with such denominators
SMALL = 16
#: fitted numbers are taken for fractions up to this denominator, and for these constants
DENOMINATOR = 64
CONSTANTS = {
    "π": np.pi,
    "2π": 2 * np.pi,
    "√2": np.sqrt(2),
    "1/√2": np.sqrt(0.5),
    "ln 2": np.log(2),
    "e": np.e,
}


@dataclass(frozen=True)
class CaseEvidence:
    """One call: the student's answer, the key's with its floor (of one shape), and the arguments."""

    answer: Array
    key: Array
    floor: Array
    arguments: Sequence[Any] = ()


@dataclass(frozen=True)
class Suspect:
    """What a known mistake answers, case by case, and the floors of that. ``what`` is its name or words."""

    what: Any
    answers: Sequence[Array]
    floors: Sequence[Array]


@dataclass(frozen=True)
class Diagnosis:
    """What is wrong: an id, the id of the message that says so, and what fills the message.

    ``params`` hold ratios, places and the student's own numbers, never a value of the key. ``composed``:
    two mistakes at once; the credit of the one that gives the id is not earned.
    """

    id: str
    message: str
    params: Mapping[str, Any] = field(default_factory=dict)
    composed: bool = False


@dataclass(frozen=True)
class Stack:
    """All cases as one vector: an answer, and something with tolerances that it is held against."""

    answer: Array
    other: Array
    tolerance: Array

    def against(self, other: Array) -> "Stack":
        """The same answer and tolerances, held against another vector."""
        return replace(self, other=other)


def stack(cases: Sequence[CaseEvidence]) -> Stack | None:
    """The cases as one vector against their keys; None where a shape differs."""
    return against(cases, [c.key for c in cases], [c.floor for c in cases])


def against(cases: Sequence[CaseEvidence], others: Sequence[Array], floors: Sequence[Array]) -> Stack | None:
    """The answers as one vector against other arrays with their floors; None where a shape differs."""
    if any(c.answer.shape != other.shape for c, other in zip(cases, others, strict=True)):
        return None
    return Stack(flat(c.answer for c in cases), flat(others), FACTOR * flat(floors))


def flat(arrays: Any) -> Array:
    """Arrays one after another as a vector."""
    return np.concatenate([np.ravel(a) for a in arrays])


def explains(held: Stack, factor: float | Array = 1.0) -> bool:
    """Whether the answer is ``factor`` times the other within tolerance, entry by entry."""
    limit = held.tolerance * np.abs(factor) + 8 * EPS * np.abs(held.answer)
    return bool(np.all(np.abs(held.answer - factor * held.other) <= limit))


def fitted(held: Stack) -> float | None:
    """The one number by which the answer is a multiple of the other in all cases; None if there is none.

    A simple fraction or a well-known constant is preferred where it explains the answer as well.
    """
    factor = best_factor(held)
    if not np.isfinite(factor) or factor == 0:
        return None
    # one number is always a multiple of another: then only a number that people write counts
    free = (factor,) if np.count_nonzero(held.other) > 1 else ()
    return next((c for c in (*_simple(factor), *free) if explains(held, c)), None)


def best_factor(held: Stack) -> float:
    """The least-squares multiple, entries weighted by how well they are known; 0 if it cannot be told."""
    with np.errstate(all="ignore"):
        known, seen = held.other / held.tolerance, held.answer / held.tolerance
        usable = np.isfinite(known) & np.isfinite(seen) & (known != 0)
        known, seen = known[usable], seen[usable]
        size = np.max(np.abs(known), initial=0.0)
        return float(known / size @ (seen / size) / np.sum(np.square(known / size))) if size else 0.0


def _simple(factor: float) -> list[float]:
    """Simple numbers close to ``factor``."""
    if not 1e-6 < abs(factor) < 1e6:
        return []
    near = [float(Fraction(factor).limit_denominator(n)) for n in (1, 8, DENOMINATOR)]
    near += [float(np.copysign(c, factor)) for c in CONSTANTS.values()]
    return [c for c in near if c and abs(c - factor) <= 1e-6 * abs(factor)]


def simple(number: float) -> float | None:
    """The simple number that a fitted one is; None if it is none."""
    if not np.isfinite(number) or not 1e-3 < abs(number) < 1e3:
        return None
    simple = float(Fraction(number).limit_denominator(SMALL))
    return simple if abs(simple - number) <= 1e-7 * abs(number) else None


def spoken(factor: float) -> str:
    """A fitted number as people write it: -2, 1/3, √2, or four digits."""
    name = next((n for n, c in CONSTANTS.items() if abs(abs(factor) - c) <= 1e-12 * c), None)
    if name:
        return f"-{name}" if factor < 0 else name
    if abs(factor) < 1e6:
        fraction = Fraction(factor).limit_denominator(DENOMINATOR)
        if fraction and abs(float(fraction) - factor) <= 1e-12 * abs(factor):
            return str(fraction)
    return f"{factor:.4g}"
