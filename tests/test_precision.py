"""Formulas that lose digits, told from wrong ones in two precisions."""

import numpy as np
import pytest

from gradecheck.numerics.compare import compare
from gradecheck.numerics.floor import measure
from gradecheck.numerics.precision import excused, rounded, single, verdict

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
