"""Random inputs that hide nothing: sizes that differ, matrices without symmetry, points away from 0 and 1.

Identity, symmetric, diagonal or all-positive inputs make common mistakes invisible, and equal sizes
hide a transpose. Every generator takes ``rng`` first and returns float64.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def sizes(rng: np.random.Generator, count: int, low: int = 2, high: int = 6) -> list[int]:
    """``count`` pairwise different sizes from ``low`` to ``high`` (both included), in random order."""
    return [int(n) for n in rng.choice(np.arange(low, high + 1), size=count, replace=False)]


def case_sizes(k: int, count: int, low: int = 2, high: int = 6) -> list[int]:
    """``count`` pairwise different sizes from ``low`` to ``high``; all of them change from case to case.

    A step of two around an odd number of sizes: no order of size survives five cases. Raises
    ``ValueError`` where the number of sizes is even or smaller than ``count``.
    """
    span = high - low + 1
    if span % 2 == 0 or span < count:
        raise ValueError(f"cannot take {count} different sizes in steps of two from {low} to {high}")
    return [low + (k + 2 * i) % span for i in range(count)]


def normal(rng: np.random.Generator, *shape: int) -> Array:
    """Independent N(0, 1) entries."""
    return rng.standard_normal(shape)


def away_from_zero(rng: np.random.Generator, *shape: int, margin: float = 0.2) -> Array:
    """N(0, 1) entries pushed outwards so that none is smaller than ``margin`` in size."""
    draw = rng.standard_normal(shape)
    return draw + np.copysign(margin, draw)


def signed(rng: np.random.Generator, low: float, high: float) -> float:
    """A number whose size is uniform in [low, high], of either sign."""
    return float(rng.choice((-1.0, 1.0)) * rng.uniform(low, high))


def well_conditioned(rng: np.random.Generator, n: int, low: float = 0.5, high: float = 2.0) -> Array:
    """An (n, n) matrix with singular values from [low, high], no symmetry, a determinant of either sign."""
    left, _ = np.linalg.qr(rng.standard_normal((n, n)))
    right, _ = np.linalg.qr(rng.standard_normal((n, n)))
    right[0] *= rng.choice([-1.0, 1.0])  # both factors come with determinants of one sign
    matrix: Array = (left * rng.uniform(low, high, n)) @ right
    return matrix


def positive_definite(rng: np.random.Generator, n: int, low: float = 0.5, high: float = 3.0) -> Array:
    """A symmetric positive definite (n, n) matrix with eigenvalues drawn from [low, high]."""
    basis, _ = np.linalg.qr(rng.standard_normal((n, n)))
    matrix = (basis * rng.uniform(low, high, n)) @ basis.T
    symmetric: Array = (matrix + matrix.T) / 2
    return symmetric


def probabilities(rng: np.random.Generator, n: int, concentration: float = 2.0) -> Array:
    """A point of the open simplex: n positive entries with sum 1."""
    return rng.dirichlet(np.full(n, concentration))


def choose(rng: np.random.Generator, options: Sequence[Any]) -> Any:
    """One of ``options``, as the Python object that it is."""
    return options[int(rng.integers(len(options)))]
