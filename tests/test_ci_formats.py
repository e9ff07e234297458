"""The formats of CI servers and course platforms, field by field, safe whatever students print."""

import io
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import ALICE, EVE, HEADER, NAMED, RAISED, RIGHT, ZHANG, hostile, perfect, written

import gradecheck
from gradecheck.errors import MachineError, UsageError
from gradecheck.hookspecs import Style
from gradecheck.model import Verdict
from gradecheck.report import Totals
from gradecheck.reports import step_summary
from gradecheck.reports.plugin import gradecheck_reporters

#: every character, lone surrogates too
ANY_TEXT = st.text(st.characters(exclude_categories=()))
EVIL = "]]>&\"'<b>\x00\x1b[31m\ufffe\udcff\u202e%0A::error::x\r\n::stop-commands::t\n##[add-mask]y|`*"
JUNIT = f"""\
<?xml version="1.0" encoding="utf-8"?>
<testsuites name="Matrix calculus">
  <testsuite name="bob" tests="2" failures="1" errors="1" skipped="0" time="0.250" file="bob.py">
    <properties>
      <property name="gradecheck" value="{gradecheck.__version__}"/>
      <property name="task" value="demo"/>
      <property name="isolation" value="full"/>
      <property name="verdict" value="partial"/>
      <property name="points" value="17.5"/>
      <property name="max_points" value="50"/>
      <property name="lsq-grad: verdict" value="partial"/>
      <property name="lsq-grad: points" value="2.5"/>
      <property name="lsq-grad: max_points" value="5"/>
      <property name="softmax: verdict" value="error"/>
      <property name="softmax: points" value="0"/>
      <property name="softmax: max_points" value="10"/>
    </properties>
    <testcase classname="demo.bob" name="lsq-grad">
      <failure type="factor-two" message="a known mistake: “factor-two”">a known mistake: “factor-two”
hint: Where does the 2 go?
relative error 1.0e+00, allowed 1.0e-13
right in 1 of 2 cases</failure>
    </testcase>
    <testcase classname="demo.bob" name="softmax">
      <error type="error" message="raised ValueError in line 12">raised ValueError in line 12</error>
    </testcase>
    <system-out>not read: shot.png</system-out>
  </testsuite>
</testsuites>
"""
#: of each element, the attributes that it must have and may have, and its children in junit-10.xsd
SCHEMA = {
    "testsuites": ("", "name time tests failures errors", "testsuite"),
    "testsuite": (
        "name tests failures errors",
        "group time skipped timestamp hostname id package file log url",
        "testsuite properties testcase system-out system-err",
    ),
    "properties": ("", "", "property"),
    "property": ("name value", "", ""),
    "testcase": ("name", "time classname group", "skipped error failure system-out system-err"),
    "failure": ("", "type message", ""),
    "error": ("", "type message", ""),
    "system-out": ("", "", ""),
}
GITHUB = """\
::error file=alice.py,line=12,title=alice%3A softmax::error 0 / 10 points%0Araised ValueError in line 12
::warning file=alice.py,title=alice%3A backprop-script::partial 10 / 30 points%0A\
the weights overflow (inf or nan)%0Aw1: wrong%0A✓ the last ten losses fall%0A✗ replayed
::warning file=alice.py,title=alice%3A lsq-grad::partial 2.5 / 5 points%0Aa known mistake: “factor-two”%0A\
hint: Where does the 2 go?%0Arelative error 1.0e+00, allowed 1.0e-13%0Aright in 1 of 2 cases
::notice title=alice::partial 17.5 / 50 points
::notice title=alice::not read: shot.png
"""
SUMMARY_OF_ONE = r"""## Matrix calculus

**alice**: ~ partial, 17.5 / 50 points

- not read\: shot\.png

| Exercise | Verdict | Points | What was found |
| --- | --- | --- | --- |
| trace\-grad \(p1\) | ✓ pass | 5 / 5 |  |
| lsq\-grad | ~ partial | 2.5 / 5 | a known mistake\: “factor\-two”<br>hint\: Where does the 2 go\?<br>"""
SUMMARY_OF_A_CLASS = r"""## Matrix calculus

| Submission | Verdict | Points | Mistakes |
| --- | --- | --- | --- |
| alice | \~ partial | 17\.5 \/ 50 | factor\-two\, error\, wrong\-w1 |
| 张三 | \! error | 0 \/ 50 | syntax\-error ×4 |

### The mistakes made most

| Exercise | Mistake | Meaning | Submissions |
| --- | --- | --- | --- |
| every exercise | syntax\-error | syntax error | 1 |
| backprop\-script | wrong\-w1 |  | 1 |
| lsq\-grad | factor\-two |  | 1 |
| softmax | error | stopped with an error | 1 |

submissions\: 2\, passed\: 0\, mean points\: 8\.75 \/ 50

"""
RUNNER = {
    "CLASSROOM": "dsm",
    "ASSIGNMENT": "homework-4",
    "SUBMISSION_TAG": "submit/2026-11-25T00-00-00Z-abc1234",
    "COMMIT_URL": "https://example.org/commit/abc1234",
    "RELEASE_URL": "https://example.org/releases/tag/submit",
}


@pytest.fixture(autouse=True)
def runner(monkeypatch):
    """The environment of Classroom 50's runner, and no step summary."""
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    monkeypatch.delenv("REVIEW_URL", raising=False)
    for name, value in RUNNER.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def summary(monkeypatch, tmp_path):
    """The file of the step summary."""
    path = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    return path


# --- JUnit ------------------------------------------------------------------------------------------


def test_junit_is_this_document_to_the_letter():
    bob = replace(ALICE, id="bob", path="bob.py", exercises=(NAMED, RAISED))
    assert written("junit", bob) == JUNIT


def test_junit_counts_failures_and_errors_of_each_suite():
    root = ET.fromstring(written("junit", ALICE, ZHANG, perfect("bob"), EVE))
    counts = [tuple(suite.get(key) for key in ("tests", "failures", "errors")) for suite in root]
    assert counts == [("4", "2", "1"), ("4", "0", "4"), ("4", "0", "0"), ("4", "0", "3")]


@given(ANY_TEXT)
def test_junit_is_valid_for_the_strictest_reader(words):
    """Source: jenkinsci/xunit-plugin, types/model/xsd/junit-10.xsd."""
    root = ET.fromstring(written("junit", ALICE, ZHANG, perfect("bob"), EVE, hostile(words)))
    for element in root.iter():
        must, may, children = (set(words.split()) for words in SCHEMA[element.tag])
        assert must <= set(element.keys()) <= must | may
        assert {child.tag for child in element} <= children
    assert all(re.fullmatch(r"[0-9]{0,3}\.[0-9]*", suite.get("time")) for suite in root)


def test_every_case_of_junit_has_a_name_of_its_own():
    """GitLab drops all but the first case of a classname and name."""
    root = ET.fromstring(written("junit", ALICE, ZHANG))
    names = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len(names) == len(set(names)) == 8


@given(ANY_TEXT)
def test_junit_is_well_formed_whatever_a_student_wrote(words):
    root = ET.fromstring(written("junit", hostile(words)))
    assert [element.tag for element in root.iter()].count("testcase") == 2


def test_junit_replaces_what_xml_cannot_hold():
    text = written("junit", hostile(EVIL))
    assert not set("\x00\x1b\ufffe\udcff\u202e") & set(text)
    assert "\ufffd" in ET.fromstring(text)[0].get("name")


# --- GitHub -----------------------------------------------------------------------------------------


def unescaped(line):
    """Kind, properties and text of a command, as the runner reads it."""
    kind, properties, text = re.fullmatch(r"::(\w+)(?: ([^:]*))?::(.*)", line).groups()
    pairs = [pair.partition("=")[::2] for pair in (properties or "").split(",") if pair]
    return kind, {key: _decoded(value) for key, value in pairs}, _decoded(text)


def _decoded(text):
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


def test_annotations_are_these_lines_to_the_letter():
    assert written("github", ALICE) == GITHUB


def test_what_is_said_of_every_exercise_is_annotated_once():
    first, second = written("github", ZHANG).splitlines()
    assert unescaped(first) == (
        "error",
        {"file": "张三.py", "line": "3", "title": "张三"},
        "syntax error in 张三.py, line 3: invalid syntax",
    )
    assert second == "::notice title=张三::error 0 / 50 points"


def test_ten_annotations_of_a_kind_are_written_those_that_cost_most():
    raised = [replace(RAISED, id=f"e-{n}", entry=f"e_{n}", max_points=float(n)) for n in range(1, 31)]
    kept = written("github", replace(ALICE, exercises=(RIGHT, *raised))).splitlines()
    errors = [unescaped(line)[1]["title"] for line in kept if line.startswith("::error")]
    assert errors == [f"alice: e-{n}" for n in range(30, 20, -1)]


def test_what_is_not_a_python_file_is_not_named_as_one():
    """A folder has no lines to point at."""
    lines = written("github", replace(ALICE, path="alice")).splitlines()
    assert [unescaped(line)[1].get("file") for line in lines] == [None] * 5


def test_a_class_is_summed_up_in_a_notice_that_is_always_among_the_ten():
    lines = written("github", *(replace(ALICE, id=f"student-{n}") for n in range(20))).splitlines()
    kinds = [unescaped(line)[0] for line in lines]
    assert [kinds.count(kind) for kind in ("error", "warning", "notice")] == [10, 10, 10]
    assert "::notice::submissions: 20, passed: 0, mean points: 17.5 / 50" in lines


@given(ANY_TEXT)
def test_every_line_of_the_log_is_our_own_command(words):
    for line in written("github", hostile(words)).splitlines():
        kind, properties, _ = unescaped(line)
        assert kind in {"error", "warning", "notice"}
        assert set(properties) <= {"file", "line", "title"}


def test_percent_colon_comma_and_line_ends_are_escaped():
    text = written("github", hostile("100%0A,a:b\r\nc"))
    assert "title=100%250A%2Ca%3Ab c" in text
    assert "::not read: 100%250A,a:b c\n" in text


def test_the_summary_of_one_submission_says_everything(summary):
    written("github", ALICE)
    assert summary.read_text("utf-8").startswith(SUMMARY_OF_ONE)


def test_the_summary_of_a_class_is_a_row_each_and_the_mistakes_made_most(summary):
    written("github", ALICE, ZHANG)
    assert summary.read_text("utf-8") == SUMMARY_OF_A_CLASS


def test_a_class_without_mistakes_has_no_table_of_them(summary):
    written("github", perfect("bob"), perfect("eve"))
    assert "mistakes made most" not in summary.read_text("utf-8")


def test_the_summary_is_appended_to_what_other_tools_wrote(summary):
    summary.write_text("before\n", encoding="utf-8")
    written("github", ALICE)
    assert summary.read_text("utf-8").startswith("before\n## Matrix calculus\n")


def test_the_summary_stops_before_the_size_that_github_refuses(summary, monkeypatch):
    monkeypatch.setattr(step_summary, "LIMIT", 23_000)
    written("github", *(replace(ALICE, id=f"student-{n}" + "字" * 100) for n in range(100)))
    text = summary.read_text("utf-8")
    rows = text.count("| student\\-")
    assert len(text.encode()) < 23_000
    assert 0 < rows < 100
    assert f"There was no room for {100 - rows} more submissions" in text
    assert "passed\\: 0" in text


def test_a_summary_that_cannot_be_written_is_the_machines_fault(monkeypatch, tmp_path):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    with pytest.raises(MachineError, match="cannot write the step summary"):
        written("github", ALICE)


@given(ANY_TEXT)
def test_no_mark_of_punctuation_in_a_students_words_is_read_as_markdown(words):
    safe = step_summary.markdown(words)
    assert re.sub(r"\\[!-/:-@\[-`{-~]", "", safe).isprintable()
    assert not re.search(r"[!-/:-@\[-`{-~]", re.sub(r"\\[!-/:-@\[-`{-~]", "", safe))


# --- Gradescope -------------------------------------------------------------------------------------


def test_gradescope_results_are_these_fields():
    results = json.loads(written("gradescope", ALICE))
    tests = results.pop("tests")
    assert results == {
        "score": 17.5,
        "execution_time": 0.25,
        "output": "partial 17.5 / 50 points\nnot read: shot.png",
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "extra_data": {
            "gradecheck": gradecheck.__version__,
            "task": "demo",
            "isolation": "full",
            "verdict": "partial",
        },
    }
    assert tests[:2] == [
        {
            "name": "trace-grad (p1)",
            "number": "1",
            "score": 5.0,
            "max_score": 5.0,
            "status": "passed",
            "output": "pass",
            "visibility": "visible",
            "extra_data": {"verdict": "pass", "diagnosis": None},
        },
        {
            "name": "lsq-grad",
            "number": "2",
            "score": 2.5,
            "max_score": 5.0,
            "status": "failed",
            "output": "a known mistake: “factor-two”\nhint: Where does the 2 go?\n"
            "relative error 1.0e+00, allowed 1.0e-13\nright in 1 of 2 cases",
            "visibility": "visible",
            "extra_data": {"verdict": "partial", "diagnosis": "factor-two"},
        },
    ]
    assert [one["number"] for one in tests] == ["1", "2", "3", "4"]


def test_what_could_not_be_graded_says_so_on_gradescope():
    results = json.loads(written("gradescope", EVE))
    assert results["output"].startswith("not graded")
    assert "through no fault of the submission" in results["tests"][1]["output"]


# --- Classroom 50 -----------------------------------------------------------------------------------


def test_classroom_50_results_are_the_fields_of_the_schema():
    result = json.loads(written("classroom50", ALICE))
    assert list(result) == [
        "schema", "classroom", "assignment", "submission", "commit", "release", "review", "datetime",
        "score", "max-score", "tests",
    ]  # fmt: skip
    assert result["schema"] == "classroom50/result/v1"
    assert result["classroom"] == RUNNER["CLASSROOM"]
    assert result["review"] == result["commit"] == RUNNER["COMMIT_URL"]
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ", result["datetime"])
    assert result["tests"][1] == {
        "test-name": "lsq-grad",
        "passed": False,
        "score": 250,
        "max-score": 500,
        "verdict": "partial",
        "diagnosis": "factor-two",
        "output": "a known mistake: “factor-two”\nhint: Where does the 2 go?\n"
        "relative error 1.0e+00, allowed 1.0e-13\nright in 1 of 2 cases",
    }


def test_the_review_link_of_the_runner_is_used_where_there_is_one(monkeypatch):
    monkeypatch.setenv("REVIEW_URL", "https://example.org/compare")
    assert json.loads(written("classroom50", ALICE))["review"] == "https://example.org/compare"


@given(st.lists(st.floats(0, 40), min_size=1))
def test_scores_are_whole_numbers_that_add_up(points):
    exercises = tuple(replace(NAMED, points=p / 3, max_points=p) for p in points)
    result = json.loads(written("classroom50", replace(ALICE, exercises=exercises)))
    for one in (result, *result["tests"]):
        assert type(one["score"]) is int
        assert type(one["max-score"]) is int
        assert 0 <= one["score"] <= one["max-score"]
    assert result["score"] == sum(one["score"] for one in result["tests"])
    assert result["max-score"] == sum(one["max-score"] for one in result["tests"])


def test_outside_of_a_runner_it_is_said_what_is_missing(monkeypatch):
    monkeypatch.delenv("CLASSROOM")
    monkeypatch.setenv("COMMIT_URL", "")
    with pytest.raises(UsageError, match="CLASSROOM, COMMIT_URL; choose json elsewhere"):
        written("classroom50", ALICE)


# --- all of them ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["gradescope", "classroom50"])
def test_a_format_of_one_submission_refuses_a_class_before_it_is_graded(name):
    reporter = gradecheck_reporters()[name](io.StringIO(), Style())
    with pytest.raises(UsageError, match=rf"--format {name} is for one submission, and there are 2"):
        reporter.begin(replace(HEADER, count=2))


@pytest.mark.parametrize("name", ["gradescope", "classroom50"])
@given(words=ANY_TEXT)
def test_json_for_platforms_is_valid_and_printable_whatever_a_student_wrote(name, words):
    text = written(name, hostile(words))
    assert text.removesuffix("\n").isprintable()
    assert len(json.loads(text)["tests"]) == 2


@pytest.mark.parametrize("name", ["gradescope", "classroom50"])
def test_the_document_is_complete_as_soon_as_the_submission_is_graded(name):
    stream = io.StringIO()
    reporter = gradecheck_reporters()[name](stream, Style())
    reporter.begin(HEADER)
    reporter.add(ALICE)
    done = stream.getvalue()
    assert json.loads(done)
    reporter.end(Totals(1, 0, 0, 1.0))
    assert stream.getvalue() == done


@pytest.mark.parametrize("name", ["junit", "github", "gradescope", "classroom50"])
def test_chinese_is_spoken(name):
    assert "2 到哪里去了？" in written(name, ALICE, lang="zh-CN")


@pytest.mark.parametrize("verdict", list(Verdict))
@pytest.mark.parametrize("name", ["junit", "github", "gradescope", "classroom50", "csv", "html"])
def test_every_verdict_can_be_written(name, verdict):
    bare = replace(RAISED, verdict=verdict, message=None)
    assert written(name, replace(ALICE, verdict=verdict, exercises=(bare, NAMED)))
