"""What grading costs beyond the students' own work, as ratios within one run.

    python benchmarks/speed.py

Cost per submission is the slope between 10 and 110 submissions, in processor time of the grader and all
its children; the fixed start-up is stated apart. ``script`` compares with the time that the same code takes
in a process of its own, after its imports. Every figure is the median of several rounds in turn.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from gradecheck.answerkey import prepare
from gradecheck.cli.grading import load_task

ROUNDS = 3
FEW, MANY = 10, 110
ROOT = Path(__file__).parent.parent

FUNCTIONS = """
import numpy as np
def affine_lsq_grad_x(A, x, b, y):
    return A.T @ (A @ x + b - y)
def affine_lsq_grad_matrix(A, x, b, y):
    return np.outer(A @ x + b - y, x)
def trace_inverse_grad(W):
    V = np.linalg.inv(W)
    return -(V @ V).T
def quadratic_form_grad_x(A, x):
    return (A + A.T) @ x
def quadratic_form_grad_matrix(A, x):
    return np.outer(x, x)
def softmax_ce_grad_z(z, p):
    e = np.exp(z - z.max())
    return e / e.sum() - p
def softmax_linear_grad_w(W, x, p):
    return np.outer(softmax_ce_grad_z(W @ x, p), x)
def gaussian_grad_mu(X, mu, Sigma):
    return np.linalg.solve(Sigma, (X - mu).sum(0))
def det_power_grad(X, k):
    return k * np.linalg.det(X) ** k * np.linalg.inv(X).T
def trace_axbxc_grad(A, X, B, C):
    return A.T @ C.T @ X @ B.T + C @ A @ X @ B
"""
NAMES = [line.split("(")[0][4:] for line in FUNCTIONS.splitlines() if line.startswith("def ")]


def task_text() -> str:
    """Twenty exercises of five cases: each of the ten functions under two names."""
    items = [
        f"  - {{use: {name.replace('_', '-')}, entry: {name}{again}, points: 5}}"
        for name in NAMES
        for again in ("", "_2")
    ]
    return "format: 1\nid: twenty\ntitle: Twenty\nseed: 1\nexercises:\n" + "\n".join(items) + "\n"


def cpu(command: list[str]) -> float:
    """Processor seconds of a command and all its descendants that were waited for."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def graded(task: str, source: str, count: int) -> float:
    """Processor seconds of one run over ``count`` equal submissions."""
    with tempfile.TemporaryDirectory() as folder:
        for number in range(count):
            Path(folder, f"s{number:04}.py").write_text(source, "utf-8")
        options = ["--fail-under", "0", "--format", "json"]
        return cpu([sys.executable, "-m", "gradecheck", "run", task, folder, *options])


def own_work(task: str, source: str) -> float:
    """Processor seconds that the functions themselves take, with their import, in this process."""
    registry, resolved = load_task(task)
    key = prepare(resolved, registry.exercises, 1)
    start = time.process_time()
    for _ in range(20):
        names: dict[str, Callable[..., object]] = {}
        exec(compile(source, "submission.py", "exec"), names)  # noqa: S102 -- our own text, from above
        for exercise in key.keys:
            for call in exercise.calls:
                names[str(exercise.item.entry)](*call.arguments)
    return (time.process_time() - start) / 20


def functions(folder: Path) -> None:
    """Twenty exercises of five cases."""
    source = FUNCTIONS + "".join(f"{name}_2 = {name}\n" for name in NAMES)
    task = folder / "twenty.yaml"
    task.write_text(task_text(), "utf-8")
    own = own_work(str(task), source)
    slopes, fixed = [], []
    for _ in range(ROUNDS):
        few, many = graded(str(task), source, FEW), graded(str(task), source, MANY)
        slopes.append((many - few) / (MANY - FEW))
        fixed.append(few - FEW * slopes[-1])
    slope = statistics.median(slopes)
    print(f"functions, 20 exercises x 5 cases: {1e3 * slope:6.1f} ms of processor time a submission")
    print(f"  of which the student's own code: {1e3 * own:6.1f} ms")
    print(f"  beyond it (aim: 10 ms):          {1e3 * (slope - own):6.1f} ms")
    print(f"  start-up, once a run:            {1e3 * statistics.median(fixed):6.1f} ms")


def script() -> None:
    """The homework's script, graded and alone."""
    path = next((ROOT / "submissions/backprop/pass").glob("half-gradient__published*.py"))
    source = path.read_text("utf-8")
    timed = "import time, numpy\nstart = time.process_time()\n" + source
    timed += "\nimport sys\nprint(time.process_time() - start, file=sys.stderr)\n"
    ratios = []
    for _ in range(ROUNDS):
        command = ["env", "OPENBLAS_NUM_THREADS=1", sys.executable, "-c", timed]
        alone = [
            float(subprocess.run(command, check=True, capture_output=True, text=True).stderr)
            for _ in range(5)
        ]
        slope = (graded("backprop", source, 12) - graded("backprop", source, 2)) / 10
        ratios.append(slope / statistics.median(alone))
    print(f"script: {statistics.median(ratios):.2f} x its own work after imports (aim: 1.10)")


def start_up() -> None:
    """``--help`` beside an interpreter that does nothing."""

    def fastest(command: list[str]) -> float:
        times = []
        for _ in range(10):
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            times.append(time.perf_counter() - start)
        return min(times)

    nothing = fastest([sys.executable, "-c", "pass"])
    asked = fastest([sys.executable, "-m", "gradecheck", "--help"])
    print(f"--help: {1e3 * asked:.0f} ms, {asked / nothing:.1f} x python -c pass (aim: 12 x)")


def main() -> None:
    """Print every ratio."""
    print(json.dumps({"python": sys.version.split()[0], "rounds": ROUNDS}))
    with tempfile.TemporaryDirectory() as folder:
        functions(Path(folder))
    script()
    start_up()


if __name__ == "__main__":
    main()
