"""Follow a descent from given arrays, and compare one change of the weights with the step that made it.

A *state* is the tuple of a script's arrays in the order of its roles; a *step* takes a state and a learning
rate and returns the new values of the last arrays, the trained ones. No network is known here.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]
State = tuple[Array, ...]
Step = Callable[..., tuple[Array, ...]]

#: a change of the weights agrees with a step to this part of its largest entry (float64)
CLOSE = 1e-9
#: float32 arrays end where they should to this part of their way
NEAR = 1e-3
#: a rounding unit below this is that of float64
FINE = 1e-12


@dataclass(frozen=True)
class Change:
    """How one trained array moved: length along the step (1: as long) and cosine (None: not at all)."""

    slope: float
    cosine: float | None


@dataclass(frozen=True)
class Shrunk:
    """A descent in fewer coordinates, and ``lift`` to bring the trained arrays back."""

    state: State
    lift: Callable[[State], State]


@np.errstate(all="ignore")
def advance(step: Step, state: State, rate: float) -> State:
    """The state after one step; overflow is part of it and goes unreported."""
    return _advanced(step, state, rate)


def follow(step: Step, state: State, rate: float) -> Iterator[State]:
    """The states after 0, 1, 2, ... steps, without end. Who takes many ignores overflow once for all."""
    while True:
        yield state
        state = _advanced(step, state, rate)


@np.errstate(all="ignore")
def after(step: Step, state: State, rate: float, steps: int) -> State:
    """The state after so many steps."""
    return next(islice(follow(step, state, rate), steps, None))


def _advanced(step: Step, state: State, rate: float) -> State:
    trained = step(*state, rate)
    return (*state[: -len(trained)], *trained)


def precision(state: State) -> float:
    """The rounding unit of the coarsest array: float32 data make a float32 descent."""
    return max(float(np.finfo(a.dtype).eps) if a.dtype.kind == "f" else 0.0 for a in state)


def widened(state: State) -> State:
    """The same state in float64, in which a descent of float32 arrays is followed."""
    return tuple(array.astype(np.float64, copy=False) for array in state)


@np.errstate(all="ignore")
def leads(
    step: Step, before: State, after: State, rate: float, counts: Collection[int], small: Shrunk | None = None
) -> bool:
    """Whether one of so many steps leads from one state to the other.

    With ``small``, the state before in fewer coordinates, many steps cost little; a step that is not the same
    there does not lead anywhere.
    """
    lift = small.lift if small else lambda state: state
    states = follow(step, small.state if small else before, rate)
    return any(
        all(agree(before, after, lift(state), count))
        for count, state in enumerate(islice(states, max(counts) + 1))
        if count in counts
    )


def scaled(step: Step, factors: Sequence[float]) -> Step:
    """The step that moves each trained array so many times as far."""

    def taken(*arguments: Any) -> tuple[Array, ...]:
        moved = step(*arguments)
        olds = arguments[-1 - len(moved) : -1]
        return tuple(o + f * (m - o) for o, f, m in zip(olds, factors, moved, strict=True))

    return taken


@np.errstate(all="ignore")
def agree(before: State, after: State, expected: State, steps: int = 1) -> list[bool]:
    """Whether each array has moved as expected: to rounding, and to a small part of its largest change."""
    eps = precision(before)
    close = CLOSE if eps < FINE else 1000 * eps
    return [
        bool(
            np.all(
                np.isfinite(wanted) & (np.abs(new - wanted) <= _slack(close, old, wanted, 8 * steps * eps))
            )
        )
        for old, new, wanted in zip(before, after, expected, strict=True)
    ]


def near(before: State, after: State, expected: State) -> bool:
    """Whether each array has ended where it should, to a small part of its way: float32 does to 3e-5."""
    return all(
        bool(np.linalg.norm(new - wanted) <= NEAR * np.linalg.norm(wanted - old))
        for old, new, wanted in zip(before, after, expected, strict=True)
    )


def _slack(close: float, old: Array, wanted: Array, rounding: float) -> float:
    slack: float = close * np.max(np.abs(wanted - old), initial=0.0) + rounding * np.max(
        np.abs(wanted), initial=0.0
    )
    return slack


def stretch(before: State, after: State) -> float:
    """How many times as far the arrays must move for different steps to be told apart beyond rounding."""
    pairs = [(old, new) for old, new in zip(before, after, strict=True) if not np.array_equal(old, new)]
    moves = [float(np.max(np.abs(new - old)) / np.max(np.abs(old), initial=1e-300)) for old, new in pairs]
    return max(1.0, 1e-3 / min(moves)) if moves else 1.0


def changes(before: State, after: State, expected: State) -> list[Change]:
    """Slope and cosine of each array's change against the expected change."""
    with np.errstate(all="ignore"):
        return [
            _change(new - old, wanted - old) for old, new, wanted in zip(before, after, expected, strict=True)
        ]


def _change(made: Array, wanted: Array) -> Change:
    """Projection of one change on another. Not finite where the change is not."""
    made, wanted = made.astype(float).ravel(), wanted.astype(float).ravel()
    length, reference = float(np.linalg.norm(made)), float(np.linalg.norm(wanted))
    product = float(made @ wanted)
    if length == 0.0 or reference == 0.0:
        return Change(0.0, None)
    return Change(product / reference**2, product / (length * reference))


def invisible(steps: Iterable[tuple[str, Step]], state: State, expected: State, rate: float) -> str | None:
    """The first of the named steps that leads to the expected state too: these arrays cannot show it."""
    found = (name for name, step in steps if all(agree(state, advance(step, state, rate), expected)))
    return next(found, None)


def shrunk(step: Step, state: State, rate: float, after: State | None = None) -> Shrunk | None:
    """The same descent in as many columns of an input as it has rows; None if it is not the same.

    An input x (n, d) with n < d is L qᵀ with q (d, n) orthonormal and L Lᵀ = x xᵀ. A step that sees a
    weight w (d, m) only through x w changes it only inside the span of q: descending on L and qᵀ w is the
    same descent, in n coordinates instead of d. Whether the step is of that kind is found out by taking it
    once in both (``after`` is where it leads, if that is known). In float64, whatever the arrays are:
    rounding is not the same in other coordinates.
    """
    known = after if precision(state) < FINE else None
    state = widened(state)
    moved = advance(step, state, rate) if known is None else known
    still = [i for i, (old, new) in enumerate(zip(state, moved, strict=True)) if old is new]
    for i in still:
        for j in range(len(state)):
            if j not in still and _wide(state[i]) and len(state[j]) == state[i].shape[1]:
                return _verified(step, state, moved, rate, (i, j))
    return None


def _wide(array: Array) -> bool:
    """At least twice as many columns as rows: fewer coordinates pay."""
    return array.ndim == 2 and 2 * array.shape[0] < array.shape[1]


@np.errstate(all="ignore")
def _verified(step: Step, state: State, moved: State, rate: float, pair: tuple[int, int]) -> Shrunk | None:
    """The shrunk descent on one input and one weight, if its first step is that of the full one."""
    i, j = pair
    q, upper = np.linalg.qr(state[i].T)  # rows may depend on each other
    lower = np.ascontiguousarray(upper.T)
    small = list(state)
    small[i], small[j] = lower, q.T @ state[j]
    start = tuple(small)

    @np.errstate(all="ignore")
    def lift(at: State) -> State:
        full = list(at)
        full[i], full[j] = state[i], state[j] + q @ (at[j] - start[j])
        return tuple(full)

    same = all(agree(state, moved, lift(advance(step, start, rate)), 100))
    return Shrunk(start, lift) if same else None
