"""The book's criterion and fixed tolerances."""

import numpy as np
import pytest

from gradecheck.numerics.criteria import criterion, mml, quotient, within

X = np.array([0.3, -1.2, 2.0])


def cubes(x):
    return np.sum(x**3)


RIGHT = 3 * X**2


def test_the_criterion_is_the_books_formula():
    dh, df = np.array([1.0, 2.0]), np.array([1.5, 2.0])
    assert criterion(dh, df) == pytest.approx(np.sqrt(0.25 / (2.5**2 + 4**2)))


def test_central_quotients_accept_a_right_gradient():
    assert mml(RIGHT, quotient(cubes, [X], 0)).finding == "right"


def test_forward_quotients_reject_a_right_gradient():
    """What the book writes; said in the task file's documentation."""
    agreement = mml(RIGHT, quotient(cubes, [X], 0, kind="forward"))
    assert (agreement.finding, agreement.tolerance) == ("wrong", 1e-6)
    assert agreement.error > 1e-6


def test_a_wrong_gradient_is_rejected():
    assert mml(2 * RIGHT, quotient(cubes, [X], 0)).finding == "wrong"


def test_two_zero_gradients_agree():
    assert mml(np.zeros(3), np.zeros(3)).finding == "right"
    assert mml(np.zeros(3), np.ones(3)).finding == "wrong"


def test_a_gradient_of_the_opposite_sign_is_wrong():
    assert mml(-np.ones(3), np.ones(3)).finding == "wrong"


@pytest.mark.parametrize(
    ("answer", "finding"), [(None, "wrong-kind"), (np.ones(2), "wrong-shape"), (RIGHT * np.nan, "not-finite")]
)
def test_shape_kind_and_finiteness_come_first(answer, finding):
    assert mml(answer, RIGHT).finding == finding


def test_quotients_of_vectors_and_numbers_have_the_axes_of_both():
    assert quotient(lambda x: np.outer(x, x), [X], 0).shape == (3, 3, 3)
    assert float(quotient(lambda t: t**2, [3.0], 0)) == pytest.approx(6.0)


def test_fixed_tolerances_are_those_of_numpy():
    key = np.array([1.0, 100.0])
    assert within(key * (1 + 1e-7), key, rtol=1e-6).finding == "right"
    assert within(key + 0.1, key, rtol=0, atol=0.2).finding == "right"
    assert within(key + 0.1, key, rtol=1e-3).finding == "wrong"


def test_fixed_tolerances_hold_for_single_precision_too():
    key = np.array([1.0, 2.0]) / 3
    assert within(key.astype(np.float32), key, rtol=1e-6).finding == "right"
    assert within(key.astype(np.float32), key, rtol=1e-12).finding == "wrong"


@pytest.mark.parametrize("answer", [1e308, 1e-300, -1.0])
def test_the_books_criterion_takes_nothing_but_zeros_for_a_zero_gradient(answer):
    """Numbers whose squares overflow make it 0/0, too."""
    assert mml(np.full(3, answer), np.zeros(3)).finding == "wrong"
    assert mml(np.zeros(3), np.zeros(3)).finding == "right"
