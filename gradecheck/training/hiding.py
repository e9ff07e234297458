"""Arrays that hide mistakes: no verdict can rest on what would be the same had the script gone wrong.

A script chooses its own arrays. With data that are all positive no mask is needed; where one sample, one unit
or one output is all that counts, or where nothing moves, a gradient of numbers passes for one of matrices.
"""

import numpy as np

from gradecheck.training import descent
from gradecheck.training.descent import CLOSE, Array, State
from gradecheck.training.steps import Problem

#: the part of each trained array that has to move, to a visible part of its largest entry
VISIBLE = 1 / 8
#: a training lowers its loss to less than this part
LOWERED = 0.99


def stands_still(problem: Problem, before: State, after: State) -> bool:
    """Whether the true step hardly moves a trained array beyond rounding: nothing can be seen then."""
    return any(descent.agree(before, before, after, steps=1000)[-len(problem.trained) :])


def hidden(problem: Problem, before: State, after: State, start: State) -> str | None:
    """A mistake that leads where the true step leads, in a step long enough to tell the two apart.

    ``start`` is the first state, perhaps in fewer coordinates.
    """
    rate = problem.rate * descent.stretch(before, after)
    expected = descent.advance(problem.step, start, rate)
    return descent.invisible(problem.mistakes.items(), start, expected, rate)


@np.errstate(all="ignore")
def poor(problem: Problem, before: State, after: State, start: State, last: float) -> bool:
    """Whether arrays are too simple for a step to say much, or the ``last`` loss is hardly lower.

    ``after`` one true step; ``start``: the state before it, perhaps in fewer coordinates.
    """
    if not last < LOWERED * float(problem.loss(*start)):
        return True
    count = len(problem.trained)
    moves = [np.abs(new - old) for old, new in zip(before[-count:], after[-count:], strict=True)]
    if any(np.count_nonzero(move > CLOSE * move.max()) < VISIBLE * move.size for move in moves):
        return True
    return _alike(before[0]) or _half_is_all(problem, start)


def _alike(data: Array) -> bool:
    """Whether an array is the same in every row, or in every column."""
    size = CLOSE * np.abs(data).max()
    axes = (axis for axis, length in enumerate(data.shape) if length > 1)
    return any(np.abs(np.diff(data, axis=axis)).max() <= size for axis in axes)


def _half_is_all(problem: Problem, start: State) -> bool:
    """Whether a step moves a trained array as it would without one half of the samples."""
    count = len(problem.trained)
    data, weights = start[:-count], start[-count:]
    samples = len(data[0]) if data and data[0].ndim else 0
    if samples < 2 or any(array.ndim == 0 or len(array) != samples for array in data):
        return False
    whole = descent.advance(problem.step, start, problem.rate)[-count:]
    halves = [[array[part] for array in data] for part in (np.s_[: samples // 2], np.s_[samples // 2 :])]
    moved = (descent.advance(problem.step, (*half, *weights), problem.rate)[-count:] for half in halves)
    return any(any(descent.agree(weights, whole, other)) for other in moved)
