"""The page of the misconceptions is what its command prints, and each of them is told apart there."""

import re
import subprocess
import sys
from pathlib import Path

from catalogue import THE_SAME

from gradecheck import plugins

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/misconceptions.md").read_text("utf-8")
COUNTS = re.compile(
    r"(\d+) misconceptions of (\d+) exercises: (\d+) by .*, (\d+) equal .*, (\d+) raise, (\d+) not told"
)
#: one of each plugin: with equal ones, with one that raises, with values beside the function
SOME = ("gradient-checker", "backprop-grad-h", "affine-lsq-grad-x", "softmax-linear-w-claim")


def rows():
    """The columns of the table by exercise: names, pairs of equal ones, names of those that raise."""
    lines = re.findall(r"^\| `([^`]+)` \| (.*) \| (.*) \| (.*) \|$", PAGE, re.MULTILINE)
    return {id_: [re.findall("`([^`]+)`", column) for column in columns] for id_, *columns in lines}


def test_every_misconception_of_every_exercise_is_on_the_page_once():
    for id_, exercise in plugins.load().exercises.items():
        named, equal, raising = rows()[id_]
        assert sorted(m.id for m in exercise.misconceptions) == sorted([*named, *equal[::2], *raising])
        assert [m.id for m in exercise.misconceptions if m.raises] == raising


def test_those_that_equal_another_are_those_of_the_catalogue():
    on_page = {
        (id_, name): other
        for id_, (_, e, _) in rows().items()
        for name, other in zip(e[::2], e[1::2], strict=True)
    }
    assert THE_SAME == on_page


def test_the_counts_are_those_of_the_table_and_every_mistake_is_told_apart():
    named, equal, raising = (sum(len(row[i]) for row in rows().values()) for i in range(3))
    expected = (named + equal // 2 + raising, len(rows()), named, equal // 2, raising, 0)
    assert expected == tuple(map(int, COUNTS.search(PAGE).groups()))


def test_the_command_prints_the_rows_of_the_page():
    command = [sys.executable, "benchmarks/misconceptions.py", *SOME]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert (0, "") == (done.returncode, done.stderr)
    printed = done.stdout.splitlines()[2:]
    assert len(SOME) == len(printed)
    assert [] == [line for line in printed if line not in PAGE.splitlines()]
