"""What ``gradecheck diff`` says of two reports, or stores, of one class."""

from pathlib import Path

import pytest
from worlds import DOUBLE, REPORT, RIGHT

from gradecheck.changes import compared
from gradecheck.errors import UsageError
from gradecheck.reread import read
from gradecheck.store import opened


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


def test_a_store_in_use_or_without_results_is_not_compared(write, gradecheck):
    folder = write({"a.json": REPORT})
    with opened(folder / "s.sqlite", "least"):
        used = gradecheck("diff", "a.json", "s.sqlite", cwd=folder)
    empty = gradecheck("diff", "a.json", "s.sqlite", cwd=folder)

    expected = "another gradecheck is using it; wait for it, or give each its own store"
    assert (3, f"gradecheck: store s.sqlite: {expected}\n") == (used.returncode, used.stderr)
    assert (2, "gradecheck: s.sqlite is an empty store\n") == (empty.returncode, empty.stderr)


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
