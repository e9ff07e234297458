"""Formulas that lose digits, told from wrong ones in two precisions."""

import numpy as np
import pytest

from gradecheck.numerics.compare import compare
from gradecheck.numerics.floor import measure
from gradecheck.numerics.precision import (
    excused,
    halfway,
    paced,
    rounded,
    single,
    strays,
    verdict,
)

ARGUMENTS = [np.array([0.1, 0.2, 12.0]), 0.3, 2, "text", None]


def key(x, *_):
    return np.exp(-x) / (1 + np.exp(-x)) ** 2


def unstable(x, *_):
    s = 1 / (1 + np.exp(-x))
    return s * (1 - s)


def wrong(x, *_):
    return key(x) * x.dtype.type(1.001)


def upcasting(x, *_):
    return np.asarray(unstable(x), dtype=np.float64)


def result(student):
    arguments = rounded([np.array([1.0, 20.0, 25.0])])
    measured = measure(key, arguments, 0)
    narrow = single([np.array([1.0, 20.0, 25.0])])
    assert (
        student is wrong or compare(student(*arguments), measured.answer, measured.floor).finding == "wrong"
    )
    return excused(student(*arguments), student(*narrow), measured.answer, measured.floor[0])


def test_an_unstable_formula_is_excused():
    assert result(unstable)


def test_a_wrong_formula_is_not_excused():
    assert not result(wrong)


def test_code_that_leaves_single_precision_is_not_excused():
    assert not result(upcasting)


@pytest.mark.parametrize("answer", [None, np.ones(2), "x"], ids=repr)
def test_what_is_no_answer_is_not_excused(answer):
    assert not excused(answer, np.ones(3, np.float32), np.ones(3), np.full(3, 1e-16))


def test_rounded_and_single_arguments_have_the_same_values():
    narrow, wide = single(ARGUMENTS), rounded(ARGUMENTS)
    assert narrow[0].dtype == np.float32
    assert wide[0].dtype == np.float64
    assert np.array_equal(narrow[0], wide[0])
    assert float(narrow[1]) == wide[1]
    assert narrow[2:] == wide[2:] == [2, "text", None]


@pytest.mark.parametrize(
    ("equal", "excusable", "finding"),
    [
        ([True] * 5, [False] * 5, "right"),
        ([True, True, True, True, False], [False, False, False, False, True], "right"),
        ([False] * 5, [True] * 5, "approximate"),
        ([True, False, False, False, False], [True] * 5, "approximate"),
        ([True, True, True, True, False], [False] * 5, "wrong"),
    ],
)
def test_an_excuse_serves_for_a_minority_only(equal, excusable, finding):
    assert verdict(equal, excusable) == finding


EXACT, FLOOR = np.array([1.0, 1 / 3, 0.0]), np.array([1e-16, 1e-16, 1e-300])


def test_what_is_rounded_to_single_precision_does_not_stray():
    assert not strays(EXACT.astype(np.float32), EXACT, FLOOR).any()


def test_what_is_rounded_to_the_other_side_strays_by_less_than_a_unit():
    off = strays(np.nextafter(EXACT.astype(np.float32), np.float32(1)), EXACT, FLOOR)
    assert (off > 0).tolist() == [False, True, True]
    assert 0 < off[1] < 1


@pytest.mark.parametrize("seed", range(6))
def test_a_value_is_brought_halfway_between_two_singles(seed):
    """A rounding of it tells on which side it is; one that is off by two tolerances falls on the other."""
    rng, floor = np.random.default_rng(seed), 1e-16
    moved = paced([np.array([0.7, 1.3]), 2, 0.5], rng)

    def value(step):
        x, n, c = moved(step)
        return float(np.sum(np.exp(x)) * c + n)

    step = halfway(value, floor, rng)
    there = value(step)
    low = np.float32(there)
    low = low if float(low) <= there else np.nextafter(low, np.float32(0))
    middle = (float(low) + float(np.nextafter(low, np.float32(np.inf)))) / 2
    assert 100 * floor <= abs(there - middle) <= 300 * floor + np.spacing(there)


def test_a_value_that_does_not_move_is_not_brought_anywhere():
    rng = np.random.default_rng(0)
    assert halfway(lambda step: 1.5, 1e-16, rng) is None
    assert halfway(lambda step: float("nan") if step else 1.5, 1e-16, rng) is None
