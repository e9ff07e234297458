"""Small worlds for tests: plugins, tasks and submissions as real files."""

import os
import subprocess
import sys
import textwrap

import pytest
from worlds import DOUBLE, PLUGIN, RIGHT, TASK


@pytest.fixture
def write(tmp_path):
    """Write files below the test's folder: ``write({"a.py": "..."})`` gives the folder."""

    def write_files(files):
        for name, content in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, bytes):
                path.write_bytes(content)
            else:
                path.write_text(textwrap.dedent(content), "utf-8")
        return tmp_path

    return write_files


@pytest.fixture
def course(write):
    """A folder with a plugin of its own, a task, and two submissions: one right, one off by a factor."""
    return write(
        {
            "exercises.py": PLUGIN,
            "task.yaml": TASK,
            "class/right.py": RIGHT,
            "class/double.py": DOUBLE,
        }
    )


@pytest.fixture
def gradecheck():
    """Run the real command in a real process: ``gradecheck("run", ..., cwd=folder)``."""
    # a process is measured if these tests are
    measured = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}

    def run(*arguments, cwd=None, env=None):
        return subprocess.run(
            [sys.executable, "-m", "gradecheck", *map(str, arguments)],
            cwd=cwd,
            env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8"} | measured | (env or {}),
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return run
