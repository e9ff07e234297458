"""The second round of calls: answers that differ, right formulas that lose digits, differences."""

import numpy as np
import pytest
from judging import HINT, inverse_gradient, judged, told

from gradecheck.author import exercise
from gradecheck.diagnosis import hint_for
from gradecheck.model import TimedOut, Tolerances, Verdict


def gradient(W):
    inverse = np.linalg.inv(W)
    return -(inverse @ inverse).T


def differences(W, step=1e-6):
    """Central differences of tr(W^-1)."""
    found = np.zeros_like(W)
    for entry in np.ndindex(W.shape):
        move = np.zeros_like(W)
        move[entry] = step
        found[entry] = (np.trace(np.linalg.inv(W + move)) - np.trace(np.linalg.inv(W - move))) / (2 * step)
    return found


def unstable(W):
    """Right, but a large number is added and taken away again, where the matrix is larger than 3 x 3."""
    shift = np.asarray(1e4 * (len(W) > 4), dtype=W.dtype)
    return (gradient(W) + shift) - shift


def test_answers_that_differ_from_call_to_call_flicker():
    rng = np.random.default_rng(1)

    result = judged(inverse_gradient(), lambda W: gradient(W) + rng.standard_normal(W.shape))

    assert (Verdict.FAIL, "flickers") == (result.verdict, result.diagnosis)
    assert ("flickers", "the answers to the same inputs differ from call to call") == told(result)
    assert result.hint == hint_for("flickers")


def test_something_kept_between_the_calls_flickers():
    """The first answer is right, the second is not, and nor is the first one asked again."""
    kept = []

    def student(W):
        kept.append(W)
        return gradient(W) * len(kept)

    assert judged(inverse_gradient(), student).diagnosis == "flickers"


@pytest.mark.parametrize("off", [1e-9, 1.0])
@pytest.mark.parametrize(("cases", "period"), [(5, 2), (5, 3), (5, 4), (5, 5), (6, 4)])
def test_an_answer_that_is_wrong_in_every_so_many_calls_flickers(cases, period, off):
    """However close it is: the call that was wrong is asked again, and again."""
    asked = []

    def student(W):
        asked.append(W)
        return gradient(W) * (1 + off * np.arange(len(W)) * (len(asked) % period == 0))

    assert judged(inverse_gradient(), student, cases=cases).diagnosis == "flickers"


@pytest.mark.parametrize("step", [1e-4, 1e-6])
def test_differences_are_approximate(step):
    result = judged(inverse_gradient(), lambda W: differences(W, step))

    assert (Verdict.FAIL, "approximate", 0.0) == (result.verdict, result.diagnosis, result.points)
    assert "a numerical derivative, or digits lost on the way" in told(result)[1]
    assert result.hint == hint_for("approximate")


def test_differences_earn_what_the_task_credits():
    assert judged(inverse_gradient(), differences, credit={"approximate": 0.5}).points == 5.0


def test_differences_are_right_where_the_exercise_asks_for_them():
    made = inverse_gradient()
    made.accuracy = 1e-6

    result = judged(made, differences)

    assert (Verdict.PASS, None) == (result.verdict, result.diagnosis)


def test_a_right_formula_that_loses_digits_in_a_few_cases_is_right_and_says_so():
    result = judged(inverse_gradient(), unstable)

    assert (Verdict.PASS, None, 10.0) == (result.verdict, result.diagnosis, result.points)
    assert told(result)[1] == "right; but the formula loses digits (the error shrinks with the precision)"
    assert [Verdict.PASS] * 3 == [case.verdict for case in result.cases]


def test_without_a_second_round_it_is_merely_close():
    result = judged(inverse_gradient(), unstable, again=False)

    assert result.verdict is Verdict.FAIL


def test_a_small_error_that_does_not_shrink_with_the_precision_is_wrong():
    result = judged(inverse_gradient(), lambda W: gradient(W) * np.where(W < W[0, 0], 1 + 1e-9, 1.0))

    assert result.verdict is Verdict.FAIL


def test_code_that_changes_the_precision_excuses_nothing():
    """It answers in double precision whatever it is given, so that its error says nothing."""
    assert judged(inverse_gradient(), lambda W: unstable(W.astype(float))).verdict is Verdict.FAIL


def test_a_named_mistake_is_asked_nothing_more():
    asked = []

    def student(W):
        asked.append(W)
        return -(W @ W).T

    assert judged(inverse_gradient(), student).diagnosis == "not-inverted"
    assert len(asked) == 3


def test_a_right_answer_is_asked_nothing_more():
    asked = []

    def student(W):
        asked.append(W)
        return gradient(W)

    assert judged(inverse_gradient(), student).verdict is Verdict.PASS
    assert len(asked) == 3


def test_a_second_round_that_does_not_come_back_changes_nothing():
    asked = []

    def student(W):
        asked.append(W)
        return gradient(W) / 2 if len(asked) <= 3 else TimedOut(1.0)

    assert judged(inverse_gradient(), student).diagnosis == "constant-factor"


def test_a_second_answer_of_another_form_flickers():
    asked = []

    def student(W):
        asked.append(W)
        return gradient(W) / 2 if len(asked) <= 3 else None

    assert judged(inverse_gradient(), student).diagnosis == "flickers"


def test_outputs_are_asked_together_and_told_apart():
    @exercise("pair", zh="求两个梯度。", outputs=("grad_u", "grad_v"))
    def made(u, v):
        """Gradients of u.v with respect to u and v."""
        return v * 1.0, u * 1.0

    @made.inputs
    def _(rng, k):
        return [rng.standard_normal(k + 3), rng.standard_normal(k + 3)]

    made.wrong("swapped", lambda u, v: (u, v), hint=HINT)
    rng = np.random.default_rng(1)

    result = judged(made, lambda u, v: (v.round(5), u + rng.standard_normal(u.shape)))

    assert ["approximate", "flickers"] == [o.diagnosis for o in result.outputs]


def test_fixed_tolerances_leave_no_room_for_excuses():
    assert judged(inverse_gradient(), unstable, compare=Tolerances(1e-15)).verdict is Verdict.FAIL
