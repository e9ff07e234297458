"""A row of numbers as a line of blocks."""

import math
from collections.abc import Sequence

BLOCKS = "▁▂▃▄▅▆▇█"
#: stands where a value is inf or nan
NOT_FINITE = "×"
#: values that lie closer than this (natural logarithm) are drawn alike: round-off is no slope
FLAT = 1e-9


def sparkline(values: Sequence[float]) -> str:
    """One block a value, its height on a log scale from the least to the largest.

    Zero and negative values, which have no logarithm, get the lowest block; inf and nan a cross.
    """
    logs = [math.log(value) for value in values if value > 0 and math.isfinite(value)]
    low, high = (min(logs), max(logs)) if logs else (0.0, 0.0)
    return "".join(_block(value, low, high) for value in values)


def _block(value: float, low: float, high: float) -> str:
    if not math.isfinite(value):
        return NOT_FINITE
    if value <= 0 or high - low < FLAT:
        return BLOCKS[0]
    return BLOCKS[round((math.log(value) - low) / (high - low) * (len(BLOCKS) - 1))]
