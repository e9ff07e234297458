"""The same attacks from end to end: ``gradecheck run`` over all of them earns nobody a point, and goes on."""

import json
import sys

import pytest
from test_hostile_wall import FILES, TARGET, expected

from gradecheck.wall import confine

LINUX = sys.platform == "linux"
LANDLOCK = LINUX and confine.landlock_abi() > 0
HOSTILE = [path for path in FILES if path.parent.name != "honest"]
TOKEN = "planted-in-the-key"

#: what a student reads
REFUSED = {
    "read-open": "line 9: submissions may not read or write files",
    "network-tcp": "line 11: submissions may not use the network",
    "denial-threads": "line 10: submissions may not start threads",
    "denial-fork_bomb": "line 10: submissions may not start or signal processes",
}

PLUGIN = f'''
import numpy as np
from gradecheck.author import exercise, hookimpl

SECRET = {TOKEN!r}

def square(x):
    return np.sum(x ** 2)

@exercise("double", derivative_of=square, wrt="x", zh="求梯度。")
def double(x):
    """Gradient of the sum of the squares of the three entries of x."""
    return 2 * x

@double.inputs
def _(rng, k):
    return [rng.normal(size=3)]

@hookimpl
def gradecheck_exercises():
    return [double]
'''
TASK = """
format: 1
id: hostile
title: {en: Attacks, zh-CN: 攻击}
plugins: [key.py]
file: hw.py
limits: {seconds: 1, total_seconds: 10, memory_mb: 512}
exercises:
  - {use: double, entry: answer, points: 10, cases: 1}
"""


@pytest.fixture
def attacked(write, tmp_path):
    """A folder with the key, the task, and every attack as a submission of its own."""
    target = TARGET.format(
        folder=str(tmp_path),
        key=str(tmp_path / "key.py"),
        results=str(tmp_path / "report.json"),
        other=str(tmp_path / "class" / "read-open" / "hw.py"),
        left="gradecheck-left-behind",
        unix=str(tmp_path / "socket"),
        abstract="nobody",
        tcp=9,
        udp=9,
        grader="__import__('os').getppid()",
    )
    files = {"key.py": PLUGIN, "task.yaml": TASK, "report.json": "{}"}
    for path in HOSTILE:
        files[f"class/{path.parent.name}-{path.stem}/hw.py"] = path.read_bytes()
        files[f"class/{path.parent.name}-{path.stem}/target.py"] = target
    return write(files)


def _mode(name, *, stands):
    reason = f"not run: the wall of mode {name} does not stand on this machine"
    return pytest.param(name, marks=pytest.mark.skipif(not stands, reason=reason))


@pytest.mark.parametrize("mode", [_mode("strict", stands=LINUX), _mode("full", stands=LANDLOCK)])
def test_no_attack_earns_a_point(gradecheck, attacked, mode):
    """Each gets the verdict that it says; the report is whole, clean, and holds no token."""
    report, text = attacked / "report.json", attacked / "report.txt"
    formats = ["--format", f"json={report}", "--format", f"text={text}", "-v"]
    done = gradecheck(
        "run", attacked / "task.yaml", attacked / "class", *formats, "--jobs", 2, "--isolation", mode
    )
    assert done.returncode == 1, done.stderr
    graded = json.loads(report.read_text("utf-8"))
    assert graded["isolation"]["mode"] == mode
    found = {s["id"]: s for s in graded["submissions"]}
    assert len(found) == len(HOSTILE)
    for path in HOSTILE:
        submission = found[f"{path.parent.name}-{path.stem}"]
        assert submission["points"] == 0, path
        assert submission["verdict"] in expected(path), (path, submission)
        assert submission["seconds"] < 3.5, path
    words = {name: found[name]["exercises"][0]["message"]["text"] for name in REFUSED}
    assert words == REFUSED
    said = done.stdout + done.stderr + report.read_text("utf-8") + text.read_text("utf-8")
    assert TOKEN not in said
    assert not [c for c in said if not c.isprintable() and c != "\n"]
    assert not [line for line in said.splitlines() if line.startswith("::")]
    left = {path.name for path in attacked.iterdir()} - {"__pycache__"}  # of the plugin
    assert left == {"class", "key.py", "report.json", "report.txt", "task.yaml"}
