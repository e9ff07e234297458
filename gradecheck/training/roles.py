"""From what was captured of a script to the states of its descent: its arrays, the right way up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from gradecheck.model import Snapshot
from gradecheck.training.descent import Array, State


@dataclass(frozen=True)
class Captured:
    """The states that were captured, in order; ``wrong_shape``: the first role of another shape than asked.

    ``rate`` is the learning rate, if one was seen.
    """

    states: tuple[State, ...]
    rate: float | None = None
    wrong_shape: tuple[str, tuple[int, ...]] | None = None


def captured(
    snapshots: Sequence[Snapshot], roles: Sequence[str], shapes: Mapping[str, tuple[int, ...]]
) -> Captured:
    """The states of the snapshots that have every role; an array may be stored transposed."""
    whole = [s.arrays for s in snapshots if all(isinstance(s.arrays.get(r), np.ndarray) for r in roles)]
    rate = next((float(a["learning_rate"]) for a in whole if "learning_rate" in a), None)
    for arrays in whole:
        for role in roles:
            asked, got = shapes.get(role), arrays[role].shape
            if asked is not None and got not in (asked, asked[::-1]):
                return Captured((), rate, (role, got))
    return Captured(tuple(tuple(_upright(a[r], shapes.get(r)) for r in roles) for a in whole), rate)


def _upright(array: Array, asked: tuple[int, ...] | None) -> Array:
    """The array in the asked orientation, in floating point."""
    floating = array if array.dtype.kind == "f" else array.astype(float)
    return floating if asked in (None, array.shape) else np.ascontiguousarray(floating.T)
