"""Derivatives as keys: by the complex step where differences bear it out, else by the differences."""

import numpy as np
import pytest

from gradecheck.numerics.computed import computed
from gradecheck.numerics.floor import measure
from gradecheck.numerics.oracle import OracleError

X = np.array([0.5, -1.25, 2.0])


def cubes(x):
    return np.sum(x**3)


def real_cubes(x):
    """The same, but for complex numbers, which it takes and answers wrongly."""
    return np.sum(np.abs(x) ** 2 * x.real)


def test_the_complex_step_has_the_floor_of_a_formula():
    found = computed(cubes, [X], 0)
    formula = measure(lambda x: 3 * x**2, [X], 0)
    assert found.exact
    assert np.all(np.abs(found.answer - formula.answer) <= 4 * formula.floor[0])
    assert np.all(found.floor <= 10 * formula.floor[0])


def test_differences_have_a_floor_that_covers_the_truth_and_what_a_right_formula_is_off_by():
    found = computed(real_cubes, [X], 0)
    formula = measure(lambda x: 3 * x**2, [X], 0)
    assert not found.exact
    assert np.all(np.abs(found.answer - 3 * X**2) <= 100 * found.floor)
    assert np.all(found.floor >= formula.floor[0] / 4)
    assert np.all(100 * found.floor <= 1e-8 * np.max(found.answer))


def test_how_far_the_derivative_moves_with_the_inputs_is_part_of_its_floor():
    """The differences of a square are exact; its slope, where two numbers cancel, is not."""
    found = computed(lambda x: (float(x[0]) - float(x[1])) ** 2, [np.array([1.0, 1.0 + 1e-6])], 0)
    assert not found.exact
    assert np.all(found.floor >= 2.0**-52)


def test_a_function_is_differentiated_17_times_at_most():
    runs = []

    def counted(x):
        runs.append(np.iscomplexobj(x))
        return np.sum(x**3)

    computed(counted, [X], 0)
    # three entries; the rest are runs of the function for what differences cost and the distance from kinks
    assert 17 >= sum(runs) / len(X)


def test_the_same_seed_gives_the_same_answer_and_floor():
    one, other = (computed(real_cubes, [X], 0, seed=3) for _ in "12")
    assert np.array_equal(one.answer, other.answer)
    assert np.array_equal(one.floor, other.floor)


def test_inputs_that_cannot_be_moved_are_measured_as_they_are():
    def touchy(x, one):
        if float(one) != 1.0:  # a comparison that nothing watches
            raise ValueError
        return np.sum(np.abs(x) * x.real)

    assert np.allclose(computed(touchy, [X, 1.0], 0).answer, 2 * np.abs(X), rtol=1e-9)


def test_along_a_direction_there_is_one_derivative_of_the_shape_of_the_value():
    W, dW = np.array([[2.0, 1.0], [0.5, 3.0]]), np.array([[0.0, 1.0], [2.0, 0.5]])
    found = computed(np.linalg.inv, [W], {0: dW})
    assert np.allclose(found.answer, -np.linalg.inv(W) @ dW @ np.linalg.inv(W), rtol=1e-13)
    assert found.floor.shape == (2, 2)


@pytest.mark.parametrize("wrt", [0, {0: np.ones(2)}])
def test_on_a_kink_there_is_none(wrt):
    with pytest.raises(OracleError, match="on the kink of “maximum”"):
        computed(lambda x: np.maximum(x, 0.0), [np.array([0.0, 1.0])], wrt)
