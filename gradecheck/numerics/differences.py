"""Central differences with an error bar that holds.

Many steps, each half the one before, are extrapolated up to twice (Richardson); the estimate with the
smallest bar is taken. A bar is twice the disagreement with the neighbouring steps plus eight times the
measured noise of the function over the step, and wide enough not to contradict any finer step.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gradecheck.numerics.tree import FAILURES

Array = NDArray[Any]
#: the steps are 2^-2 ... 2^-37 of the size of what is moved
HALVINGS = np.arange(2, 38)
#: orders of the error terms that the two extrapolations remove, as powers of the ratio of steps
ORDERS = (4.0, 16.0)


def difference(line: Callable[[float], Array], noise: Array, scale: float) -> tuple[Array, Array]:
    """d/dt ``line(t)`` at 0 and its error bar, both of the shape of ``noise``.

    ``noise`` is the rounding error of ``line(0)``, entry by entry; ``scale`` the largest step to think of.
    Entries that cannot be told have an infinite bar.
    """
    steps = scale * 2.0**-HALVINGS
    with np.errstate(all="ignore"):
        level = np.stack([_central(line, step, noise.shape) for step in steps])
        estimates, bars = [level[1:-1]], [_bar(level, noise, steps)]
        for number, order in enumerate(ORDERS, start=1):
            level = (order * level[1:] - level[:-1]) / (order - 1)
            estimates.append(level[1:-1])
            bars.append(_bar(level, noise, steps[number:]))
        bars = [
            np.maximum(b, _contradiction(e, estimates[0], bars[0]))
            for e, b in zip(estimates, bars, strict=True)
        ]
    bar = np.concatenate(bars)
    best = np.argmin(bar, axis=0, keepdims=True)
    value = np.take_along_axis(np.concatenate(estimates), best, axis=0)[0]
    return np.nan_to_num(value), np.take_along_axis(bar, best, axis=0)[0]


def _central(line: Callable[[float], Array], step: float, shape: tuple[int, ...]) -> Array:
    """The central difference of one step; NaN where the function has no value."""
    try:
        gap = np.subtract(line(step), line(-step), dtype=float)
    except FAILURES:
        gap = np.full(shape, np.nan)
    return np.asarray(gap / (2 * step)) if gap.shape == shape else np.full(shape, np.nan)


def _bar(level: Array, noise: Array, steps: Array) -> Array:
    """Error bars of all estimates of one level that have two neighbours."""
    jump = np.abs(np.diff(level, axis=0))
    truncation = np.maximum(jump[:-1], jump[1:])
    bar = 2 * truncation + 8 * noise / steps[1:-1].reshape(-1, *[1] * noise.ndim)
    return np.where(np.isfinite(bar), bar, np.inf)


def _contradiction(estimates: Array, finer: Array, bars: Array) -> Array:
    """By how much each estimate misses the bars of plain differences with finer steps.

    Steps that all jump over a pole agree with each other and are all wrong; the finer ones tell.
    """
    gap = np.abs(estimates[:, None] - finer[None, :]) - bars[None, :]
    later = np.arange(len(finer))[None, :] > np.arange(len(estimates))[:, None]
    gap = np.where(later.reshape(*later.shape, *[1] * (gap.ndim - 2)) & np.isfinite(gap), gap, 0.0)
    return np.asarray(np.max(gap, axis=1))
