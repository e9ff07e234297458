"""How exact an answer to this very problem can be: the floor of every entry of a key's answer.

A right answer by another stable route is the exact answer of a problem whose inputs are moved by about
one unit in the last place. So the key is run on such inputs (moved entry by entry, and moved by one unit
of the largest entry), and in Monte-Carlo arithmetic on the inputs as they are (Parker 1997); how far the
answers scatter is the floor. No condition number is estimated and nothing is tuned.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gradecheck.numerics.probe import plain
from gradecheck.numerics.ties import decided, decisions
from gradecheck.numerics.tree import FAILURES, fresh, is_exact, is_inexact, leaves, mapped

EPS = 2.0**-52
TINY = 2.0**-1074
#: runs on moved inputs, and in Monte-Carlo arithmetic; with two unmoved ones no more than 15
MOVES, NOISY = 8, 5
#: Monte-Carlo arithmetic that loses half the digits, where moved inputs lose a millionth of that, did not
#: run the same program
STRAYED = 1e6

Array = NDArray[Any]
#: how far one moved run went astray: an array for each numeric leaf, None for the exact ones
Gaps = list[Array | None]


@dataclass(frozen=True)
class Measured:
    """What a key answers, and the floor of each leaf of it.

    ``answer`` is the key's tree, floating arrays as float64 (or complex128), the rest as returned.
    ``floor`` has for each leaf, depth first, an array of its shape, or None if the leaf is exact.
    """

    answer: Any
    floor: tuple[Array | None, ...]


def measure(function: Callable[..., Any], arguments: Sequence[Any], seed: int) -> Measured:
    """Run ``function(*arguments)`` at most 15 times and measure the floor of its answer.

    Floats, floating arrays, and lists or tuples of them are moved; other arguments are passed as they
    are, arrays always as fresh copies. The same seed gives the same floor. A moved run that raises is
    left out; what the unmoved run raises is passed on.
    """
    rng = np.random.default_rng(seed)
    inputs = list(arguments)
    with np.errstate(all="ignore"):
        answer = mapped(_settled, function(*mapped(fresh, inputs)))
        if all(map(is_exact, leaves(answer))):
            return Measured(answer, (None,) * len(leaves(answer)))
        found = decisions(function, inputs)
        # at a tie any movement would flip the decision, and the floor would be the height of the jump
        again = found.results if found and found.tied else []

        def move(number: int) -> Gaps | None:
            trial = moved(inputs, number, rng)
            return _gaps(function, decided(trial, again) if again else trial, answer)

        trials = [move(number) for number in range(MOVES)]
        usual = _widest(trials, answer)
        for number in range(NOISY):
            noise = decided(inputs, again, lambda array: _componentwise(array, rng))
            noisy = _gaps(function, noise, answer) if found else None
            if noisy is None or _strayed(noisy, usual, answer):
                trials += [move(extra) for extra in range(min(2, NOISY - 1 - number))]
                break
            trials.append(noisy)
        return Measured(answer, tuple(map(_floor, _widest(trials, answer), leaves(answer))))


def _settled(leaf: Any) -> Any:
    """A floating array in double precision, on its own memory; other leaves as they are."""
    if isinstance(leaf, np.ndarray) and is_inexact(leaf):
        return np.array(leaf, dtype=np.result_type(leaf.dtype, np.float64))
    return leaf


def moved(inputs: list[Any], number: int, rng: np.random.Generator, units: float = 1.0) -> list[Any]:
    """The inputs moved by units in the last place: of each entry (even ``number``) or of the largest."""
    move = _normwise if number % 2 else _componentwise
    there: list[Any] = mapped(lambda leaf: _input(leaf, lambda array: move(array, rng, units)), inputs)
    return there


def _input(leaf: Any, move: Callable[[Array], Array]) -> Any:
    """One argument, moved if it is floating; a number stays a number."""
    if isinstance(leaf, np.ndarray):
        return move(leaf) if is_inexact(leaf) else leaf.copy()
    if isinstance(leaf, (float, complex, np.inexact)):
        return type(leaf)(move(np.asarray(leaf))[()])
    return leaf


def _componentwise(array: Array, rng: np.random.Generator, units: float = 1.0) -> Array:
    """Every entry off by one unit in its last place, up or down; the parts of a complex one by themselves."""
    unit = units * np.finfo(array.dtype).eps
    if array.dtype.kind == "c":
        return np.asarray(
            array + unit * (array.real * _signs(array, rng) + 1j * array.imag * _signs(array, rng))
        )
    return np.asarray(array * (1 + unit * _signs(array, rng)))


def _normwise(array: Array, rng: np.random.Generator, units: float = 1.0) -> Array:
    """Every entry off by one unit in the last place of the largest."""
    unit = units * np.finfo(array.dtype).eps * np.max(np.abs(array), initial=0)
    return np.asarray(array + unit * _signs(array, rng))


def _signs(array: Array, rng: np.random.Generator) -> Array:
    return rng.choice(np.array([-1, 1], dtype=np.finfo(array.dtype).dtype), size=array.shape)


def _gaps(function: Callable[..., Any], trial: list[Any], answer: Any) -> Gaps | None:
    """How far the answer to ``trial`` is from ``answer``; None if it raised or has another form."""
    try:
        found = leaves(function(*trial))
    except FAILURES:
        return None
    wanted = leaves(answer)
    if list(map(np.shape, found)) != list(map(np.shape, wanted)):
        return None
    return [None if is_exact(w) else _gap(plain(f), w) for f, w in zip(found, wanted, strict=True)]


def _gap(found: Any, wanted: Any) -> Array:
    """|found - wanted|, and 0 where that is not finite: an overflow is no measure of rounding."""
    gap = np.asarray(np.abs(np.subtract(found, wanted)))
    return np.where(np.isfinite(gap), gap, 0.0)


def _widest(trials: list[Gaps | None], answer: Any) -> Gaps:
    """The largest gap of every entry over all runs that came back."""
    known = [trial for trial in trials if trial is not None]
    widest: Gaps = []
    for number, leaf in enumerate(leaves(answer)):
        seen = [gap for trial in known if (gap := trial[number]) is not None]
        widest.append(None if is_exact(leaf) else np.max([np.zeros(np.shape(leaf)), *seen], axis=0))
    return widest


def _strayed(noisy: Gaps, usual: Gaps, answer: Any) -> bool:
    """Whether a run scatters beyond anything that rounding explains, as code that probes break does."""
    return any(
        far is not None
        and near is not None
        and np.max(far, initial=0) > STRAYED * np.max([near, EPS * np.abs(leaf)], initial=TINY)
        and np.max(far, initial=0) > np.sqrt(EPS) * np.max(np.abs(leaf))
        for far, near, leaf in zip(noisy, usual, leaves(answer), strict=True)
    )


def _floor(gap: Array | None, leaf: Any) -> Array | None:
    """The floor of a leaf: its scatter, but never below one rounding of the answer itself."""
    if gap is None:
        return None
    rounding = EPS * np.abs(np.asarray(leaf))
    return np.maximum(np.maximum(gap, np.where(np.isfinite(rounding), rounding, 0.0)), TINY)
