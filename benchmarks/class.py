"""A class of generated submissions: how fast, how much memory, and what is left after many kills.

    python benchmarks/class.py [COUNT ...] [--kills N] [--peers N]

COUNT submissions of ``matrix-calculus`` (default: 200 and 2000; half of them right, half wrong, 1 in 100
hostile) are graded into a store, by one job and by two. ``--kills`` ends a course of 300 with kill -9 at
that many random moments and compares what comes out with an undisturbed run. ``--peers`` grades that many
of the right and wrong ones with pytest and JUnit, and with gradescope-utils where it is installed: a
process for each submission, the same cases, no isolation. Everything is compared within one run.
"""

import argparse
import importlib.util
import json
import os
import pickle
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from gradecheck.answerkey import ExerciseKey, prepare
from gradecheck.cli.grading import load_task

SEED = 20201120
SAMPLES = Path(__file__).parent.parent / "submissions" / "matrix-calculus"
HOSTILE = ("exits_at_import", "infinite_recursion", "killed_in_a_call", "reads_a_file")
#: what a process starts with is left out: the cost of one submission is the slope from here on
FEW = 20

TESTS = """
import pickle, unittest
import numpy as np
import hw

class TestHomework(unittest.TestCase):
    pass

def _test(name, calls):
    def test(self):
        for arguments, answer in calls:
            np.testing.assert_allclose(getattr(hw, name)(*arguments), answer, rtol=1e-9)
    return test

for _name, _calls in pickle.load(open("cases.pickle", "rb")).items():
    setattr(TestHomework, "test_" + _name, _test(_name, _calls))
"""
GRADESCOPE = """
import unittest
from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner
import test_hw
suite = unittest.defaultTestLoader.loadTestsFromModule(test_hw)
JSONTestRunner(visibility="visible", stream=open("results.json", "w")).run(suite)
"""


class Run(NamedTuple):
    """One run: seconds by the clock, of processors, of the first process alone; MB of the largest process."""

    seconds: float
    processors: float
    own: float
    megabytes: float


def main() -> None:
    """Print a line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("counts", type=int, nargs="*", default=[200, 2000], metavar="COUNT")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--peers", type=int, default=20)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        each = [speed(folder, count) for count in asked.counts]
        if asked.kills:
            survive(folder, asked.kills)
        if asked.peers and each:
            peers(folder, asked.peers, each[-1])


def generate(folder: Path, count: int) -> None:
    """Write a class: right submissions, wrong ones (a slip below a right file), a few hostile ones."""
    chance = random.Random(SEED)  # noqa: S311 -- which sample, not a secret
    right = [path.read_text("utf-8-sig") for path in sorted((SAMPLES / "pass").glob("*.py")) if _whole(path)]
    wrong = [path.read_text("utf-8-sig") for path in sorted((SAMPLES / "fail").glob("*.py"))]
    hostile = [(SAMPLES / "error" / f"{name}.py").read_text("utf-8") for name in HOSTILE]
    folder.mkdir()
    for number in range(count):
        text = f"# submission {number}\n" + chance.choice(right)
        if number % 2:
            text += "\n\n" + chance.choice(wrong)
        if number % 100 == 50:
            text = chance.choice(hostile)
        (folder / f"s{number:05}.py").write_text(text, "utf-8")


def _whole(path: Path) -> bool:
    """A sample that answers most of the fifteen questions."""
    return path.read_text("utf-8-sig").count("\ndef ") >= 13


def speed(folder: Path, count: int) -> float:
    """Say what a class costs by one job and by two; processor seconds for each submission by one."""
    few = folder / "few"
    if not few.exists():
        generate(few, FEW)
    generate(folder / f"class{count}", count)
    slopes = []
    for jobs in (1, 2):
        start, run = grade(few, jobs), grade(folder / f"class{count}", jobs)
        clock, each = ((run[i] - start[i]) / (count - FEW) for i in range(2))
        slopes.append((clock, each))
        print(f"{count} submissions, {jobs} at a time: {run.seconds:.1f} s;", end=" ")
        print(f"after the start {1 / clock:.0f} a second, {1000 * each:.1f} ms of processor each;", end=" ")
        print(f"largest process {run.megabytes:.0f} MB", end="")
        print(f"; our own process {run.own / run.processors:.0%}" if jobs == 1 else "")
    clocks, processors = (one / two for one, two in zip(*slopes, strict=True))
    print(
        f"two at a time: {clocks:.2f} x as many by the clock, {processors:.2f} x for the same processor time"
    )
    return slopes[0][1]


def grade(submissions: Path, jobs: int) -> Run:
    """One run into a new store."""
    store = submissions.with_suffix(".sqlite")
    for file in store.parent.glob(f"{store.name}*"):
        file.unlink()
    start = time.monotonic()
    process = subprocess.Popen(command(submissions, store, jobs), stdout=subprocess.DEVNULL)
    own = 0.0
    while True:
        done, status, used = os.wait4(process.pid, os.WNOHANG)
        if done:
            break
        own = _own(process.pid) or own
        time.sleep(0.05)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"gradecheck ended with {process.returncode}")
    return Run(time.monotonic() - start, used.ru_utime + used.ru_stime, own, used.ru_maxrss / 1024)


def command(submissions: Path, store: Path, jobs: int) -> list[str]:
    """The command that grades a class into a store."""
    words = f"-m gradecheck run matrix-calculus {submissions} --seed {SEED} --store {store} --jobs {jobs}"
    return [sys.executable, *words.split(), "--format", "jsonl"]


def _own(pid: int) -> float:
    """Processor seconds of a process without its children; 0 when it has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def survive(folder: Path, kills: int) -> None:
    """Kill a course again and again, and hold what comes out against an undisturbed run."""
    class_ = folder / "course"
    generate(class_, 300)
    store = folder / "killed.sqlite"
    chance = random.Random(SEED)  # noqa: S311 -- moments, not secrets
    for _ in range(kills):
        with subprocess.Popen(command(class_, store, 2), stdout=subprocess.PIPE) as process:
            for _ in range(chance.randrange(8)):
                process.stdout.readline()
            time.sleep(chance.uniform(0, 0.3))
            process.kill()
    results = [
        subprocess.run(command(class_, file, 2), stdout=subprocess.PIPE, check=False).stdout
        for file in (store, folder / "undisturbed.sqlite")
    ]
    same = list(_undated(results[0])) == list(_undated(results[1]))
    print(f"{kills} kills: the results are {'identical' if same else 'DIFFERENT'} but for seconds")
    if not same:
        raise SystemExit(1)


def _undated(report: bytes) -> Iterator[dict[str, object]]:
    return (json.loads(line) | {"seconds": 0} for line in report.splitlines())


def peers(folder: Path, count: int, ours: float) -> None:
    """Grade some of the submissions with what others use, and say how much more processor time it takes."""
    registry, task = load_task("matrix-calculus")
    keys = [key for key in prepare(task, registry.exercises, SEED).keys if isinstance(key, ExerciseKey)]
    cases = {str(key.item.entry): [(c.arguments, c.parts[0].answer) for c in key.calls] for key in keys}
    room = folder / "peers"
    room.mkdir()
    (room / "test_hw.py").write_text(TESTS)
    (room / "gradescope.py").write_text(GRADESCOPE)
    (room / "cases.pickle").write_bytes(pickle.dumps(cases))
    programs = {"pytest": "-m pytest -q test_hw.py --junitxml=out.xml", "gradescope_utils": "gradescope.py"}
    for name, words in programs.items():
        if importlib.util.find_spec(name) is None:
            print(f"{name}: not installed here, left out")
            continue
        before = os.times()
        for file in sorted((folder / "few").glob("*.py"))[:count]:
            (room / "hw.py").write_bytes(file.read_bytes())
            subprocess.run([sys.executable, *words.split()], cwd=room, capture_output=True, check=False)
        after = os.times()
        each = (
            after.children_user + after.children_system - before.children_user - before.children_system
        ) / count
        print(f"{name}: {1000 * each:.0f} ms of processor each, {each / ours:.0f} x ours")


if __name__ == "__main__":
    main()
