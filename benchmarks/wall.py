"""What the wall costs: processor time per worker, and as a share of the homework's script; ratios of one run.

``python benchmarks/wall.py``: for each mode that stands, workers are opened, import a small module, answer a
call and are ended. The cost of one is the slope between few and many of them, so that starting the zygote is
left out; it is stated apart. The script is the homework's, once behind the wall and once as ``python hw.py``.
"""

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

from gradecheck.model import Limits, Returned, Source
from gradecheck.wall.host import Wall, raise_wall

FEW, ROUNDS = 10, 3
MANY = {"full": 110, "strict": 110, "weak": 110, "none": 20}
SMALL = Source("hw.py", {"hw.py": b"import numpy as np\ndef f(x): return 2 * x\n"})
SCRIPT = b"""
import numpy as np
N, D_in, H, D_out = 64, 1000, 100, 10
x, y = np.random.randn(N, D_in), np.random.randn(N, D_out)
w1, w2 = np.random.randn(D_in, H), np.random.randn(H, D_out)
learning_rate = 1e-6
for it in range(500):
    h = x.dot(w1)
    h_relu = np.maximum(h, 0)
    y_pred = h_relu.dot(w2)
    loss = np.square(y_pred - y).sum()
    print(it, loss)
    grad_y_pred = 2.0 * (y_pred - y)
    grad_w2 = h_relu.T.dot(grad_y_pred)
    grad_h = grad_y_pred.dot(w2.T)
    grad_h[h < 0] = 0
    w1 -= learning_rate * x.T.dot(grad_h)
    w2 -= learning_rate * grad_w2
"""


def main() -> None:
    """Print a line for each mode."""
    bare = min(_bare() for _ in range(ROUNDS))
    empty = min(_bare(b"import numpy as np\n") for _ in range(ROUNDS))
    print(f"python hw.py: {1000 * bare:.0f} ms of processor time, {1000 * empty:.0f} of them importing numpy")
    for mode, many_workers in MANY.items():
        few, many, script = (
            min(_spent(mode, *n) for _ in range(ROUNDS)) for n in ((FEW,), (many_workers,), (FEW, 1))
        )
        each = (many - few) / (many_workers - FEW)
        print(
            f"{mode:7} start {1000 * (few - FEW * each):4.0f} ms   a worker {1000 * each:5.2f} ms"
            f" = {100 * each / bare:5.1f} % of python hw.py"
            f"   the script behind it {(script - few) / (bare - empty):.2f} x its own work"
        )


def _bare(text: bytes = SCRIPT) -> float:
    """Processor seconds of ``python hw.py`` with one thread."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "hw.py").write_bytes(text)
        before = _children()
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
        subprocess.run(
            [sys.executable, "hw.py"], cwd=folder, check=True, stdout=subprocess.DEVNULL, env=environment
        )
        return _children() - before


def _spent(mode: str, workers: int, scripts: int = 0) -> float:
    """Processor seconds, ours and our children's, of a wall with so many workers."""
    before = _ours() + _children()
    with raise_wall(mode) as wall:
        for _ in range(workers):
            _ask(wall)
        for _ in range(scripts):
            with wall.open(Source("hw.py", {"hw.py": SCRIPT}), Limits()) as worker:
                worker.run(("x", "y", "w1", "w2"), b"salt", 60)
    return _ours() + _children() - before


def _ask(wall: Wall) -> None:
    with wall.open(SMALL, Limits()) as worker:
        if worker.load(10) != Returned(None) or worker.call("f", [np.ones(3)], 10).value[0] != 2:
            raise SystemExit("the wall does not answer")


def _ours() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
