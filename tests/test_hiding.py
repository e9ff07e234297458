"""Arrays that would be the same with a wrong gradient show nothing."""

import numpy as np
import pytest

from gradecheck.training import descent, hiding
from gradecheck.training.steps import Problem

RATE = 1e-4


def loss(x, y, w1, w2):
    return np.square(np.maximum(x @ w1, 0) @ w2 - y).sum()


def step(x, y, w1, w2, rate):
    h = x @ w1
    g = 2 * (np.maximum(h, 0) @ w2 - y)
    return w1 - rate * x.T @ (g @ w2.T * (h > 0)), w2 - rate * np.maximum(h, 0).T @ g


PROBLEM = Problem(("x", "y", "w1", "w2"), ("w1", "w2"), {}, loss, step, {}, 60, RATE)


def draw():
    rng = np.random.default_rng(0)
    return [rng.standard_normal(shape) for shape in ((8, 40), (8, 9), (40, 17), (17, 9))]


def poor(state, last=0.1):
    """What is said of the arrays, in full and in fewer coordinates: the same."""
    before = tuple(state)
    after = descent.advance(step, before, RATE)
    small = descent.shrunk(step, before, RATE)
    found = {hiding.poor(PROBLEM, before, after, start, last) for start in (before, small.state)}
    (only,) = found
    return only


def test_arrays_that_are_drawn_are_rich_enough():
    assert not poor(draw())


def test_a_loss_that_hardly_falls_shows_nothing():
    state = draw()
    begin = loss(*state)
    assert [False, True, True] == [poor(state, begin * part) for part in (0.98, 0.995, float("nan"))]


@pytest.mark.parametrize("axis", [0, 1], ids=["samples", "inputs"])
def test_samples_or_inputs_that_are_all_alike_show_nothing(axis):
    x, *others = draw()
    alike = np.repeat(x.take([0], axis), x.shape[axis], axis)
    assert poor([alike, *others])
    assert poor([alike * (1 + 1e-12 * x), *others])
    assert not poor([alike * (1 + 1e-3 * x), *others])


@pytest.mark.parametrize("counts", [np.s_[:4], np.s_[4:]])
def test_samples_half_of_which_do_not_count_show_nothing(counts):
    x, y, *weights = draw()
    small = np.full((8, 1), 1e-12)
    small[counts] = 1
    assert poor([x * small, y * small, *weights])


def test_weights_most_of_which_stay_show_nothing():
    """One output of nine."""
    x, y, w1, w2 = draw()
    w2[:, 1:] = y[:, 1:] = 0
    assert poor([x, y, w1, w2])


def test_what_a_true_step_does_not_move_stands_still():
    x, y, w1, w2 = draw()
    for state, still in (((x, y, w1, w2), False), ((x, y, w1, w2 * 1e-20), True)):
        assert still == hiding.stands_still(PROBLEM, state, descent.advance(step, state, RATE))
