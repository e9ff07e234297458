"""The class list: names for ids, and who handed nothing in."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradecheck import roster
from gradecheck.errors import UsageError
from gradecheck.model import Submission


@pytest.fixture
def listed(write):
    """Read a roster of these bytes, or this text."""
    return lambda content: roster.read(write({"class.csv": content}) / "class.csv")


def complaint(listed, content):
    """What is said about a roster, without its path."""
    with pytest.raises(UsageError) as caught:
        listed(content)
    return str(caught.value).partition("class.csv")[2]


EXPECTED = {"2020001": "张三", "2020002": "Ada, Countess of Lovelace"}
TEXT = '学号,姓名,专业\r\n2020001,张三,数学\r\n\r\n2020002 , "Ada, Countess of Lovelace"\r\n'.replace(
    ', "', ',"'
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_a_roster_is_read_as_spreadsheets_save_it(listed, encoding):
    assert EXPECTED == listed(TEXT.encode(encoding))


@pytest.mark.parametrize("heading", ["id,name", "SID,Name", "Student ID,Name", "学号,姓名"])
def test_a_first_line_may_name_the_columns(listed, heading):
    assert listed(f"{heading}\nid,Ida\n") == {"id": "Ida"}


def test_the_first_line_may_be_a_student(listed):
    assert listed("2020001,张三") == {"2020001": "张三"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("a,Ada\nb\n", ":2: a line is id,name; this one is 'b'"),
        ("a,Ada\n,Bob\n", ":2: a line is id,name; this one is ',Bob'"),
        ("a,Ada\nb,Bob\na,Ann\n", ":3: the id 'a' is there twice, with two names"),
        ("", ": nobody is on it; a line is id,name"),
        ("id,name\n", ": nobody is on it; a line is id,name"),
        (b"\xff\xfea\x00", ": neither UTF-8 nor GBK; save it as CSV UTF-8"),
        ("a," + "x" * 200_000, ":1: not CSV: field larger than field limit (131072)"),
    ],
    ids=range(7),
)
def test_a_roster_that_is_wrong_is_wrong_usage_and_says_where(listed, content, said):
    assert said == complaint(listed, content)


def test_the_same_line_twice_is_no_mistake(listed):
    assert listed("a,Ada\na,Ada\n") == {"a": "Ada"}


def test_a_roster_that_is_not_there_is_wrong_usage(tmp_path):
    with pytest.raises(UsageError, match=r"--roster: cannot read '.*no.csv': No such file or directory"):
        roster.read(tmp_path / "no.csv")


@given(st.binary())
def test_no_bytes_raise_anything_but_wrong_usage(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(data)
    with contextlib.suppress(UsageError):
        assert roster.read(path)


# --- whose is whose ---------------------------------------------------------------------------------------

NAMES = {"2020001": "张三", "2020002": "李四", "ada": "Ada", "hw": "Huang Wei"}


@pytest.mark.parametrize(
    ("id_", "name"),
    [
        ("2020001", "张三"),
        ("group/2020001", "张三"),
        ("lab1_2020001-final", "张三"),
        ("2020001+2020002", "张三, 李四"),
        ("2020001_2020002", "known"),
        ("ada/hw", "known"),
        ("adam", "known"),
        ("20200010", "known"),
    ],
)
def test_a_submission_is_the_students_whose_id_alone_is_in_its_name(id_, name):
    [one] = roster.named([Submission(id_, "x.py", name="known")], NAMES)
    assert (one.id, one.name) == (id_, name)


def test_who_handed_nothing_in_is_listed_in_the_order_of_the_roster():
    there = [Submission("lab_ada", "x.py"), Submission("2020002", "y.py"), Submission("stranger", "z.py")]
    assert roster.absent(there, NAMES) == ["2020001 张三", "hw Huang Wei"]


# --- the command ------------------------------------------------------------------------------------------


@pytest.fixture
def named_course(course, write):
    """The small course with a roster in GBK."""
    write({"class.csv": "学号,姓名\nright,张三\ndouble,李四\nnobody,王五\n".encode("gbk")})
    return course


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "nothing handed in by 1 of 3 on the roster:\n  nobody 王五\n"),
        ("zh-CN", "名单上 3 人中有 1 人什么都没有提交：\n  nobody 王五\n"),
    ],
)
def test_names_stand_beside_ids_and_the_absent_are_listed_on_stderr(gradecheck, named_course, lang, said):
    done = gradecheck(
        "run",
        "task.yaml",
        "class",
        "--roster",
        "class.csv",
        "--lang",
        lang,
        "--no-progress",
        cwd=named_course,
    )
    assert "right 张三" in done.stdout
    assert "double 李四" in done.stdout
    assert done.stderr == said


def test_the_json_report_has_names_or_null(gradecheck, named_course):
    arguments = ("run", "task.yaml", "class", "--format", "json")
    named = gradecheck(*arguments, "--roster", "class.csv", cwd=named_course)
    plain = gradecheck(*arguments, cwd=named_course)
    names = [[one["name"] for one in json.loads(done.stdout)["submissions"]] for done in (named, plain)]
    assert names == [["李四", "张三"], [None, None]]


def test_a_shard_knows_the_whole_class(gradecheck, named_course):
    done = gradecheck(
        "run",
        "task.yaml",
        "class",
        "--roster",
        "class.csv",
        "--shard",
        "1/2",
        "--no-progress",
        cwd=named_course,
    )
    assert done.stderr == "nothing handed in by 1 of 3 on the roster:\n  nobody 王五\n"


def test_results_that_are_kept_get_the_names_of_this_run(gradecheck, named_course):
    arguments = ("run", "task.yaml", "class", "--store", "class.sqlite")
    gradecheck(*arguments, cwd=named_course)
    done = gradecheck(*arguments, "--roster", "class.csv", cwd=named_course)
    assert "right 张三" in done.stdout


def test_a_roster_that_is_wrong_stops_the_run_before_anything_is_graded(gradecheck, named_course):
    done = gradecheck("run", "task.yaml", "class", "--roster", "no.csv", cwd=named_course)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "--roster: cannot read 'no.csv': No such file or directory" in done.stderr
