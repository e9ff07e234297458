"""Answers in single precision: right ones, differences that were cut short, and what a task may say."""

import numpy as np
import pytest
from judging import HINT, inverse_gradient, judged, told

from gradecheck.author import exercise
from gradecheck.model import Raised, TimedOut, Tolerances, Verdict


def gradient(W):
    inverse = np.linalg.inv(W)
    return -(inverse @ inverse).T


def differences(W, step=1e-5, move=np.zeros_like):
    """Central differences of tr(W^-1); ``move`` says in which precision."""
    found = np.zeros(W.shape)
    for entry in np.ndindex(W.shape):
        moved = move(W)
        moved[entry] = step
        found[entry] = (np.trace(np.linalg.inv(W + moved)) - np.trace(np.linalg.inv(W - moved))) / (2 * step)
    return found


def in_double(W):
    return np.zeros(W.shape)


def accumulated(W):
    """Products of doubles, summed up in single precision."""
    inverse, found = np.linalg.inv(W), np.zeros(W.shape, np.float32)
    for i, j in np.ndindex(W.shape):
        for k in range(len(W)):
            found[j, i] -= inverse[i, k] * inverse[k, j]
    return found


RIGHT = {
    "cast at the start": lambda W: gradient(W.astype(np.float32)),
    "cut short at the end": lambda W: gradient(W).astype(np.float32),
    "in double precision whatever comes, and cut short": lambda W: gradient(W * 1.0).astype(np.float32),
    "summed up in single precision": accumulated,
}


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_answer_in_single_precision_is_right_and_says_so(name):
    result = judged(inverse_gradient(), RIGHT[name], cases=5)

    assert (Verdict.PASS, None, 10.0) == (result.verdict, result.diagnosis, result.points)
    assert told(result)[1] == "right; it is computed in float32 and was judged as such"


@pytest.mark.parametrize("move", [np.zeros_like, in_double], ids=["as the input", "in double precision"])
@pytest.mark.parametrize("step", [1e-3, 1e-4, 1e-5, 1e-6])
def test_differences_that_are_cut_short_are_still_approximate(step, move):
    """The error of the best of them is a hundredth of what single precision can hold."""
    result = judged(inverse_gradient(), lambda W: differences(W, step, move).astype(np.float32), cases=5)

    assert (Verdict.FAIL, "approximate", 0.0) == (result.verdict, result.diagnosis, result.points)


@pytest.mark.parametrize("off", [1e-9, 1e-10, 1e-11])
def test_an_error_far_below_single_precision_shows_where_it_is_hard_to_round(off):
    result = judged(inverse_gradient(), lambda W: (gradient(W) * (1 + off)).astype(np.float32), cases=5)

    assert result.diagnosis == "approximate"


def test_differences_of_an_accepted_convention_are_approximate_too():
    made = inverse_gradient()
    made.wrong("doubled", lambda W: 2 * made.key(W), hint=HINT)

    def result(student):
        return judged(made, student, cases=5, credit={"doubled": 1.0}).diagnosis

    assert result(lambda W: (2 * gradient(W)).astype(np.float32)) == "doubled"
    assert result(lambda W: (2 * differences(W, move=in_double)).astype(np.float32)) == "approximate"


def test_code_that_raises_for_single_precision_hides_something():
    def student(W):
        if W.dtype == np.float32:
            return Raised("TypeError")
        return differences(W).astype(np.float32)

    assert judged(inverse_gradient(), student).diagnosis == "approximate"


def test_a_second_round_that_is_late_costs_nothing():
    asked = []

    def student(W):
        asked.append(W)
        return gradient(W).astype(np.float32) if len(asked) <= 3 else TimedOut(1.0)

    assert judged(inverse_gradient(), student).verdict is Verdict.PASS


def test_what_is_right_on_a_kink_is_right_in_single_precision_too():
    @exercise("relu-grad", zh="求梯度。", layout="denominator")
    def made(c, x):
        """Gradient of sum c relu(x)."""
        return c / 3 * (x >= 0)

    @made.inputs
    def _(rng, k):
        return [rng.standard_normal(20), np.array([0.0, *rng.standard_normal(19)])]

    made.wrong("no-mask", lambda c, x: c / 3, hint=HINT)

    result = judged(made, lambda c, x: (c / 3 * np.heaviside(x, 0.5)).astype(np.float32))

    assert (Verdict.PASS, None) == (result.verdict, result.diagnosis)


def test_a_task_may_ask_for_double_precision():
    result = judged(inverse_gradient(), RIGHT["cast at the start"], credit={"single-precision": 0.25})

    assert (Verdict.PARTIAL, "single-precision", 2.5) == (result.verdict, result.diagnosis, result.points)
    assert told(result)[1] == "right to single precision only: it is computed in float32"
    assert told(result, "zh-CN")[1] == "只在单精度内正确：以 float32 计算"


def test_what_asks_for_differences_or_has_fixed_tolerances_asks_nothing_more():
    asked = []

    def student(W):
        asked.append(W)
        return differences(W).astype(np.float32)

    made = inverse_gradient()
    made.accuracy = 1e-6
    assert judged(made, student).verdict is Verdict.PASS
    assert judged(inverse_gradient(), student, compare=Tolerances(1e-5, 1e-5)).verdict is Verdict.PASS
    assert len(asked) == 6
