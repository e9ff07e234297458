"""``gradecheck check``: each check catches an author's mistake and says so; the shipped tasks are clean."""

import contextlib
import functools
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from gradecheck import plugins
from gradecheck.answerkey import prepare
from gradecheck.author import Calls, Function, Hidden, Text, exercise, script_exercise
from gradecheck.checks import answers, inputs, keys, mistakes, samples, scripts, signature, texts
from gradecheck.checks.review import CODES, FUNCTION_CHECKS, checks_of, looked, review, subject_of, unused
from gradecheck.checks.subject import Check, ScriptSubject, Subject, handed_in, unjudged
from gradecheck.cli.grading import load_task
from gradecheck.draw import normal, positive_definite
from gradecheck.model import Task, TaskItem
from gradecheck.wall.host import raise_wall

HINT = Text("Look again.", "再看一看。")
SIGNATURE = "grad(A: (m,n), x: (n,), y: (m,)) -> (n,)"


def half_square(A, x, y):
    return np.sum((A @ x - y) ** 2) / 2


def draw(rng, k):
    return [normal(rng, 4 + k % 2, 3), normal(rng, 3), normal(rng, 4 + k % 2)]


def right_gradient(A, x, y):
    """Gradient of half the squared residual with respect to x."""
    return A.T @ (A @ x - y)


def made(key=right_gradient, inputs=draw, **described):
    """The exercise "gradient of 1/2 ||A x - y||^2", sound but for what is described otherwise."""
    if key.__doc__ is None:
        key.__doc__ = "Gradient."
    usual = {"derivative_of": half_square, "wrt": "x", "layout": "denominator", "signature": SIGNATURE}
    return exercise("square-grad", zh="求梯度。", inputs=inputs, **usual | described)(key)


def found(check, subject_or_exercise, seeds=(1,), **item):
    """What one check finds in an exercise, in words."""
    subject = subject_or_exercise
    if not isinstance(subject, Subject | ScriptSubject):
        subject = subject_of(TaskItem(subject.id, "grad", 1.0, **item), subject, seeds)
    return [finding.text for finding in check(subject)]


# --- nothing is found where nothing is wrong ------------------------------------------------------------


@pytest.mark.parametrize("check", FUNCTION_CHECKS, ids=lambda check: check.code)
def test_a_sound_exercise_is_clean(check):
    sound = made()
    sound.wrong("factor-two", lambda A, x, y: 2 * right_gradient(A, x, y), hint=HINT)
    sound.wrong("no-transpose", lambda A, x, y: A @ (A @ x - y), hint=HINT, raises=True)
    assert [] == found(check.look, sound)


EVERYTHING = plugins.load().exercises


@pytest.mark.parametrize("id", EVERYTHING)
def test_the_97_shipped_exercises_are_clean(id):
    """But for what the shipped tasks set aside, with a reason."""
    subject = subject_of(TaskItem(id, "entry", 1.0), EVERYTHING[id], seeds=(1,))
    faults = [f for check in checks_of(subject) for f in looked(check, subject) if not f.note]
    assert set_aside().get(id, {}).keys() == {f.code for f in faults}, faults


@functools.cache
def set_aside():
    """What the shipped tasks set aside: codes and reasons by exercise."""
    tasks = [
        load_task(name)[1] for name in ("matrix-calculus", "vector-calculus", "backprop", "backprop-steps")
    ]
    return {
        item.use: item.set_aside for task in tasks for item in task.items if item.set_aside
    } | BEYOND_THE_TASKS


#: the same for exercises that no shipped task uses
BEYOND_THE_TASKS = {}


def test_what_is_set_aside_is_little_and_has_its_reasons():
    assert {"sigmoid-derivative", "gradient-checker", "jacobian-sum", "jacobian-linear"} == set(set_aside())
    assert all(len(reason) > 20 for codes in set_aside().values() for reason in codes.values())


@pytest.mark.parametrize("check", CODES.values(), ids=CODES.keys())
def test_a_check_has_a_title_and_says_what_to_do_in_both_languages(check):
    for lang, stop, width in (("en", ".", (20, 80)), ("zh-CN", "。", (8, 40))):
        assert check.title(lang).endswith(stop)
        assert width[0] <= len(check.title(lang)) <= width[1]
        assert check.advice(lang).endswith(stop)


# --- inputs ---------------------------------------------------------------------------------------------


def test_the_page_on_task_files_lists_every_check():
    page = (Path(__file__).parent.parent / "docs/tasks.md").read_text("utf-8")
    listed = re.findall(r"^\| `(GC\d+)` \| (.*) \|$", page, re.MULTILINE)
    assert [(code, CODES[code].title()) for code in sorted(CODES)] == listed


def test_inputs_that_do_not_come_from_the_seed_are_found():
    memory = np.random.default_rng(0)
    careless = made(inputs=lambda rng, k: [normal(rng, 4, 3), normal(memory, 3), normal(rng, 4)])
    assert ["case 0 is drawn differently the second time"] == found(inputs.same_seed, careless)


def test_inputs_are_compared_byte_by_byte_and_type_by_type():
    a = np.array([0.0, 1.0])
    assert inputs.frozen(a) != inputs.frozen(np.array([-0.0, 1.0]))
    assert inputs.frozen(a) != inputs.frozen(a.astype(np.float32))
    assert inputs.frozen([a]) != inputs.frozen((a,))
    assert inputs.frozen(Function("x + b", "x", b=1.0)) != inputs.frozen(Function("x + b", "x", b=2.0))
    assert inputs.frozen(Calls([[a], [a, Hidden(b=a)]])) == inputs.frozen(
        Calls([[a], [a.copy(), Hidden(b=a)]])
    )
    assert inputs.frozen({"a": 1}) != inputs.frozen({"a": True})


@pytest.mark.parametrize(
    ("inputs_", "said"),
    [
        (lambda rng, k: [normal(rng, 3, 3), normal(rng, 3), normal(rng, 3)], "m and n are both 3"),
        (lambda rng, k: [normal(rng, 3, 1), normal(rng, 1), normal(rng, 3)], "n is 1"),
        (
            lambda rng, k: [normal(rng, 4, 3), normal(rng, 3), normal(rng, 4, 1)],
            "y has shape (4, 1), the signature says (m)",
        ),
        (
            lambda rng, k: [normal(rng, 4, 3), normal(rng, 3), normal(rng, 1)],
            "an axis of y has 1 entries, m is 4",
        ),
    ],
)
def test_axes_that_cannot_be_told_apart_or_break_their_word_are_found(inputs_, said):
    assert [f"{said} (seed 1, case 0)"] == found(inputs.sizes_differ, made(inputs=inputs_))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("f(A: (m,n), x: (n,)) -> (n,)", [("A", ("m", "n")), ("x", ("n",))]),
        ("df(A, x, dA: (m, n)) -> float", [("A", None), ("x", None), ("dA", ("m", "n"))]),
        (
            "taylor(derivs: (n+1,), x0: float, h=1e-4) -> (2,)",
            [("derivs", ("n+1",)), ("x0", None), ("h", None)],
        ),
        ("errors() -> (4,)", []),
        ("", []),
        ("no brackets", []),
    ],
)
def test_a_signature_promises_shapes(written, read):
    assert read == signature.shapes(written)


def test_symmetric_inputs_are_found_once_for_each_argument():
    """A forgotten transpose of A cannot be seen."""
    symmetric = made(inputs=lambda rng, k: [positive_definite(rng, 3), normal(rng, 3), normal(rng, 3)])
    assert ["A is symmetric (seed 1, case 0)"] == found(inputs.nothing_special, symmetric)


@pytest.mark.parametrize(
    ("array", "said"),
    [
        (np.eye(3), "the identity"),
        (np.diag([1.0, 2.0, 3.0]), "diagonal"),
        (np.ones(4), "1 throughout"),
        (np.zeros((2, 3)), "0 throughout"),
        (np.array([[1.0, 2.0], [2.0, 3.0]]), "symmetric"),
        (np.array([[1.0, 2.0], [3.0, 4.0]]), ""),
        (np.array([5.0]), ""),
        (np.array([1, 1]), ""),
    ],
)
def test_what_is_special_about_an_array_has_a_word(array, said):
    assert said == inputs.special(array)


def test_symmetric_inputs_that_are_declared_are_meant():
    declared = made(
        inputs=lambda rng, k: [positive_definite(rng, 3), normal(rng, 3), normal(rng, 3)], symmetric=("A",)
    )
    assert [] == found(inputs.nothing_special, declared)


def test_constants_of_functions_and_hidden_inputs_may_not_be_special_either():
    def at(f, x, Q):
        """The gradient of f at x."""
        return (Q + Q.T) @ x

    def quadratic(rng, k):
        Q = np.eye(3)
        return [Function("x @ Q @ x", "x", Q=Q), normal(rng, 3), Hidden(Q=Q)]

    hidden = made(at, quadratic, derivative_of=None, wrt=(), oracle=at, signature="")
    assert ["Q is the identity (seed 1, case 0)"] == found(inputs.nothing_special, hidden)


def absolute(x):
    return np.sum(np.abs(x))


def slope_of_absolute(x):
    """Gradient of the sum of |x|."""
    return np.sign(x)


@pytest.mark.parametrize("small", [0.0, 1e-12])
def test_inputs_on_or_beside_a_kink_of_the_function_are_found(small):
    kinked = made(slope_of_absolute, lambda rng, k: [np.array([1.0, small, -2.0])], derivative_of=absolute)
    assert [
        "an input is on or next to the kink of “absolute” (seed 1, case 0)"
        if small == 0
        else "an input is on or next to the kink of “sign” (seed 1, case 0)"
    ] == found(inputs.kinks_at_a_distance, kinked)


def test_inputs_that_keep_away_from_kinks_are_clean():
    away = made(slope_of_absolute, lambda rng, k: [np.array([1.0, 0.1, -2.0])], derivative_of=absolute)
    assert [] == found(inputs.kinks_at_a_distance, away)


# --- keys -----------------------------------------------------------------------------------------------


def test_a_key_that_is_wrong_by_a_factor_is_told_the_factor():
    def doubled(A, x, y):
        return 2 * A.T @ (A @ x - y)

    assert ["the key is 2 times the independent answer (seed 1, case 0)"] == found(keys.right, made(doubled))


def test_a_key_that_is_wrong_in_another_way_is_told_how_far_it_is_off():
    def without_y(A, x, y):
        return A.T @ (A @ x)

    (said,) = found(keys.right, made(without_y))
    assert said.startswith("the key differs from the independent answer, by ")
    assert said.endswith("of the worst entry (seed 1, case 0)")


def test_a_key_in_the_other_layout_is_told_both_shapes():
    numerator = made(layout="numerator")
    expected = "the key has shape (3,), the independent answer (1, 3) (seed 1, case 0)"
    assert [expected] == found(keys.right, numerator)


def test_one_wrong_output_of_several_is_named():
    def both(A, x, y):
        return A.T @ (A @ x - y), A @ x - y

    several = made(both, wrt=("x", "y"), outputs=("grad_x", "grad_y"))
    assert ["grad_y is -1 times the independent answer (seed 1, case 0)"] == found(keys.right, several)


def test_a_differential_is_held_against_the_derivative_along_its_direction():
    def along(A, x, y, dx):
        return (A @ x - y) @ (A @ dx)

    def inputs_(rng, k):
        return [*draw(rng, k), normal(rng, 3)]

    described = {"wrt": (), "along": {"x": "dx"}, "layout": None, "signature": ""}
    assert [] == found(keys.right, made(along, inputs_, **described))

    def wrong(A, x, y, dx):
        return 3 * (A @ x - y) @ (A @ dx)

    expected = ["the key is 3 times the independent answer (seed 1, case 0)"]
    assert expected == found(keys.right, made(wrong, inputs_, **described))


def test_a_key_is_held_against_its_oracle():
    def oracle(A, x, y):
        return np.array([(A[:, i] * (A @ x - y)).sum() for i in range(len(x))])

    described = {"derivative_of": None, "wrt": ()}
    assert [] == found(keys.right, made(oracle=oracle, **described))
    wrong = made(oracle=lambda A, x, y: oracle(A, x, y) + 1e-6, **described)
    assert found(keys.right, wrong)


def test_what_is_compared_after_a_step_of_judging_is_compared_after_it_here_too():
    def stepped(A, x, y):
        return x - 0.1 * A.T @ (A @ x - y)

    judged = made(
        stepped, derivative_of=None, wrt=(), oracle=stepped, judged=lambda new, A, x, y: (new - x) / 0.1
    )
    assert [] == found(keys.right, judged)
    assert [] == found(answers.sensitive, judged)


@pytest.mark.parametrize(
    ("described", "said"),
    [
        (
            {"derivative_of": None, "wrt": ()},
            "there is neither derivative_of= nor oracle= to hold the key against",
        ),
        (
            {"derivative_of": lambda B, x: 1.0},
            "derivative_of takes 'B', which the key has not (seed 1, case 0)",
        ),
        (
            {"derivative_of": lambda x: x[5]},
            (
                "for most inputs there is no independent answer: "
                "index 5 is out of bounds for axis 0 with size 3 (seed 1, case 0)"
            ),
        ),
        ({"wrt": ("x", "y")}, "the key differs from the independent answer (seed 1, case 0)"),
    ],
)
def test_a_key_that_cannot_be_verified_is_told_why(described, said):
    assert [said] == found(keys.right, made(**described))


def test_a_key_that_changes_its_arguments_is_found():
    def careless(A, x, y):
        y -= A @ x
        return -A.T @ y

    assert ["the key changes its arguments (seed 1, case 0)"] == found(keys.pure, made(careless))


def test_a_key_that_answers_differently_every_time_is_found():
    memory = np.random.default_rng(0)

    def noisy(A, x, y):
        return A.T @ (A @ x - y) * (1 + 1e-9 * memory.standard_normal())

    expected = "the key answers differently when it is asked again (seed 1, case 0)"
    assert [expected] == found(keys.steady, made(noisy))


# --- mistakes -------------------------------------------------------------------------------------------


def test_a_named_mistake_that_the_inputs_hide_is_found():
    hiding = made(inputs=lambda rng, k: [positive_definite(rng, 3), normal(rng, 3), normal(rng, 3)])
    hiding.wrong("not-transposed", lambda A, x, y: A @ (A @ x - y), hint=HINT)
    assert ["'not-transposed' passes (seed 1)"] == found(mistakes.seen, hiding)


def test_a_mistake_that_raises_and_is_not_marked_is_found_and_the_other_way_round():
    marked = made()
    marked.wrong("no-transpose", lambda A, x, y: A @ (A @ x - y), hint=HINT)
    marked.wrong("factor-two", lambda A, x, y: 2 * A.T @ (A @ x - y), hint=HINT, raises=True)
    expected = ["'no-transpose' raises ValueError", "'factor-two' is marked raises=True, and answers"]
    assert expected == found(mistakes.raising, marked)
    assert [] == found(mistakes.seen, marked)


def test_a_slip_that_the_inputs_hide_is_shown_in_the_source():
    hiding = made(inputs=lambda rng, k: [positive_definite(rng, 3), normal(rng, 3), normal(rng, 3)])
    finding, *_ = mistakes.mutants_seen(subject_of(TaskItem("square-grad", "grad", 1.0), hiding, (1,)))
    assert not finding.note
    assert "return A @ (A @ x - y)  # a transpose is missing" in finding.lines
    assert finding.text.endswith("slips in the key pass")


def test_slips_that_make_no_difference_on_any_inputs_are_listed():
    def quadratic(A, x):
        return (A + A.T) @ x

    listed = made(
        quadratic, lambda rng, k: [normal(rng, 3, 3), normal(rng, 3)], derivative_of=lambda A, x: x @ A @ x
    )
    (finding,) = mistakes.mutants_seen(subject_of(TaskItem("square-grad", "grad", 1.0), listed, (1,)))
    assert finding.note
    assert "slips in the key make no difference" in finding.text
    assert "return x @ (A + A.T)  # the order of a product is reversed" == finding.lines[0]


def test_a_slip_that_is_seen_only_with_luck_is_found():
    """|x| instead of x passes where a seed happens to draw positive numbers."""

    def square(x):
        return np.abs(x) * x

    lucky = made(
        square,
        lambda rng, k: [np.abs(normal(rng, 3)) * rng.choice([-1, 1])],
        derivative_of=lambda x: np.abs(x) * x,
        wrt="x",
    )
    items = TaskItem("square-grad", "grad", 1.0, cases=1)
    told = [mistakes.mutants_seen(subject_of(items, lucky, seeds)) for seeds in ((1, 2, 3, 4, 5, 6),)]
    assert any("np.abs" not in line for findings in told for f in findings if not f.note for line in f.lines)


# --- answers --------------------------------------------------------------------------------------------


def test_junk_that_passes_is_found():
    def trivial(A, x, y):
        return np.zeros(len(x))

    zero = made(trivial, derivative_of=lambda A, x, y: 0.0 * x.sum())
    assert ["zeros passes"] == found(answers.junk, zero)

    def echoed(A, x, y):
        return x

    same = made(echoed, derivative_of=None, wrt=(), oracle=echoed)
    assert ["argument 2 echoed passes"] == found(answers.junk, same)


def test_a_yes_or_no_that_can_be_guessed_is_found():
    def always(A, x, y):
        return True

    assert ["True passes"] == found(answers.junk, made(always, derivative_of=None, wrt=(), oracle=always))


def test_a_disguise_that_hides_nothing_is_right():
    """Whole numbers may be ints, and the answer of True or False is whether it is not 0."""

    def whole(x, n):
        return np.array([n, 2.0 * n])

    exact = made(whole, lambda rng, k: [normal(rng, 2), 2 + k], derivative_of=None, wrt=(), oracle=whole)
    assert [] == found(answers.junk, exact)


def test_junk_that_breaks_the_judge_is_found():
    def strict(answer, *_):
        if answer is None or isinstance(answer, str):
            raise SystemError
        return answer

    said = found(answers.junk, made(judged=strict))
    assert [f"{name} breaks the judge: SystemError" for name in ("None", "a text", "an empty text")] == said


def test_no_junk_is_the_right_answer_for_an_exact_exercise():
    def dims(D, E):
        """The shape of a derivative."""
        return (E, D)

    exact = made(
        dims,
        lambda rng, k: [2 + k, 4 + k],
        derivative_of=None,
        wrt=(),
        oracle=dims,
        layout=None,
        signature="",
    )
    assert [] == found(answers.junk, exact)
    assert [] == found(answers.sensitive, exact)


def test_a_tolerance_that_hides_mistakes_is_found():
    """Inputs so ill-conditioned that an entry may be off by a thousandth of it."""

    def inverse(W):
        return np.linalg.inv(W)

    def nearly_singular(rng, k):
        return [np.array([[1.0, 2.0], [0.5, 1.0 + 1e-14]])]

    hidden = made(inverse, nearly_singular, derivative_of=None, wrt=(), oracle=inverse, signature="")
    assert ["an entry that is off by a thousandth of it passes (seed 1, case 0)"] == found(
        answers.sensitive, hidden
    )


def test_an_answer_that_is_not_finite_is_found():
    def infinite(A, x, y):
        return np.full(len(x), np.inf)

    assert found(answers.sensitive, made(infinite))


def test_numerical_derivatives_are_held_to_their_accuracy():
    assert [] == found(answers.sensitive, made(accuracy=1e-6))
    assert [] == found(answers.sensitive, made(accuracy=1e-2))


# --- scripts --------------------------------------------------------------------------------------------


def scripted(step=None, **described):
    """A script exercise: least squares by gradient descent."""

    def descend(x, y, w, rate):
        """Train w."""
        return (w - rate * 2 * x.T @ (x @ w - y),)

    step = step or descend
    step.__doc__ = "Train w."
    usual = {"shapes": {"x": (64, 10), "y": (64,), "w": (10,)}, "steps": 20, "learning_rate": 1e-3}
    return script_exercise(
        "descend",
        zh="训练 w。",
        loss=lambda x, y, w: np.sum((x @ w - y) ** 2),
        roles=("x", "y", "w"),
        trained=("w",),
        **usual | described,
    )(step)


def test_a_sound_script_exercise_is_clean():
    sound = scripted()
    sound.wrong("half", lambda x, y, w, rate: (w - rate * x.T @ (x @ w - y),), hint=HINT)
    subject = subject_of(TaskItem("descend", None, 1.0), sound, (1, 2))
    assert [] == [f for check in checks_of(subject) for f in looked(check, subject)]


def test_a_true_step_that_is_not_down_the_gradient_is_found():
    half = scripted(lambda x, y, w, rate: (w - rate * x.T @ (x @ w - y),))
    assert ["w moves 0.5 times as far as it should (seed 1)"] == found(scripts.step_is_right, half)


def test_a_script_exercise_without_shapes_cannot_be_tried():
    expected = "shapes= does not give a shape for every role: there is nothing to try the step on"
    assert [expected] == found(scripts.step_is_right, scripted(shapes={}))


def test_a_loss_without_a_derivative_is_found():
    def fails(x, y, w):
        raise ArithmeticError("no loss")

    told = replace(scripted(), loss=fails)
    assert ["there is no independent derivative by w: no loss (seed 1)"] == found(scripts.step_is_right, told)


def test_a_step_that_changes_its_arguments_is_found():
    def in_place(x, y, w, rate):
        w -= rate * 2 * x.T @ (x @ w - y)
        return (w,)

    assert ["the step changes its arguments"] == found(scripts.step_is_pure, scripted(in_place))


def test_a_wrong_step_that_is_the_true_one_is_found():
    twice = scripted()
    twice.wrong("same", lambda x, y, w, rate: (w - rate * 2 * (x @ w - y) @ x,), hint=HINT)
    assert ["'same' is the true step"] == found(scripts.steps_differ, twice)


# --- a whole task ---------------------------------------------------------------------------------------


def test_what_an_authors_code_raises_in_a_check_is_a_finding():
    def breaks(_):
        raise ZeroDivisionError("1/0\nin the plugin")
        yield

    subject = subject_of(TaskItem("square-grad", "grad", 1.0), made(), (1,))
    (finding,) = looked(Check("GC999", breaks), subject)
    assert "the check could not be made: ZeroDivisionError: 1/0 in the plugin" == finding.text


def test_an_exercise_whose_key_raises_cannot_be_judged():
    def raises(A, x, y):
        raise RuntimeError("no key")

    task = Task("t", Text("t", "t"), (TaskItem("square-grad", "grad", 1.0),))
    told = review(task, {"square-grad": made(raises)}, None, None, seeds=(1,))
    line = raises.__code__.co_firstlineno + 1
    assert (f"the key of square-grad raised RuntimeError (test_check.py:{line}: no key)",) == told.broken
    assert () == told.findings


def test_setting_aside_what_is_not_found_is_found():
    item = TaskItem(
        "square-grad", "grad", 1.0, set_aside={"GC103": "meant", "GC13": "typo", "GC501": "sample"}
    )
    task = Task("t", Text("t", "t"), (item,))
    told = [f.text for f in review(task, {"square-grad": made()}, None, None, seeds=(1,)).findings]
    assert [
        "GC103 is set aside, and finds nothing",
        "there is no check 'GC13'; did you mean 'GC103'?",
    ] == told
    assert 3 == len(list(unused(task, [], sampled=True)))


def test_answers_go_to_the_judge_as_a_submission_would_send_them():
    subject = subject_of(TaskItem("square-grad", "grad", 1.0), made(), (1,))
    (key,) = subject.keys
    told = [
        unjudged(subject.exercise, lambda A, x, y: 2 * right_gradient(A, x, y), call) for call in key.calls
    ]
    assert "constant-factor" == handed_in(key, told).diagnosis


# --- the words ------------------------------------------------------------------------------------------


def test_a_text_that_is_empty_in_a_language_is_found():
    exercise = made()
    exercise.wrong("factor-two", right_gradient, hint=Text("Count.", " "))
    exercise.wrong("sign-flip", right_gradient, hint=Text("", ""), says=Text("", "反号"))
    exercise.wrong("zero", right_gradient, hint=HINT, says=HINT)
    assert [
        "'factor-two': hint= is empty in Chinese",
        "'sign-flip': hint= is empty in English and Chinese",
        "'sign-flip': says= is empty in English",
    ] == found(texts.in_both_languages, exercise)


@pytest.mark.parametrize(
    ("hint", "told"),
    [
        (Text("It is A.T @ (A @ x - y).", "再看一看。"), True),
        (Text("Look again.", "答案是 A.T@(A@x-y)。"), True),
        (Text("Is it A.T or A that stands before the residual A @ x - y?", "再看一看。"), False),
    ],
)
def test_a_hint_that_has_the_keys_formula_in_it_is_found(hint, told):
    exercise = made()
    exercise.wrong("factor-two", right_gradient, hint=hint)
    words = "'factor-two': its words have A.T @ (A @ x - y) in them, which is the key's"
    assert [words] * told == found(texts.key_is_not_said, exercise)


def test_the_words_of_a_script_are_checked_too():
    exercise = scripted()
    exercise.wrong("plus", exercise.step, hint=Text("", "加"))
    subject = subject_of(TaskItem("descent", None, 1.0), exercise)
    codes = {check.code for check in checks_of(subject)}
    assert {"GC304", "GC305"} <= codes
    assert ["'plus': hint= is empty in English"] == found(texts.in_both_languages, exercise)


# --- the command ----------------------------------------------------------------------------------------

EXERCISES = '''
import numpy as np
from gradecheck.author import Text, exercise, hookimpl
from gradecheck.draw import normal, positive_definite

def norm_of(A, x):
    return np.linalg.norm(A @ x)

@exercise("norm-grad", derivative_of=norm_of, wrt="x", layout="denominator", zh="求梯度。",
          signature="grad(A: (m,n), x: (n,)) -> (n,)")
def grad(A, x):
    """Gradient of ||A x|| with respect to x."""
    return FACTOR * A.T @ A @ x / np.linalg.norm(A @ x)

@grad.inputs
def _(rng, k):
    return INPUTS

grad.wrong("not-divided", lambda A, x: A.T @ A @ x, hint=Text("a", "啊"))

@hookimpl
def gradecheck_exercises():
    return [grad]
'''
GOOD = EXERCISES.replace("FACTOR * ", "").replace("INPUTS", "[normal(rng, 4, 3), normal(rng, 3)]")
BAD = EXERCISES.replace("FACTOR", "2").replace("INPUTS", "[positive_definite(rng, 3), normal(rng, 3)]")
TASK = """
    format: 1
    id: norms
    title: Norms
    plugins: [exercises.py]
    limits: {seconds: 2, total_seconds: 20}
    exercises:
      - {use: norm-grad, entry: grad, points: 5}
"""
RIGHT = "import numpy as np\ndef grad(A, x):\n    return A.T @ A @ x / np.linalg.norm(A @ x)\n"
NOT_DIVIDED = "def grad(A, x):\n    return A.T @ A @ x\n"


def test_a_sound_task_with_its_samples_is_clean(write, gradecheck):
    """Samples lie in the nearest submissions/<task id> upwards from the task file."""
    folder = write(
        {
            "course/week 1/exercises.py": GOOD,
            "course/week 1/task.yaml": TASK,
            "submissions/norms/pass/right.py": RIGHT,
            "submissions/norms/fail/not-divided__forgotten.py": NOT_DIVIDED,
        }
    )
    done = gradecheck("check", folder / "course/week 1/task.yaml")
    assert (0, "") == (done.returncode, done.stderr)
    summary = f"exercises: 1, samples: 2 in {folder}/submissions/norms, findings: 0, set aside: 0"
    assert done.stdout.startswith("norms\n  worth a look\n    norm-grad: GC302 ")
    assert done.stdout.endswith(f"\n  {summary}\n")


def test_an_author_is_told_of_the_factor_and_of_the_symmetric_inputs(write, gradecheck):
    folder = write({"exercises.py": BAD, "task.yaml": TASK})
    done = gradecheck("check", "task.yaml", cwd=folder)
    assert 1 == done.returncode
    title = "The key is right: an independent derivative (or the oracle) says the same."
    assert f"    norm-grad: GC201 {title}\n" in done.stdout
    assert "      the key is 2 times the independent answer (seed 1, case 0)\n" in done.stdout
    assert "      A is symmetric (seed 1, case 0)\n" in done.stdout
    assert "        return 2 * A @ A @ x / np.linalg.norm(A @ x)  # a transpose is missing\n" in done.stdout
    assert "      → Such inputs hide a forgotten transpose or factor: draw with" in done.stdout
    assert "samples: 0 (no submissions/norms found)" in done.stdout


def test_an_author_is_told_in_chinese(write, gradecheck):
    folder = write({"exercises.py": BAD, "task.yaml": TASK})
    done = gradecheck("check", "task.yaml", "--lang", "zh-CN", cwd=folder)
    assert 1 == done.returncode
    assert "  需要改正\n" in done.stdout
    assert "    norm-grad: GC201 答案是对的：独立求出的导数（或 oracle）与它一致。\n" in done.stdout
    assert "      → 这样的输入会掩盖漏掉的转置或因子：请用 " in done.stdout
    assert "\n  题目：1，样例：0 （没有找到 submissions/norms），需要改正：" in done.stdout
    json_ = gradecheck("check", "task.yaml", "--lang", "zh-CN", "--format", "json", cwd=folder)
    titles = {f["code"]: f["title"] for f in json.loads(json_.stdout)["tasks"][0]["findings"]}
    assert "没有输入是对称的、对角的、单位矩阵，或全是同一个数。" == titles["GC103"]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of its own")
def test_who_watches_a_check_sees_how_much_of_it_is_done(write):
    import pty

    folder = write(
        {
            "exercises.py": GOOD,
            "task.yaml": TASK,
            "submissions/norms/pass/right.py": RIGHT,
            "submissions/norms/fail/not-divided__forgotten.py": NOT_DIVIDED,
        }
    )
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "gradecheck", "check", "task.yaml"]
    plain = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm", "COLUMNS": "80"}
    with subprocess.Popen(command, cwd=folder, env=plain, stdout=subprocess.PIPE, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        with contextlib.suppress(OSError):  # the terminal is gone with the process
            while part := os.read(ours, 4096):
                shown += part
        os.close(ours)
        assert b"findings: 0" in process.stdout.read()
    assert re.search(rb"[123]/3", shown), shown


def test_a_sample_that_never_ends_is_tried_on_every_seed_but_waited_for_less(write):
    """Half of the limit on the first seed, a fifth on the others."""
    never = "samples/timeout/never.py"
    loop = "def grad(A, x):\n    while True:\n        pass\n"
    folder = write({"exercises.py": GOOD, "task.yaml": TASK, never: loop})
    registry, task = load_task(str(folder / "task.yaml"))
    prepared = [prepare(task, registry.exercises, seed) for seed in (1, 2, 3)]
    with raise_wall("auto") as wall:
        sample = samples.tried(folder / never, prepared, wall)
    assert [1.0, 0.4, 0.4] == [r.exercises[0].message.params["seconds"] for r in sample.results]
    assert [] == list(samples.as_claimed(sample))


def test_what_is_set_aside_is_printed_with_its_reason_and_is_no_finding(write, gradecheck):
    symmetric = EXERCISES.replace("FACTOR * ", "").replace(
        "INPUTS", "[positive_definite(rng, 3), normal(rng, 3)]"
    )
    aside = "{GC102: one letter, GC103: symmetric by nature, GC302: by symmetry}"
    task = TASK.replace("points: 5", f"points: 5, set_aside: {aside}")
    folder = write({"exercises.py": symmetric, "task.yaml": task})
    done = gradecheck("check", "task.yaml", cwd=folder)
    assert 0 == done.returncode, done.stdout
    assert "      A is symmetric (seed 1, case 0)\n      reason: symmetric by nature\n" in done.stdout
    assert "findings: 0, set aside: 4" in done.stdout


def test_a_sample_that_is_not_what_its_path_says_is_found(write, gradecheck):
    claims = {
        "fail/right.py": (RIGHT, "expected fail, got pass: norm-grad pass"),
        "fail/transposed__x.py": (
            NOT_DIVIDED,
            "expected fail (transposed), got fail (not-divided): norm-grad fail (not-divided)",
        ),
        "oops/right.py": (RIGHT, "'oops' is no verdict; pass, partial, fail, error, timeout, broken"),
        "pass/nothing.py": ("x = 1\n", "it answers no exercise"),
        "passed/right.py": (RIGHT, "'passed' is no verdict; did you mean 'pass'?"),
    }
    files = {f"samples/{name}": content for name, (content, _) in claims.items()}
    folder = write({"exercises.py": GOOD, "task.yaml": TASK, **files})
    done = gradecheck("check", "task.yaml", "--samples", "samples", "--format", "json", cwd=folder)
    assert 1 == done.returncode, done.stderr
    told = [f for f in json.loads(done.stdout)["tasks"][0]["findings"] if not f["note"]]
    assert {"GC501"} == {f["code"] for f in told}
    assert {name: said for name, (_, said) in claims.items()} == {f["sample"]: f["text"] for f in told}


def test_a_sample_that_hangs_on_the_tolerance_or_on_the_clock_is_found(write, gradecheck):
    nearly = RIGHT.replace("np.linalg.norm(A @ x)", "np.linalg.norm(A @ x) * (1 + 2e-14)")
    slow = RIGHT.replace("    return", "    import time\n    time.sleep(0.25)\n    return")
    samples = {"samples/pass/nearly.py": nearly, "samples/pass/slow.py": slow}
    folder = write({"exercises.py": GOOD, "task.yaml": TASK, **samples})
    done = gradecheck("check", "task.yaml", "--samples", "samples", "--format", "json", cwd=folder)
    findings = json.loads(done.stdout)["tasks"][0]["findings"]
    told = {(f["code"], f["sample"]): f["text"] for f in findings if not f["note"]}
    assert {
        ("GC502", "pass/nearly.py"): "another tolerance would change the verdict pass",
        ("GC503", "pass/slow.py"): "it runs out of time at half the limits",
    } == told


def test_the_json_of_a_review_names_everything(write, gradecheck):
    folder = write({"exercises.py": BAD, "task.yaml": TASK})
    done = gradecheck("check", "task.yaml", "--format", "json", cwd=folder)
    data = json.loads(done.stdout)
    (task,) = data["tasks"]
    assert 1 == data["format"]
    assert ("norms", 1, [], {"folder": None, "graded": 0}) == tuple(
        task[key] for key in ("id", "exercises", "broken", "samples")
    )
    assert {"code", "title", "advice", "exercise", "sample", "text", "lines", "note", "reason"} == set(
        task["findings"][0]
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nothing",), "there is no task 'nothing'"),
        (("norms.yaml",), "there is no task file 'norms.yaml'"),
        (("backprop", "--format", "jsn"), "--format: there is no format 'jsn'; did you mean 'json'?"),
        (("backprop", "--samples", "nowhere"), "--samples: there is no folder 'nowhere'"),
    ],
)
def test_what_does_not_exist_is_wrong_usage(arguments, said, tmp_path, gradecheck):
    done = gradecheck("check", *arguments, cwd=tmp_path)
    assert 2 == done.returncode
    assert said in done.stderr


def test_a_task_that_cannot_be_judged_ends_in_3(write, gradecheck):
    broken = GOOD.replace("return A.T", "raise RuntimeError\n    return A.T")
    folder = write({"exercises.py": broken, "task.yaml": TASK})
    done = gradecheck("check", "task.yaml", cwd=folder)
    assert 3 == done.returncode
    assert (
        "  cannot be judged\n    the key of norm-grad raised RuntimeError (exercises.py:13)\n" in done.stdout
    )


def test_a_task_file_with_an_error_ends_in_3(write, gradecheck):
    folder = write(
        {"exercises.py": GOOD, "task.yaml": TASK.replace("points: 5", "points: 5, set_aside: {GC103: ''}")}
    )
    done = gradecheck("check", "task.yaml", cwd=folder)
    assert 3 == done.returncode
    assert "expected a reason, got the text ''" in done.stderr
