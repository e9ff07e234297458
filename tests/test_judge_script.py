"""Scripts are really run, and judged by what their weights do."""

import json
import re
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from gradecheck_backprop.plugin import script

from gradecheck.judge_script import judge_script
from gradecheck.messages import say
from gradecheck.model import (
    Died,
    Limits,
    Returned,
    ScriptRun,
    Snapshot,
    Source,
    TaskItem,
    TimedOut,
    Verdict,
)
from gradecheck.reports.findings import fact_words, told_facts
from gradecheck.training.watched import BUDGET
from gradecheck.wall.host import raise_wall

LIMITS = Limits(seconds=20)
ITEM = TaskItem("backprop-script", None, 30.0, credit={"half-gradient": 1.0, "missing-mask": 0.5})
#: the homework's network, small
SMALL = replace(
    script, steps=60, learning_rate=1e-4, shapes={"x": (8, 40), "y": (8, 3), "w1": (40, 7), "w2": (7, 3)}
)
START = """\
import numpy as np
x, y = np.random.randn(8, 40), np.random.randn(8, 3)
w1, w2 = np.random.randn(40, 7), np.random.randn(7, 3)
learning_rate = 1e-4
"""
LOOP = """\
for it in range(60):
    h = x @ w1
    h_relu = np.maximum(h, 0)
    y_pred = h_relu @ w2
    loss = np.square(y_pred - y).sum()
    print(it, loss)
    grad_y_pred = 2 * (y_pred - y)
    grad_w2 = h_relu.T @ grad_y_pred
    grad_h = grad_y_pred @ w2.T
    grad_h[h < 0] = 0
    grad_w1 = x.T @ grad_h
    w1 -= learning_rate * grad_w1
    w2 -= learning_rate * grad_w2
"""
RIGHT = START + LOOP


@pytest.fixture(scope="module")
def wall():
    with raise_wall("auto") as raised:
        yield raised


@pytest.fixture
def judged(wall):
    """The result of a script that was really run: ``judged(text)``."""

    def judge(text, exercise=SMALL, item=ITEM):
        source = Source("main.py", {"main.py": text.encode()})
        with wall.open(source, LIMITS) as worker:
            run = worker.run(exercise.roles, b"salt", LIMITS.seconds, tuple(exercise.shapes.values()))
        return judge_script(exercise, item, run)

    return judge


def wrong(old, new, text=RIGHT):
    """The right script with one slip."""
    assert old in text
    return text.replace(old, new)


def told(result, lang="en"):
    return say(result.message, lang)


SLIPS = {
    "half-gradient": ("2 * (y_pred - y)", "y_pred - y"),
    "missing-mask": ("grad_h[h < 0] = 0", "pass"),
    "inverted-mask": ("grad_h[h < 0]", "grad_h[h > 0]"),
    "mask-on-gradient": ("grad_h[h < 0]", "grad_h[grad_h < 0]"),
    "w1-frozen": ("w1 -= learning_rate * grad_w1", "pass"),
    "w2-frozen": ("w2 -= learning_rate * grad_w2", "pass"),
    "plus": ("2 * (y_pred - y)", "2 * (y - y_pred)"),
    "lr-times-ten": ("1e-4", "1e-3"),
    "lr-tenth": ("1e-4", "1e-5"),
    "mean-over-n": ("2 * (y_pred - y)", "2 * (y_pred - y) / len(x)"),
    "pre-activation": ("h_relu.T", "h.T"),
    "w2-first": (
        "grad_h = grad_y_pred",
        "w2 -= learning_rate * grad_w2; grad_w2 = 0\n    grad_h = grad_y_pred",
    ),
    "w1-first": (
        "w2 -= learning_rate * grad_w2",
        "w2 -= learning_rate * np.maximum(x @ w1, 0).T @ grad_y_pred",
    ),
}


def test_a_right_script_passes_without_a_diagnosis(judged):
    result = judged(RIGHT)
    assert (result.verdict, result.points, result.diagnosis) == (Verdict.PASS, 30.0, None)
    assert (result.entry, result.error, result.tolerance) == (None, None, None)


def test_the_result_has_the_last_ten_losses(judged):
    result = judged(RIGHT)
    assert len(result.losses) == 10
    assert list(result.losses) == sorted(result.losses, reverse=True)


def test_every_named_mistake_of_the_exercise_has_its_slip():
    assert set(SLIPS) == {m.id for m in script.misconceptions}


@pytest.mark.parametrize("name", SLIPS)
def test_a_named_mistake_is_named(judged, name):
    result = judged(wrong(*SLIPS[name]))
    credit = ITEM.credit.get(name, 0.0)
    assert (result.diagnosis, result.points) == (name, 30.0 * credit)
    hint = next(m.hint for m in script.misconceptions if m.id == name)
    assert result.hint == (None if credit == 1 else hint)


def test_an_accepted_convention_passes_and_is_said_in_both_languages(judged):
    result = judged(wrong(*SLIPS["half-gradient"]))
    assert result.verdict is Verdict.PASS
    assert "half the gradient" in told(result)
    assert "一半" in told(result, "zh-CN")


def test_a_convention_without_credit_fails(judged):
    result = judged(wrong(*SLIPS["half-gradient"]), item=replace(ITEM, credit={}))
    assert (result.verdict, result.diagnosis) == (Verdict.FAIL, "half-gradient")


def test_half_the_gradient_with_twice_the_rate_is_told_from_the_right_answer(judged):
    result = judged(wrong("1e-4", "2e-4", wrong(*SLIPS["half-gradient"])))
    assert (result.verdict, result.diagnosis) == (Verdict.PASS, "half-gradient")
    assert "the learning rate 0.0002 (the task asks for 0.0001) makes up for it" in told(result)


def test_right_gradients_with_another_rate_are_said_to_be_right(judged):
    result = judged(wrong("1e-4", "3e-4"))
    assert (result.verdict, result.diagnosis) == (Verdict.FAIL, "constant-factor")
    assert told(result) == (
        "the gradients are right, but the learning rate is 0.0003 where the task asks for 0.0001"
    )


def test_a_factor_that_no_one_named_is_measured(judged):
    result = judged(wrong("2 * (y_pred - y)", "3 * (y_pred - y)"))
    assert result.diagnosis == "constant-factor"
    assert told(result) == "the weights move 1.5 times as far as learning rate × gradient"


def test_one_wrong_array_is_told_with_slope_and_cosine_and_the_other_is_right(judged):
    result = judged(wrong("grad_w1 = x.T @ grad_h", "grad_w1 = (grad_h.T @ x).reshape(40, 7)"))
    assert result.diagnosis == "wrong-w1"
    assert told(result).startswith("w1 does not follow its gradient: ")
    assert told(result).endswith("; w2 is right")


def test_one_array_off_by_a_factor_is_told_so(judged):
    result = judged(wrong("h_relu.T @ grad_y_pred", "h_relu.T @ grad_y_pred / 2"))
    assert result.diagnosis == "wrong-w2"
    assert told(result) == "w2 moves 0.5 times as far as learning rate × gradient; w1 is right"


SPARSE = wrong("print(it, loss)", "it % 5 == 0 and print(it, loss)")
#: the same where only the prints show anything
UNSEEN = "import sys\nsys.settrace(None)\n" + SPARSE


def test_prints_far_apart_name_the_mistake_all_the_same(judged):
    """The first step is seen from line to line."""
    for name, slip in SLIPS.items():
        assert judged(wrong(*slip, SPARSE)).diagnosis == name
    assert judged(wrong("x.T @ grad_h", "(grad_h.T @ x).reshape(40, 7)", SPARSE)).diagnosis == "wrong-w1"
    assert judged(wrong("2 * (y_pred - y)", "3 * (y_pred - y)", SPARSE)).diagnosis == "constant-factor"


def test_a_factor_is_found_when_only_prints_far_apart_show_anything(judged):
    one = judged(wrong("x.T @ grad_h", "x.T @ grad_h / 2", UNSEEN))
    assert told(one) == "w1 moves 0.5 times as far as learning rate × gradient; w2 is right"
    both = judged(wrong("2 * (y_pred - y)", "4 * (y_pred - y)", UNSEEN))
    assert told(both) == "the weights move 2 times as far as learning rate × gradient"


def test_when_only_prints_far_apart_show_anything_no_array_is_blamed(judged):
    result = judged(wrong("x.T @ grad_h", "(grad_h.T @ x).reshape(40, 7)", UNSEEN))
    assert result.diagnosis == "wrong"
    assert told(result).endswith("print the loss in every step (not every 5) to be told which")


def test_weights_that_overflow_between_prints_are_told_so(judged):
    result = judged(wrong("1e-4", "1", wrong("2 * (y_pred - y)", "2 * abs(y_pred - y)", UNSEEN)))
    assert (result.diagnosis, told(result)) == ("not-finite", "the weights overflow (inf or nan)")


def test_two_wrong_arrays_are_both_told(judged):
    result = judged(wrong("2 * (y_pred - y)", "2 * np.abs(y_pred - y)"))
    assert result.diagnosis == "wrong"
    assert told(result).startswith("w1, w2 do not follow their gradients: ")


def test_invented_losses_earn_nothing_even_with_right_weights(judged):
    result = judged(wrong("print(it, loss)", "print(it, 100 * 0.9 ** it)"))
    assert (result.diagnosis, result.points) == ("pretended-losses", 0.0)


def test_invented_losses_earn_nothing_with_an_accepted_convention(judged):
    text = wrong("print(it, loss)", "print(it, 100 * 0.9 ** it)", wrong(*SLIPS["half-gradient"]))
    assert (judged(text).diagnosis, judged(text).points) == ("pretended-losses", 0.0)


def test_ten_invented_losses_at_the_end_are_noticed(judged):
    result = judged(wrong("print(it, loss)", "print(it, loss if it < 50 else 1e-9 * 0.9 ** it)"))
    assert result.diagnosis == "pretended-losses"


def test_a_mean_printed_for_the_sum_is_told_from_invented_losses(judged):
    result = judged(wrong(".sum()", ".mean()"))
    assert (result.diagnosis, told(result)) == (
        "constant-factor",
        "the steps are right, but every printed loss is 0.0417 times the loss asked for",
    )


def test_a_rate_that_decays_strays_from_the_descent(judged):
    result = judged(RIGHT + "    learning_rate *= 0.99\n")
    assert result.diagnosis == "wrong"
    assert told(result).startswith("the steps are right at first, but from printed loss number 3 on")


def test_too_few_steps_are_counted(judged):
    result = judged(wrong("range(60)", "range(30)"))
    assert told(result) == "30 steps were taken where the task asks for 60"


def test_right_steps_that_end_in_nan_are_not_finite(judged):
    result = judged(wrong("1e-4", "3e-2"), replace(SMALL, learning_rate=3e-2))
    assert (result.diagnosis, told(result)) == (
        "not-finite",
        "the last ten losses are not all finite (inf or nan)",
    )


def test_losses_that_rise_fail_though_the_steps_are_right(judged):
    uphill = next(m.answer for m in script.misconceptions if m.id == "plus")
    exercise = replace(SMALL, step=uphill, misconceptions=[], learning_rate=1e-7)
    result = judged(wrong("1e-4", "1e-7", wrong("-= ", "+= ")), exercise)
    assert (result.diagnosis, told(result)) == ("wrong", "the last ten losses do not fall")


def test_data_that_hide_a_mistake_are_refused(judged):
    result = judged(wrong("randn", "rand"))
    assert result.diagnosis == "wrong"
    assert told(result) == (
        "these arrays cannot tell the right gradient from “missing-mask”; draw them with np.random.randn"
    )


def test_an_array_of_another_shape_is_named(judged):
    result = judged(wrong("40", "30"))
    assert (result.diagnosis, told(result)) == (
        "wrong-shape",
        "x has shape (8, 30) where the task asks for (8, 40)",
    )


def test_arrays_out_of_sight_are_asked_for(judged):
    text = START + "def loss_of(w):\n    h = np.maximum(x @ w[:280].reshape(40, 7), 0)\n"
    text += "    return np.square(h @ w[280:].reshape(7, 3) - y).sum()\n"
    text += "w = np.concatenate([w1.ravel(), w2.ravel()])\ndel w1, w2\n"
    result = judged(text + "for it in range(60): print(it, loss_of(w)); w = w * 0.99\n")
    assert told(result).startswith("the arrays x, y, w1, w2 were not found")


RENAMED = {
    "other names": RIGHT.replace("w1", "weights_in").replace("w2", "B").replace("y_pred", "out"),
    "a dict": RIGHT.replace("w1, w2 = ", "p = {}\np['W1'], p['W2'] = ").replace(" w2", " p['W2']")
    .replace(" w1", " p['W1']"),
    "a list": RIGHT.replace("w1, w2 = ", "W = [0, 0]\nW[0], W[1] = ").replace(" w2", " W[1]")
    .replace(" w1", " W[0]"),
    "an object": RIGHT.replace("w1, w2 = ", "class Net: pass\nnet = Net()\nnet.w1, net.w2 = ")
    .replace(" w2", " net.w2").replace(" w1", " net.w1"),
}  # fmt: skip


@pytest.mark.parametrize("name", RENAMED)
def test_arrays_by_other_names_are_found_by_what_they_do(judged, name):
    assert told(judged(RENAMED[name])) == "right"
    slip = RENAMED[name].replace("grad_h[h < 0] = 0", "pass")
    assert judged(slip).diagnosis == "missing-mask"


def test_a_wrong_array_is_called_by_the_students_name(judged):
    result = judged(wrong("x.T @ grad_h", "x.T @ grad_h / 2", RENAMED["an object"]))
    assert result.diagnosis == "wrong-w1"
    assert told(result) == "net.w1 moves 0.5 times as far as learning rate × gradient; net.w2 is right"


def facts(result):
    return [fact.id for fact in result.facts if fact.holds]


def test_every_fact_holds_of_a_right_script(judged):
    result = judged(RIGHT)
    assert facts(result) == [fact.id for fact in result.facts]
    assert " ".join(facts(result)) == ("losses falling replayed gradient-w1 gradient-w2 settings convention")


@pytest.mark.parametrize(
    ("slip", "held"),
    [
        (SLIPS["missing-mask"], "losses falling replayed gradient-w2 settings"),
        (SLIPS["half-gradient"], "losses falling replayed gradient-w1 gradient-w2 settings"),
        (("1e-4", "3e-5"), "losses falling replayed gradient-w1 gradient-w2 convention"),
        (("range(60)", "range(30)"), "losses falling gradient-w1 gradient-w2 convention"),
        (
            ("print(it, loss)", "print(it, 0.9 ** it)"),
            "losses falling gradient-w1 gradient-w2 settings convention",
        ),
        (("print(it, loss)", "print('hello')"), ""),
        (SLIPS["lr-tenth"], "losses falling replayed gradient-w1 gradient-w2"),
        (SLIPS["mean-over-n"], "losses falling replayed gradient-w1 gradient-w2 settings"),
        (("2 * (y_pred - y)", "3 * (y_pred - y)"), "losses falling gradient-w1 gradient-w2 settings"),
        (("x.T @ grad_h", "x.T @ grad_h / 2"), "losses falling gradient-w2 settings"),
        (SLIPS["w1-frozen"], "losses falling replayed gradient-w2 settings"),
        (("2 * (y_pred - y)", "2 * np.abs(y_pred - y)"), "settings"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value),
)
def test_facts_hold_one_by_one(judged, slip, held):
    assert facts(judged(wrong(*slip))) == held.split()


def test_a_direction_that_is_right_is_seen_when_only_prints_far_apart_show_anything(judged):
    """One step of the mistake that explains the change is compared, not the change."""
    held = facts(judged(wrong(*SLIPS["lr-tenth"], UNSEEN)))
    assert held == ["losses", "falling", "replayed", "gradient-w1", "gradient-w2"]


@pytest.mark.parametrize(
    ("slip", "unknown", "failed"),
    [
        (("range(60)", "range(30)"), ["replayed"], ["settings"]),
        (("40", "30"), ["replayed", "gradient-w1", "gradient-w2"], ["settings", "convention"]),
    ],
    ids=["too few steps", "another size"],
)
def test_what_a_script_does_not_show_is_not_held_against_it(judged, slip, unknown, failed):
    found = judged(wrong(*slip)).facts
    assert [fact.id for fact in found if fact.holds is None] == unknown
    assert [fact.id for fact in found if fact.holds is False] == failed


@pytest.mark.parametrize(("rate", "settings"), [("1e-4", True), ("1e-5", False)])
def test_without_a_rate_in_sight_the_length_of_a_step_decides(judged, rate, settings):
    text = RIGHT.replace("learning_rate = 1e-4\n", "").replace("learning_rate", rate)
    holds = {fact.id: fact.holds for fact in judged(text).facts}
    assert (holds["gradient-w1"], holds["gradient-w2"], holds["settings"]) == (True, True, settings)


def test_facts_that_earn_nothing_are_not_told(judged):
    item = replace(ITEM, facts={"gradient-w1": 0.4, "replayed": 0.1})
    result = judged(wrong("range(60)", "range(30)"), item=item)
    words = [fact_words(fact, "en") for fact in told_facts(result)]
    assert words == [
        "? repeated from the script's own arrays, the descent gives the printed losses",
        "✓ w1 follows its gradient",
    ]


def test_facts_earn_the_shares_that_the_task_gives_them(judged):
    item = replace(ITEM, credit={}, facts={"losses": 0.2, "gradient-w1": 0.4, "gradient-w2": 0.4})
    result = judged(wrong(*SLIPS["missing-mask"]), item=item)
    assert (result.verdict, result.points) == (Verdict.PARTIAL, pytest.approx(18.0))


def test_facts_earn_nothing_beside_pretended_losses(judged):
    item = replace(ITEM, facts={"gradient-w1": 0.5})
    result = judged(wrong("print(it, loss)", "print(it, 0.9 ** it)"), item=item)
    assert (result.diagnosis, result.points) == ("pretended-losses", 0.0)


def test_every_fact_has_its_sentence_in_both_languages(judged):
    sentences = [(say(f.message), say(f.message, "zh-CN")) for f in judged(RIGHT).facts]
    assert sentences[0][0] == "the last ten losses are there and finite (read: 10, steps 50–59)"
    assert sentences[3] == ("w1 follows its gradient", "w1 沿着它的梯度变化")


@pytest.mark.parametrize("waits", ["input('press enter')", "import pdb; pdb.set_trace()", "breakpoint()"])
def test_a_script_that_waits_for_a_key_is_judged_by_what_came_before(judged, waits):
    result = judged(RIGHT + waits + "\n")
    assert (result.verdict, told(result)) == (Verdict.PASS, "right")


@pytest.mark.parametrize(
    ("waits", "line"),
    [
        ("    if it == 20: input('go on?')\n", 18),
        # it stops before the next line; since Python 3.13 in its own
        ("    if it == 3: import pdb; pdb.set_trace()\n", 18 if sys.version_info >= (3, 13) else 5),
    ],
    ids=["input", "debugger"],
)
def test_a_script_that_waits_for_a_key_too_early_is_told_where(judged, waits, line):
    result = judged(RIGHT + waits)
    assert result.verdict is Verdict.FAIL
    assert told(result) == (
        f"stopped in line {line}, where it waits for someone at the keyboard; "
        "leave out input() and the debugger"
    )


def test_a_script_that_waits_before_it_begins_is_an_error_and_told_where(judged):
    result = judged("input('name? ')\n" + RIGHT)
    assert (result.verdict, result.diagnosis) == (Verdict.ERROR, None)
    assert told(result).startswith("stopped in line 1, ")


def test_a_script_that_trains_twice_is_judged_by_its_first_training(judged):
    assert told(judged(RIGHT + RIGHT)) == "right"
    assert judged(RIGHT + wrong(*SLIPS["missing-mask"])).verdict is Verdict.PASS


def test_losses_of_another_training_than_that_of_the_arrays_are_not_called_pretended(judged):
    result = judged(wrong("range(60)", "range(20)") + RIGHT)
    assert (result.diagnosis, result.points) == ("wrong", 0.0)
    assert told(result).startswith("the script trains 2 times")


@pytest.mark.parametrize(
    "what",
    [
        "print('error', abs(y_pred - y).max()); print(it, loss)",
        "print('mean loss', loss / 24); print('loss', loss)",
        "print(it, 'error', abs(y_pred - y).max(), 'cost', loss)",
    ],
)
def test_of_several_numbers_that_may_be_the_loss_the_one_that_the_arrays_give_is_meant(judged, what):
    assert told(judged(wrong("print(it, loss)", what))) == "right"


def test_weights_that_never_change_are_noticed(judged):
    result = judged(wrong("w1 -= learning_rate * grad_w1\n    w2 -= learning_rate * grad_w2", "pass"))
    assert told(result).startswith("w1, w2 did not change between the prints")


def test_three_losses_are_too_few(judged):
    result = judged(wrong("print(it, loss)", "it % 20 or print(it, loss)"))
    assert told(result) == "only 3 losses were read; print the step and the loss in every step"


def test_a_script_that_prints_no_loss_is_missing_and_told_what_to_print(judged):
    result = judged(wrong("print(it, loss)", "print('training')"))
    assert (result.diagnosis, result.losses) == ("missing", None)
    assert told(result) == "no losses were printed; print the step and the loss in every step"


def test_a_file_that_is_no_script_is_not_handed_in(judged):
    result = judged("def backprop_grads(x, y, w1, w2):\n    return 0, 0\n")
    assert (result.verdict, result.diagnosis, told(result)) == (Verdict.FAIL, "missing", "not handed in")
    assert (result.points, result.facts) == (0.0, ())


def test_a_script_that_raises_is_told_where_and_keeps_what_it_printed(judged):
    result = judged(RIGHT + "    if it == 30: raise ValueError('enough')\n")
    assert (result.verdict, result.diagnosis) == (Verdict.ERROR, None)
    assert told(result) == "could not run: ValueError in line 18: enough"
    assert len(result.losses) == 10


def test_a_syntax_error_and_a_missing_module_have_their_diagnoses(judged):
    assert judged(wrong("range(60):", "range(60)")).diagnosis == "syntax-error"
    assert judged("import torch\n" + RIGHT).diagnosis == "missing-module"


def test_a_script_that_never_ends_is_a_timeout():
    result = judge_script(SMALL, ITEM, ScriptRun(TimedOut(20.0)))
    assert (result.verdict, told(result)) == (Verdict.TIMEOUT, "stopped after 20 seconds")


def test_a_script_that_dies_is_an_error():
    result = judge_script(SMALL, ITEM, ScriptRun(Died("died-exit")))
    assert (result.verdict, result.points) == (Verdict.ERROR, 0.0)


def odd(**arrays):
    rng = np.random.default_rng(0)
    usual = {name: rng.standard_normal(shape) for name, shape in SMALL.shapes.items()}
    return usual | arrays


ODD = {
    "nothing": {},
    "text": odd(w1="text"),
    "complex numbers": odd(w1=np.ones((40, 7), complex)),
    "truth values": odd(y=np.ones((8, 3), bool)),
    "an empty array": odd(x=np.ones((0, 40))),
    "nan": odd(x=np.full((8, 40), np.nan)),
    "inf in the weights": odd(w2=np.full((7, 3), np.inf)),
    "half precision": odd(w1=np.ones((40, 7), np.float16)),
    "long doubles": odd(x=np.ones((8, 40), np.longdouble)),
    "whole numbers": odd(x=np.ones((8, 40), int), w1=np.ones((40, 7), np.uint8)),
    "three dimensions": odd(w2=np.ones((7, 3, 1))),
    "a rate that is text": odd(learning_rate="fast"),
    "a rate that is nan": odd(learning_rate=float("nan")),
}


@pytest.mark.parametrize("shapes", [SMALL.shapes, {}], ids=["shapes", "no shapes"])
@pytest.mark.parametrize("name", ODD)
def test_whatever_a_worker_states_becomes_a_verdict_without_a_warning(name, shapes):
    exercise = replace(SMALL, shapes=shapes)
    output = "".join(f"{it} {10 / (it + 1)}\n" for it in range(60))
    for second in (ODD[name], odd()):
        moved = {n: a * 0.5 if isinstance(a, np.ndarray) else a for n, a in second.items()}
        snapshots = (Snapshot(5, ODD[name]), Snapshot(9, moved), Snapshot(99, moved))
        result = judge_script(exercise, ITEM, ScriptRun(Returned(None), output, snapshots))
        assert result.verdict is Verdict.FAIL
        assert told(result)


REWRITES = {
    "float32": RIGHT.replace("x, y", "f = np.float32\nx, y", 1)
    .replace("randn(8, 40), np.random.randn(8, 3)", "randn(8, 40).astype(f), np.random.randn(8, 3).astype(f)")
    .replace(
        "randn(40, 7), np.random.randn(7, 3)", "randn(40, 7).astype(f), np.random.randn(7, 3).astype(f)"
    ),
    "h <= 0": wrong("h < 0", "h <= 0"),
    "a mask that multiplies": wrong("grad_h[h < 0] = 0", "grad_h = (h > 0) * grad_h"),
    "print after the update": wrong("    print(it, loss)\n", "") + "    print(it, loss)\n",
    "counted from 1": wrong("print(it, loss)", "print(it + 1, loss)"),
    "every fifth step": wrong("print(it, loss)", "it % 5 or print(it, loss)"),
    "every fifth step, the last of five": wrong("print(it, loss)", "it % 5 == 4 and print(it, loss)"),
    "four digits": wrong("print(it, loss)", "print(f'{it}: {loss:.3e}')"),
    "two decimals": wrong("print(it, loss)", "print(f'损失 {loss:.2f}')"),
    "all on one line": wrong("print(it, loss)", "print(it, loss, end=' ')"),
    "a line that is written over": wrong("print(it, loss)", "print(f'\\rstep {it} loss {loss}', end='')"),
    "logging": "import logging\nlogging.basicConfig(level=20)\n"
    + wrong("print(it, loss)", "logging.info('step %d loss %.9e', it, loss)"),
    "a progress bar": "from tqdm import tqdm\n"
    + wrong("print(it, loss)", "bar.set_postfix(loss=loss)").replace(
        "for it in range(60)", "bar = tqdm(range(60))\nfor it in bar"
    ),
    "weights before every loss": wrong(
        "print(it, loss)", "print(w1); print(w2[0], x.shape); print(it, loss)"
    ),
    "thousands of words before": START
    + "for v in x.ravel()[:300]:\n    for k in range(10): print('x', k, v)\n"
    + LOOP,
    "talk before the loop": START + "print('training', x.shape)\n" + LOOP,
    "in a function": START
    + "def train():\n    global w1, w2\n"
    + LOOP.replace("\n", "\n    ")
    + "\ntrain()\n",
    "all local": "import numpy as np\ndef main():\n    "
    + (START.partition("\n")[2] + LOOP).replace("\n", "\n    ")
    + "\nmain()\n",
    "samples in columns": START
    + LOOP.replace("for it", "x, y, w1, w2 = x.T, y.T, w1.T, w2.T\nfor it")
    .replace("h = x @ w1", "h = w1 @ x")
    .replace("h_relu @ w2", "w2 @ h_relu")
    .replace("h_relu.T @ grad_y_pred", "grad_y_pred @ h_relu.T")
    .replace("grad_y_pred @ w2.T", "w2.T @ grad_y_pred")
    .replace("x.T @ grad_h", "grad_h @ x.T"),
}


@pytest.mark.parametrize("name", REWRITES)
def test_a_right_rewrite_passes(judged, name):
    result = judged(REWRITES[name])
    assert (result.verdict, told(result)) == (Verdict.PASS, "right")


# --- losses that are printed after the training ------------------------------------------------------------

LIST = wrong("print(it, loss)", "losses.append(loss)", wrong("for it", "losses = []\nfor it"))
INDENTED = LOOP.replace("print(it, loss)", "losses.append(loss)").replace("\n", "\n    ").rstrip()
IN_A_FUNCTION = f"""{START}
def train(w1, w2, losses):
    {INDENTED}
    return losses
"""
IN_A_CLASS = (
    START
    + """
class Net:
    def __init__(self):
        self.a, self.b = w1, w2
    def forward(self, x):
        self.h = x @ self.a
        return np.maximum(self.h, 0) @ self.b
    def backward(self, x, g):
        grad_h = g @ self.b.T
        grad_h[self.h < 0] = 0
        return x.T @ grad_h, np.maximum(self.h, 0).T @ g
    def update(self, grad_a, grad_b, rate):
        self.a -= rate * grad_a
        self.b -= rate * grad_b
    def train(self, rate):
        losses = []
        for it in range(60):
            y_pred = self.forward(x)
            losses.append(np.square(y_pred - y).sum())
            self.update(*self.backward(x, 2 * (y_pred - y)), rate)
        return losses
losses = Net().train(1e-4)
"""
)
PER_COLUMN = LIST.replace(
    "    w1 -= learning_rate * grad_w1\n    w2 -= learning_rate * grad_w2\n",
    "    for j in range(7):\n        w1[:, j] -= learning_rate * grad_w1[:, j]\n"
    "    for i in range(7):\n        w2[i] -= learning_rate * grad_w2[i]\n",
)
LAST_TEN = "print(losses[-10:])\n"


def late(old, new, text=LIST):
    """The script that prints its last ten losses when it is done, written another way."""
    return wrong(old, new, text) + LAST_TEN


TWO_FUNCTIONS = """losses = []
def move1(g):
    global w1
    w1 = w1 - learning_rate * g
def move2(g):
    global w2
    w2 = w2 - learning_rate * g
for it"""
LATE = {
    "the last ten of a list": LIST + LAST_TEN,
    "one by one": LIST + "for loss in losses[-10:]: print(loss)\n",
    "with their steps": LIST + "for it in range(50, 60): print(it, losses[it])\n",
    "all in a second loop": LIST + "for it, loss in enumerate(losses): print(it, loss)\n",
    "an array of the last ten": LIST + "print(np.array(losses)[-10:])\n",
    "talk before": late("losses = []", "losses = []; print('training', x.shape)"),
    "in a function": IN_A_FUNCTION + "print(train(w1, w2, [])[-10:])\n",
    "weights that are made anew": late("w1 -= ", "w1 = w1 - ", wrong("w2 -= ", "w2 = w2 - ", LIST)),
    "both on one line": late("grad_w1\n    w2 -=", "grad_w1; w2 -="),
    "a function for each weight": late(
        "w1 -= learning_rate * grad_w1\n    w2 -= learning_rate * grad_w2",
        "move1(grad_w1)\n    move2(grad_w2)",
        wrong("losses = []\nfor it", TWO_FUNCTIONS, LIST),
    ),
    "a while loop": wrong("for it in range(60):", "it = 0\nwhile it < 60:", LIST)
    + "    it += 1\n"
    + LAST_TEN,
    "statements over several lines": late(
        "w2 -= learning_rate * grad_w2", "w2 -= (learning_rate\n        *\n        grad_w2)"
    ),
    "weights made smaller first": late("losses = []", "w1 *= 0.5\nw2 = w2 / 2\nlosses = []"),
    "weights moved column by column": PER_COLUMN + LAST_TEN,
    "numbers made one by one first": "numbers = []\nfor n in range(5000):\n    numbers.append(n / 7)\n"
    + LIST
    + LAST_TEN,
    "other names": re.sub(r"\b(w1|w2|x|y)\b", r"my_\1", LIST) + LAST_TEN,
    "a class": IN_A_CLASS + LAST_TEN,
    "in single precision": re.sub(r"(np\.random\.randn\([0-9, ]+\))", r"\1.astype('f4')", LIST) + LAST_TEN,
}


@pytest.mark.parametrize("name", LATE)
def test_losses_that_are_printed_after_the_training_are_as_good(judged, name):
    result = judged(LATE[name])
    assert (result.verdict, told(result), len(result.losses)) == (Verdict.PASS, "right", 10)


@pytest.mark.parametrize("name", SLIPS)
def test_a_named_mistake_is_named_where_losses_are_printed_after_the_training(judged, name):
    assert judged(wrong(*SLIPS[name], LATE["the last ten of a list"])).diagnosis == name


@pytest.mark.parametrize("name", ["in a function", "a class", "other names"])
def test_a_missing_mask_is_named_wherever_the_training_is(judged, name):
    slip = LATE[name].replace("grad_h[h < 0] = 0", "pass").replace("grad_h[self.h < 0] = 0", "pass")
    assert judged(slip).diagnosis == "missing-mask"


#: scripts that cost their judge as much as they can; see ``training.watched``
DEAR = {
    "prints far apart": "for k in range(10): print(490 * (k > 0) + k, 1 / (k + 1)); w1 += 1e-3; w2 += 1e-3\n",
    "another rate": "learning_rate = 3e-7\n"
    "for k in range(10): print(490 * (k > 0) + k, 1 / (k + 1)); w1 += 1e-3; w2 += 1e-3\n",
    "rows of zeros": "x[3:9] = 0\n"
    "for k in range(10): print(490 * (k > 0) + k, 1 / (k + 1)); w1 += 1e-3; w2 += 1e-3\n",
    "single precision": "x, y, w1, w2 = (a.astype('f4') for a in (x, y, w1, w2))\n"
    "for k in range(10): print(490 * (k > 0) + k, 1 / (k + 1)); w1 += 1e-3; w2 += 1e-3\n",
    "huge weights": "w1 *= 1e150\n"
    "for k in range(10): print(490 * (k > 0) + k, 1 / (k + 1)); w1 += 1e-3; w2 += 1e140\n",
    "many columns of numbers": "for k in range(3000):\n"
    "    print(k, k / 7, k / 9, k / 3, k / 5, 1 / (k + 1)); w1 += 1; w2 += 1\n",
    "half a million characters of numbers": "for k in range(130000): print(1 / (k + 1)); w2[0] += 1\n",
    "many arrays": "A = [np.random.randn(*a.shape) for a in (x, w1, w2) for _ in range(6)]\nW = w1; w1 = 0\n"
    "for k in range(500): print(k, 1 / (k + 1)); W += 1e-3; w2 += 1e-3\n",
}  # fmt: skip


def counting(exercise, spent):
    """The exercise, whose steps and losses add to ``spent`` what they multiply."""

    def counted(function):
        def taken(x, y, w1, w2, *rate):
            spent.append(len(x) * (w1.size + w2.size))
            return function(x, y, w1, w2, *rate)

        return taken

    wrongs = [replace(m, answer=counted(m.answer)) for m in exercise.misconceptions]
    return replace(exercise, step=counted(exercise.step), loss=counted(exercise.loss), misconceptions=wrongs)


@pytest.mark.parametrize("name", DEAR)
def test_no_script_costs_its_judge_more_than_its_budget(wall, name):
    """The budget is that of the steps that are tried; what is looked at anyhow comes to a few."""
    start = "import sys\nsys.settrace(None)\n" + START.replace("8, 40", "64, 1000").replace("8, 3", "64, 10")
    text = start.replace("40, 7", "1000, 100").replace("7, 3", "100, 10") + DEAR[name]
    with wall.open(Source("main.py", {"main.py": text.encode()}), LIMITS) as worker:
        run = worker.run(script.roles, b"salt", LIMITS.seconds, tuple(script.shapes.values()))
    spent = []
    result = judge_script(counting(script, spent), ITEM, run)
    assert sum(spent) < 1.5 * BUDGET
    assert (result.verdict, len(run.snapshots)) == (Verdict.FAIL, 3)


def test_what_is_too_dear_to_follow_is_said_in_both_languages(judged):
    far = "for k in range(10): print(490 * (k > 0) + k, 1 / (k + 1)); w1 += 1e-3; w2 += 1e-3\n"
    free = replace(SMALL, shapes={}, steps=500)
    start = START.replace("8, 40", "300, 500").replace("8, 3", "300, 3").replace("40, 7", "500, 200")
    result = judged("import sys\nsys.settrace(None)\n" + start.replace("7, 3", "200, 3") + far, free)
    assert told(result).startswith("the steps cannot be followed: they are 491 to a print, ")
    assert told(result, "zh-CN").startswith("看不出权重是怎样更新的：每 491 步才打印一次，")
    assert [f.holds for f in result.facts if f.id.startswith("gradient")] == [None, None]


def test_larger_arrays_that_the_task_asks_for_are_followed_to_the_end(judged):
    shapes = {"x": (150, 280), "y": (150, 3), "w1": (280, 200), "w2": (200, 3)}
    asked = replace(SMALL, shapes=shapes, steps=500, learning_rate=1e-7)
    text = RIGHT.replace("8, 40", "150, 280").replace("8, 3", "150, 3").replace("40, 7", "280, 200")
    text = text.replace("7, 3", "200, 3").replace("1e-4", "1e-7").replace("60", "500")
    assert told(judged(text, asked)) == "right"


def test_losses_invented_after_the_training_are_pretended(judged):
    result = judged(LIST + "print([1e-3 * 0.7 ** n for n in range(10)])\n")
    assert (result.diagnosis, result.points) == ("pretended-losses", 0.0)


def test_the_homework_at_its_own_size_passes(judged):
    full = wrong("8, 40", "64, 1000").replace("8, 3", "64, 10").replace("40, 7", "1000, 100")
    full = full.replace("7, 3", "100, 10").replace("1e-4", "1e-6").replace("60", "500")
    assert judged(full, script).verdict is Verdict.PASS


def test_a_random_script_is_the_same_for_the_same_salt(judged):
    assert np.array_equal(judged(RIGHT).losses, judged(RIGHT).losses)


def test_a_mistake_upon_an_accepted_convention_is_named_and_the_rest_holds(gradecheck):
    """Half the gradient is accepted; the missing mask is not, and concerns w1 alone."""
    sample = Path(__file__).parent.parent / "submissions/backprop/fail/missing-mask__on_half_the_gradient.py"
    done = gradecheck("run", "backprop", sample, "--format", "json")

    (exercise,) = json.loads(done.stdout)["submissions"][0]["exercises"]
    assert ("missing-mask", "script-besides") == (exercise["diagnosis"], exercise["message"]["id"])
    held = {fact["id"]: fact["holds"] for fact in exercise["facts"]}
    assert {
        "replayed": True,
        "gradient-w1": False,
        "gradient-w2": True,
        "settings": True,
    }.items() <= held.items()
