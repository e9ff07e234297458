"""Nothing is lost: results are on disk as they come, and only what is missing or changed is graded."""

import contextlib
import json
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import time

import pytest
from worlds import DOUBLE, PLUGIN, RIGHT, TASK

from gradecheck.model import Submission, Task, Text, Verdict
from gradecheck.report import SubmissionResult
from gradecheck.store import opened

SEEDLESS = TASK.replace("seed: 7\n", "")
HEADER = {"numpy": "2.4.6", "seed": 7}
RUN = ("run", "task.yaml", "class", "--store", "s.sqlite", "--format", "json")


@pytest.fixture
def graded(course, gradecheck):
    """Grade the course into its store, and give the report; it may say nothing on stderr."""

    def run(*more):
        done = gradecheck(*RUN, *more, cwd=course)
        assert "" == done.stderr
        return json.loads(done.stdout)

    return run


def seconds(report):
    """How long each submission took: it stays the same, to the last digit, unless it is graded again."""
    return {one["id"]: one["seconds"] for one in report["submissions"]}


def rows(store):
    """Id and seconds of every row of a sound store; none where it was killed before there were tables."""
    with contextlib.closing(sqlite3.connect(store)) as connection:
        assert [("ok",)] == connection.execute("PRAGMA integrity_check").fetchall()
        tables = connection.execute("SELECT name FROM sqlite_master WHERE name = 'results'").fetchall()
        found = connection.execute("SELECT submission, result FROM results").fetchall() if tables else []
    return {id_: json.loads(text)["seconds"] for id_, text in found}


def undated(report):
    """A report without what may differ between two runs."""
    return report | {"submissions": [one | {"seconds": 0} for one in report["submissions"]]}


# --- killed at any moment -----------------------------------------------------------------------------


def test_a_class_that_is_killed_again_and_again_ends_as_if_undisturbed(write, gradecheck):
    """Kill -9 at eight random moments: no result is lost, and none is graded twice."""
    slow = "import time\ntime.sleep(0.05)\n"
    answers = {f"class/s{n:02}.py": slow + (RIGHT if n % 3 else DOUBLE) for n in range(40)}
    patient = TASK.replace("seconds: 2, total_seconds: 10", "seconds: 60, total_seconds: 600")
    folder = write({"exercises.py": PLUGIN, "task.yaml": patient} | answers)
    undisturbed = gradecheck("run", "task.yaml", "class", "--format", "json", cwd=folder)
    chance = random.Random(20201120)
    kept = [{}]

    for _ in range(8):
        killed(folder, len(kept[-1]) + chance.randrange(5), chance.uniform(0, 0.1))
        kept.append(rows(folder / "s.sqlite"))
        assert kept[-2].items() <= kept[-1].items()

    done = gradecheck(*RUN, "--jobs", 2, cwd=folder)
    assert ("", undisturbed.returncode) == (done.stderr, done.returncode)
    assert undated(json.loads(undisturbed.stdout)) == undated(json.loads(done.stdout))
    assert kept[-1].items() <= seconds(json.loads(done.stdout)).items()
    assert len({len(one) for one in kept}) > 3, "the kills came too early or too late to tell anything"


def killed(folder, lines, delay):
    """Grade until some lines of the report are out, and a moment longer; then kill -9."""
    command = [sys.executable, "-m", "gradecheck", *RUN[:-1], "jsonl", "--jobs", "2"]
    bare = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}  # the others run in it too; BLAS obeys variables
    with subprocess.Popen(command, cwd=folder, env=bare, stdout=subprocess.PIPE) as process:
        for _ in range(lines):
            process.stdout.readline()
        time.sleep(delay)
        process.kill()


# --- what is graded again -------------------------------------------------------------------------------


def test_the_same_command_again_grades_nothing(graded):
    assert graded() == graded()


def test_what_graded_is_asked_once_more_and_ends_by_itself(tmp_path):
    """Slots that are ended instead leave behind what they had started, and the time it took is lost."""
    ended = []

    def fresh():
        yield from ()
        ended.append(True)

    with opened(tmp_path / "class.sqlite", "least") as store:
        assert [] == list(store.completed([], fresh()))
    assert [True] == ended


def test_the_report_of_kept_results_is_in_the_order_of_the_class(course, graded, write):
    graded()
    write({"class/a.py": RIGHT, "class/m.py": RIGHT, "class/z.py": RIGHT})

    assert ["a", "double", "m", "right", "z"] == [one["id"] for one in graded("--jobs", 2)["submissions"]]


def test_a_changed_submission_is_graded_again_and_no_other(graded, write):
    before = graded()
    write({"class/double.py": RIGHT})
    after = graded()

    assert ["pass", "pass"] == [one["verdict"] for one in after["submissions"]]
    assert seconds(before)["right"] == seconds(after)["right"]
    assert seconds(before)["double"] != seconds(after)["double"]


@pytest.mark.parametrize(
    ("files", "options"),
    [
        ({"task.yaml": TASK.replace("points: 4", "points: 8")}, ()),
        ({"exercises.py": PLUGIN + "# another version\n"}, ()),
        ({}, ("--seed", 8)),
        ({}, ("--isolation", "none")),
    ],
    ids=["task", "plugin", "seed", "isolation"],
)
def test_another_task_plugin_seed_or_isolation_grades_all_again(graded, write, files, options):
    before = seconds(graded())
    write(files)
    after = seconds(graded(*options))

    assert before.keys() == after.keys()
    assert not before.items() & after.items()


def test_a_title_and_the_place_of_the_class_change_no_result(course, graded, write):
    before = graded()
    write({"task.yaml": TASK.replace("Least squares", "Least cubes")})
    (course / "class").rename(course / "moved")
    (course / "class").symlink_to("moved")

    assert before == graded()


def test_what_could_not_be_graded_is_not_kept(course, graded, gradecheck, write):
    write({"exercises.py": PLUGIN.replace("return A.T @ (A @ x)\n", "return nothing\n")})
    done = gradecheck(*RUN, cwd=course)

    assert (3, {}) == (done.returncode, rows(course / "s.sqlite"))


def test_a_submission_that_changes_while_it_is_graded_is_not_kept(write):
    folder = write({"a.py": RIGHT, "b.py": RIGHT})
    one, other = (Submission(name, str(folder / f"{name}.py")) for name in "ab")
    with opened(folder / "s.sqlite", "least") as store:
        store.begin(HEADER, Task("least", Text("", ""), ()))
        assert [one, other] == store.missing([one, other])
        write({"b.py": DOUBLE})
        for submission in (one, other):
            store.keep(submission, SubmissionResult(submission.id, "", Verdict.PASS, 1.0, 1.0, 0.1, (), ()))

        assert ["a"] == [result.id for result in store.results()]


def test_kept_results_are_said_in_the_language_of_the_reader(course, graded, gradecheck):
    graded("--lang", "en")
    done = gradecheck(
        "run", "task.yaml", "class/double.py", "--store", "s.sqlite", "--lang", "zh-CN", cwd=course
    )

    assert "数一数常数。" in done.stdout


# --- the seed -------------------------------------------------------------------------------------------


def test_a_store_keeps_its_seed(graded, write):
    write({"task.yaml": SEEDLESS})

    assert graded() == graded()


def test_a_seed_that_is_asked_for_is_the_stores_from_then_on(graded, write):
    write({"task.yaml": SEEDLESS})
    graded()

    assert [5, 5] == [graded("--seed", 5)["seed"], graded()["seed"]]


# --- what can go wrong ----------------------------------------------------------------------------------


def refused(gradecheck, folder, *arguments, code):
    """The one line that is said when a run is refused."""
    done = gradecheck(*arguments, cwd=folder)
    assert (code, "") == (done.returncode, done.stdout)
    assert 1 == len(done.stderr.splitlines()), done.stderr
    return done.stderr


def another_database(file):
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE marks (name TEXT)")
    connection.close()


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda file: file.write_text("hello"), "s.sqlite is not a store of gradecheck"),
        (lambda file: file.write_text("hello" * 1000), "s.sqlite is not a store of gradecheck"),
        (another_database, "s.sqlite is not a store of gradecheck, but another database"),
    ],
    ids=["a word", "a text", "another database"],
)
def test_a_file_that_is_no_store_is_refused_and_left_as_it_is(course, gradecheck, make, expected):
    make(course / "s.sqlite")
    before = (course / "s.sqlite").read_bytes()

    assert f"gradecheck: {expected}\n" == refused(gradecheck, course, *RUN, code=2)
    assert before == (course / "s.sqlite").read_bytes()


def test_a_folder_is_no_store(course, gradecheck):
    arguments = ("run", "task.yaml", "class", "--store", "class")

    assert "gradecheck: class is not a file; a store is one\n" == refused(
        gradecheck, course, *arguments, code=2
    )


def test_a_store_where_there_is_no_folder_is_refused(course, gradecheck):
    arguments = ("run", "task.yaml", "class", "--store", "none/s.sqlite")
    expected = "gradecheck: store none/s.sqlite: it cannot be opened or made there\n"

    assert expected == refused(gradecheck, course, *arguments, code=3)


def test_the_store_of_another_task_is_refused(course, graded, gradecheck, write):
    before = graded()
    write({"other.yaml": TASK.replace("id: least", "id: most")})
    arguments = ("run", "other.yaml", "class", "--store", "s.sqlite")
    expected = "gradecheck: s.sqlite is the store of task 'least', not of 'most'; give each its own\n"

    assert expected == refused(gradecheck, course, *arguments, code=2)
    assert before == graded()


def test_a_store_of_another_version_is_refused(course, graded, gradecheck):
    graded()
    connection = sqlite3.connect(course / "s.sqlite")
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    expected = "gradecheck: s.sqlite is a store of another version of gradecheck; begin a new one\n"

    assert expected == refused(gradecheck, course, *RUN, code=2)


def test_single_exercises_are_not_stored(course, gradecheck):
    expected = "gradecheck: --only goes without --store: a store keeps whole submissions\n"

    assert expected == refused(gradecheck, course, *RUN, "--only", "least-grad", code=2)


def test_two_graders_do_not_share_a_store(course, graded, gradecheck):
    """The second is told so at once; the first does not notice."""
    with opened(course / "s.sqlite", "least"):
        told = refused(gradecheck, course, *RUN, code=3)
    expected = "another gradecheck is using it; wait for it, or give each its own store"

    assert f"gradecheck: store s.sqlite: {expected}\n" == told
    assert graded() == graded()


def test_a_store_that_may_not_be_written_can_still_be_read(course, graded):
    """As a user whom permissions bind: root is one only without its capabilities."""
    graded()
    bound = [shutil.which("setpriv"), "--bounding-set=-dac_override"] if os.geteuid() == 0 else []
    if None in bound:
        pytest.skip("root cannot give up its rights here: there is no setpriv")

    def run(*arguments):
        command = [*bound, sys.executable, "-m", "gradecheck", *arguments]
        return subprocess.run(command, cwd=course, capture_output=True, text=True, check=False)

    (course / "s.sqlite").chmod(0o444)
    course.chmod(0o555)
    refused, read = run(*RUN), run("diff", "s.sqlite", "s.sqlite")
    course.chmod(0o755)

    assert (3, "gradecheck: store s.sqlite: it may not be written\n") == (refused.returncode, refused.stderr)
    assert (0, "", True) == (read.returncode, read.stderr, read.stdout.endswith("the same: 2\n"))


def test_a_damaged_store_is_refused_and_left_as_it_is(course, graded, gradecheck):
    graded()
    whole = (course / "s.sqlite").read_bytes()
    damaged = whole[:4096] + b"\xff" * (len(whole) - 4096)
    (course / "s.sqlite").write_bytes(damaged)
    expected = "gradecheck: store s.sqlite: it is damaged; keep it aside and begin a new one\n"

    assert expected == refused(gradecheck, course, *RUN, code=3)
    assert damaged == (course / "s.sqlite").read_bytes()


def test_a_store_at_rest_is_one_file(course, graded):
    graded()

    assert ["s.sqlite"] == [file.name for file in course.glob("s.sqlite*")]


def limited(kilobytes):
    """A limit on the size of files: to the process that has it, as a disk that is full."""

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes << 10, kilobytes << 10))

    return limit


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_full_disk_ends_the_run_and_what_was_kept_stays(write, gradecheck, jobs):
    folder = write(
        {"exercises.py": PLUGIN, "task.yaml": TASK} | {f"class/s{n:02}.py": RIGHT for n in range(40)}
    )
    done = subprocess.run(
        [sys.executable, "-m", "gradecheck", *RUN, "--jobs", jobs, "-o", "report.json"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limited(64),
        timeout=60,
    )
    kept = rows(folder / "s.sqlite")
    again = gradecheck(*RUN, cwd=folder)

    expected = "the disk is full or failing; run the same command again, nothing is lost"
    assert (3, f"gradecheck: store s.sqlite: {expected}\n") == (done.returncode, done.stderr)
    assert not (folder / "report.json").exists()
    assert 0 < len(kept) < 40
    assert kept.items() <= seconds(json.loads(again.stdout)).items()
    assert 40 == len(json.loads(again.stdout)["submissions"])
