"""What a student reads of a submission that did not answer, through the real command, in both languages."""

import json

import pytest
from worlds import PLUGIN

from gradecheck.messages import LANGUAGES

TASK = """
format: 1
id: least
title: Least squares
plugins: [exercises.py]
limits: {seconds: 1, total_seconds: 1.6}
exercises:
  - {use: least-grad, entry: grad, points: 4}
  - {use: again, entry: again, points: 4}
"""
TWICE = PLUGIN.replace(
    "@hookimpl",
    """
@exercise("again", zh="再求一次。")
def again(A, x):
    "The same once more."
    return A.T @ (A @ x)

again.inputs(grad.draw)

@hookimpl""",
).replace("return [grad]", "return [grad, again]")


@pytest.fixture
def told(write, gradecheck):
    """Diagnosis and words for each exercise of a submission."""

    def run(source, lang="en"):
        folder = write({"exercises.py": TWICE, "task.yaml": TASK, "hw.py": source})
        made = gradecheck("run", "task.yaml", "hw.py", "--format", "json", "--lang", lang, cwd=folder)
        (one,) = json.loads(made.stdout)["submissions"]
        return [(e["verdict"], e["diagnosis"], e["message"]["text"]) for e in one["exercises"]]

    return run


def test_what_is_not_a_function_is_told_from_what_is_not_there(told):
    found = [told("grad = 3\ndef agian(A, x):\n    return A.T @ A @ x\n", lang) for lang in LANGUAGES]

    assert found == [
        [
            ("fail", "missing", "“grad” is not a function"),
            (
                "fail",
                "missing",
                "not handed in: there is no function “again”; did you mean “agian”? Rename it to “again”",
            ),
        ],
        [
            ("fail", "missing", "“grad”不是函数"),
            ("fail", "missing", "没有提交：没有函数“again”；是不是指“agian”？请把它改名为“again”"),
        ],
    ]


def test_the_limit_that_was_met_is_the_one_that_is_said(told):
    found = told("def grad(A, x):\n    while True: pass\n\nagain = grad\n")

    assert found == [
        ("timeout", None, "stopped after 1 seconds"),
        ("timeout", None, "not graded: the 1.6 seconds for the whole submission were used up"),
    ]


def test_an_import_that_fails_shows_no_path_of_the_grader(told):
    found = told("from math import gradient\n")

    said = "could not run: ImportError in line 1: cannot import name 'gradient' from 'math'"
    assert found == [("error", None, said)] * 2


def test_wrong_arguments_are_told_as_such(told):
    found = told("def grad(A):\n    return A\n\ndef again(A, x):\n    return grad(A, x)\n")

    assert found == [
        ("error", None, "could not be called as grad(A, x)"),
        ("error", None, "raised TypeError in line 5"),
    ]
