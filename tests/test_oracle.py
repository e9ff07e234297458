"""The oracle: independent derivatives that validate keys."""

import numpy as np
import pytest

from gradecheck.numerics.differences import difference
from gradecheck.numerics.floor import measure
from gradecheck.numerics.oracle import OracleError, derivative, directional


@pytest.fixture
def rng():
    return np.random.default_rng(4)


def test_a_scalar_function_of_a_vector_has_a_row_or_a_column(rng):
    x, Q = rng.standard_normal(3), rng.standard_normal((3, 3))
    gradient = (Q + Q.T) @ x
    row = derivative(lambda x, Q: x @ Q @ x, [x, Q], 0, layout="numerator")
    column = derivative(lambda x, Q: x @ Q @ x, [x, Q], 0, layout="denominator")
    assert (row.shape, column.shape) == ((1, 3), (3,))
    assert np.allclose(row[0], gradient, rtol=1e-13)
    assert np.allclose(column, gradient, rtol=1e-13)


def test_a_scalar_function_of_a_matrix_has_the_shape_of_the_matrix_or_its_transpose(rng):
    X, A = rng.standard_normal((2, 3)), rng.standard_normal((3, 2))
    assert np.allclose(derivative(lambda X: np.trace(A @ X), [X], 0, layout="denominator"), A.T)
    assert np.allclose(derivative(lambda X: np.trace(A @ X), [X], 0, layout="numerator"), A)


def test_a_vector_function_of_a_vector_has_its_jacobian(rng):
    A, x = rng.standard_normal((2, 3)), rng.standard_normal(3)
    assert np.allclose(derivative(lambda A, x: A @ x, [A, x], 1, layout="numerator"), A)
    assert np.allclose(derivative(lambda A, x: A @ x, [A, x], 1, layout="denominator"), A.T)


def test_a_scalar_function_of_a_scalar_has_a_scalar():
    slope = derivative(lambda t: t**3, [2.0], 0, layout="numerator")
    assert slope.shape == ()
    assert float(slope) == pytest.approx(12.0, rel=1e-15)


def test_a_matrix_function_of_a_matrix_has_all_axes(rng):
    A, X = rng.standard_normal((2, 3)), rng.standard_normal((3, 4))
    full = derivative(lambda X: A @ X, [X], 0, layout="numerator")
    assert full.shape == (2, 4, 3, 4)
    assert np.allclose(full, np.einsum("ik,jl->ijkl", A, np.eye(4)))
    assert derivative(lambda X: A @ X, [X], 0, layout="denominator").shape == (3, 4, 2, 4)


@pytest.mark.parametrize("condition", [1e1, 1e3, 1e6, 1e9])
def test_a_key_is_validated_to_its_floor_at_every_condition(condition, rng):
    left, _ = np.linalg.qr(rng.standard_normal((4, 4)))
    right, _ = np.linalg.qr(rng.standard_normal((4, 4)))
    W = (left * np.geomspace(1, 1 / condition, 4)) @ right
    key = measure(lambda W: -(np.linalg.inv(W) @ np.linalg.inv(W)).T, [W], 0)
    oracle = derivative(lambda W: np.trace(np.linalg.inv(W)), [W], 0, layout="denominator")
    assert np.all(np.abs(oracle - key.answer) <= 100 * key.floor[0])


@pytest.mark.parametrize(
    "source", ["np.linalg.norm(x) ** 3", "np.sum(np.abs(x) ** 3)", "abs(np.vdot(x, x)) ** 1.5"]
)
def test_code_that_is_not_analytic_does_not_deceive_the_oracle(source, rng):
    f = eval(f"lambda x: {source}", {"np": np})
    x = rng.standard_normal(4)
    truth = 3 * x * np.abs(x) if "abs(x)" in source else 3 * np.linalg.norm(x) * x
    assert np.allclose(derivative(f, [x], 0, layout="denominator"), truth, rtol=1e-9, atol=0)


def test_code_that_cannot_take_complex_numbers_is_differenced(rng):
    x = rng.standard_normal(3)

    def real(x):
        out = np.empty(3)
        out[:] = np.sin(x)
        return out

    assert np.allclose(
        derivative(real, [x], 0, layout="numerator"), np.diag(np.cos(x)), rtol=1e-10, atol=1e-12
    )


def test_a_hinge_is_differentiated_on_the_side_where_it_is():
    x = np.array([1e-3, -1e-3, 2.0])
    assert np.allclose(derivative(lambda x: np.maximum(x, 0).sum(), [x], 0, layout="denominator"), [1, 0, 1])


def test_a_constant_has_the_derivative_zero():
    assert np.array_equal(derivative(lambda x: float(x.size), [np.ones(2)], 0, layout="denominator"), [0, 0])


def test_a_jump_has_no_derivative():
    with pytest.raises(OracleError, match="neither"):
        derivative(
            lambda t: np.where(t > 0, 1.0, -1.0) * np.abs(np.cos(t)),
            [np.array([0.0])],
            0,
            layout="denominator",
        )


def test_a_function_that_is_mostly_noise_has_no_derivative(rng):
    """Powers of an ill-conditioned matrix: the complex step is as wrong as the differences are noisy."""
    left, right = (np.linalg.qr(rng.standard_normal((4, 4)))[0] for _ in range(2))
    X = (left * np.geomspace(1, 1e-6, 4)) @ right
    with pytest.raises(OracleError):
        derivative(lambda X: np.linalg.det(X @ X @ X @ X), [X], 0, layout="denominator")


def test_directions_of_several_arguments_add_up(rng):
    A, B, dA, dB = rng.standard_normal((4, 3, 3))
    found = directional(lambda A, B: np.trace(A @ B), [A, B], {0: dA, 1: dB})
    assert found == pytest.approx(np.trace(dA @ B + A @ dB), rel=1e-12)


def test_arguments_are_left_alone(rng):
    x = rng.standard_normal(3)
    before = x.copy()

    def greedy(x):
        x *= 2
        return x.sum()

    assert np.allclose(derivative(greedy, [x], 0, layout="denominator"), 2)
    assert np.array_equal(x, before)


CURVES = {
    "exp": (np.exp, np.exp),
    "reciprocal": (lambda t: 1 / t, lambda t: -1 / t**2),
    "log": (np.log, lambda t: 1 / t),
    "root": (np.sqrt, lambda t: 0.5 / np.sqrt(t)),
    "wave": (lambda t: np.sin(20 * t), lambda t: 20 * np.cos(20 * t)),
    "tanh": (lambda t: np.tanh(5 * t), lambda t: 5 / np.cosh(5 * t) ** 2),
    "cubic": (lambda t: t**3 - t, lambda t: 3 * t**2 - 1),
}


@pytest.mark.parametrize("name", CURVES)
def test_the_error_bar_of_a_difference_covers_the_truth(name, rng):
    curve, slope = CURVES[name]
    for x in rng.uniform(0.05, 3, 60):
        noise = measure(curve, [float(x)], 0).floor[0]
        value, bar = difference(lambda t, x=x: np.asarray(curve(x + t)), noise, x)
        assert abs(value - slope(x)) <= bar
        assert bar <= 1e-7 * max(abs(slope(x)), abs(curve(x)) / x)
