"""The gradebook: a row a submission, readable by every spreadsheet, computed by none."""

import csv
import io
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import ALICE, EVE, HEADER, ZHANG, hostile, perfect, written

from gradecheck.hookspecs import Style
from gradecheck.messages import clean
from gradecheck.report import Totals
from gradecheck.reports.as_csv import cell
from gradecheck.reports.plugin import gradecheck_reporters

#: every character, lone surrogates too
ANY_TEXT = st.text(st.characters(exclude_categories=()))
HEAD = (
    "id,path,name,verdict,points,max_points,seconds,"
    "trace-grad,trace-grad: diagnosis,lsq-grad,lsq-grad: diagnosis,softmax,softmax: diagnosis,"
    "backprop-script,backprop-script: diagnosis\n"
)
GOLDEN = HEAD + (
    "alice,alice.py,,partial,17.5,50,0.250,5,,2.5,factor-two,0,error,10,wrong-w1\n"
    "张三,张三.py,,error,0,50,0.100,0,syntax-error,0,syntax-error,0,syntax-error,0,syntax-error\n"
    "bob,bob.py,,pass,50,50,0.500,5,,5,,10,,30,\n"
    "eve,eve.py,,broken,,50,0.250,5,,,broken,,broken,,broken\n"
)


def rows(text):
    """The rows of a table as a spreadsheet reads them."""
    return list(csv.reader(io.StringIO(text)))


def test_a_class_is_this_table_to_the_letter():
    assert written("csv", ALICE, ZHANG, perfect("bob"), EVE) == GOLDEN


def test_the_byte_order_mark_is_written_on_request_only():
    assert written("csv", ALICE, csv_bom=True) == "\ufeff" + written("csv", ALICE)


def test_a_file_with_the_mark_is_read_as_utf_8(tmp_path):
    """What Excel does with the mark, Python calls utf-8-sig."""
    path = tmp_path / "grades.csv"
    path.write_text(written("csv", ZHANG, csv_bom=True), encoding="utf-8")
    (row,) = csv.DictReader(io.StringIO(path.read_text("utf-8-sig")))
    assert row["id"] == "张三"


def test_an_exercise_that_a_later_submission_lacks_is_an_empty_cell():
    partly = replace(ALICE, id="bob", exercises=ALICE.exercises[1:])
    assert rows(written("csv", ALICE, partly))[2][7:11] == ["", "", "2.5", "factor-two"]


def test_a_run_without_submissions_has_the_names_of_the_columns():
    assert written("csv") == "id,path,name,verdict,points,max_points,seconds\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\r=1", "'=1"),
        ("＝1", "'＝1"),
        ("a;=1", "a;'=1"),
        ("a=1", "a=1"),
        ("jean-luc", "jean-luc"),
        ("'=1", "'=1"),
    ],
)
def test_a_formula_becomes_words(words, expected):
    assert expected == cell(words)


@given(ANY_TEXT)
def test_every_row_reads_back_whatever_a_student_wrote(words):
    head, row = rows(written("csv", hostile(words)))
    assert len(head) == len(row)
    assert row[0] == cell(words)
    assert row[0].replace("'", "") == clean(words, 2000).replace("'", "")
    assert not row[0].startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


def test_a_row_is_in_the_file_as_soon_as_its_submission_is_graded(tmp_path):
    path = tmp_path / "grades.csv"
    with path.open("w", encoding="utf-8") as stream:
        reporter = gradecheck_reporters()["csv"](stream, Style())
        reporter.begin(HEADER)
        for number in range(3):
            reporter.add(perfect(f"student-{number}"))
            assert len(rows(path.read_text("utf-8"))) == number + 2
        reporter.end(Totals(3, 0, 0, 1.0))


def test_the_command_line_asks_for_the_mark(tmp_path):
    """``--csv-bom`` reaches the file that ``--format csv=FILE`` writes."""
    (tmp_path / "alice.py").write_text("def p(): pass\n", encoding="utf-8")
    out = tmp_path / "grades.csv"
    arguments = ["run", "matrix-calculus", str(tmp_path / "alice.py"), "--fail-under", "0", "--csv-bom"]
    wanted = ["--only", "trace-inverse-grad", "--isolation", "none", "--format", f"csv={out}"]
    subprocess.run([sys.executable, "-m", "gradecheck", *arguments, *wanted], check=True)
    assert out.read_bytes().startswith(b"\xef\xbb\xbfid,path,")
