"""The built wheel works without the sources: plugins and tasks are in it and found through entry points."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """The wheel, built from the checkout and unpacked far from it."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_carries_plugins_tasks_words_and_types(unpacked):
    for name in (
        "gradecheck/py.typed",
        "gradecheck/messages/en.toml",
        "gradecheck/messages/zh-CN.toml",
        "gradecheck/reports/web/page.css",
        "gradecheck/wall/stubs",
        "gradecheck/templates/exercises.py.txt",
        "gradecheck_matrix_calculus/matrix-calculus.yaml",
        "gradecheck_backprop/backprop.yaml",
        "gradecheck_backprop/backprop-steps.yaml",
    ):
        assert (unpacked / name).exists(), name
    assert not (unpacked / "tests").exists()


def test_the_wheel_grades_a_submission(unpacked, tmp_path):
    (tmp_path / "alice.py").write_text("def trace_inverse_grad(W):\n    return W\n")
    program = "import gradecheck, runpy, sys; assert gradecheck.__file__.startswith(sys.argv.pop(1)); "
    program += "runpy.run_module('gradecheck', run_name='__main__')"
    arguments = ["run", "matrix-calculus", "alice.py", "--only", "trace-inverse-grad", "--fail-under", "0"]

    done = subprocess.run(
        [sys.executable, "-c", program, str(unpacked), *arguments],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (0, "") == (done.returncode, done.stderr)
    assert "trace-inverse-grad" in done.stdout
