"""Exact ties: every value between the one-sided results of a key is right."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradecheck.numerics.compare import compare
from gradecheck.numerics.floor import measure
from gradecheck.numerics.ties import hull, on_a_kink, settled

H = np.array([0.0, 1.0, -2.0, 0.0])
G = np.array([3.0, 5.0, 7.0, -4.0])


def bounds(key, *arguments):
    """Lower and upper bounds of the one leaf that a key answers."""
    (found,) = hull(key, list(arguments), 0)
    return [edge.tolist() for edge in found]


@pytest.mark.parametrize("mask", ["h > 0", "h >= 0", "~(h < 0)", "np.sign(h) / 2 + 0.5"])
def test_at_zero_a_relu_passes_any_share_of_the_gradient_whatever_the_key_decides(mask):
    def key(h, g):
        return g * eval(mask, {"h": h, "np": np})

    assert [[0, 5, 0, -4], [3, 5, 0, 0]] == bounds(key, H, G)


def test_the_slope_of_an_absolute_value_at_zero_is_anything_from_minus_one_to_one():
    assert [[-1, 1, -1, -1], [1, 1, -1, 1]] == bounds(np.sign, H)


def by_place(x):
    slope = np.zeros_like(x)
    slope[np.argmax(x)] = 1.0
    return slope


def by_value(x):
    return (x == x.max()) * 1.0


@pytest.mark.parametrize("key", [by_place, by_value])
def test_of_equal_largest_entries_each_may_be_the_one(key):
    assert [[0, 0, 0, 0], [1, 0, 1, 1]] == bounds(key, np.array([2.0, 1.0, 2.0, 2.0]))


def test_at_a_whole_number_a_step_is_between_its_two_sides():
    assert [[1.0, 2.0], [2.0, 2.0]] == bounds(np.floor, np.array([2.0, 2.5]))


@given(st.lists(st.floats(-3, 3), min_size=1, max_size=6))
def test_a_sum_over_ties_is_anything_from_all_of_one_sign_to_all_of_the_other(weights):
    """Up to 2^6 ways are all tried."""
    w = np.array(weights)
    found = hull(lambda h: np.array([w @ (h > 0)]), [np.zeros(len(w))], 0)
    low, high = w[w < 0].sum(), w[w > 0].sum()
    if low == high:
        assert found is None
    else:
        assert np.allclose(np.ravel(found), [low, high], rtol=1e-12, atol=1e-300)


def test_of_too_many_ties_all_on_and_all_off_are_right():
    (found,) = hull(lambda h: np.array([np.sum(h > 0.0)]) * 1.0, [np.zeros(40)], 0)
    assert [[0.0], [40.0]] == [edge.tolist() for edge in found]


@pytest.mark.parametrize(
    "key",
    ["(x >= x.max()) * 1.0", "np.sign(x[:, None] - x[None, :])", "x * (x > 0)", "np.exp(x)"],
)
def test_without_a_tie_of_the_inputs_one_value_is_right(key):
    """A largest entry is always as large as itself."""
    assert hull(lambda x: eval(key, {"x": x, "np": np}), [np.array([1.0, -2.0, 0.5])], 0) is None


@pytest.mark.parametrize("formula", ["np.sin(x) / x", "1 / np.abs(x)"])
def test_a_special_case_for_a_point_where_the_formula_fails_has_its_own_value(formula):
    def key(x):
        return np.where(x == 0, 1.0, eval(formula, {"x": x, "np": np}))

    with np.errstate(all="ignore"):
        assert hull(key, [np.array([0.0, 1.0])], 0) is None


def test_a_tie_that_only_rounding_breaks_is_one():
    """0.1 + 0.2 - 0.3 is 5.6e-17; another order of the terms gives zero."""

    def key(x):
        return (x[0] + x[1] > x[2]) * np.array([1.0])

    x = np.array([0.1, 0.2, 0.3])
    assert [[0.0], [1.0]] == bounds(key, x)
    assert np.max(measure(key, [x], 0).floor[0]) < 1e-13


def test_what_is_not_real_or_exact_has_no_bounds():
    assert hull(lambda h: (h > 0, int(h[0] > 0), 1j * (h > 0)), [H], 0) is None
    assert [None, True] == [b is not None or None for b in hull(lambda h: (h.size, (h > 0) * 1.0), [H], 0)]


def test_code_that_cannot_be_watched_has_no_bounds():
    def picky(x):
        assert type(x) is np.ndarray
        return (x > 0) * 1.0

    assert hull(picky, [H], 0) is None


def test_numbers_and_lists_of_arrays_are_moved_off_a_tie_too():
    assert [0.0, 1.0] == bounds(lambda t: 1.0 * (t > 0), 0.0)
    assert [[0.0], [1.0]] == bounds(lambda pair: 1.0 * (pair[0] > pair[1]), [np.ones(1), np.ones(1)])


def test_a_key_that_goes_another_way_at_a_tie_is_followed():
    def key(x):
        if x[0] > 0:
            return x + np.sign(x) + 1.0
        return x - 1.0

    assert [[-1.0], [2.0]] == bounds(key, np.zeros(1))


# --- answers between the bounds ---------------------------------------------------------------------


def held(answer, key):
    """How an answer agrees with a key at a tie."""
    measured = measure(key, [H, G], 0)
    found = settled(answer, measured.answer, hull(key, [H, G], 0))
    return compare(found, measured.answer, measured.floor)


@given(st.floats(0, 1), st.floats(0, 1))
def test_every_value_between_the_one_sided_results_is_right(one, other):
    assert held(np.array([3.0 * one, 5.0, 0.0, -4.0 * other]), lambda h, g: g * (h > 0)).finding == "right"


@pytest.mark.parametrize("beyond", [3.01, -0.01, np.nan, np.inf])
def test_a_value_beyond_them_is_wrong(beyond):
    assert held(np.array([beyond, 5.0, 0.0, 0.0]), lambda h, g: g * (h > 0)).finding != "right"


def test_an_entry_without_a_tie_has_one_right_value():
    assert held(np.array([3.0, 5.0, 0.1, 0.0]), lambda h, g: g * (h > 0)).finding == "wrong"


def test_an_answer_keeps_its_precision_and_a_whole_number_may_become_any():
    (single,) = (settled(np.float32([1, 2]), np.array([0.5, 2.0]), [(np.zeros(2), np.array([1.0, 0.0]))]),)
    assert (np.float32, [0.5, 2.0]) == (single.dtype, single.tolist())
    assert 0.5 == settled(1, 0.5, [(np.array(0.0), np.array(1.0))])


@pytest.mark.parametrize("answer", [None, "1", np.ones(3), [np.ones(2)], 1j])
def test_an_answer_of_another_form_stays_as_it_is(answer):
    assert settled(answer, np.ones(2), [(np.zeros(2), np.ones(2))]) is answer
    assert settled(answer, (np.ones(2), 1.0), [(np.zeros(2), np.ones(2)), None]) is answer


def test_the_parts_of_a_tuple_are_settled_one_by_one():
    key, edges = (1.0, (0.0, 2.0)), [None, (np.array(0.0), np.array(1.0)), None]
    assert (0.5, [0.0, 0.5]) == settled((0.5, [0.5, 0.5]), key, edges)


# --- where nothing can be differentiated ------------------------------------------------------------


@pytest.mark.parametrize(
    ("function", "kink"),
    [
        ("np.maximum(x, 0).sum()", "maximum"),
        ("np.abs(x).sum()", "absolute"),
        ("np.clip(x, 0, 9).sum()", "clip"),
        ("np.exp(x - x.max()).sum()", ""),
        ("np.abs(x[:, None] - x[None, :]).sum()", ""),
        ("x @ x", ""),
    ],
)
def test_inputs_on_a_kink_are_told_from_ties_that_the_code_makes(function, kink):
    assert kink == on_a_kink(lambda x: eval(function, {"x": x, "np": np}), [np.array([0.0, 1.0, -2.0])])


def test_two_equal_largest_entries_are_on_a_kink():
    assert "maximum.reduce" == on_a_kink(lambda x: x.max(), [np.array([2.0, 1.0, 2.0])])
