"""From what was captured of a script to the states of its descent: which array plays which role.

Arrays by the homework's names play the roles of these names. Else shapes say what can play a role, what stays
the same from print to print what is data, and the printed losses which of the rest are the weights.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Any

import numpy as np

from gradecheck.model import Snapshot
from gradecheck.training.descent import Array, State
from gradecheck.training.losses import Losses

#: castings that are tried
MOST = 64
#: the loss of the right casting is one of the first so many that were printed, to this part
EARLY, CLOSE = 4, 1e-6

Shapes = Mapping[str, tuple[int, ...]]
Casting = Mapping[str, str]


@dataclass(frozen=True)
class Parts:
    """The roles of a script, the trained ones among them, and the shapes asked for."""

    roles: tuple[str, ...]
    trained: tuple[str, ...]
    shapes: Mapping[str, tuple[int, ...]]
    loss: Callable[..., float]


@dataclass(frozen=True)
class Captured:
    """The states that were captured, in order; ``wrong_shape``: the first role of another shape than asked.

    ``names`` are the script's own names of the roles; ``rate`` is the learning rate, if one was seen;
    ``adjacent``: one step lies between the first two states, whatever was printed.
    """

    states: tuple[State, ...] = ()
    names: Casting = field(default_factory=dict)
    rate: float | None = None
    wrong_shape: tuple[str, tuple[int, ...]] | None = None
    adjacent: bool = False


def captured(snapshots: Sequence[Snapshot], parts: Parts, readings: Sequence[Losses]) -> Captured:
    """The states of the snapshots in which every role is played; an array may be stored transposed."""
    rates = (s.arrays.get("learning_rate") for s in snapshots)
    rate = next((float(rate) for rate in rates if isinstance(rate, float)), None)
    named = [s for s in snapshots if all(_playable(s.arrays.get(role)) for role in parts.roles)]
    if named:
        wrong = next(_misshapen(named, parts), None)
        if wrong:
            return Captured(rate=rate, wrong_shape=wrong)
        states = _states(named, {role: role for role in parts.roles}, parts.shapes)
        states = tuple(s for s in states if _computable(parts.loss, s))
        return Captured(states, rate=rate, adjacent=_adjacent(named))
    casting = _cast(snapshots, parts, readings) if parts.shapes else None
    if casting is None:
        return Captured(rate=rate)
    states = _states(snapshots, casting, parts.shapes)
    return Captured(states, casting, rate, adjacent=_adjacent(snapshots))


def _adjacent(snapshots: Sequence[Snapshot]) -> bool:
    """Whether the first two were taken without a print between them: at one line of the loop, then."""
    return len(snapshots) > 1 and snapshots[0].printed == snapshots[1].printed


def _playable(value: Any) -> bool:
    """Whether a captured value can play a role: an array of real numbers."""
    return isinstance(value, np.ndarray) and value.dtype.kind in "fiu"


@np.errstate(all="ignore")
def _computable(loss: Callable[..., float], state: State) -> bool:
    """Whether arrays of these shapes have a loss at all, where the task does not ask for shapes."""
    try:
        loss(*state)
    except (ArithmeticError, LookupError, TypeError, ValueError):
        return False
    return True


def _misshapen(snapshots: Sequence[Snapshot], parts: Parts) -> Iterator[tuple[str, tuple[int, ...]]]:
    for snapshot in snapshots:
        for role in parts.roles:
            asked, got = parts.shapes.get(role), snapshot.arrays[role].shape
            if asked is not None and got not in (asked, asked[::-1]):
                yield role, got


def _states(snapshots: Sequence[Snapshot], casting: Casting, shapes: Shapes) -> tuple[State, ...]:
    """The states of the snapshots that have every array of a casting."""
    return tuple(
        tuple(_upright(s.arrays[name], shapes.get(role)) for role, name in casting.items())
        for s in snapshots
        if all(name in s.arrays for name in casting.values())
    )


def _upright(array: Array, asked: tuple[int, ...] | None) -> Array:
    """The array in the asked orientation, in floating point."""
    floating = array if array.dtype.kind == "f" and array.dtype.itemsize in (4, 8) else array.astype(float)
    return floating if asked in (None, array.shape) else np.ascontiguousarray(floating.T)


# --- roles without names ----------------------------------------------------------------------------------


def _cast(snapshots: Sequence[Snapshot], parts: Parts, readings: Sequence[Losses]) -> Casting | None:
    """The casting whose losses were printed; of several, that in which data stay and weights move least."""
    if len(snapshots) < 2:
        return None
    before, after = snapshots[0].arrays, snapshots[1].arrays
    players = [sorted(_players(before, after, parts.shapes[r]), key=lambda p: p[1]) for r in parts.roles]
    best: tuple[tuple[int, int, float], Casting] | None = None
    for chosen in islice(product(*players), MOST):
        casting = {role: name for role, (name, _) in zip(parts.roles, chosen, strict=True)}
        changes = {role: change for role, (_, change) in zip(parts.roles, chosen, strict=True)}
        printed = sum(
            _printed(parts.loss, s, readings) for s in _states(snapshots[:2], casting, parts.shapes)
        )
        fitting = sum((change > 0) == (role in parts.trained) for role, change in changes.items())
        rank = printed, fitting, -sum(changes.values())
        if best is None or rank > best[0]:
            best = rank, casting
    return best[1] if best else None


def _players(
    before: Mapping[str, Any], after: Mapping[str, Any], asked: tuple[int, ...]
) -> Iterator[tuple[str, float]]:
    """Every array that can play a role by its shape, and how much of it changes from print to print."""
    for name, array in before.items():
        fits = _playable(array) and array.shape in (asked, asked[::-1])
        if fits and _playable(after.get(name)) and after[name].shape == array.shape:
            size = float(np.linalg.norm(array)) or 1.0
            yield name, float(np.linalg.norm(after[name].astype(float) - array)) / size


def _printed(loss: Callable[..., float], state: State, readings: Sequence[Losses]) -> bool:
    """Whether the loss of a state is one of the first that were printed, however the output is read."""
    with np.errstate(all="ignore"):
        computed = float(loss(*state))
    early = (pair for r in readings for pair in zip(r.values[:EARLY], r.units[:EARLY], strict=True))
    return any(abs(value - computed) <= CLOSE * abs(computed) + unit for value, unit in early)
