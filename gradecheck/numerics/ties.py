"""Exact ties: inputs that lie on a kink, where a derivative is a convention and two right answers differ.

What a function decides (every comparison, ``sign``, ``floor``, ``argmax``) is noted and can be decided again
in the same way, or in another. At a tie the decisions are those that the function takes nearby; what it then
answers on the exact inputs are the one-sided results, and any value between them is right.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice, product
from math import prod
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gradecheck.numerics.kinds import as_array
from gradecheck.numerics.kinks import JUMPS, Kink, decision, kinks
from gradecheck.numerics.probe import Watch, plain, watched
from gradecheck.numerics.tree import FAILURES, fresh, is_exact, is_inexact, leaves, mapped

Array = NDArray[Any]
#: smallest and largest right value of every entry of a leaf; None where there is one right value
Bounds = tuple[Array, Array] | None
#: how far inputs are moved off a tie, in units of their largest entry: nearer than anything that is no tie
NEARBY = 1e-9
#: directions in which they are, each with its opposite
PAIRS = 4
#: so many ways to decide the ties are tried
PATTERNS = 64


class Decisions(NamedTuple):
    """What a function decided, in order, and whether one of the decisions was a tie."""

    results: list[Any]
    tied: bool


def decisions(function: Callable[..., Any], arguments: Sequence[Any]) -> Decisions | None:
    """Every decision with a jump that ``function(*arguments)`` takes; None if it cannot be watched."""
    results: list[Any] = []
    tied = False

    def note(name: str, operands: tuple[Any, ...], options: dict[str, Any], result: Any) -> Any:
        nonlocal tied
        if name in JUMPS:
            tied = tied or any(kink.tied for kink in decision(name, operands, options))
            results.append(result)
        return result

    try:
        with np.errstate(all="ignore"):
            function(*_watched(arguments, Watch(lambda array: array, note)))
    except FAILURES:
        return None
    return Decisions(results, tied)


def decided(
    arguments: Sequence[Any], results: Sequence[Any], operand: Callable[[Array], Array] = lambda array: array
) -> list[Any]:
    """The arguments under watch: every jump is decided as in ``results``, or by itself if there are none."""
    again = iter(results)

    def branch(name: str, _operands: tuple[Any, ...], _options: dict[str, Any], result: Any) -> Any:
        if not results or name not in JUMPS:
            return result
        before: Any = next(again, None)
        if np.shape(before) != np.shape(result):
            raise ValueError("another decision")
        return before

    return _watched(arguments, Watch(operand, branch))


def _watched(arguments: Sequence[Any], watch: Watch) -> list[Any]:
    probes: list[Any] = mapped(lambda leaf: watched(fresh(leaf), watch), list(arguments))
    return probes


def hull(function: Callable[..., Any], arguments: Sequence[Any], seed: int) -> list[Bounds] | None:
    """Between which values each leaf of ``function(*arguments)`` is right; None where there is no tie.

    At most 8 runs nearby and 64 on the inputs as they are; one run where there is no tie.
    """
    here = decisions(function, arguments)
    if here is None or not here.tied:
        return None
    around = [decisions(function, moved) for moved in nearby(arguments, seed)]
    results = [one.results for one in around if one]
    patterns = _patterns(here.results, results, np.random.default_rng(seed))
    with np.errstate(all="ignore"):
        answer = leaves(function(*mapped(fresh, list(arguments))))
        told = [_answered(function, arguments, pattern, answer) for pattern in patterns]
    found = [_bounds(leaf, [t[i] for t in told if t]) for i, leaf in enumerate(answer)]
    return found if any(found) else None


def on_a_kink(function: Callable[..., Any], arguments: Sequence[Any]) -> str:
    """The kink that the arguments lie on; empty if there is none, or only ties that the code makes.

    Those stay when the arguments are moved.
    """
    here = kinks(function, arguments) or []
    if any(kink.tied for kink in here):
        around = [kinks(function, moved) or [] for moved in nearby(arguments, seed=0)]
        for number, kink in enumerate(here):
            if kink.tied and any(len(a) != len(here) or _is_off(a[number], kink) for a in around):
                return kink.name
    return ""


def _is_off(moved: Kink, kink: Kink) -> bool:
    return not moved.tied or moved.ties < kink.ties


def nearby(arguments: Sequence[Any], seed: int) -> list[list[Any]]:
    """The arguments moved a little, in several directions and their opposites."""
    rng = np.random.default_rng(seed)
    return [moved for _ in range(PAIRS) for moved in _both_ways(arguments, rng)]


def _both_ways(arguments: Sequence[Any], rng: np.random.Generator) -> Iterator[list[Any]]:
    """The arguments moved in a random direction, and in the opposite one."""
    state = rng.bit_generator.state
    for way in (1.0, -1.0):
        rng.bit_generator.state = state
        yield mapped(partial(_moved, way=way, rng=rng), list(arguments))


def _moved(leaf: Any, way: float, rng: np.random.Generator) -> Any:
    if not isinstance(leaf, (np.ndarray, float, np.floating)) or not is_inexact(leaf):
        return fresh(leaf)
    step = way * NEARBY * (np.max(np.abs(leaf), initial=0.0) or 1.0)
    moved = leaf + step * rng.standard_normal(np.shape(leaf))
    return moved if isinstance(leaf, np.ndarray) else type(leaf)(moved)


def _patterns(
    here: Sequence[Any], around: Sequence[Sequence[Any]], rng: np.random.Generator
) -> list[Sequence[Any]]:
    """Ways to decide: all that can be made of those nearby, or some of them if there are too many.

    Where a run nearby took other decisions altogether, it is taken as it is.
    """
    shapes = list(map(np.shape, here))
    alike = [here, *(a for a in around if list(map(np.shape, a)) == shapes)]
    patterns = [a for a in around if list(map(np.shape, a)) != shapes]
    columns = [np.stack([np.ravel(a[n]) for a in alike]) for n in range(len(here))]
    open_ = [
        (n, entry, np.unique(column[:, entry]))
        for n, column in enumerate(columns)
        for entry in np.flatnonzero(np.any(column != column[0], axis=0))
    ]
    for choice in _choices([values for _, _, values in open_], rng) if open_ else ():
        pattern = [np.array(result) for result in here]
        for (number, entry, _), value in zip(open_, choice, strict=True):
            pattern[number].flat[entry] = value
        patterns.append([result[()] for result in pattern])
    return patterns


def _choices(values: Sequence[Array], rng: np.random.Generator) -> Iterator[tuple[Any, ...]]:
    """One value for each tie, in every way or (all low, all high, then at random) in ``PATTERNS`` ways."""
    if prod(map(len, values)) <= PATTERNS:
        return product(*values)
    ends = [tuple(v[0] for v in values), tuple(v[-1] for v in values)]
    chance = (tuple(rng.choice(v) for v in values) for _ in range(PATTERNS - len(ends)))
    return islice((one for some in (ends, chance) for one in some), PATTERNS)


def _answered(
    function: Callable[..., Any], arguments: Sequence[Any], pattern: Sequence[Any], answer: Sequence[Any]
) -> list[Any] | None:
    """The leaves of what is answered with the ties decided so; None if it is no answer of the same form."""
    try:
        found = [plain(leaf) for leaf in leaves(function(*decided(arguments, pattern)))]
    except FAILURES:
        return None
    alike = list(map(np.shape, found)) == list(map(np.shape, answer))
    return found if alike else None


def _bounds(leaf: Any, told: Sequence[Any]) -> Bounds:
    """The smallest and largest of all answers that are finite, for a real leaf; None if they are one."""
    if is_exact(leaf) or np.iscomplexobj(leaf):
        return None
    known = [np.asarray(leaf), *(np.asarray(t) for t in told if not is_exact(t) and np.all(np.isfinite(t)))]
    low, high = np.min(known, axis=0), np.max(known, axis=0)
    return (low, high) if np.any(low < high) else None


def settled(answer: Any, key: Any, bounds: Sequence[Bounds]) -> Any:
    """An answer with the key's value wherever any value between two bounds is right, and it is between.

    Beyond a bound it is as far from the key as it was from the bound. An answer of another form, shape or
    kind stays as it is; ``bounds`` has one entry for each leaf of the key, depth first.
    """
    if isinstance(key, (tuple, list)):
        if not isinstance(answer, (tuple, list)) or len(answer) != len(key):
            return answer
        rest, found = list(bounds), []
        for part, wanted in zip(answer, key, strict=True):
            own = len(leaves(wanted))
            found.append(settled(part, wanted, rest[:own]))
            rest = rest[own:]
        return type(answer)(found)
    return answer if bounds[0] is None else _settled(answer, np.asarray(key), *bounds[0])


def _settled(answer: Any, key: Array, low: Array, high: Array) -> Any:
    got = as_array(answer)
    if got is None or got.shape != key.shape or got.dtype.kind not in "iuf":
        return answer
    beyond = got - np.clip(got, low, high)
    kind = got.dtype if got.dtype.kind == "f" else np.float64
    return np.where(low < high, key + beyond, got).astype(kind)[()]
