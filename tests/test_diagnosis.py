"""From wrong answers to words, hints and credit, where no named mistake explains them as they are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judging import HINT, inverse_gradient, judged, key_of, told

from gradecheck.author import exercise
from gradecheck.diagnosis import diagnosed, evidence, hint_for
from gradecheck.messages import say
from gradecheck.model import Text, Verdict


def gradient(W):
    inverse = np.linalg.inv(W)
    return -(inverse @ inverse).T


WRONG = {
    "transposed": lambda W: gradient(W).T,
    "layout": lambda W: gradient(W).ravel(),
    "constant-factor": lambda W: gradient(W) / 6,
    "sign-flip": lambda W: -gradient(W),
    "zero": np.zeros_like,
    "symmetric-convention": lambda W: (
        2 * gradient(W) - np.diag(np.diag(gradient(W))) + 0 * W
        if np.array_equal(W, W.T)
        else gradient(W) + gradient(W).T - np.diag(np.diag(gradient(W)))
    ),
    "some-entries": lambda W: gradient(W) + np.eye(len(W)),
    "mutant": lambda W: -(W @ np.linalg.inv(W)).T,
    "row-factor": lambda W: gradient(W) * (2.0 + np.arange(len(W)))[:, None],
    "column-factor": lambda W: gradient(W) * (2.0 + np.arange(len(W))),
    "added-term": lambda W: gradient(W) + 0.1 * W,
    "proportional": lambda W: gradient(W) * np.exp(W[0, 1]),
    "approximate": lambda W: np.round(gradient(W), 6),
    "entry-factor": lambda W: gradient(W) * W,
    "formula": np.sin,
    "wrong": lambda W: np.sin(1 + W @ W) * np.exp(W),
}


@pytest.mark.parametrize("diagnosis", WRONG)
def test_every_kind_of_wrong_answer_has_a_diagnosis_a_sentence_and_a_hint(diagnosis):
    result = judged(inverse_gradient(), WRONG[diagnosis])

    assert (Verdict.FAIL, 0.0, diagnosis) == (result.verdict, result.points, result.diagnosis)
    assert hint_for(diagnosis) == result.hint
    assert all(result.hint)
    assert say(result.message, "en") != say(result.message, "zh-CN")


@pytest.mark.parametrize("diagnosis", WRONG)
def test_no_sentence_holds_a_number_of_the_key(diagnosis):
    result = judged(inverse_gradient(), WRONG[diagnosis])
    entries = {f"{abs(x):.{digits}g}" for x in keys_numbers() for digits in (3, 4)}

    assert [n for n in entries if n in say(result.message)] == []


def keys_numbers():
    return [x for call in key_of(inverse_gradient()).calls for x in call.parts[0].answer.ravel()]


@pytest.mark.parametrize(
    ("student", "expected"),
    [
        (lambda W: gradient(W) / len(W), "this is the right answer times 1/(length of W along axis 0)"),
        (
            lambda W: -gradient(W).T,
            "every sign is flipped: this is the right answer times -1, and transposed",
        ),
        (
            lambda W: gradient(W).ravel(),
            "the numbers are right, their arrangement is not: expected shape (3, 3), got (9,)",
        ),
        (lambda W: -3 * (W @ W).T, "a known mistake, “not-inverted”, and times 3"),
        (lambda W: gradient(W) - W.T, "this is the right answer plus -the transpose of W"),
    ],
)
def test_a_sentence_says_ratios_and_places(student, expected):
    assert expected == told(judged(inverse_gradient(), student))[1]


def test_a_diagnosis_earns_the_credit_that_the_task_gives_it():
    result = judged(inverse_gradient(), WRONG["transposed"], credit={"transposed": 0.5})

    assert (Verdict.PARTIAL, 5.0) == (result.verdict, result.points)
    assert result.hint == hint_for("transposed")


def test_a_diagnosis_with_full_credit_passes_without_a_hint():
    result = judged(inverse_gradient(), WRONG["transposed"], credit={"transposed": 1.0})

    assert (Verdict.PASS, "transposed", None) == (result.verdict, result.diagnosis, result.hint)


@pytest.mark.parametrize(
    ("student", "diagnosis"),
    [(lambda W: -3 * (W @ W).T, "not-inverted"), (lambda W: -gradient(W).T, "sign-flip")],
)
def test_two_mistakes_at_once_earn_no_credit(student, diagnosis):
    result = judged(inverse_gradient(), student, credit={diagnosis: 1.0})

    assert (Verdict.FAIL, 0.0, diagnosis) == (result.verdict, result.points, result.diagnosis)


def test_a_named_mistake_with_something_besides_has_its_authors_hint():
    assert judged(inverse_gradient(), lambda W: 2 * (W @ W).T).hint == HINT


def test_a_named_mistake_with_something_besides_is_said_in_its_authors_words():
    made = inverse_gradient()
    made.wrong("cubed", lambda W: W @ W @ W, hint=HINT, says=Text("this is a cube", "这是立方"))

    message = judged(made, lambda W: 2 * W @ W @ W).message
    said = [say(message, lang) for lang in ("en", "zh-CN")]

    assert ["a known mistake, “this is a cube”, and times 2", "一个已知的错误“这是立方”，并且乘了 2"] == said


def test_the_authors_name_is_used_where_a_general_finding_says_the_same():
    made = inverse_gradient()
    made.wrong("minus-lost", lambda W: -gradient(W), hint=HINT)

    result = judged(made, lambda W: -gradient(W))

    assert ("minus-lost", "a known mistake: “minus-lost”") == told(result)


def test_an_answer_in_single_precision_is_diagnosed_as_such():
    result = judged(inverse_gradient(), lambda W: 2 * gradient(W.astype("f4")).astype("f4"))

    assert ("constant-factor", "this is the right answer times 2") == told(result)


def test_a_wrong_shape_that_nothing_explains_is_said_with_a_hint():
    result = judged(inverse_gradient(), lambda W: gradient(W)[:2])

    assert ("wrong-shape", "expected shape (3, 3), got (2, 3)") == told(result)
    assert result.hint == hint_for("wrong-shape")


def test_each_output_is_diagnosed_by_itself():
    @exercise("pair", zh="求两个梯度。", outputs=("grad_u", "grad_v"))
    def made(u, v):
        """Gradients of u.v with respect to u and v."""
        return v * 1.0, u * 1.0

    @made.inputs
    def _(rng, k):
        return [rng.standard_normal(k + 3), rng.standard_normal(k + 3)]

    result = judged(made, lambda u, v: (v / 3, np.append(u[:-1], 7.0)))

    assert ["constant-factor", "some-entries"] == [o.diagnosis for o in result.outputs]


def test_an_exact_answer_is_wrong_without_a_diagnosis_of_numbers():
    @exercise("shapes", zh="形状。")
    def made(W):
        """The shape of the gradient."""
        return W.shape

    @made.inputs
    def _(rng, k):
        return [rng.standard_normal((k + 2, k + 3))]

    result = judged(made, lambda W: W.shape[::-1])

    assert ("wrong", "wrong answer", None) == (*told(result), result.hint)


def test_evidence_is_of_real_numbers_only():
    key = key_of(inverse_gradient())
    right = [call.parts[0].answer for call in key.calls]

    assert len(evidence(key, 0, right)) == 3
    for junk in (None, "text", 1j, [[1.0], [2.0, 3.0]], np.array([True])):
        assert evidence(key, 0, [junk, *right[1:]]) is None


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(-50, 50), min_size=3, max_size=3), st.booleans())
def test_a_diagnosis_never_fires_on_a_right_answer(moves, fortran):
    """Right is what is within the tolerance: 100 floors; here up to 50, in either memory order."""
    key = KEY
    answers = [
        np.array(part.answer + move * part.floor[0], order="F" if fortran else "C")
        for move, part in zip(moves, (call.parts[0] for call in key.calls), strict=True)
    ]

    assert diagnosed(key, 0, answers) is None


KEY = key_of(inverse_gradient())
