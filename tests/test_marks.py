"""What happened in a student's process, in words."""

import pytest

from gradecheck.marks import import_failure
from gradecheck.messages import LANGUAGES, say
from gradecheck.model import Raised


def told(raised):
    """What is said of a submission that could not be imported, in both languages."""
    return [say(import_failure(raised)[0], lang) for lang in LANGUAGES]


@pytest.mark.parametrize(
    ("place", "en", "zh"),
    [
        ({"line": 2}, "could not run: ValueError in line 2", "无法运行：第 2 行抛出了 ValueError"),
        (
            {"line": 2, "cell": 5},
            "cell 5 stopped in line 2 with ValueError",
            "第 5 个单元格在第 2 行停下，抛出了 ValueError",
        ),
        ({}, "could not run: ValueError", "无法运行：抛出了 ValueError"),
    ],
)
def test_an_exception_without_a_text_leaves_no_colon_behind(place, en, zh):
    assert told(Raised("ValueError", **place)) == [en, zh]
    assert told(Raised("ValueError", text="why", **place)) == [f"{en}: why", f"{zh}：why"]


@pytest.mark.parametrize(
    ("place", "en", "zh"),
    [
        (
            {"line": 15},
            "line 15 ends the process before it answered; leave out exit() and quit()",
            "第 15 行在给出答案之前就结束了进程；请去掉 exit() 和 quit()",
        ),
        (
            {"line": 1, "cell": 3},
            "cell 3, line 1: this ends the process before it answered; leave out exit() and quit()",
            "第 3 个单元格第 1 行在给出答案之前就结束了进程；请去掉 exit() 和 quit()",
        ),
        (
            {},
            "the process ended before it answered; look for exit() or quit() in the code",
            "进程在给出答案之前就结束了；请检查代码中是否有 exit() 或 quit()",
        ),
    ],
)
def test_a_submission_that_exits_is_told_where(place, en, zh):
    assert told(Raised("SystemExit", text="1", **place)) == [en, zh]
