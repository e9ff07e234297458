"""A class in shards is the same class: every submission in one of them, and one report of all."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import DOUBLE, REPORT, RIGHT, TASK

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


def undated(file):
    """What a report says, without its seconds: header and submissions."""
    lines = [file.read_text()] if file.suffix == ".json" else file.read_text().splitlines()
    header, *others = map(json.loads, lines)
    return header | {"submissions": [one | {"seconds": 0} for one in header.get("submissions", others)]}


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
        assert undated(folder / f"whole.{kind}") == undated(folder / f"merged.{kind}")
    done = gradecheck("merge", "whole.jsonl", cwd=folder)

    assert (0, (folder / "whole.json").read_text()) == (done.returncode, done.stdout)
    assert 6 == len(json.loads(done.stdout)["submissions"])


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
