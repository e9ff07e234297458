"""Whether an answer agrees with a key: shape, kind, finiteness, then entry by entry.

The tolerance of an entry is ``FACTOR`` times its floor (see ``floor``). No answer makes these functions
raise, whatever it is made of. How an answer differs is told in words, never by a value of the key.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from gradecheck.numerics.floor import EPS, TINY
from gradecheck.numerics.kinds import as_array, described, expected
from gradecheck.numerics.tree import leaves

#: floors that a right answer may be away from the key; anything from 100 to 1e4 serves equally well
FACTOR = 100.0
#: a rounding error of float32, in rounding errors of float64
FLOAT32 = 2.0**29
#: floors of float32 that a right answer in single precision may be away: right ones stay below one
FACTOR32 = 10.0
#: a tolerance above this share of the largest entry hides mistakes
GAP = 1e-4
_HUGE = float(np.finfo(np.float64).max)

Array = NDArray[Any]
Finding = Literal["right", "wrong-kind", "wrong-shape", "not-finite", "wrong"]
#: of several leaves, the gravest finding is told
GRAVITY: dict[Finding, int] = {"right": 0, "wrong": 1, "not-finite": 2, "wrong-shape": 3, "wrong-kind": 4}


@dataclass(frozen=True)
class Agreement:
    """How an answer agrees with a key.

    ``error`` is the relative error of the entry that is worst in units of its tolerance, ``tolerance``
    what that error is held against: the error is larger exactly if a numeric leaf is wrong. Both are
    None where nothing was measured. ``float32``: right, but only by the tolerance of float32.
    ``params`` fill the message: ``expected`` and ``got``, or ``count`` and ``size``, or ``wrong``,
    ``size`` and ``error``; none if only exact leaves are wrong.
    """

    finding: Finding
    error: float | None = None
    tolerance: float | None = None
    float32: bool = False
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class _Rule:
    """What an entry may be off by, but for its floor."""

    factor: float
    accuracy: float | None
    lenient: bool

    def limit(self, key: Array, floor: Array) -> Array:
        """The tolerance of every entry."""
        limit = self.factor * floor
        if self.accuracy is None:
            return np.asarray(limit)
        return np.asarray(np.maximum(limit, self.accuracy * np.max(np.abs(key), initial=0.0)))


def compare(
    answer: Any,
    key: Any,
    floor: Sequence[Array | None],
    *,
    accuracy: float | None = None,
    factor: float = FACTOR,
    lenient: bool = True,
) -> Agreement:
    """Hold an answer against a key and its floor (one entry for each leaf of the key, None if exact).

    ``accuracy`` accepts numerical derivatives: an entry may then be off by ``accuracy * max|key|``.
    ``lenient`` judges an answer in single precision as such.
    """
    with np.errstate(all="ignore"):
        found = list(_agreements(answer, key, iter(floor), _Rule(factor, accuracy, lenient)))
    return found[0] if len(found) == 1 else _together(found)


def same(answer: Any, other: Any, floor: Sequence[Array | None], *, factor: float = FACTOR) -> bool:
    """Whether an answer equals what a known mistake answers: same tree, shapes, kinds, and values.

    Whole numbers count as floats, NaN equals NaN and inf equals inf. ``floor`` may be that of the key:
    where it does not fit the leaves of ``other``, its largest entry is used.
    """
    with np.errstate(all="ignore"):
        return _same(answer, other, iter(floor), factor)


def coarse(key: Array, floor: Array) -> Array:
    """The floor of an answer in single precision, to be multiplied by ``FACTOR`` like any other."""
    narrow = FACTOR32 / FACTOR * FLOAT32 * floor
    return np.asarray(np.maximum(floor, np.minimum(narrow, GAP / FACTOR * np.max(np.abs(key), initial=0.0))))


def _agreements(answer: Any, key: Any, floors: Iterator[Array | None], rule: _Rule) -> Iterator[Agreement]:
    """The agreement of every leaf, or of the smallest subtree that has another form."""
    if not isinstance(key, (tuple, list)):
        floor = next(floors)
        yield _exact(answer, key) if floor is None else _numeric(answer, np.asarray(key), floor, rule)
    elif not _alike(answer, key):
        for _ in leaves(key):
            next(floors)
        yield _wrong_kind(answer, key)
    else:
        for part, wanted in zip(answer, key, strict=True):
            yield from _agreements(part, wanted, floors, rule)


def _alike(answer: Any, tree: Any) -> bool:
    return isinstance(answer, (tuple, list)) and len(answer) == len(tree)


def _numeric(answer: Any, key: Array, floor: Array, rule: _Rule) -> Agreement:
    got = as_array(answer)
    if got is None or (got.dtype.kind == "b" and not got.ndim):
        return _wrong_kind(answer, key)
    if got.shape != key.shape:
        return Agreement("wrong-shape", params={"expected": str(key.shape), "got": str(got.shape)})
    if got.dtype.kind == "b" or (got.dtype.kind == "c" and key.dtype.kind != "c"):
        return _wrong_kind(got if got.ndim else answer, key)
    strange = np.count_nonzero(~np.isfinite(got) & np.isfinite(key))
    if strange:
        return Agreement("not-finite", params={"count": int(strange), "size": got.size})
    gap = np.abs(got - key)
    limit = rule.limit(key, floor)
    # written so that NaN is wrong
    wrong = ~(gap <= limit)
    single = rule.lenient and got.dtype in (np.float32, np.complex64) and bool(wrong.any())
    if single:
        limit = rule.limit(key, coarse(key, floor))
        wrong = ~(gap <= limit)
    return _measured(key, gap, limit, wrong, single=single)


def _measured(key: Array, gap: Array, limit: Array, wrong: Array, *, single: bool) -> Agreement:
    """Right or wrong, with the relative error and tolerance of the worst entry."""
    if not key.size:
        return Agreement("right", 0.0, 0.0)
    at = int(np.argmax(gap / limit))
    scale = abs(key.flat[at]) or np.max(np.abs(key)) or 1.0
    error, tolerance = (float(min(v.flat[at] / scale, _HUGE)) for v in (gap, limit))
    count = int(np.count_nonzero(wrong))
    if not count:
        return Agreement("right", error, tolerance, single)
    # division may round a near miss to equality or to zero; a key that is not finite has no relative error
    error = max(error, TINY) if np.isfinite(error) else _HUGE
    tolerance = min(tolerance, float(np.nextafter(error, 0.0)))
    return Agreement("wrong", error, tolerance, params={"wrong": count, "size": key.size, "error": error})


def _exact(answer: Any, key: Any) -> Agreement:
    """An exact leaf: same kind and shape, and equal."""
    if key is None or isinstance(key, str):
        if not isinstance(answer, type(key)):
            return _wrong_kind(answer, key)
        return Agreement("right" if answer == key else "wrong")
    got, wanted = as_array(answer), np.asarray(key)
    if got is None:
        return _wrong_kind(answer, key)
    if got.shape != wanted.shape:
        return Agreement("wrong-shape", params={"expected": str(wanted.shape), "got": str(got.shape)})
    if (got.dtype.kind == "b") != (wanted.dtype.kind == "b") or got.dtype.kind not in "biu":
        return _wrong_kind(answer, key)
    return Agreement("right" if np.array_equal(got, wanted) else "wrong")


def _wrong_kind(answer: Any, key: Any) -> Agreement:
    return Agreement("wrong-kind", params={"expected": expected(key), "got": described(answer)})


def _together(found: list[Agreement]) -> Agreement:
    """One agreement for a tree: the gravest finding, with the errors of the worst numeric leaf."""
    if not found:
        return Agreement("right")
    gravest = max(found, key=lambda a: GRAVITY[a.finding])
    measured = [a for a in found if a.error is not None and a.finding == gravest.finding]
    if not measured:
        return gravest
    worst = max(measured, key=_in_tolerances)
    params = dict(worst.params)
    if params:
        params |= {name: sum(a.params[name] for a in measured) for name in ("wrong", "size")}
    single = any(a.float32 for a in found) and gravest.finding == "right"
    return Agreement(gravest.finding, worst.error, worst.tolerance, single, params)


def _in_tolerances(agreement: Agreement) -> float:
    return (agreement.error or 0.0) / (agreement.tolerance or 5e-324)


def _same(answer: Any, other: Any, floors: Iterator[Array | None], factor: float) -> bool:
    if isinstance(other, (tuple, list)):
        return _alike(answer, other) and all(
            _same(part, wanted, floors, factor) for part, wanted in zip(answer, other, strict=True)
        )
    floor = next(floors, None)
    got, wanted = as_array(answer), as_array(other)
    if got is None or wanted is None or "b" in (got.dtype.kind, wanted.dtype.kind):
        return _exact(answer, other).finding == "right"
    if got.shape != wanted.shape or (got.dtype.kind == "c" and wanted.dtype.kind != "c"):
        return False
    allowed = np.maximum(_fitting(floor, wanted), EPS * np.abs(wanted))
    if got.dtype in (np.float32, np.complex64):
        allowed = coarse(wanted, allowed)
    close = np.isfinite(wanted) & (np.abs(got - wanted) <= factor * allowed)
    return bool(np.all(close | (got == wanted) | (np.isnan(got) & np.isnan(wanted))))


def _fitting(floor: Array | None, wanted: Array) -> Array:
    """A floor for ``wanted``: the one given, or its largest entry where the shapes differ."""
    if floor is not None and floor.shape == wanted.shape:
        return floor
    return np.full(wanted.shape, 0.0 if floor is None else np.max(floor, initial=0.0))
