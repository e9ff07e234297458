"""Answers that are related to the right one as a whole."""

import numpy as np
import pytest
from judging import inverse_gradient, judged, told

from gradecheck.author import exercise
from gradecheck.diagnosis import hint_for
from gradecheck.numerics.relatives import after_one_step, of_a_quotient, of_a_step, of_another_question
from gradecheck.numerics.steps import AT_THE_END, IN_PLACE, REDUCED


def gradient(W):
    inverse = np.linalg.inv(W)
    return -(inverse @ inverse).T


def found(keys):
    return {words.en: answers for words, answers in after_one_step(keys)}


def test_a_step_is_offered_only_if_every_case_can_take_it():
    square, vector = np.arange(1.0, 10.0).reshape(3, 3), np.arange(1.0, 4.0)

    assert "only the trace is taken" in found([square])
    assert "only the trace is taken" not in found([square, vector])
    assert "a vector is put on the diagonal of a matrix" in found([vector, vector])


def test_steps_that_leave_the_numbers_are_left_out():
    assert "the root of every entry is taken" not in found([np.array([1.0, -1.0])])
    assert "the reciprocal of every entry is taken" not in found([np.array([1.0, 0.0])])


def test_every_step_is_said_in_its_own_words():
    words = [words for words, _ in REDUCED + AT_THE_END + IN_PLACE if words.en != "the result is inverted"]

    assert len(words) == len({w.en for w in words}) == len({w.zh for w in words})


@pytest.mark.parametrize(
    ("student", "words"),
    [
        (lambda W: np.sum(gradient(W)), "all entries are summed up"),
        (lambda W: gradient(W).sum(axis=0), "the rows are summed up"),
        (lambda W: np.trace(gradient(W)), "only the trace is taken"),
        (lambda W: gradient(W)[::-1], "the entries are in reverse order"),
        (lambda W: gradient(W) ** 2 * 3, "every entry is squared, and times 3"),
    ],
)
def test_a_step_too_many_or_too_few_is_named(student, words):
    result = judged(inverse_gradient(), student)

    assert ("mutant", f"this is what comes out when {words}") == told(result)


def test_the_derivative_by_another_variable_is_named():
    @exercise("form", zh="求梯度。", layout="denominator", derivative_of=lambda A, x: x @ A @ x, wrt="A")
    def made(A, x):
        """Gradient of x^T A x with respect to A."""
        return np.outer(x, x)

    @made.inputs
    def _(rng, k):
        return [rng.standard_normal((k + 2, k + 2)), rng.standard_normal(k + 2)]

    result = judged(made, lambda A, x: (A + A.T) @ x)

    assert told(result) == (
        "wrong",
        "this answers another question: the derivative is taken with respect to x",
    )
    assert result.hint == hint_for("question")


def test_the_function_itself_is_another_question():
    result = judged(inverse_gradient(), lambda W: np.trace(np.linalg.inv(W)))

    assert told(result, "zh-CN") == ("wrong", "这是另一个问题的答案：返回的是函数本身，而不是它的导数")


def test_outputs_in_another_order_are_said_to_be_so():
    @exercise("pair", zh="求两个梯度。", outputs=("grad_u", "grad_v"))
    def made(u, v):
        """Gradients of |u|^2 |v| with respect to u and v."""
        return 2 * u * np.linalg.norm(v), (u @ u) * v / np.linalg.norm(v)

    @made.inputs
    def _(rng, k):
        return [rng.standard_normal(k + 2), rng.standard_normal(k + 2)]

    result = judged(made, lambda u, v: made(u, v)[::-1])

    assert told(result) == ("wrong", "this answers another question: grad_v stands in the place of grad_u")


def test_a_function_that_cannot_be_differentiated_offers_itself_only():
    cases = [[np.array([1.0, 2.0]), 1.0], [np.array([3.0, 4.0]), 2.0]]

    offered = list(
        of_another_question(lambda x, s: x.sum() * np.floor(1e9 * s), cases, "xs", "x", "numerator")
    )

    assert len(offered) <= 2
    assert [7.0 * 2e9] == [offered[0][1][1]]


def test_a_function_that_raises_offers_nothing():
    assert [] == list(of_another_question(lambda x: 1 / 0, [[np.ones(2)]], "x", (), "numerator"))


def test_the_increment_of_a_function_is_taken_for_its_differential():
    cases = [[np.array([1.0, 2.0]), 3.0], [np.array([0.5, 4.0]), 2.0]]
    steps = [[np.array([1.0, -1.0]), 0.5], [np.array([2.0, 1.0]), 0.25]]

    offered = [answers for _, answers in of_a_step(lambda x, s: s * (x @ x), cases, [0, 1], steps)]

    assert [2.5, 0.0, 2.5] == [answers[0] for answers in offered]


def test_difference_quotients_with_large_steps_are_told_with_their_step():
    cases = [[3.0], [5.0]]

    offered = {w.en: a for w, a in of_a_quotient(lambda x: x * x, cases, 0, "denominator")}

    assert [7.0, 11.0] == offered["a forward difference quotient with step 1"]
