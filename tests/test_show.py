"""``gradecheck show``: an exercise in words, and never its key."""

import ast
import inspect
import subprocess
import sys
import textwrap

import pytest

from gradecheck.describe import describe
from gradecheck.exercise import Exercise
from gradecheck.model import Text
from gradecheck.plugins import load

EXERCISES = load().exercises
EXPECTED = {
    "en": """\
affine-lsq-grad-x  offered by gradecheck_matrix_calculus

For f(x) = 1/2 ||Ax + b - y||_2^2 return the gradient with respect to x.

signature  affine_lsq_grad_x(A: (m,n), x: (n,), b: (m,), y: (m,)) -> (n,)
inputs     for example A (2, 4), x (4,), b (2,), y (2,)
answer     for example (4,)
layout     Denominator layout: a gradient has the shape of its variable.
place      Homework 4, problem 1, second derivation
""",
    "zh-CN": """\
affine-lsq-grad-x  由 gradecheck_matrix_calculus 提供

设 f(x)=½‖Ax+b−y‖₂²，写出 f 对 x 的梯度。

函数  affine_lsq_grad_x(A: (m,n), x: (n,), b: (m,), y: (m,)) -> (n,)
输入  例如 A (2, 4), x (4,), b (2,), y (2,)
答案  例如 (4,)
布局  分母布局：梯度的形状与变量相同。
出处  Homework 4, problem 1, second derivation
""",
}


def shown(exercise, lang="en", *, notes=True):
    """What is printed, as one text without line breaks of its own."""
    return "\n".join(line.text.plain for line in describe(exercise, "plugin", lang, notes=notes))


def formulas(function):
    """The expressions that a key returns, those that are more than a name."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    for node in ast.walk(tree):
        if isinstance(node, ast.Return) and node.value is not None:
            text = ast.unparse(node.value)
            if any(mark in text for mark in "@*/[") and len(text) > 8:
                yield text


@pytest.mark.parametrize("lang", EXPECTED)
def test_an_exercise_is_shown_in_both_languages(lang, gradecheck):
    done = gradecheck("show", "affine-lsq-grad-x", "--lang", lang, env={"COLUMNS": "100"})

    assert (0, "", EXPECTED[lang]) == (done.returncode, done.stderr, done.stdout)


def test_a_script_is_shown_with_its_arrays_and_how_it_trains(gradecheck):
    text = gradecheck("show", "backprop-script").stdout

    assert "500 steps of gradient descent, learning rate 1e-06" in text
    assert "x (64, 1000), y (64, 10), w1 (1000, 100), w2 (100, 10)" in text


def test_functions_numbers_and_values_are_named(gradecheck):
    checker, claim = gradecheck("show", "gradient-checker"), gradecheck("show", "softmax-linear-w-claim")

    assert "f a function of x, grad (3,), x (3,)" in checker.stdout
    assert "for example True or False" in checker.stdout
    assert "..._answer: True or False" in claim.stdout


@pytest.mark.parametrize("name", EXERCISES)
def test_neither_the_key_nor_a_misconception_is_shown(name):
    exercise = EXERCISES[name]
    functions = [exercise.key] if isinstance(exercise, Exercise) else [exercise.step]
    texts = [shown(exercise, lang) for lang in ("en", "zh-CN")]

    assert [f for function in functions for f in formulas(function) if any(f in text for text in texts)] == []


def test_some_keys_have_formulas_that_could_be_shown():
    """The test above is not vacuous."""
    assert sum(bool([*formulas(e.key)]) for e in EXERCISES.values() if isinstance(e, Exercise)) > 50


def test_notes_and_named_mistakes_are_for_teachers(gradecheck):
    plain, full = gradecheck("show", "affine-lsq-grad-x"), gradecheck("show", "affine-lsq-grad-x", "--notes")

    assert "notes for teachers" not in plain.stdout
    assert "factor-two" not in plain.stdout
    assert "The homework sheet writes f(x) and asks only for df/dx" in full.stdout
    assert "  factor-two: " in full.stdout


def test_an_exercise_without_notes_says_so():
    exercise = Exercise("bare", lambda x: x, Text("Say x.", "说 x。"), draw=lambda rng, k: [1.0])

    assert "notes for teachers\nnone" in shown(exercise)
    assert "notes" not in shown(exercise, notes=False)


def test_an_unknown_exercise_is_wrong_usage(gradecheck):
    done = gradecheck("show", "trace-inverse-grd")

    expected = "gradecheck: there is no exercise 'trace-inverse-grd'; did you mean 'trace-inverse-grad'?\n"
    assert (2, "", expected) == (done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("name", EXERCISES)
def test_latex_has_its_braces_in_pairs(name):
    depth = 0
    for character in EXERCISES[name].latex.replace(r"\{", "").replace(r"\}", ""):
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0


def test_the_questions_of_the_homework_have_latex():
    assert sum(bool(exercise.latex) for exercise in EXERCISES.values()) >= 15 + 3


@pytest.mark.parametrize("command", ["show", "starter", "new", "schema"])
def test_help_imports_nothing_heavy(command):
    program = (
        "import sys\nfrom gradecheck.cli.app import build\nsys.argv=['gradecheck',sys.argv[1],'--help']\n"
        "try:\n    build()(prog_name='gradecheck')\nexcept SystemExit:\n    pass\n"
        "print([m for m in ('numpy','pydantic','rich','yaml') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, command], capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "[]"
    assert "Usage:" in done.stdout


@pytest.mark.parametrize("where", ["task.yaml", "exercises.py"])
def test_an_exercise_beside_a_task_is_shown_and_listed(where, course, gradecheck):
    """By the task that uses it, or by the plugin file that offers it."""
    shown = gradecheck("show", "least-grad", "--in", where, cwd=course)
    listed = gradecheck("exercises", "--in", where, cwd=course)

    assert (0, "") == (shown.returncode, shown.stderr)
    assert shown.stdout.startswith("least-grad  offered by exercises.py\n\nGradient of 1/2 ||A x||^2")
    assert "A.T @" not in shown.stdout
    assert (0, 1) == (listed.returncode, len(listed.stdout.splitlines()))
    assert ["least-grad", "exercises.py"] == listed.stdout.split()[:2]


def test_the_exercises_of_an_installed_task_are_listed(gradecheck):
    listed = gradecheck("exercises", "--in", "backprop")
    assert ["backprop-script"] == [line.split()[0] for line in listed.stdout.splitlines()]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("show", "least-grat", "--in", "task.yaml"),
            "there is no exercise 'least-grat'; did you mean 'least-grad'?",
        ),
        (
            ("show", "trace-inverse-grad", "--in", "exercises.py"),
            "there is no exercise 'trace-inverse-grad'; there is least-grad",
        ),
        (("exercises", "--in", "nothing.py"), "there is no plugin file 'nothing.py'"),
        (("exercises", "--in", "nothing.yaml"), "there is no task file 'nothing.yaml'"),
    ],
)
def test_what_is_not_there_is_wrong_usage(arguments, said, course, gradecheck):
    done = gradecheck(*arguments, cwd=course)
    assert (2, f"gradecheck: {said}\n") == (done.returncode, done.stderr)
