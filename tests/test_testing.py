"""Two lines in a plugin's tests: every check of its task is a test with a name of its own."""

import os
import subprocess
import sys

import pytest
from worlds import DOUBLE, PLUGIN, RIGHT, TASK

from gradecheck.errors import TaskError, UsageError
from gradecheck.testing import check_task

TWO_LINES = """
from gradecheck.testing import check_task
test_task = check_task("../task.yaml")
"""
SAMPLES = {"submissions/least/pass/right.py": RIGHT, "submissions/least/partial/factor-two__half.py": DOUBLE}


@pytest.fixture
def pytest_in(write):
    """Write files and a test of two lines beside them, and run pytest on it from another folder."""

    def run(files, *arguments):
        folder = write({"tests/test_mine.py": TWO_LINES, "elsewhere/empty.txt": "", **files})
        return subprocess.run(
            [
                sys.executable,
                "-m",
                "pytest",
                "-p",
                "no:cacheprovider",
                "-vv",
                "../tests/test_mine.py",
                *arguments,
            ],
            cwd=folder / "elsewhere",
            env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return run


def test_every_check_and_every_sample_is_a_test(pytest_in):
    """The path of the task is relative to the test file, wherever pytest is started."""
    done = pytest_in({"exercises.py": PLUGIN, "task.yaml": TASK, **SAMPLES})
    assert 0 == done.returncode, done.stdout
    for name in (
        "least-grad-GC101",
        "least-grad-GC402",
        "pass/right.py",
        "partial/factor-two__half.py",
        "set-aside",
    ):
        assert f"::test_task[{name}] " in done.stdout
    assert "17 passed" in done.stdout


def test_what_is_found_is_told_with_its_title_and_its_advice_and_no_traceback(pytest_in):
    wrong = PLUGIN.replace("    return A.T @ (A @ x)\n", "    return 3 * A.T @ (A @ x)\n")
    samples = {"submissions/least/pass/double.py": DOUBLE}
    done = pytest_in({"exercises.py": wrong, "task.yaml": TASK, **samples})
    assert 1 == done.returncode
    assert (
        "GC201 The key is right: an independent derivative (or the oracle) says the same.\n"
        "  the key is 3 times the independent answer (seed 1, case 0)\n"
        "  → Give the function itself as derivative_of= with wrt= or along= and layout=,"
    ) in done.stdout
    assert "  expected pass, got partial (factor-two): least-grad partial (factor-two)" in done.stdout
    assert "Traceback" not in done.stdout
    assert "FAILED ../tests/test_mine.py::test_task[least-grad-GC201]" in done.stdout


def test_a_key_that_raises_fails_every_check(pytest_in):
    broken = PLUGIN.replace("    return A.T @ (A @ x)\n", "    raise RuntimeError\n")
    done = pytest_in({"exercises.py": broken, "task.yaml": TASK}, "-k", "GC103")
    assert 1 == done.returncode
    assert "  the key of least-grad raised RuntimeError" in done.stdout


def test_what_is_set_aside_passes_and_what_is_set_aside_for_nothing_does_not(pytest_in):
    symmetric = PLUGIN.replace("[normal(rng, m, n), normal(rng, n)]", "[np.eye(n), normal(rng, n)]")
    aside = "credit: {factor-two: 0.5}, set_aside: {GC103: one matrix is as good as another, GC202: because}"
    task = TASK.replace("credit: {factor-two: 0.5}", aside)
    done = pytest_in({"exercises.py": symmetric, "task.yaml": task}, "-k", "GC103 or set-aside")
    assert "1 failed, 1 passed" in done.stdout
    assert "  GC202 is set aside, and finds nothing" in done.stdout


def test_an_installed_task_is_named_by_its_id():
    test = check_task("backprop", folder=None)
    (mark,) = test.pytestmark
    assert [f"backprop-script-GC60{n}" for n in (1, 2, 3, 4)] == list(mark.kwargs["ids"])[:4]


def test_a_task_that_cannot_be_read_is_an_error_where_the_tests_are_collected(write):
    folder = write({"task.yaml": "format: 1\n"})
    with pytest.raises(TaskError, match="exercises: is missing"):
        check_task(str(folder / "task.yaml"))
    with pytest.raises(UsageError, match="there is no task file"):
        check_task("nowhere.yaml")
