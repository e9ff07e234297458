"""Agreement: shape, kind, finiteness, then entry by entry."""

import time

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from gradecheck.messages import say
from gradecheck.model import Message
from gradecheck.numerics.compare import compare, same
from gradecheck.numerics.floor import measure

EPS = 2.0**-52
KEY = np.array([[1.0, -2.0, 3.0], [0.5, 0.0, 8.0]])
FLOOR = (np.maximum(EPS * np.abs(KEY), EPS),)

numbers = st.floats(-1e300, 1e300)
arrays = hnp.arrays(
    np.float64, hnp.array_shapes(min_dims=0, max_dims=3, max_side=4, min_side=0), elements=numbers
)


def floor_of(key):
    return (np.maximum(EPS * np.abs(key), 2.0**-1074),)


class Strange:
    """What the frame makes of something it cannot carry."""

    kind = "a generator"


@given(arrays)
def test_agreement_is_reflexive(key):
    agreement = compare(key.copy(), key, floor_of(key))
    assert agreement.finding == "right"
    assert agreement.error == 0.0


@given(st.data())
def test_agreement_does_not_depend_on_the_sign(data):
    key = data.draw(arrays)
    answer = data.draw(hnp.arrays(np.float64, key.shape, elements=numbers))
    assert compare(answer, key, floor_of(key)) == compare(-answer, -key, floor_of(key))


@given(st.data(), st.floats(1, 1e18), st.floats(1, 1e6))
def test_agreement_is_monotone_in_the_tolerance(data, factor, more):
    key = data.draw(arrays)
    relative = data.draw(hnp.arrays(np.float64, key.shape, elements=st.floats(-1e-3, 1e-3)))
    answer = key * (1 + relative)
    if compare(answer, key, floor_of(key), factor=factor).finding == "right":
        assert compare(answer, key, floor_of(key), factor=factor * more).finding == "right"


@given(st.data())
def test_agreement_does_not_depend_on_memory_order(data):
    key = data.draw(arrays)
    answer = key * (1 + data.draw(hnp.arrays(np.float64, key.shape, elements=st.floats(-1e-13, 1e-13))))
    assert compare(np.array(answer, order="F"), key, floor_of(key)) == compare(answer, key, floor_of(key))


@given(st.data())
def test_nan_never_passes(data):
    key = data.draw(arrays)
    assume(key.size > 0)
    answer = key.copy()
    answer.flat[data.draw(st.integers(0, key.size - 1))] = np.nan
    agreement = compare(answer, key, floor_of(key), accuracy=1e300)
    assert agreement.finding == "not-finite"
    assert agreement.params == {"count": 1, "size": key.size}


@given(st.data())
def test_the_error_is_above_the_tolerance_exactly_if_wrong(data):
    key = data.draw(arrays)
    answer = data.draw(hnp.arrays(np.float64, key.shape, elements=numbers))
    agreement = compare(answer, key, floor_of(key))
    assert (agreement.error > agreement.tolerance) == (agreement.finding == "wrong")
    assert np.isfinite([agreement.error, agreement.tolerance]).all()


def test_one_wrong_entry_is_counted_and_its_relative_error_is_told():
    answer = KEY.copy()
    answer[1, 2] = 12.0
    agreement = compare(answer, KEY, FLOOR)
    assert (agreement.finding, agreement.error) == ("wrong", 0.5)
    assert agreement.params == {"wrong": 1, "size": 6, "error": 0.5}


def test_an_error_where_the_key_is_zero_is_relative_to_its_largest_entry():
    answer = KEY.copy()
    answer[1, 1] = 4.0
    assert compare(answer, KEY, FLOOR).error == 0.5


def test_an_error_against_an_all_zero_key_is_absolute():
    assert compare(np.full(2, 0.25), np.zeros(2), (np.full(2, EPS),)).error == 0.25


def test_zeros_do_not_pass_for_a_tiny_gradient():
    key = np.full(3, 1e-250)
    assert compare(np.zeros(3), key, floor_of(key)).finding == "wrong"


def test_accuracy_lets_numerical_derivatives_pass():
    answer = KEY + 1e-7
    assert compare(answer, KEY, FLOOR).finding == "wrong"
    assert compare(answer, KEY, FLOOR, accuracy=1e-6).finding == "right"
    assert compare(answer, KEY, FLOOR, accuracy=1e-9).finding == "wrong"


def test_a_single_precision_answer_is_right_within_single_precision_and_says_so():
    third = KEY / 3
    agreement = compare(third.astype(np.float32), third, floor_of(third))
    assert (agreement.finding, agreement.float32) == ("right", True)
    assert compare(third.astype(np.float16), third, floor_of(third)).finding == "wrong"
    assert compare((third * 1.01).astype(np.float32), third, floor_of(third)).finding == "wrong"


def test_single_precision_excuses_no_more_than_a_share_of_the_largest_entry():
    """However ill-conditioned the problem: zeros are no answer, in float32 neither."""
    floor = (np.full(KEY.shape, 1e-9),)
    assert compare(np.zeros(KEY.shape, np.float32), KEY, floor).finding == "wrong"
    assert compare((KEY * (1 + 1e-3)).astype(np.float32), KEY, floor).finding == "wrong"
    assert compare((KEY * (1 + 1e-5)).astype(np.float32), KEY, floor).finding == "right"


def test_single_precision_is_held_to_ten_of_its_own_floors():
    third = KEY / 3
    off = EPS * 2.0**29
    assert compare((third * (1 + 9 * off)).astype(np.float32), third, floor_of(third)).finding == "right"
    assert compare((third * (1 + 12 * off)).astype(np.float32), third, floor_of(third)).finding == "wrong"


def test_a_single_precision_answer_that_is_exact_does_not_need_to_say_so():
    assert compare(KEY.astype(np.float32), KEY, FLOOR).float32 is False


@pytest.mark.parametrize(
    "answer",
    [KEY.tolist(), tuple(map(tuple, KEY.tolist())), list(KEY), np.asfortranarray(KEY)],
    ids=["lists", "tuples", "rows", "fortran"],
)
def test_rectangular_lists_of_numbers_count_as_arrays(answer):
    assert compare(answer, KEY, FLOOR).finding == "right"


@pytest.mark.parametrize("answer", [np.array([1, 2]), np.array([1, 2], np.uint8), [1, 2], [1, 2.0]], ids=repr)
def test_whole_numbers_serve_where_numbers_are_asked_for(answer):
    key = np.array([1.0, 2.0])
    assert compare(answer, key, floor_of(key)).finding == "right"


@pytest.mark.parametrize("answer", [2.5, np.float64(2.5), np.array(2.5)], ids=["float", "float64", "0-d"])
def test_a_scalar_key_takes_a_number_or_an_array_without_axes(answer):
    assert compare(answer, 2.5, (np.array(EPS),)).finding == "right"


def test_a_scalar_key_does_not_take_an_array_of_one():
    agreement = compare(np.array([2.5]), 2.5, (np.array(EPS),))
    assert agreement.finding == "wrong-shape"
    assert agreement.params == {"expected": "()", "got": "(1,)"}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (None, "expected an array of numbers, got None"),
        (True, "expected an array of numbers, got True"),
        ("x", "expected an array of numbers, got a text"),
        ([1.0, [2.0]], "expected an array of numbers, got a list of 2"),
        ((None, 1), "expected an array of numbers, got a tuple of 2"),
        (Strange(), "expected an array of numbers, got a generator"),
        (KEY.astype(complex), "expected an array of numbers, got an array of complex numbers"),
        (KEY > 0, "expected an array of numbers, got an array of True and False"),
        (object(), "expected an array of numbers, got object"),
        (np.array(["a"]), "expected an array of numbers, got an array that is not of numbers"),
        (10**400, "expected an array of numbers, got a whole number"),
    ],
    ids=lambda v: type(v).__name__ if not isinstance(v, str) else v[-12:],
)
def test_what_is_no_array_of_numbers_is_described(answer, said):
    agreement = compare(answer, KEY, FLOOR)
    assert agreement.finding == "wrong-kind"
    assert say(Message("wrong-kind", agreement.params)) == said


def test_kinds_are_described_in_chinese():
    agreement = compare((1, 2, 3), (KEY, 1), (*FLOOR, None))
    said = say(Message("wrong-kind", agreement.params), "zh-CN")
    assert "有 2 项的元组" in said
    assert "有 3 项的元组" in said


def test_shape_is_told_before_kind():
    assert compare(np.array([True]), KEY, FLOOR).finding == "wrong-shape"


def test_a_complex_key_takes_real_and_complex_answers():
    key = np.array([1.0 + 2j, 3.0])
    floor = (EPS * np.abs(key),)
    assert compare(key.copy(), key, floor).finding == "right"
    assert compare(np.array([1.0, 3.0]), key, floor).finding == "wrong"


@pytest.mark.parametrize(
    ("key", "answer", "finding"),
    [
        (True, True, "right"),
        (True, np.True_, "right"),
        (True, False, "wrong"),
        (True, 1, "wrong-kind"),
        (True, "True", "wrong-kind"),
        (3, 3, "right"),
        (3, np.int32(3), "right"),
        (3, 4, "wrong"),
        (1, True, "wrong-kind"),
        (3, 3.0, "wrong-kind"),
        (3, [3], "wrong-shape"),
        ("yes", "yes", "right"),
        ("yes", "no", "wrong"),
        ("yes", None, "wrong-kind"),
        (None, None, "right"),
        (None, 0, "wrong-kind"),
        ((3, 4), (3, 4), "right"),
        ((3, 4), [3, 4], "right"),
        ((3, 4), (4, 3), "wrong"),
        ((3, 4), (3,), "wrong-kind"),
        (np.array([1, 2]), [1, 2], "right"),
        (np.array([1, 2]), [1, 3], "wrong"),
        (np.array([1, 2]), [1, 2, 3], "wrong-shape"),
        (np.array([True]), np.array([1]), "wrong-kind"),
    ],
    ids=repr,
)
def test_exact_leaves_are_compared_exactly(key, answer, finding):
    floor = measure(lambda: key, [], 0).floor
    agreement = compare(answer, key, floor)
    assert (agreement.finding, agreement.error) == (finding, None)


def test_a_tuple_is_as_wrong_as_its_gravest_leaf():
    key, floor = (KEY, 2.0, True), (*FLOOR, np.array(EPS), None)
    assert compare((KEY, 2.0, True), key, floor).finding == "right"
    assert compare((KEY, 2.0, False), key, floor).finding == "wrong"
    assert compare((KEY, np.nan, False), key, floor).finding == "not-finite"
    assert compare((KEY, np.nan, 1), key, floor).finding == "wrong-kind"
    assert compare((KEY, 2.0), key, floor).finding == "wrong-kind"


def test_the_wrong_entries_of_several_leaves_are_counted_together():
    agreement = compare((2 * KEY, 3.0), (KEY, 2.0), (*FLOOR, np.array(EPS)))
    assert agreement.params == {"wrong": 6, "size": 7, "error": 1.0}


def test_the_error_of_a_mixed_tuple_is_that_of_its_numbers():
    agreement = compare((2 * KEY, False), (KEY, True), (*FLOOR, None))
    assert (agreement.finding, agreement.error) == ("wrong", 1.0)
    exact = compare((KEY, False), (KEY, True), (*FLOOR, None))
    assert (exact.finding, exact.params) == ("wrong", {})


trees = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.complex_numbers()
    | st.text(max_size=3)
    | st.builds(Strange)
    | hnp.arrays(
        st.sampled_from([np.bool_, np.int64, np.uint8, np.float16, np.float32, np.float64, np.complex128]),
        hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.lists(inner, max_size=3).map(tuple),
    max_leaves=6,
)
keys = st.sampled_from(
    [
        KEY,
        2.5,
        np.float64(0.0),
        True,
        3,
        "a",
        None,
        np.arange(3),
        np.zeros((0, 3)),
        (KEY, 1.0, True),
        [],
        1 + 2j,
    ]
)


@given(trees, keys)
def test_no_answer_makes_the_comparison_raise(answer, key):
    floor = measure(lambda: key, [], 0).floor
    compare(answer, key, floor)
    same(answer, key, floor)


@given(trees)
def test_an_answer_equals_itself_as_a_hypothesis_unless_it_is_no_value(answer):
    readable = "Strange" not in repr(answer)
    assert not readable or same(answer, answer, ())


def test_nan_and_inf_equal_themselves_in_a_hypothesis():
    other = np.array([np.nan, np.inf, -np.inf, 1.0])
    assert same(other.copy(), other, (np.full(4, EPS),))
    assert not same(np.array([np.nan, -np.inf, -np.inf, 1.0]), other, (np.full(4, EPS),))
    assert not same(np.array([1.0, np.inf, -np.inf, 1.0]), other, (np.full(4, EPS),))


def test_a_hypothesis_takes_whole_numbers_for_floats_but_no_bools():
    assert same(np.zeros(2), np.zeros(2, int), (None,))
    assert same(np.zeros(2, int), np.zeros(2), FLOOR)
    assert not same(np.zeros(2, bool), np.zeros(2), FLOOR)


def test_a_hypothesis_of_another_shape_than_the_key_is_held_against_the_largest_floor():
    other = KEY.T * 2
    assert same(other + 50 * FLOOR[0].max(), other, FLOOR)
    assert not same(other + 1e-9, other, FLOOR)


def test_judging_a_right_answer_costs_little_more_than_numpy():
    def best(run):
        def once():
            start = time.perf_counter()
            for _ in range(100):
                run()
            return (time.perf_counter() - start) / 100

        return min(once() for _ in range(5))

    answer = KEY.copy()
    beyond = best(lambda: compare(answer, KEY, FLOOR)) - best(lambda: np.allclose(answer, KEY))
    assert beyond < 50e-6
