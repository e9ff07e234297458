"""The starter file as a student meets it: read, tried, handed in unchanged, filled in, handed in again."""

import ast
import json
import re
import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from worlds import PLUGIN, TASK

from gradecheck.example import SEED, example, literal, rounded
from gradecheck.model import Function
from gradecheck.plugins import load
from gradecheck.taskschema import TaskModel

TASKS = ("matrix-calculus", "backprop", "backprop-steps", "vector-calculus")
TO_DO = "raise NotImplementedError"
BACKWARD = """
    grad_y_pred = 2 * (y_pred - y)
    grad_w2 = h_relu.T @ grad_y_pred
    grad_h_relu = grad_y_pred @ w2.T
    grad_h = grad_h_relu * (h > 0)
    grad_w1 = x.T @ grad_h
"""
BOTH = TASK + "  - {use: backprop-script, points: 6}\n"


def filled(text, function="return A.T @ (A @ x)", backward=BACKWARD):
    """A starter file with its gaps filled: that of a script is the one after ``print``."""
    head, printed, script = text.partition("print(it, loss)")
    indent = " " * 8 if "__main__" in text else " " * 4
    lines = "\n".join(f"{indent}{line.strip()}" for line in backward.strip().splitlines())
    return head.replace(TO_DO, function) + printed + script.replace(f"{indent}{TO_DO}", lines)


@pytest.fixture
def graded(gradecheck, tmp_path):
    """Hand in a text and get the exercises of its report: ``graded("task", text)``."""

    def grade(task, text):
        (tmp_path / "handed_in.py").write_text(text, "utf-8")
        arguments = ["run", task, "handed_in.py", "--format", "json", "--seed", 5, "--fail-under", 0]
        done = gradecheck(*arguments, cwd=tmp_path)
        assert (0, "") == (done.returncode, done.stderr)
        return json.loads(done.stdout)["submissions"][0]["exercises"]

    return grade


@pytest.mark.parametrize("task", TASKS)
def test_a_starter_handed_in_unchanged_is_missing_and_earns_nothing(task, gradecheck, graded):
    text = gradecheck("starter", task).stdout

    exercises = graded(task, text)

    assert {("fail", "missing", 0.0)} == {(e["verdict"], e["diagnosis"], e["points"]) for e in exercises}
    for told in exercises:
        assert TO_DO in text.splitlines()[told["message"]["params"]["line"] - 1]


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "not handed in yet: put your answer in place of “raise NotImplementedError” in line"),
        ("zh-CN", "还没有作答：请把第"),
    ],
)
def test_an_unchanged_starter_is_told_so_in_friendly_words(lang, expected, gradecheck, tmp_path):
    (tmp_path / "mine.py").write_text(gradecheck("starter", "backprop", "--lang", lang).stdout, "utf-8")

    done = gradecheck("run", "backprop", "mine.py", "--lang", lang, cwd=tmp_path, env={"COLUMNS": "200"})

    assert expected in done.stdout
    assert done.returncode == 1


def test_the_stubs_come_in_the_order_of_the_task(gradecheck):
    tree = ast.parse(gradecheck("starter", "matrix-calculus").stdout)

    names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    assert ["affine_lsq_grad_matrix", "affine_lsq_grad_x", "trace_inverse_grad"] == names[:3]
    assert len(names) == 15


def test_a_stub_says_statement_shapes_and_an_example_call(course, gradecheck):
    text = gradecheck("starter", "task.yaml", cwd=course).stdout

    stub = next(node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef))
    assert ["A", "x"] == [argument.arg for argument in stub.args.args]
    said = ast.get_docstring(stub)
    assert said.startswith("Gradient of 1/2 ||A x||^2 with respect to x.\n")
    assert "Denominator layout: a gradient has the shape of its variable." in said
    assert re.search(r">>> A = np\.array\(\[\[.*>>> np\.shape\(grad\(A, x\)\)\n\(\d,\)$", said, re.DOTALL)


def test_a_starter_speaks_chinese_when_asked_to(course, gradecheck):
    text = gradecheck("starter", "task.yaml", "--lang", "zh-CN", cwd=course).stdout

    assert "最小二乘 (least)" in text
    assert "求梯度。" in text
    assert "Gradient of" not in text


def test_a_starter_names_the_file_that_the_task_asks_for(course, gradecheck, write):
    write({"task.yaml": TASK.replace("seed: 7", "file: answers.py")})

    text = gradecheck("starter", "task.yaml", cwd=course).stdout

    assert "Its name has to be answers.py." in text
    assert "python -m doctest answers.py" in text


@pytest.mark.parametrize("task", ["matrix-calculus", "backprop-steps", "vector-calculus"])
def test_examples_show_shapes_and_no_values(task, gradecheck):
    lines = gradecheck("starter", task).stdout.splitlines()

    shown = [after.strip() for line, after in pairwise(lines) if "np.shape(" in line]
    assert len(shown) == sum(line.startswith("def ") for line in lines)
    shape = r"\((\d+,|\d+(, \d+)+)?\)"
    assert [line for line in shown if not re.fullmatch(rf"{shape}|\[{shape}(, {shape})*\]", line)] == []


def test_the_example_is_drawn_from_a_seed_that_no_task_file_can_have():
    schema = TaskModel.model_json_schema()["properties"]["seed"]["anyOf"][0]
    assert SEED == schema["exclusiveMaximum"]


def test_the_examples_of_a_right_answer_pass_as_doctests(course, gradecheck):
    text = gradecheck("starter", "task.yaml", cwd=course).stdout
    (course / "right.py").write_text(filled(text))
    (course / "wrong.py").write_text(filled(text, "return A @ x"))

    def doctest(file):
        command = [sys.executable, "-m", "doctest", file]
        return subprocess.run(command, cwd=course, capture_output=True, text=True, check=False)

    assert (0, "") == (doctest("right.py").returncode, doctest("right.py").stdout)
    assert doctest("wrong.py").returncode == 1


def test_a_value_beside_a_function_has_a_line_of_its_own(gradecheck):
    text = gradecheck("starter", "matrix-calculus").stdout

    assert "\nsoftmax_linear_w_claim_answer = None  # your answer: True or False\n" in text


def test_a_statement_keeps_its_backslashes_and_quotes(course, gradecheck, write):
    odd = PLUGIN.replace('"""Gradient of 1/2', 'r"""With \\sigma and \\"\\"\\" in it, 1/2')
    write({"exercises.py": odd})

    tree = ast.parse(gradecheck("starter", "task.yaml", cwd=course).stdout)

    stub = next(node for node in tree.body if isinstance(node, ast.FunctionDef))
    assert ast.get_docstring(stub).startswith('With \\sigma and \\"\\"\\" in it, 1/2')


# --- scripts ----------------------------------------------------------------------------------------


def test_the_script_keeps_the_names_of_the_homework_and_leaves_the_gradients_out(gradecheck):
    text = gradecheck("starter", "backprop").stdout

    for name in ("x", "y", "w1", "w2", "h", "h_relu", "y_pred", "loss"):
        assert re.search(rf"^ *{name} = ", text, re.MULTILINE), name
    assert re.findall(r"^ *grad_\w+ *=.*", text, re.MULTILINE) == []
    assert "homework 4" in text


def test_the_script_with_the_gradients_filled_in_is_right(gradecheck, graded):
    (told,) = graded("backprop", filled(gradecheck("starter", "backprop").stdout))

    assert ("pass", None) == (told["verdict"], told["diagnosis"])


def test_functions_and_a_script_share_one_file(course, gradecheck, graded, write):
    """Its script runs where the file is run, and not where it is imported."""
    write({"task.yaml": BOTH})
    text = gradecheck("starter", "task.yaml", cwd=course).stdout

    assert ["missing", "missing"] == [told["diagnosis"] for told in graded("task.yaml", text)]
    assert ["pass", "pass"] == [told["verdict"] for told in graded("task.yaml", filled(text))]


def test_a_script_that_says_it_at_import_is_missing_for_every_function(course, graded):
    (told,) = graded("task.yaml", TO_DO + "\n")

    assert ("fail", "missing") == (told["verdict"], told["diagnosis"])


# --- whose fault ------------------------------------------------------------------------------------


def test_an_unknown_task_is_wrong_usage(gradecheck):
    done = gradecheck("starter", "matrix-calculs")

    expected = "gradecheck: there is no task 'matrix-calculs'; did you mean 'matrix-calculus'?\n"
    assert (2, "", expected) == (done.returncode, done.stdout, done.stderr)


def test_a_key_that_raises_is_the_authors_fault(course, gradecheck, write):
    write({"exercises.py": PLUGIN.replace("return A.T @ (A @ x)\n", "return nothing\n")})

    done = gradecheck("starter", "task.yaml", cwd=course)

    assert (3, "") == (done.returncode, done.stdout)
    assert "the key of least-grad raised NameError" in done.stderr


def test_a_script_without_a_starter_says_what_its_plugin_lacks(course, gradecheck, write):
    script = '''
from gradecheck.author import script_exercise
@script_exercise("short", zh="脚本。", loss=half_square, roles=("A", "x"), trained=("x",), steps=5,
                 learning_rate=0.1)
def step(A, x, rate):
    """A script."""
    return (x,)

@hookimpl
def gradecheck_exercises():
    return [grad, step]
'''
    write({"exercises.py": PLUGIN.partition("@hookimpl")[0] + script})
    write({"task.yaml": TASK + "  - {use: short, points: 1}\n"})

    done = gradecheck("starter", "task.yaml", cwd=course)

    expected = "gradecheck: short offers no starter file; its plugin may set starter=...\n"
    assert (3, expected) == (done.returncode, done.stderr)


# --- examples ---------------------------------------------------------------------------------------

NUMBERS = st.floats(-1e3, 1e3).filter(lambda number: number == 0 or abs(number) > 1e-3)


@given(arrays(np.float64, st.tuples(st.integers(1, 4), st.integers(1, 4)), elements=NUMBERS))
def test_a_rounded_array_is_what_its_text_gives(array):
    short = rounded(array)

    np.testing.assert_allclose(eval(literal(short), {"np": np}), short, rtol=0, atol=1e-12)
    assert np.abs(short - array).max() <= 0.005 + 1e-9


def test_rounded_probabilities_add_up_to_one():
    for size in range(2, 9):
        short = rounded(np.random.default_rng(size).dirichlet(np.ones(size)))
        assert 1.0 == pytest.approx(short.sum(), abs=1e-12)


def test_a_function_becomes_a_lambda_with_its_constants():
    f = Function("a * x + b", "x", a=2.0, b=np.float64(0.123456))

    assert "lambda x, a=2.0, b=0.123: a * x + b" == literal(rounded(f))


def test_the_same_example_is_drawn_every_time():
    exercise = load().exercises["trace-inverse-grad"]

    assert literal(example(exercise).arguments["W"]) == literal(example(exercise).arguments["W"])
