"""A class in shards is the same class: every submission in one of them, and one report of all."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import DOUBLE, RIGHT, TASK

from gradecheck.changes import compared
from gradecheck.cli.portion import shard
from gradecheck.errors import UsageError
from gradecheck.merge import merged
from gradecheck.model import Submission
from gradecheck.reread import read


@pytest.fixture
def sharded(course, gradecheck, write):
    """A class in a folder with folders, graded whole and in three shards; ``(folder, shards)``."""
    write({"class/bob/hw.py": RIGHT, "class/bob.py": DOUBLE, "class/carol.py": RIGHT, "class/dave.py": RIGHT})
    gradecheck(
        "run",
        "task.yaml",
        "class",
        "--format",
        "json=whole.json",
        "--format",
        "jsonl=whole.jsonl",
        cwd=course,
    )
    shards = [f"part{n}.{kind}" for n, kind in ((1, "json"), (2, "jsonl"), (3, "json"))]
    for n, name in enumerate(shards, 1):
        kind = name.partition(".")[2]
        gradecheck("run", "task.yaml", "class", "--shard", f"{n}/3", "--format", f"{kind}={name}", cwd=course)
    return course, shards


def undated(text):
    """A report's text without its seconds."""
    head, *parts = text.split('"seconds": ')
    return [head, *(part.partition(",")[2] for part in parts)]


@given(st.sets(st.text(), min_size=1), st.integers(1, 9))
def test_every_submission_is_in_exactly_one_shard(ids, count):
    submissions = [Submission(id_, id_) for id_ in sorted(ids)]
    shards = [shard(submissions, f"{number}/{count}") for number in range(1, count + 1)]

    assert sorted(ids) == sorted(one.id for part in shards for one in part)


def test_a_new_submission_moves_no_other():
    old = [Submission(name, name) for name in ("alice", "bob", "carol")]

    assert shard(old, "1/2") == [
        one for one in shard([*old, Submission("dave", "dave")], "1/2") if one in old
    ]


@pytest.mark.parametrize("wanted", ["0/2", "3/2", "1", "1/0", "a/b", "1/2/3", "-1/2", "1/2.5", "", "１/２"])
def test_anything_but_i_of_n_is_no_shard(wanted):
    expected = f"--shard: {wanted!r} is no shard; write I/N, such as 1/4 for the first of four"

    with pytest.raises(UsageError) as caught:
        shard([], wanted)
    assert expected == str(caught.value)


def test_shards_need_one_seed(course, gradecheck, write):
    write({"task.yaml": TASK.replace("seed: 7\n", "")})
    done = gradecheck("run", "task.yaml", "class", "--shard", "1/2", cwd=course)

    expected = "--shard needs the same seed in every shard; write --seed, or seed: in the task"
    assert (2, f"gradecheck: {expected}\n") == (done.returncode, done.stderr)


def test_merged_shards_are_the_report_of_the_whole_class(sharded, gradecheck):
    """Whatever their order and formats; to a file, or to stdout where none is named."""
    folder, shards = sharded
    for kind in ("json", "jsonl"):
        done = gradecheck("merge", *reversed(shards), "-o", f"merged.{kind}", cwd=folder)

        assert (0, "", "") == (done.returncode, done.stdout, done.stderr)
        whole, merged = ((folder / f"{name}.{kind}").read_text() for name in ("whole", "merged"))
        assert undated(whole) == undated(merged)
    done = gradecheck("merge", "whole.jsonl", cwd=folder)

    assert (0, (folder / "whole.json").read_text()) == (done.returncode, done.stdout)
    assert 6 == len(json.loads(done.stdout)["submissions"])


REPORT = """\
{"format": 1,
 "gradecheck": "0.1.0",
 "numpy": "2.4.6",
 "task": "least",
 "seed": 7,
 "plugins": {"exercises.py": "sha256:fba797c94aa1"},
 "isolation": {"mode": "full", "missing": []},
 "submissions": [
  {"id": "double", "path": "class/double.py", "verdict": "partial", "points": 2.0, "max_points": 4.0,
   "exercises": [
    {"id": "least-grad", "verdict": "partial", "points": 2.0, "max_points": 4.0, "diagnosis": "factor-two",
     "message": {"id": "named", "params": {}, "text": "a known mistake"}}]}]}
"""
NO_REPORT = "b.json is not a whole report (json, jsonl) nor a store of gradecheck"
MIXTURE = "; only shards of one class go together"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"seed": 7', '"seed": 8', "a.json has seed 7, b.json has 8" + MIXTURE),
        ('"task": "least"', '"task": "most"', "a.json has task 'least', b.json has 'most'" + MIXTURE),
        ("sha256:", "sha256:0", "a.json and b.json differ in plugins" + MIXTURE),
        ("", "", "'double' is in both a.json and b.json"),
        ('"format": 1', '"format": 2', NO_REPORT),
        ('"seed": 7', '"seed": "7"', NO_REPORT),
        ("}]}]}", "}]}", NO_REPORT),
        (REPORT, "", NO_REPORT),
        (REPORT, "[]", NO_REPORT),
        (REPORT, "[" * 100_000, NO_REPORT),
        ('"partial"', '"passed"', NO_REPORT),
        ('"points": 2.0', '"points": NaN', NO_REPORT),
        ('"points": 2.0', '"points": "2"', NO_REPORT),
        ('"diagnosis": "factor-two"', '"diagnosis": 2', NO_REPORT),
        ('"path": "class/double.py", ', "", NO_REPORT),
    ],
)
def test_a_mixture_or_what_is_no_report_is_refused(write, monkeypatch, old, new, expected):
    monkeypatch.chdir(write({"a.json": REPORT, "b.json": REPORT.replace(old, new)}))

    with pytest.raises(UsageError) as caught:
        merged([read(Path(name), "en") for name in ("a.json", "b.json")])
    assert expected == str(caught.value)


def test_a_report_that_is_refused_leaves_no_file(write, gradecheck):
    folder = write({"a.json": REPORT})
    done = gradecheck("merge", "a.json", "a.json", "none.json", "-o", "c.json", cwd=folder)

    assert (2, "gradecheck: cannot read none.json: No such file or directory\n") == (
        done.returncode,
        done.stderr,
    )
    assert not (folder / "c.json").exists()


# --- diff -------------------------------------------------------------------------------------------------


@pytest.fixture
def twice(course, gradecheck, write):
    """A class graded before and after: double is corrected, carol gone, dave new; and it has a store."""
    write({"class/carol.py": DOUBLE})
    gradecheck("run", "task.yaml", "class", "--store", "s.sqlite", "--format", "json=old.json", cwd=course)
    (course / "s.sqlite").rename(course / "old.sqlite")
    (course / "class/carol.py").unlink()
    write({"class/double.py": RIGHT, "class/dave.py": RIGHT})
    run = ("run", "task.yaml", "class", "--store", "new.sqlite", "--seed", 8, "--format", "jsonl=new.jsonl")
    gradecheck(*run, cwd=course)
    return course


CHANGES = """\
seed: 7 → 8
- carol  2 / 4
~ double  2 / 4 → 4 / 4
    least-grad
    - partial 2 / 4 factor-two: a known mistake: “factor-two”
    + pass 4 / 4 right
+ dave  4 / 4
changed: 1, only in the old one: 1, only in the new one: 1, the same: 1
"""


def test_diff_says_whose_score_changed_and_why(twice, gradecheck):
    """Reports and stores are compared alike; exit code 1, as any diff."""
    for old, new in (("old.json", "new.jsonl"), ("old.sqlite", "new.sqlite"), ("old.json", "new.sqlite")):
        done = gradecheck("diff", old, new, cwd=twice)

        assert (1, CHANGES, "") == (done.returncode, done.stdout, done.stderr)
    done = gradecheck("diff", "old.sqlite", "new.sqlite", "--lang", "zh-CN", cwd=twice)

    assert "    - 部分正确 2 / 4 factor-two: 一个已知的错误：“factor-two”\n" in done.stdout
    assert done.stdout.endswith("有变化：1，只在旧报告中：1，只在新报告中：1，相同：1\n")


def test_diff_is_silent_about_what_is_the_same(twice, gradecheck):
    done = gradecheck("diff", "old.json", "old.sqlite", cwd=twice)

    expected = "changed: 0, only in the old one: 0, only in the new one: 0, the same: 3\n"
    assert (0, expected) == (done.returncode, done.stdout)


def test_other_plugins_exercises_and_isolation_are_said(write, monkeypatch):
    other = (
        REPORT.replace("fba797c94aa1", "0ba797c94aa1")
        .replace('"full"', '"none"')
        .replace('"id": "least-grad"', '"id": "most-grad"')
    )
    monkeypatch.chdir(write({"a.json": REPORT, "b.json": other}))

    assert (
        True,
        [
            "exercises.py: sha256:fba797c94aa1 → sha256:0ba797c94aa1",
            "isolation: full → none",
            "~ double  2 / 4",
            "    least-grad",
            "    - partial 2 / 4 factor-two: a known mistake",
            "    most-grad",
            "    + partial 2 / 4 factor-two: a known mistake",
            "changed: 1, only in the old one: 0, only in the new one: 0, the same: 0",
        ],
    ) == compared(read(Path("a.json"), "en"), read(Path("b.json"), "en"), "en")


def test_reports_of_two_tasks_are_not_compared(write, monkeypatch):
    monkeypatch.chdir(write({"a.json": REPORT, "b.json": REPORT.replace('"least"', '"most"')}))

    with pytest.raises(UsageError) as caught:
        compared(read(Path("a.json"), "en"), read(Path("b.json"), "en"), "en")
    expected = (
        "b.json is a report of task 'most', a.json of 'least'; only reports of one task can be compared"
    )
    assert expected == str(caught.value)


def test_a_report_that_wants_to_move_the_cursor_is_harmless(write, gradecheck):
    folder = write({"a.json": REPORT, "b.json": REPORT.replace('"id": "double"', r'"id": "\u001b[2J"')})
    done = gradecheck("diff", "a.json", "b.json", cwd=folder)

    assert "+ \N{REPLACEMENT CHARACTER}[2J  2 / 4\n" in done.stdout
