"""The report for people, to the letter: a student's, a class's, in both languages, on any terminal."""

import io
import itertools
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from gradecheck.hookspecs import Style
from gradecheck.model import Message, Text, Verdict
from gradecheck.report import (
    CaseResult,
    ExerciseResult,
    FactResult,
    Header,
    OutputResult,
    SubmissionResult,
    Totals,
)
from gradecheck.reports.page import breaks
from gradecheck.reports.plugin import gradecheck_reporters

HEADER = Header(
    task="demo",
    title=Text("Matrix calculus", "矩阵微积分"),
    seed=7,
    plugins={},
    isolation="full",
    missing=(),
    count=1,
)
RIGHT = ExerciseResult(
    "affine-lsq-grad-x",
    "p1_grad_x",
    Verdict.PASS,
    5.0,
    5.0,
    message=Message("right"),
    error=1e-16,
    tolerance=1e-13,
    cases=(CaseResult(Verdict.PASS, 1e-16, 1e-13),) * 5,
)
NAMED = ExerciseResult(
    "trace-inverse-grad",
    "trace_inverse_grad",
    Verdict.PARTIAL,
    2.5,
    5.0,
    "transposed",
    Message("named", {"name": "transposed"}),
    Text(
        "The differential is tr(G dW), so that the gradient is the transpose of G.",
        "微分是 tr(G dW)，所以梯度是 G 的转置：请再看一看最后一步，那里从微分读出梯度，行和列在那里互换。",
    ),
    1.0,
    1e-13,
    cases=(*(CaseResult(Verdict.PASS, 1e-16, 1e-13),) * 2, *(CaseResult(Verdict.FAIL, 1.0, 1e-13),) * 3),
)
WRONG = ExerciseResult(
    "softmax",
    "softmax",
    Verdict.FAIL,
    0.0,
    10.0,
    "wrong",
    Message("wrong", {"wrong": 3, "size": 12, "error": 0.123}),
    error=0.123,
    tolerance=1e-13,
)
PARTS = ExerciseResult(
    "backprop-grads",
    "backprop_grads",
    Verdict.PARTIAL,
    10.0,
    20.0,
    "missing-mask",
    Message("named", {"name": "missing-mask"}),
    error=0.4,
    tolerance=1e-13,
    outputs=(
        OutputResult("grad_w1", Verdict.FAIL, "missing-mask", 0.0, 10.0),
        OutputResult("grad_w2", Verdict.PASS, None, 10.0, 10.0),
    ),
)
SCRIPT = ExerciseResult(
    "backprop-script",
    None,
    Verdict.PASS,
    30.0,
    30.0,
    "half-gradient",
    Message("accepted", {"name": "half-gradient"}),
    error=0.5,
    tolerance=1e-9,
    facts=(FactResult("losses-fall", holds=True, share=0.5), FactResult("w1-moves", holds=False, share=0.5)),
    losses=(1e8, 1e6, 1e4, 100.0, 1.0),
)
ALICE = SubmissionResult(
    "alice",
    "alice.py",
    Verdict.PARTIAL,
    47.5,
    70.0,
    0.31,
    (Message("file-not-read", {"name": "shot.png"}),),
    (RIGHT, NAMED, WRONG, PARTS, SCRIPT),
)
SYNTAX = Message("syntax-error", {"file": "张三.py", "line": 3, "text": "invalid syntax"})
ZHANG = SubmissionResult(
    "张三",
    "张三.py",
    Verdict.ERROR,
    0.0,
    70.0,
    0.02,
    (),
    tuple(
        ExerciseResult(one.id, one.entry, Verdict.ERROR, 0.0, one.max_points, "syntax-error", SYNTAX)
        for one in ALICE.exercises
    ),
)
PERFECT = SubmissionResult(
    "bob", "bob.py", Verdict.PASS, 70.0, 70.0, 0.3, (), (replace(RIGHT, points=70.0, max_points=70.0),)
)
BROKEN = SubmissionResult(
    "eve",
    "eve.py",
    Verdict.BROKEN,
    0.0,
    70.0,
    0.3,
    (),
    (
        ExerciseResult(
            "softmax", "softmax", Verdict.BROKEN, 0.0, 10.0, None, Message("broken", {"reason": "no key"})
        ),
    ),
)

STUDENT_EN = """\
Matrix calculus

alice
  not read: shot.png
  ✓ pass     affine-lsq-grad-x (p1_grad_x)    5 / 5
  ~ partial  trace-inverse-grad             2.5 / 5
    a known mistake: “transposed”
    hint: The differential is tr(G dW), so that the gradient is the transpose
      of G.
    relative error 1.0e+00, allowed 1.0e-13
    right in 2 of 5 cases
  ✗ fail     softmax                          0 / 10
    wrong values: 3 of 12 entries, relative error 1.2e-01
  ~ partial  backprop-grads                  10 / 20
    a known mistake: “missing-mask”
    ✗ grad_w1: missing-mask  0 / 10
    ✓ grad_w2: pass  10 / 10
    relative error 4.0e-01, allowed 1.0e-13
  ✓ pass     backprop-script                 30 / 30
    accepted: the known variant “half-gradient”
    losses █▆▅▃▁ from 1e+08 to 1
~ partial  47.5 / 70 points
"""
STUDENT_ZH = """\
矩阵微积分

alice
  没有读取：shot.png
  ✓ 通过      affine-lsq-grad-x (p1_grad_x)    5 / 5
  ~ 部分正确  trace-inverse-grad             2.5 / 5
    一个已知的错误：“transposed”
    提示：微分是 tr(G dW)，所以梯度是 G 的转置：请再看一看最后一步，那里从微分
      读出梯度，行和列在那里互换。
    相对误差 1.0e+00，允许 1.0e-13
    5 组输入中有 2 组正确
  ✗ 未通过    softmax                          0 / 10
    数值不对：12 个元素中有 3 个不对，相对误差 1.2e-01
  ~ 部分正确  backprop-grads                  10 / 20
    一个已知的错误：“missing-mask”
    ✗ grad_w1：missing-mask  0 / 10
    ✓ grad_w2：通过  10 / 10
    相对误差 4.0e-01，允许 1.0e-13
  ✓ 通过      backprop-script                 30 / 30
    接受：已知的变体“half-gradient”
    损失 █▆▅▃▁ 从 1e+08 到 1
~ 部分正确  47.5 / 70 分
"""
CLASS_EN = """\
Matrix calculus
Weak isolation (no landlock, seccomp): grade only code that you trust.

~ partial      47.5 / 70  alice             transposed, wrong, missing-mask
! error           0 / 70  张三              syntax-error ×5
✓ pass           70 / 70  bob
? not graded      0 / 70  eve
    softmax: could not be graded, through no fault of the submission: no key

The mistakes made most
     1   33%  every exercise                syntax-error
     1   33%  backprop-grads                missing-mask
     1   33%  softmax                       wrong
     1   33%  trace-inverse-grad            transposed

submissions: 4, passed: 1, mean points: 39.17 / 70, not graded: 1
"""
CLASS_ZH = """\
矩阵微积分
隔离较弱（缺少 landlock, seccomp）：请只评判可信的代码。

~ 部分正确   47.5 / 70  alice             transposed, wrong, missing-mask
! 出错          0 / 70  张三              syntax-error ×5
✓ 通过         70 / 70  bob
? 无法评分      0 / 70  eve
    softmax: 无法评分，这不是提交的问题：no key

最常见的错误
     1   33%  所有题目                      syntax-error  语法错误
     1   33%  backprop-grads                missing-mask
     1   33%  softmax                       wrong  不对
     1   33%  trace-inverse-grad            transposed  转置了

提交：4，通过：1，平均分：39.17 / 70，无法评分：1
"""
ANSI = re.compile(r"\x1b\[[0-9;]*m")
#: every character, lone surrogates too
ANY_TEXT = st.text(st.characters(exclude_categories=()))


def text(*submissions, header=HEADER, **style):
    """What the text reporter writes about some submissions."""
    stream = io.StringIO()
    reporter = gradecheck_reporters()["text"](stream, Style(**style))
    reporter.begin(replace(header, count=len(submissions)))
    for one in submissions:
        reporter.add(one)
    broken = sum(one.verdict is Verdict.BROKEN for one in submissions)
    reporter.end(Totals(len(submissions), broken, 0, 1.0))
    return stream.getvalue()


def one(exercise, **style):
    """The lines about a submission with one exercise, without its title and its total."""
    alone = replace(ALICE, messages=(), exercises=(exercise,))
    return text(alone, **style).splitlines()[3:-1]


@pytest.mark.parametrize(("lang", "expected"), [("en", STUDENT_EN), ("zh-CN", STUDENT_ZH)], ids=["en", "zh"])
def test_a_student_reads_every_exercise_what_was_wrong_and_the_total(lang, expected):
    assert expected == text(ALICE, lang=lang)


@pytest.mark.parametrize(("lang", "expected"), [("en", CLASS_EN), ("zh-CN", CLASS_ZH)], ids=["en", "zh"])
def test_a_teacher_reads_a_line_each_then_the_mistakes_made_most_then_the_sum(lang, expected):
    weak = replace(HEADER, isolation="weak", missing=("landlock", "seccomp"))
    assert expected == text(ALICE, ZHANG, PERFECT, BROKEN, header=weak, lang=lang)


def test_what_is_wrong_with_the_whole_file_is_said_once():
    shown = text(ZHANG)
    assert shown.count("syntax error in 张三.py, line 3: invalid syntax") == 1
    assert shown.count("! error") == 6


def test_quiet_is_one_line_for_a_student():
    assert text(ALICE, verbosity=-1) == "~ partial  47.5 / 70 points\n"


def test_quiet_is_the_summary_for_a_class():
    expected = "submissions: 2, passed: 0, mean points: 23.75 / 70\n"
    assert expected == text(ALICE, ZHANG, verbosity=-1)


def test_verbose_shows_a_class_in_full():
    shown = text(ALICE, PERFECT, verbosity=1)
    assert "\n    a known mistake: “transposed”\n" in shown
    assert "\n✓ pass  70 / 70 points, in 0.30 seconds\n" in shown
    assert shown.endswith("\nsubmissions: 2, passed: 1, mean points: 58.75 / 70\n")


def test_verbose_shows_the_size_of_the_error_of_right_answers_too():
    expected = [
        "  ✓ pass  affine-lsq-grad-x (p1_grad_x)  5 / 5",
        "    relative error 1.0e-16, allowed 1.0e-13",
        "    right in 5 of 5 cases",
    ]
    assert expected == one(RIGHT, verbosity=1)


def test_no_isolation_is_said_even_when_quiet():
    open_doors = replace(HEADER, isolation="none")
    expected = "No isolation: submissions run with your rights; grade only code that you trust.\n"
    assert text(ALICE, header=open_doors, verbosity=-1).startswith(expected)


def test_a_full_wall_needs_no_words():
    assert "solation" not in text(ALICE)


def test_an_exercise_without_a_message_says_its_diagnosis():
    silent = replace(WRONG, message=None, diagnosis="sign-flip", error=None)
    assert one(silent)[1:] == ["    the sign is flipped"]


def test_a_diagnosis_that_only_the_exercise_knows_is_said_by_its_id():
    silent = replace(WRONG, message=None, diagnosis="half-a-hessian", error=None)
    assert one(silent)[1:] == ["    half-a-hessian"]


def test_the_facts_of_a_script_are_listed_unless_it_is_right():
    facts = "    ✓ losses-fall\n    ✗ w1-moves\n"
    wrong = replace(SCRIPT, verdict=Verdict.PARTIAL)
    assert facts in text(replace(ALICE, exercises=(wrong,)))
    assert facts not in text(replace(ALICE, exercises=(SCRIPT,)))


def test_what_stopped_a_whole_submission_is_one_mistake_of_a_class():
    counted = text(ZHANG, PERFECT).split("\n\n")[2].splitlines()
    assert counted[1:] == ["     1   50%  every exercise                syntax-error"]


def test_an_exercise_with_nothing_to_say_is_one_line():
    assert one(replace(WRONG, message=None, diagnosis=None, error=None)) == ["  ✗ fail  softmax  0 / 10"]


def test_a_submission_without_exercises_is_its_total():
    expected = "Matrix calculus\n\nalice\n~ partial  47.5 / 70 points\n"
    assert expected == text(replace(ALICE, messages=(), exercises=()))


def test_a_class_without_mistakes_has_no_list_of_them():
    assert "mistakes" not in text(PERFECT, PERFECT)


def test_a_class_that_could_not_be_graded_has_no_mean():
    expected = "submissions: 2, passed: 0, mean points: 0 / 0, not graded: 2\n"
    assert text(BROKEN, BROKEN).endswith(expected)


def test_the_mistakes_made_most_come_first_with_their_share():
    named = replace(ALICE, exercises=(NAMED,))
    ranked = text(replace(ALICE, exercises=(WRONG,)), named, named, PERFECT).split("\n\n")[2]
    assert ranked.splitlines() == [
        "The mistakes made most",
        "     2   50%  trace-inverse-grad            transposed",
        "     1   25%  softmax                       wrong",
    ]


def test_ten_mistakes_are_enough():
    many = replace(ALICE, exercises=tuple(replace(WRONG, id=f"exercise-{n}") for n in range(30)))
    assert text(many, many).count("100%") == 10


def test_colour_is_only_there_when_asked_for():
    assert "\x1b" not in text(ALICE)
    assert "\x1b[32m✓ pass" in text(ALICE, colour=True)


def test_colour_changes_no_word():
    assert text(ALICE) == ANSI.sub("", text(ALICE, colour=True))


@pytest.mark.parametrize("lang", ["en", "zh-CN"])
@pytest.mark.parametrize("width", [40, 60, 80])
def test_no_line_is_wider_than_the_terminal(lang, width):
    lines = text(ALICE, lang=lang, width=width).splitlines()
    assert [line for line in lines if cell_len(line) > width] == []


def test_no_line_ends_in_blanks():
    shown = text(ALICE, ZHANG, PERFECT, BROKEN, verbosity=1) + text(ALICE, ZHANG, PERFECT, BROKEN)
    assert [line for line in shown.splitlines() if line != line.rstrip()] == []


def test_markup_in_a_name_is_only_a_name():
    shown = text(replace(ALICE, id="[red]alice[/red] :smile:"), colour=True)
    assert "[red]alice[/red] :smile:" in shown


@given(hostile=ANY_TEXT, colour=st.booleans(), count=st.sampled_from([1, 2]))
def test_no_word_of_a_student_reaches_the_terminal_as_a_command(hostile, colour, count):
    raised = replace(
        WRONG, entry=hostile, message=Message("import-raised", {"kind": hostile, "line": 1, "text": hostile})
    )
    mallory = replace(
        ALICE, id=hostile, messages=(Message("file-not-read", {"name": hostile}),), exercises=(raised, RIGHT)
    )
    shown = text(*[mallory] * count, colour=colour)
    assert (ANSI.sub("", shown) if colour else shown).replace("\n", "").isprintable()
    shown.encode("utf-8")


@pytest.mark.parametrize("blanks", [0, 1, 30, 60, 62])
def test_no_line_is_an_order_to_a_ci_server(blanks):
    """GitHub obeys ``::`` behind blanks, as at the start of a wrapped line, and ``##[`` anywhere."""
    hostile = "x " * blanks + "::add-mask::x ##[error]x ##vso[task.complete]x"
    raised = replace(WRONG, message=Message("import-raised-somewhere", {"kind": "E", "text": hostile}))
    mallory = replace(ALICE, id=hostile, exercises=(raised, RIGHT))
    shown = text(mallory) + text(mallory, ALICE)
    assert "add-mask" in shown
    assert [row for row in shown.splitlines() if row.strip().startswith("::") or "##" in row] == []


@pytest.mark.parametrize("hostile", ["\x1b[31m", "\u202e", "\u2066", "\x07", "\x9b2J", "\r", "\udc80"])
def test_control_and_bidirectional_characters_are_not_printed(hostile):
    mallory = replace(ALICE, id=f"a{hostile}b", messages=(Message("file-not-read", {"name": hostile}),))
    assert hostile not in text(mallory) + text(mallory, ALICE)


@pytest.mark.parametrize(
    ("words", "columns", "expected"),
    [
        ("one two three", 8, ["one two ", "three"]),
        ("梯度是转置", 4, ["梯度", "是转", "置"]),
        ("梯度是，转置", 6, ["梯度", "是，转", "置"]),
        ("看（梯度）", 5, ["看", "（梯", "度）"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("ab 梯", 5, ["ab 梯"]),
        ("", 5, [""]),
    ],
)
def test_lines_break_at_blanks_and_after_chinese_characters(words, columns, expected):
    edges = [0, *breaks(words, columns), len(words)]
    assert expected == [words[a:b] for a, b in itertools.pairwise(edges)]


@given(ANY_TEXT.map(lambda words: " ".join(words.split())), st.integers(2, 20))
def test_no_line_is_longer_than_the_columns_and_nothing_is_lost(words, columns):
    edges = [0, *breaks(words, columns), len(words)]
    lines = [words[a:b] for a, b in itertools.pairwise(edges)]
    assert words == "".join(lines)
    assert [line for line in lines if cell_len(line.rstrip()) > columns] == []
