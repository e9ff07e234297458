"""Formulas of the inputs: what an answer is instead of the right one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradecheck.messages import say
from gradecheck.model import Message
from gradecheck.numerics.evidence import CaseEvidence
from gradecheck.numerics.floor import measure
from gradecheck.numerics.formulas import formula
from gradecheck.numerics.views import AS_IS, View

NAMES = ("W", "x", "y")


def inputs(seed):
    rng = np.random.default_rng(seed)
    n = 3 + seed
    return [rng.standard_normal((n, n)), rng.standard_normal(n), rng.standard_normal(n)]


def key(W, x, y):
    return np.linalg.solve(W, x) * y


def matrix(W, x, y):
    return np.linalg.inv(W) * np.outer(x, y)


def found(answer, right=key, count=4):
    cases = []
    for seed in range(count):
        given_ = inputs(seed)
        measured = measure(right, given_, 0)
        answers = np.asarray(answer(*given_))
        cases.append(CaseEvidence(answers, measured.answer, measured.floor[0], given_))
    return formula(View("", AS_IS, cases), NAMES)


def told(answer, right=key, lang="en"):
    diagnosis = found(answer, right)
    return diagnosis.id, say(Message(diagnosis.message, diagnosis.params), lang)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda W, x, y: np.exp(x), "exp(x)"),
        (lambda W, x, y: W @ x / 3, "1/3 * W @ x"),
        (lambda W, x, y: 2 * x - y / 2, "2 * x + -1/2 * y"),
        (lambda W, x, y: np.linalg.norm(x) * y, "y * norm(x)"),
        (lambda W, x, y: -np.log(np.abs(x) + 0 * y) * 0 + x / y, "x / y"),
    ],
    ids=["one", "product", "sum", "norm", "quotient"],
)
def test_a_formula_of_the_inputs_is_told_as_it_is_written(answer, words):
    assert ("formula", f"this is {words}") == told(answer)


def test_a_formula_of_another_shape_than_the_right_answer_is_told():
    assert ("formula", "this is outer(x, y)") == told(lambda W, x, y: np.outer(x, y))


def test_a_factor_of_every_entry_is_told():
    wrong = lambda W, x, y: key(W, x, y) / y  # noqa: E731 -- a formula

    assert ("entry-factor", "entry by entry, this is the right answer times 1 / y") == told(wrong)
    assert "逐元素看，这是正确答案乘以 1 / y" == told(wrong, lang="zh-CN")[1]


def test_an_added_formula_is_told():
    assert ("added-term", "this is the right answer plus 1/2 * W @ x") == told(
        lambda W, x, y: key(W, x, y) + W @ x / 2
    )


def test_a_term_that_may_be_missing_is_not_printed():
    id_, text = told(lambda W, x, y: key(W, x, y) - W @ x)

    assert "mutant" == id_
    assert "a term is missing" in text
    assert "W @ x" not in text


def test_every_entry_of_a_small_answer_may_have_a_formula_of_its_own():
    def angles(t):
        return np.array([[np.cos(t), -np.sin(t)], [np.sin(t), np.cos(t)]])

    cases = [
        CaseEvidence(np.array([[np.sin(t)], [2 * np.cos(t)]]), angles(t)[:, :1], np.full((2, 1), 1e-16), [t])
        for t in (0.3, 0.7, 1.1, 1.9, 2.3)
    ]

    assert "[sin(t), 2 * cos(t)]" == formula(View("", AS_IS, cases), ("t",)).params["formula"].en


@given(st.integers(0, 2**32 - 1))
def test_arbitrary_numbers_are_no_formula(seed):
    rng = np.random.default_rng(seed)

    assert found(lambda W, x, y: rng.standard_normal(len(x))) is None
    assert found(lambda W, x, y: rng.integers(-2, 3, len(x)).astype(float)) is None


def test_arbitrary_changes_of_the_right_answer_are_no_formula():
    rng = np.random.default_rng(0)

    assert found(lambda *a: matrix(*a) * (1 + 1e-6 * rng.standard_normal(a[0].shape)), matrix) is None


@given(
    st.fractions(-20, 20, max_denominator=16).filter(bool),
    st.fractions(-20, 20, max_denominator=16).filter(bool),
)
def test_fitted_numbers_reproduce_the_answer(one, other):
    diagnosis = found(lambda W, x, y: float(one) * x + float(other) * np.square(y))
    names = {"x": inputs(2)[1], "y": inputs(2)[2], "np": np}

    assert np.allclose(
        eval(diagnosis.params["formula"].en, names), float(one) * names["x"] + float(other) * names["y"] ** 2
    )


def test_fewer_numbers_than_four_prove_nothing():
    assert found(lambda W, x, y: x @ y, lambda W, x, y: np.sum(x), count=3) is None
