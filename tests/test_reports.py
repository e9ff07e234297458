"""The report for programs: json and jsonl, exactly as the format says, written as it is graded."""

import io
import json
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import gradecheck
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
from gradecheck.reports.as_json import dumped, header_record, submission_record
from gradecheck.reports.plugin import gradecheck_reporters
from gradecheck.reports.sparkline import BLOCKS, NOT_FINITE, sparkline

HEADER = Header(
    task="my-homework",
    title=Text("My homework", "我的作业"),
    seed=20201120,
    plugins={"exercises.py": "sha256:ab", "gradecheck_backprop": "0.1.0 sha256:cd"},
    isolation="weak",
    missing=("landlock", "seccomp"),
    count=1,
)
FACTOR = ExerciseResult(
    id="affine-lsq-grad-x",
    entry="p1_grad_x",
    verdict=Verdict.PARTIAL,
    points=2.5,
    max_points=5,
    diagnosis="factor-two",
    message=Message("named", {"name": "factor-two"}),
    hint=Text("Where does the 2 go?", "2 到哪里去了？"),
    error=1.0,
    tolerance=1.2e-12,
    cases=(CaseResult(Verdict.FAIL, 1.0, 1.2e-12),),
)
SCRIPT = ExerciseResult(
    id="backprop-script",
    entry=None,
    verdict=Verdict.PASS,
    points=30.0,
    max_points=30.0,
    outputs=(OutputResult("grad_w1", Verdict.PASS, None, 15.0, 15.0),),
    facts=(FactResult("losses-fall", holds=True, share=0.5),),
    losses=(2.0, float("inf"), 1.0),
)
ALICE = SubmissionResult(
    id="alice",
    path="alice.py",
    verdict=Verdict.PARTIAL,
    points=32.5,
    max_points=35.0,
    seconds=0.31,
    messages=(Message("file-not-read", {"name": "shot.png"}),),
    exercises=(FACTOR, SCRIPT),
)
ALICE_RECORD = {
    "id": "alice",
    "path": "alice.py",
    "verdict": "partial",
    "points": 32.5,
    "max_points": 35.0,
    "seconds": 0.31,
    "messages": [{"id": "file-not-read", "params": {"name": "shot.png"}, "text": "not read: shot.png"}],
    "name": None,
    "exercises": [
        {
            "id": "affine-lsq-grad-x",
            "entry": "p1_grad_x",
            "verdict": "partial",
            "points": 2.5,
            "max_points": 5.0,
            "diagnosis": "factor-two",
            "message": {
                "id": "named",
                "params": {"name": "factor-two"},
                "text": "a known mistake: “factor-two”",
            },
            "hint": "Where does the 2 go?",
            "error": 1.0,
            "tolerance": 1.2e-12,
            "outputs": [],
            "facts": [],
            "losses": None,
            "cases": [{"verdict": "fail", "error": 1.0, "tolerance": 1.2e-12}],
        },
        {
            "id": "backprop-script",
            "entry": None,
            "verdict": "pass",
            "points": 30.0,
            "max_points": 30.0,
            "diagnosis": None,
            "message": None,
            "hint": None,
            "error": None,
            "tolerance": None,
            "outputs": [
                {
                    "name": "grad_w1",
                    "verdict": "pass",
                    "diagnosis": None,
                    "points": 15.0,
                    "max_points": 15.0,
                }
            ],
            "facts": [{"id": "losses-fall", "holds": True, "share": 0.5}],
            "losses": [2.0, None, 1.0],
            "cases": [],
        },
    ],
}
#: the document of one submission in Chinese, to the letter
GOLDEN = f"""\
{{"format": 1,
 "gradecheck": "{gradecheck.__version__}",
 "numpy": "{np.__version__}",
 "task": "my-homework",
 "seed": 20201120,
 "plugins": {{"exercises.py": "sha256:ab", "gradecheck_backprop": "0.1.0 sha256:cd"}},
 "isolation": {{"mode": "weak", "missing": ["landlock", "seccomp"]}},
 "submissions": [
  {{"id": "张三", "path": "张三.py", "verdict": "partial", "points": 2.5, "max_points": 5.0, \
"seconds": 0.25, "messages": [], "name": null,
   "exercises": [
    {{"id": "affine-lsq-grad-x", "entry": "p1_grad_x", "verdict": "partial", "points": 2.5, \
"max_points": 5.0, "diagnosis": "factor-two", "message": {{"id": "named", \
"params": {{"name": "factor-two"}}, "text": "一个已知的错误：“factor-two”"}}, "hint": "2 到哪里去了？", \
"error": 1.0, "tolerance": 1.2e-12, "outputs": [], "facts": [], "losses": null, \
"cases": [{{"verdict": "fail", "error": 1.0, "tolerance": 1.2e-12}}]}}]}}]}}
"""
#: every character, lone surrogates too
ANY_TEXT = st.text(st.characters(exclude_categories=()))


def written(name, submissions, lang="en"):
    """What the reporter of one format writes."""
    stream = io.StringIO()
    reporter = gradecheck_reporters()[name](stream, Style(lang=lang))
    reporter.begin(replace(HEADER, count=len(submissions)))
    for one in submissions:
        reporter.add(one)
    reporter.end(Totals(len(submissions), 0, 0, 1.0))
    return stream.getvalue()


def paths(value):
    """Every key of a document, in order, with the way to it."""
    match value:
        case dict():
            return [
                way for key, inner in value.items() for way in (key, *(f"{key}.{w}" for w in paths(inner)))
            ]
        case list():
            return [way for inner in value for way in paths(inner)]
    return []


def test_these_formats_are_on_offer():
    assert list(gradecheck_reporters()) == [
        "text", "html", "json", "jsonl", "csv", "junit", "github", "gradescope", "classroom50",
    ]  # fmt: skip


def test_loading_the_formats_does_not_load_rich():
    """Rich is loaded when a text report is made, not before."""
    code = (
        "import io, sys; from gradecheck.hookspecs import Style; from gradecheck.reports import plugin;"
        "offer = plugin.gradecheck_reporters(); offer['json'](io.StringIO(), Style());"
        "print('rich' in sys.modules); offer['text'](io.StringIO(), Style()); print('rich' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\nTrue\n"


def test_a_submission_has_every_key_of_the_format_in_its_order():
    record = submission_record(ALICE, "en")
    assert record == ALICE_RECORD
    assert paths(ALICE_RECORD) == paths(record)


def test_the_header_has_every_key_of_the_format_in_its_order():
    expected = {
        "format": 1,
        "gradecheck": gradecheck.__version__,
        "numpy": np.__version__,
        "task": "my-homework",
        "seed": 20201120,
        "plugins": {"exercises.py": "sha256:ab", "gradecheck_backprop": "0.1.0 sha256:cd"},
        "isolation": {"mode": "weak", "missing": ["landlock", "seccomp"]},
    }
    assert list(expected.items()) == list(header_record(HEADER).items())


def test_json_is_this_text_to_the_letter():
    zhang = replace(
        ALICE,
        id="张三",
        path="张三.py",
        points=2.5,
        max_points=5,
        seconds=0.25,
        messages=(),
        exercises=(FACTOR,),
    )
    assert written("json", [zhang], "zh-CN") == GOLDEN


@pytest.mark.parametrize("count", [0, 1, 3])
def test_json_is_one_document_however_many_submissions(count):
    document = json.loads(written("json", [replace(ALICE, id=str(n)) for n in range(count)]))
    assert [*header_record(HEADER), "submissions"] == list(document)
    assert [str(n) for n in range(count)] == [one["id"] for one in document["submissions"]]


def test_json_of_a_submission_without_exercises_is_valid():
    document = json.loads(written("json", [replace(ALICE, exercises=())]))
    assert document["submissions"][0]["exercises"] == []


def test_json_has_one_exercise_a_line():
    """Two reports can be compared with a line-by-line diff."""
    lines = written("json", [ALICE]).splitlines()
    ours = [line for line in lines if line.startswith('    {"id": ')]
    assert [line.split('"')[3] for line in ours] == ["affine-lsq-grad-x", "backprop-script"]


def test_jsonl_is_the_header_then_a_line_for_each_submission():
    first, *others = written("jsonl", [ALICE, replace(ALICE, id="bob")]).splitlines()
    assert header_record(HEADER) == json.loads(first)
    assert [json.loads(line) for line in others] == [ALICE_RECORD, ALICE_RECORD | {"id": "bob"}]


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_each_submission_is_in_the_file_as_soon_as_it_is_done(tmp_path, name):
    path = tmp_path / "report"
    with path.open("w", encoding="utf-8") as stream:
        reporter = gradecheck_reporters()[name](stream, Style())
        reporter.begin(HEADER)
        for n in range(3):
            reporter.add(replace(ALICE, id=f"student-{n}"))
            assert n + 1 == path.read_text("utf-8").count('"id": "student-')


@pytest.mark.parametrize("name", ["text", "html", "json", "jsonl", "csv", "junit", "github"])
def test_no_reporter_keeps_the_class(name):
    """What a reporter holds does not grow with the number of submissions."""
    reporter = gradecheck_reporters()[name](io.StringIO(), Style())
    reporter.begin(replace(HEADER, count=40))
    sizes = []
    for n in range(40):
        reporter.add(replace(ALICE, id=f"student-{n}"))
        sizes.append(held(reporter))
    assert sizes[20] == sizes[-1]  # github keeps the ten worst


def held(value):
    """How many objects a reporter's own attributes hold (the stream and the console are not its own)."""
    if isinstance(value, dict):
        return len(value) + sum(held(inner) for inner in value.values())
    if type(value).__module__.startswith("gradecheck.reports") and hasattr(value, "__dict__"):
        return held(vars(value))
    return len(value) if isinstance(value, (list, tuple, set)) else 1


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf"), np.float64("-inf")], ids=repr)
def test_a_number_that_is_not_finite_is_null(number):
    odd = replace(
        FACTOR, error=number, tolerance=number, losses=(number,), message=Message("impure", {"x": number})
    )
    (record,) = submission_record(replace(ALICE, exercises=(odd,)), "en")["exercises"]
    assert [
        record["error"], record["tolerance"], record["losses"], record["message"]["params"],
    ] == [None, None, [None], {"x": None}]  # fmt: skip


def test_params_become_plain_json():
    params = {
        "says": Text("yes", "是"),
        "shape": (2, np.int64(3)),
        "none": None,
        "flag": np.bool_(1),
        "deep": {"x": np.float32(0.5)},
        "odd": 1j,
    }
    odd = replace(ALICE, messages=(Message("impure", params),), exercises=())
    assert json.loads(dumped(submission_record(odd, "en")))["messages"][0]["params"] == {
        "says": {"en": "yes", "zh-CN": "是"},
        "shape": [2, 3],
        "none": None,
        "flag": True,
        "deep": {"x": 0.5},
        "odd": "1j",
    }


@pytest.mark.parametrize("name", ["json", "jsonl"])
@given(id_=ANY_TEXT, param=ANY_TEXT)
def test_json_parses_and_is_safe_to_print_whatever_a_student_wrote(name, id_, param):
    hostile = replace(ALICE, id=id_, path=id_, messages=(Message("file-not-read", {"name": param}),))
    text = written(name, [hostile])
    assert text.replace("\n", "").isprintable()
    document = json.loads(text) if name == "json" else json.loads(text.splitlines()[1])
    record = document["submissions"][0] if name == "json" else document
    # One exception: two halves of a character that stand apart in a name become that character.
    assert id_.encode("utf-16", "surrogatepass") == record["id"].encode("utf-16", "surrogatepass")


@pytest.mark.parametrize("name", ["json", "jsonl", "csv", "junit", "html"])
def test_no_line_is_an_order_to_a_ci_server(name):
    """GitHub obeys ``::`` at the start of a line and ``##[`` anywhere, Azure ``##vso[``."""
    orders = "::add-mask::x ##[error]x ##vso[task.complete]x"
    text = written(name, [replace(ALICE, id=orders, path=orders)])
    assert "add-mask" in text
    assert [row for row in text.splitlines() if row.startswith("::") or "##" in row] == []


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((), ""),
        ((1e8, 1e4, 1.0), "█▅▁"),
        ((3.0, 3.0), "▁▁"),
        ((0.0, -1.0, 10.0, 1.0), "▁▁█▁"),
        ((10.0, float("nan"), 1.0, float("inf")), "█×▁×"),
        ((float("nan"),), "×"),
    ],
)
def test_losses_are_drawn_on_a_log_scale(values, expected):
    assert expected == sparkline(values)


@given(st.lists(st.floats()))
def test_a_sparkline_has_one_block_a_value(values):
    drawn = sparkline(values)
    assert len(values) == len(drawn)
    assert set(drawn) <= {*BLOCKS, NOT_FINITE}
