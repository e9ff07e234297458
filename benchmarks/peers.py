"""What others need for the same submissions: a process for each, the same cases, no isolation.

pytest with JUnit is always there. gradescope-utils, and otter-grader with ipykernel (``otter run``: a process
and a Jupyter kernel; ``otter grade``, in containers, takes longer still) are used where they are installed,
and said to be missing where not. Each submission is graded by all in turn, so that the ratios are paired, and
is to get the verdict that its generator meant; but Otter runs a file as a program, and does not see the wrong
answer that was written below a line that ends it.
"""

import importlib.util
import json
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from gradecheck.answerkey import ExerciseKey, prepare
from gradecheck.cli.grading import load_task

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
import sys, unittest
from gradescope_utils.autograder_utils.json_test_runner import JSONTestRunner
import test_hw
suite = unittest.defaultTestLoader.loadTestsFromModule(test_hw)
with open("results.json", "w") as file:
    result = JSONTestRunner(visibility="visible", stream=file).run(suite)
sys.exit(not result.wasSuccessful())
"""
OTTER = """
OK_FORMAT = True
test = {{"name": "{name}", "points": 1, "suites": [{{"cases": [{{"code": '''
>>> import pickle
>>> import numpy as np
>>> calls = pickle.load(open("cases.pickle", "rb"))["{name}"]
>>> for arguments, answer in calls:
...     np.testing.assert_allclose({name}(*arguments), answer, rtol=1e-9)
'''}}]}}]}}
"""


class Cost(NamedTuple):
    """Seconds by the clock, and of processors."""

    clock: float
    processor: float


class Peer(NamedTuple):
    """Another grader: the modules that it needs, its command, and whether it found everything right."""

    name: str
    modules: Sequence[str]
    command: str
    pleased: Callable[[Path, int], bool]


def _exited_well(_: Path, code: int) -> bool:
    return code == 0


def _every_point(room: Path, _: int) -> bool:
    """Whether every test of a ``results.json`` has its points; it is taken away."""
    results = room / "results.json"
    tests = json.loads(results.read_text("utf-8"))["tests"]
    results.unlink()
    marked = [one for one in tests if "max_score" in one]
    return bool(marked) and all(one["score"] == one["max_score"] for one in marked)


OTTER_RUN = "-m otter run -a otter.zip -o . --no-logo hw.py"
PEERS = (
    Peer("pytest", ["pytest"], "-m pytest -q test_hw.py --junitxml=out.xml", _exited_well),
    Peer("gradescope-utils", ["gradescope_utils"], "gradescope.py", _exited_well),
    Peer("otter-grader", ["otter", "ipykernel"], OTTER_RUN, _every_point),
)


def compare(room: Path, submissions: Sequence[Path], ours: Cost, seed: int) -> None:
    """Grade submissions, right and wrong ones in turn; say how much more each grader takes than we do."""
    there = [peer for peer in PEERS if all(map(importlib.util.find_spec, peer.modules))]
    for peer in PEERS:
        if peer not in there:
            print(f"{peer.name}: not installed here, left out")
    _furnish(room, seed, otter=any(peer.command is OTTER_RUN for peer in there))
    costs: dict[str, list[Cost]] = {peer.name: [] for peer in there}
    meant = dict.fromkeys(costs, 0)
    for number, file in enumerate(submissions):
        (room / "hw.py").write_bytes(file.read_bytes())
        for peer in there:
            cost, code = _run(peer.command, room)
            costs[peer.name].append(cost)
            meant[peer.name] += peer.pleased(room, code) == (number % 2 == 0)
    for name, each in costs.items():
        clock, processor = (sum(part) / len(each) for part in zip(*each, strict=True))
        print(
            f"{name}: {1000 * clock:.0f} ms by the clock and {1000 * processor:.0f} of processor each,",
            end=" ",
        )
        print(f"{clock / ours.clock:.0f} and {processor / ours.processor:.0f} x ours;", end=" ")
        print(f"{meant[name]} of {len(each)} verdicts as meant")


def _furnish(room: Path, seed: int, *, otter: bool) -> None:
    """A folder with the cases of our own key, and what each grader needs to hold submissions against them."""
    registry, task = load_task("matrix-calculus")
    keys = [key for key in prepare(task, registry.exercises, seed).keys if isinstance(key, ExerciseKey)]
    cases = {str(key.item.entry): [(c.arguments, c.parts[0].answer) for c in key.calls] for key in keys}
    (room / "tests").mkdir(parents=True)
    (room / "test_hw.py").write_text(TESTS)
    (room / "gradescope.py").write_text(GRADESCOPE)
    (room / "cases.pickle").write_bytes(pickle.dumps(cases))
    for name in cases:
        (room / "tests" / f"{name}.py").write_text(OTTER.format(name=name))
    if otter:
        _run("-m otter generate -t tests -o otter.zip --no-environment cases.pickle", room)


def _run(words: str, room: Path) -> tuple[Cost, int]:
    before, start = os.times(), time.monotonic()
    done = subprocess.run([sys.executable, *words.split()], cwd=room, capture_output=True, check=False)
    after, end = os.times(), time.monotonic()
    return Cost(end - start, sum(after[2:4]) - sum(before[2:4])), done.returncode
