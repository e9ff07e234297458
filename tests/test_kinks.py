"""Kinks: how far inputs are from every decision that a function makes."""

import numpy as np
import pytest

from gradecheck.numerics.floor import measure
from gradecheck.numerics.kinks import distance, kinks

X = np.array([[0.5, -0.25, 2.0], [1.0, -3.0, 0.125]])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("np.maximum(X, 0)", 0.125),
        ("X * (X > 0)", 0.125),
        ("np.where(X < 0.4, 0, X)", 0.1),
        ("np.abs(X)", 0.125),
        ("np.sign(X)", 0.125),
        ("np.clip(X, -1, 1)", 0.0),
        ("np.clip(X, -1, 1.75)", 0.25),
        ("X.clip(-5, 2.5)", 0.5),
        ("X.max(axis=1)", 0.875),
        ("np.max(X)", 1.0),
        ("X[:, 2].min()", 1.875),
        ("np.argmax(X, axis=0)", 0.5),
        ("np.floor(X + 0.3)", 0.05),
        ("np.maximum.reduce(X, axis=1)", 0.875),
    ],
)
def test_the_nearest_number_to_a_kink_is_found(source, expected):
    found = kinks(lambda X: eval(source, {"np": np, "X": X}), [X])
    assert min(kink.distance for kink in found) == pytest.approx(expected)


def test_ties_are_counted():
    (kink,) = kinks(lambda h: np.maximum(h, 0), [np.array([0.0, 1.0, 0.0])])
    assert (kink.ties, kink.size, kink.relative) == (2, 3, 0.0)


def test_a_kink_inside_a_program_is_seen():
    def network(x, w):
        h = x @ w
        h[h < 0] = 0
        return h.sum()

    x, w = np.eye(2), np.array([[1e-9, 1.0], [1.0, -1.0]])
    assert distance(network, [x, w]) == pytest.approx(1e-9)


def test_a_decision_about_one_entry_is_seen():
    assert distance(lambda x: x if x[1] > 0.5 else -x, [np.array([1.0, 0.5 + 1e-9])]) == pytest.approx(2e-9)


def test_a_decision_about_complex_numbers_has_no_distance():
    """The complex step of a computed key makes some."""
    assert kinks(lambda z: (np.abs(z), np.maximum(z, 0), z.max(), np.sign(z)), [np.array([1j, 2.0])]) == []


def test_smooth_functions_have_no_kink():
    assert distance(lambda x: np.exp(x) @ x, [np.ones(3)]) == np.inf


def test_the_distance_is_relative_to_the_numbers_compared():
    assert distance(np.abs, [np.array([1e-3, 1e3])]) == pytest.approx(1e-6)


def test_code_that_cannot_be_watched_says_so():
    def picky(x):
        assert type(x) is np.ndarray
        return x

    assert kinks(picky, [np.ones(2)]) is None
    assert distance(picky, [np.ones(2)]) == np.inf


def test_the_inputs_are_left_alone():
    x = np.array([1.0, -1.0])

    def greedy(x):
        x[x < 0] = 0
        return x

    kinks(greedy, [x])
    assert np.array_equal(x, [1.0, -1.0])


def test_a_tie_does_not_inflate_the_floor():
    """The branch taken at a tie is taken again when the inputs are moved."""
    h = np.array([0.0, 1.0, -2.0])
    measured = measure(lambda h, g: np.where(h >= 0, g, 0.0), [h, np.array([3.0, 5.0, 7.0])], 0)
    assert np.array_equal(measured.answer, [3.0, 5.0, 0.0])
    assert np.max(measured.floor[0]) < 1e-14


def test_a_tie_that_sums_produce_does_not_inflate_the_floor():
    W, x = np.array([[1.0, -1.0], [2.0, 1.0]]), np.array([3.0, 3.0])
    measured = measure(lambda W, x: W.T @ (W @ x > 0).astype(float) + (W @ x <= 0) @ W, [W, x], 0)
    assert np.max(measured.floor[0]) < 1e-13
