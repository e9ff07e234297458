"""A class of generated submissions: how fast, how much memory, and what is left after many kills.

    python benchmarks/class.py [COUNT ...] [--kills N] [--peers N]

COUNT submissions of ``matrix-calculus`` (default: 200 and 2000; half of them right, half wrong, 1 in 100
hostile) are graded into a store, by one job and by two. ``--kills`` ends a course of 300 with kill -9 at
that many random moments and compares what comes out with an undisturbed run. ``--peers`` grades that many
(at most 50) of the right and wrong ones with what others use, see ``peers.py``. Everything is compared
within one run.
"""

import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from peers import Cost, compare

SEED = 20201120
SAMPLES = Path(__file__).parent.parent / "submissions" / "matrix-calculus"
HOSTILE = ("exits_at_import", "infinite_recursion", "killed_in_a_call", "reads_a_file")
#: what a process starts with (the mistakes of each exercise are computed when the first one is made) is left
#: out: the cost of one submission is the slope from here on
FEW = 100


class Run(NamedTuple):
    """One run: its cost; of the first process alone processor seconds and MB; MB of the largest process."""

    cost: Cost
    own: float
    own_megabytes: float
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
            few = sorted((folder / "few").glob("*.py"))
            compare(folder / "peers", few[: min(asked.peers, 50)], each[-1], SEED)


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


def speed(folder: Path, count: int) -> Cost:
    """Say what a class costs by one job and by two; the cost of each submission by one."""
    few = folder / "few"
    if not few.exists():
        generate(few, FEW)
    generate(folder / f"class{count}", count)
    slopes = []
    for jobs in (1, 2):
        start, run = grade(few, jobs), grade(folder / f"class{count}", jobs)
        clock, each = ((run.cost[i] - start.cost[i]) / (count - FEW) for i in range(2))
        slopes.append(Cost(clock, each))
        print(f"{count} submissions, {jobs} at a time: {run.cost.clock:.1f} s;", end=" ")
        print(f"after the start {1 / clock:.0f} a second, {1000 * each:.1f} ms of processor each;", end=" ")
        print(f"memory: first process {run.own_megabytes:.0f} MB, largest {run.megabytes:.0f} MB", end="")
        print(f"; our own process {run.own / run.cost.processor:.0%}" if jobs == 1 else "")
    clocks, processors = (one / two for one, two in zip(*slopes, strict=True))
    print(
        f"two at a time: {clocks:.2f} x as many by the clock, {processors:.2f} x for the same processor time"
    )
    return slopes[0]


def grade(submissions: Path, jobs: int) -> Run:
    """One run into a new store."""
    store = submissions.with_suffix(".sqlite")
    for file in store.parent.glob(f"{store.name}*"):
        file.unlink()
    start = time.monotonic()
    process = subprocess.Popen(command(submissions, store, jobs), stdout=subprocess.DEVNULL)
    own = (0.0, 0.0)
    while True:
        done, status, used = os.wait4(process.pid, os.WNOHANG)
        if done:
            break
        own = _own(process.pid) or own
        time.sleep(0.05)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"gradecheck ended with {process.returncode}")
    cost = Cost(time.monotonic() - start, used.ru_utime + used.ru_stime)
    return Run(cost, *own, used.ru_maxrss / 1024)


def command(submissions: Path, store: Path, jobs: int) -> list[str]:
    """The command that grades a class into a store."""
    words = f"-m gradecheck run matrix-calculus {submissions} --seed {SEED} --store {store} --jobs {jobs}"
    return [sys.executable, *words.split(), "--format", "jsonl"]


def _own(pid: int) -> tuple[float, float] | None:
    """Processor seconds and peak MB of a process without its children; None when it has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
        status = Path(f"/proc/{pid}/status").read_text("utf-8")
    except OSError:
        return None
    peak = re.search(r"VmHWM:\s+(\d+) kB", status)
    if peak is None:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), int(peak[1]) / 1024


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


if __name__ == "__main__":
    main()
