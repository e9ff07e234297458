"""From answers to verdict, diagnosis and points, without a process: values as the wall rebuilds them."""

import numpy as np
import pytest

from gradecheck.answerkey import prepare
from gradecheck.author import Exercise, Text, exercise
from gradecheck.diagnosis import hint_for
from gradecheck.judge import Answers, judge
from gradecheck.messages import LANGUAGES, say
from gradecheck.model import (
    Absent,
    Died,
    Limits,
    Message,
    Raised,
    Returned,
    Task,
    TaskItem,
    TimedOut,
    Verdict,
)

HINT = Text("Count the constants.", "数一数常数。")
RAISING = Text("Write the shape under every factor.", "在每个因子下面写出形状。")


def gradient() -> Exercise:
    """X -> A^T A x, with named mistakes of every sort."""

    @exercise("least-grad", zh="求梯度。", layout="denominator")
    def key(A, x):
        """Gradient of 1/2 ||A x||^2."""
        return A.T @ (A @ x)

    @key.inputs
    def _(rng, k):
        return [rng.standard_normal((k + 3, k + 2)), rng.standard_normal(k + 2)]

    key.wrong("factor-two", lambda A, x: 2 * A.T @ (A @ x), hint=HINT)
    key.wrong("row-layout", lambda A, x: (A.T @ (A @ x))[None, :], hint=HINT)
    key.wrong("overflow", lambda A, x: A.T @ (A @ x) * np.inf, hint=HINT)
    key.wrong("no-transpose", lambda A, x: A @ (A @ x), hint=RAISING, raises=True)
    return key


def two_outputs() -> Exercise:
    """Gradients with respect to two weights."""

    @exercise("pair", zh="求两个梯度。", outputs=("grad_u", "grad_v"))
    def key(u, v):
        """Gradients of u.v with respect to u and v."""
        return v * 1.0, u * 1.0

    @key.inputs
    def _(rng, k):
        return [rng.standard_normal(k + 2), rng.standard_normal(k + 2)]

    key.wrong("halved", lambda u, v: (v / 2, u / 2), hint=HINT, says=Text("Half of it.", "只有一半。"))
    key.wrong("second-halved", lambda u, v: (v * 1.0, u / 2), hint=HINT)
    return key


def verdict(made, student, credit=None, points=10.0, values=None):
    """Judge what a student's function returns on every call of the key."""
    item = TaskItem(made.id, "entry", points, cases=3, credit=credit or {})
    key = prepare(Task("t", Text("t", "t"), (item,), Limits()), {made.id: made}, 11).keys[0]
    outcomes = [
        answer if isinstance(answer := student(*call.arguments), (Returned, Raised, Absent, Died, TimedOut))
        else Returned(answer)
        for call in key.calls
    ]  # fmt: skip
    return judge(key, Answers(outcomes, values or {}))


def test_a_right_answer_passes_with_all_points_and_no_diagnosis():
    result = verdict(gradient(), lambda A, x: A.T @ A @ x)

    assert (Verdict.PASS, 10.0, None) == (result.verdict, result.points, result.diagnosis)
    assert result.message == Message("right")
    assert [Verdict.PASS] * 3 == [case.verdict for case in result.cases]
    assert result.error <= result.tolerance


def test_a_named_mistake_is_named_and_hinted():
    result = verdict(gradient(), lambda A, x: A.T @ (A @ x) * 2)

    assert (Verdict.FAIL, 0.0, "factor-two") == (result.verdict, result.points, result.diagnosis)
    assert result.hint == HINT
    assert result.error == pytest.approx(1.0)
    assert result.tolerance < 1e-10


def test_credit_for_a_named_mistake_is_partial_points():
    result = verdict(gradient(), lambda A, x: A.T @ (A @ x) * 2, credit={"factor-two": 0.5})

    assert (Verdict.PARTIAL, 5.0, "factor-two") == (result.verdict, result.points, result.diagnosis)


def test_a_convention_with_full_credit_passes_and_keeps_its_name():
    result = verdict(gradient(), lambda A, x: A.T @ (A @ x) * 2, credit={"factor-two": 1.0})

    assert (Verdict.PASS, 10.0, "factor-two") == (result.verdict, result.points, result.diagnosis)
    assert result.message == Message("accepted", {"name": "factor-two"})
    assert result.hint is None


def test_the_authors_name_is_used_before_a_general_shape_message():
    result = verdict(gradient(), lambda A, x: (A.T @ (A @ x)).reshape(1, -1))

    assert result.diagnosis == "row-layout"


def test_a_mistake_that_overflows_is_named_before_not_finite_is_said():
    result = verdict(gradient(), lambda A, x: A.T @ (A @ x) * np.inf)

    assert result.diagnosis == "overflow"


def test_an_answer_that_is_not_finite_is_called_so():
    result = verdict(gradient(), lambda A, x: np.full(x.shape, np.nan))

    assert (Verdict.FAIL, "not-finite") == (result.verdict, result.diagnosis)


def test_another_shape_is_said_with_both_shapes():
    result = verdict(gradient(), lambda A, x: np.zeros((2, 2)))

    assert result.diagnosis == "wrong-shape"
    assert result.message.params == {"expected": "(2,)", "got": "(2, 2)"}


@pytest.mark.parametrize("junk", [None, True, "text", (), [], 1j, ((),)])
def test_junk_fails_with_a_reason_and_never_breaks_the_judge(junk):
    result = verdict(gradient(), lambda A, x: junk)

    assert result.verdict is Verdict.FAIL
    assert result.diagnosis in {"wrong-kind", "wrong-shape"}


def test_an_unknown_wrong_answer_is_wrong_and_says_how_much():
    result = verdict(gradient(), lambda A, x: np.cos(A.T @ (A @ x)))

    assert (Verdict.FAIL, "wrong") == (result.verdict, result.diagnosis)
    assert result.message.id == "found-wrong"
    assert {"wrong", "size", "cosine", "ratio"} == set(result.message.params)


def test_a_mistake_in_one_case_only_is_not_called_by_that_name():
    """A hypothesis counts only if it explains every case."""
    result = verdict(gradient(), lambda A, x: A.T @ (A @ x) * (2 if len(x) == 2 else 1))

    assert (Verdict.FAIL, "proportional") == (result.verdict, result.diagnosis)
    assert [Verdict.FAIL, Verdict.PASS, Verdict.PASS] == [case.verdict for case in result.cases]


def test_an_answer_that_changes_its_inputs_is_not_right():
    result = verdict(gradient(), lambda A, x: Returned(A.T @ (A @ x), changed=True))

    assert (Verdict.FAIL, "impure") == (result.verdict, result.diagnosis)


def test_float32_is_right_and_says_so():
    result = verdict(gradient(), lambda A, x: A.astype("f4").T @ (A.astype("f4") @ x.astype("f4")))

    assert (Verdict.PASS, Message("right-float32")) == (result.verdict, result.message)


def test_an_exception_is_an_error_with_the_hint_of_the_raising_mistake():
    result = verdict(gradient(), lambda A, x: Raised("ValueError", 3, "secret [1.5 2.5]"))

    assert (Verdict.ERROR, RAISING) == (result.verdict, result.hint)
    assert result.message == Message("raised", {"kind": "ValueError", "line": 3})


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (Absent(), (Verdict.FAIL, "missing", Message("missing-function", {"entry": "entry"}))),
        (Absent(found=True), (Verdict.FAIL, "missing", Message("not-a-function", {"entry": "entry"}))),
        (TimedOut(2.0), (Verdict.TIMEOUT, None, Message("timed-out", {"seconds": 2.0}))),
        (TimedOut(60.0, total=True), (Verdict.TIMEOUT, None, Message("timed-out-total", {"seconds": 60.0}))),
        (Died("died-exit"), (Verdict.ERROR, None, Message("died-exit"))),
    ],
)
def test_what_happened_decides_the_verdict_when_there_is_no_answer(outcome, expected):
    result = verdict(gradient(), lambda A, x: outcome)

    assert expected == (result.verdict, result.diagnosis, result.message)
    assert result.points == 0


def test_named_outputs_are_judged_and_credited_separately():
    result = verdict(two_outputs(), lambda u, v: (v, u / 2))

    assert (Verdict.PARTIAL, 5.0) == (result.verdict, result.points)
    assert [("grad_u", Verdict.PASS, None, 5.0), ("grad_v", Verdict.FAIL, "second-halved", 0.0)] == [
        (o.name, o.verdict, o.diagnosis, o.points) for o in result.outputs
    ]
    assert result.diagnosis == "second-halved"


def test_a_mistake_that_explains_both_outputs_is_preferred():
    result = verdict(two_outputs(), lambda u, v: (v / 2, u / 2))

    assert ["halved", "halved"] == [o.diagnosis for o in result.outputs]
    assert result.message == Message(
        "named-said", {"name": "halved", "says": Text("Half of it.", "只有一半。")}
    )


@pytest.mark.parametrize(
    ("student", "diagnoses", "points"),
    [
        (lambda u, v: (v / 2, u / 2), ["halved", "halved"], 10.0),
        (lambda u, v: (v / 2, u * 1.0), ["halved", None], 5.0),
        (lambda u, v: (v / 2, u * np.nan), ["halved", "not-finite"], 5.0),
    ],
    ids=["throughout", "mixed with the whole", "beside a mistake"],
)
def test_an_accepted_convention_must_hold_in_every_output_that_is_accepted(student, diagnoses, points):
    """Half a gradient beside a whole one is no convention."""
    result = verdict(two_outputs(), student, credit={"halved": 1.0})

    assert diagnoses == [o.diagnosis for o in result.outputs]
    assert points == result.points


def test_a_mixed_convention_says_where_it_is_not_kept():
    result = verdict(two_outputs(), lambda u, v: (v / 2, u * 1.0), credit={"halved": 1.0})

    assert (Verdict.PARTIAL, HINT) == (result.verdict, result.hint)
    assert [say(result.message, lang) for lang in LANGUAGES] == [
        "the variant “halved” here, but not in grad_v: one convention must hold throughout",
        "这里用了变体“halved”，而 grad_v 没有用：同一约定必须贯穿始终",
    ]


def test_two_accepted_conventions_are_not_mixed():
    """Each would be accepted by itself."""
    made = two_outputs()
    made.wrong("doubled", lambda u, v: (v * 2, u * 2), hint=HINT)

    result = verdict(made, lambda u, v: (v / 2, u * 2), credit={"halved": 1.0, "doubled": 1.0})

    assert (Verdict.FAIL, 0.0) == (result.verdict, result.points)


def test_a_convention_that_leaves_an_output_as_it_is_may_stand_beside_it():
    result = verdict(two_outputs(), lambda u, v: (v * 1.0, u / 2), credit={"second-halved": 1.0})

    assert (Verdict.PASS, 10.0) == (result.verdict, result.points)


def test_another_number_of_outputs_is_the_wrong_kind():
    result = verdict(two_outputs(), lambda u, v: (v,))

    assert (Verdict.FAIL, "wrong-kind") == (result.verdict, result.diagnosis)
    assert [say(result.message, lang) for lang in LANGUAGES] == [
        "expected a tuple of 2, got a tuple of 1",
        "应返回 有 2 项的元组，得到的是 有 1 项的元组",
    ]


def test_a_named_mistake_without_a_sentence_has_the_words_of_its_diagnosis():
    made = gradient()
    made.wrong("sign-flip", lambda A, x: -A.T @ (A @ x), hint=HINT)

    result = verdict(made, lambda A, x: -A.T @ (A @ x))

    assert [say(result.message, lang) for lang in LANGUAGES] == [
        "a known mistake: “sign-flip” (the sign is flipped)",
        "一个已知的错误：“sign-flip”（符号相反）",
    ]


def test_a_key_that_raises_is_broken_and_nobodys_mistake():
    made = gradient()
    made.key = lambda A, x: 1 / 0

    result = verdict(made, lambda A, x: None)

    assert result.verdict is Verdict.BROKEN
    assert result.message == Message("broken-key", {"exercise": "least-grad", "kind": "ZeroDivisionError"})


def test_a_further_value_must_be_right_too():
    made = gradient()
    made.values = {"answer": True}

    right = verdict(made, lambda A, x: A.T @ A @ x, values={"answer": Returned(True)})
    wrong = verdict(made, lambda A, x: A.T @ A @ x, values={"answer": Returned(False)})
    absent = verdict(made, lambda A, x: A.T @ A @ x, values={"answer": Absent()})

    assert [Verdict.PASS, Verdict.FAIL, Verdict.FAIL] == [right.verdict, wrong.verdict, absent.verdict]
    assert wrong.message == Message("wrong-value", {"entry": "entry_answer"})
    assert (absent.diagnosis, absent.message) == (
        "missing",
        Message("missing-value", {"entry": "entry_answer"}),
    )


@pytest.mark.parametrize(
    ("value", "diagnosis", "en", "zh"),
    [
        (
            None,
            "missing",
            "not handed in yet: put your answer in place of None in “entry_answer = None”",
            "还没有作答：请把“entry_answer = None”中的 None 换成你的答案",
        ),
        (
            "yes",
            "wrong-kind",
            "the answer “entry_answer”: expected True or False, got a text",
            "答案“entry_answer”应为 True 或 False，得到的是 一段文字",
        ),
        (
            np.array([True]),
            "wrong-shape",
            "the answer “entry_answer”: expected shape (), got (1,)",
            "答案“entry_answer”的形状应为 ()，得到的是 (1,)",
        ),
    ],
)
def test_a_further_value_of_another_kind_is_told_from_a_wrong_one(value, diagnosis, en, zh):
    """The starter's untouched None is not handed in."""
    made = gradient()
    made.values = {"answer": True}

    result = verdict(made, lambda A, x: A.T @ A @ x, values={"answer": Returned(value)})

    assert (result.verdict, result.diagnosis) == (Verdict.FAIL, diagnosis)
    assert [say(result.message, lang) for lang in LANGUAGES] == [en, zh]


@pytest.mark.parametrize("kind", ["MemoryError", "KeyError", "ZeroDivisionError"])
def test_an_exception_of_another_kind_than_the_raising_mistake_has_no_hint(kind):
    result = verdict(gradient(), lambda A, x: Raised(kind, 3))

    assert (result.verdict, result.hint) == (Verdict.ERROR, None)


def test_a_raising_mistake_that_answers_the_call_gives_no_hint():
    """It is evaluated on the very call that raised: a square A can be multiplied in any order."""
    made = gradient()

    @made.inputs
    def _(rng, k):
        return [rng.standard_normal((3, 3)), rng.standard_normal(3)]

    assert verdict(made, lambda A, x: Raised("ValueError", 3)).hint is None


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "could not be called as entry(A, x)"), ("zh-CN", "不能按 entry(A, x) 调用")],
)
def test_a_function_of_other_arguments_is_told_how_it_is_called(lang, said):
    result = verdict(gradient(), lambda A, x: Raised("TypeError", None, "f() takes 1 positional argument"))

    assert (result.verdict, say(result.message, lang), result.hint) == (Verdict.ERROR, said, None)


def test_the_hint_to_return_something_is_for_those_who_return_nothing():
    hints = [verdict(gradient(), lambda A, x, junk=junk: junk).hint for junk in (None, "text", True)]

    assert hints == [hint_for("wrong-kind"), None, None]


def test_the_error_of_a_close_answer_is_the_one_of_the_exercise():
    result = verdict(gradient(), lambda A, x: A.T @ A @ x * (1 + 1e-6 * np.arange(1, len(x) + 1) ** 2.5))

    assert result.message.id == "found-approximate"
    assert result.message.params["error"] == result.error
