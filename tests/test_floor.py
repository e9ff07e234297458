"""The floor: how exact an answer can be, measured on the key."""

import math

import numpy as np
import pytest

from gradecheck.numerics.compare import compare
from gradecheck.numerics.floor import EPS, TINY, measure, moved


def trace_inverse_gradient(W):
    inverse = np.linalg.inv(W)
    return -(inverse @ inverse).T


def matrix_of_condition(rng, n, condition):
    left, _ = np.linalg.qr(rng.standard_normal((n, n)))
    right, _ = np.linalg.qr(rng.standard_normal((n, n)))
    return (left * np.geomspace(1, 1 / condition, n)) @ right


@pytest.mark.parametrize("condition", [1e1, 1e3, 1e6, 1e9])
def test_a_right_answer_by_another_route_is_within_tolerance_at_every_condition(condition):
    rng = np.random.default_rng(3)
    for _ in range(5):
        W = matrix_of_condition(rng, 5, condition)
        measured = measure(trace_inverse_gradient, [W], seed=1)
        solved = np.linalg.solve(W, np.eye(5))
        other = -np.linalg.solve(W.T, solved.T)
        assert compare(other, measured.answer, measured.floor).finding == "right"


def test_an_error_of_a_billionth_is_seen_in_a_well_conditioned_problem():
    W = matrix_of_condition(np.random.default_rng(0), 4, 3.0)
    measured = measure(trace_inverse_gradient, [W], seed=1)
    off = measured.answer.copy()
    off[2, 1] *= 1 + 1e-9
    assert compare(off, measured.answer, measured.floor).finding == "wrong"


@pytest.mark.parametrize("scale", [1e-200, 1e-10, 1e10, 1e200])
def test_the_floor_scales_with_the_problem(scale):
    x = np.random.default_rng(0).standard_normal(4)
    plain = measure(lambda v: v * np.sum(v), [x], seed=5)
    scaled = measure(lambda v: scale * (v * np.sum(v)), [x], seed=5)
    assert np.all(scaled.floor[0] <= 4 * scale * plain.floor[0])


def test_the_same_seed_gives_the_same_floor():
    x = np.random.default_rng(0).standard_normal((3, 4))
    first, second = (measure(lambda v: v @ v.T, [x], seed=9).floor[0] for _ in range(2))
    assert np.array_equal(first, second)


def test_the_key_is_run_no_more_than_fifteen_times():
    runs = []
    measure(lambda x: runs.append(1) or x * x, [np.ones(3)], seed=0)
    assert len(runs) == 15


def test_a_key_that_refuses_probes_is_measured_by_two_more_moves_of_its_inputs():
    runs = []

    def picky(x):
        runs.append(1)
        assert type(x) is np.ndarray
        return x * x

    measured = measure(picky, [np.array([1.0, 3.0])], seed=0)
    assert len(runs) == 12
    assert np.all(measured.floor[0] >= EPS * measured.answer)


def test_a_key_whose_program_changes_under_probes_is_not_believed():
    def changes(x):
        return x * x if type(x) is np.ndarray else x * 0.5

    measured = measure(changes, [np.array([1.0, 3.0])], seed=0)
    assert np.all(measured.floor[0] <= 1e-14)


def test_cancellation_inside_the_key_is_seen_by_monte_carlo_arithmetic():
    measured = measure(lambda x: (x + 1e6) - 1e6, [np.array([1.0])], seed=0)
    assert measured.floor[0][0] > 1e5 * EPS


def test_scalars_lists_and_nested_arrays_are_moved():
    for key, argument in (
        (lambda s: s * s, 1.5),
        (lambda arrays: arrays[0] * arrays[1], [np.array(1.5), np.array(2.5)]),
        (lambda pair: pair[1][0], (1, [np.array(1.5)])),
    ):
        assert measure(key, [argument], seed=0).floor[0] > EPS


def test_arguments_that_are_not_floating_are_passed_as_they_are():
    seen = []

    def key(n, flag, text, nothing, f, indices):
        seen.append((n, flag, text, nothing, f, indices.dtype.kind))
        return 1.0

    measure(key, [3, True, "a", None, math.sin, np.arange(2)], seed=0)
    assert set(seen) == {(3, True, "a", None, math.sin, "i")}


def test_a_key_that_changes_its_inputs_gets_fresh_ones_each_time():
    x = np.array([1.0, -2.0, 3.0])

    def key(h):
        h[h < 0] = 0
        return h

    measured = measure(key, [x], seed=0)
    assert np.array_equal(x, [1.0, -2.0, 3.0])
    assert np.array_equal(measured.answer, [1.0, 0.0, 3.0])
    assert measured.floor[0][1] == TINY


def test_the_parts_of_a_complex_number_are_moved_each_by_itself():
    """The complex step of a key has its whole answer in the imaginary part, 2^100 times smaller."""
    rng = np.random.default_rng(0)
    z = np.array([1.0 + 2.0**-100 * 1j])
    ways = {
        (float(m.real[0]) > 1.0, float(m.imag[0]) > 2.0**-100)
        for (m,) in (moved([z], 0, rng) for _ in range(20))
    }
    assert {(False, False), (False, True), (True, False), (True, True)} == ways


def test_exact_leaves_have_no_floor():
    measured = measure(lambda x: (x, 3, True, "yes", None, np.arange(2)), [1.5], seed=0)
    assert [floor is None for floor in measured.floor] == [False, True, True, True, True, True]


def test_floating_arrays_are_answered_in_double_precision():
    measured = measure(lambda x: (x.astype(np.float32), 1.5), [np.ones(2)], seed=0)
    assert measured.answer[0].dtype == np.float64
    assert measured.answer[1] == 1.5


def test_an_overflow_of_the_key_has_a_finite_floor():
    measured = measure(np.exp, [np.array([1.0, 1e4, np.nan])], seed=0)
    assert np.isinf(measured.answer[1])
    assert np.all(np.isfinite(measured.floor[0]))


def test_a_moved_run_that_raises_is_left_out():
    def touchy(x):
        if type(x) is not np.ndarray or x[0] != 1.0:
            raise np.linalg.LinAlgError
        return x

    assert np.array_equal(measure(touchy, [np.ones(2)], seed=0).floor[0], [EPS, EPS])


def test_what_the_unmoved_run_raises_is_passed_on():
    with pytest.raises(ZeroDivisionError):
        measure(lambda x: x / 0, [1.0], seed=0)


@pytest.mark.parametrize(
    "source",
    [
        "X.mean(axis=0) + np.mean(X)",
        'np.einsum("ij,kj->ik", X, X)',
        "np.where(X > 0, X, 0) + np.clip(X, -1, 1)",
        "np.linalg.svd(X).S",
        "np.linalg.slogdet(X[:, :3])[1] + X.max()",
        "np.stack([row @ row for row in X])",
        "np.concatenate([X, X]).T.dot(np.vstack([X, X]))",
        "X[np.argmax(X, axis=0), np.arange(4)]",
        "[X.sum(), np.outer(X[0], X[1])]",
        "np.add.reduce(X) + np.cumsum(X, axis=0)[-1]",
    ],
)
def test_everyday_numpy_runs_under_probes(source):
    X = np.random.default_rng(0).standard_normal((3, 4))
    types = []

    def spied(X):
        types.append(type(X).__name__)
        return eval(source, {"np": np, "X": X})

    measured = measure(spied, [X], seed=0)
    assert types.count("Probe") == 6
    assert all(np.max(floor) < 1e-13 for floor in measured.floor)


def test_writing_through_numpy_functions_is_not_lost_under_probes():
    def key(X):
        out = X.copy()
        np.fill_diagonal(out, 0)
        np.copyto(out, 1.0, where=out < 0)
        np.add.at(out, ([0], [1]), 1.0)
        np.multiply(out, 2.0, out=out)
        out += X
        return out

    X = np.random.default_rng(0).standard_normal((3, 3))
    assert np.max(measure(key, [X], seed=0).floor[0]) < 1e-13
