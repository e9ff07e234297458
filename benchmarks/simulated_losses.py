"""How well training scripts are told apart, on many seeds: the variants of ``losses.py`` without processes.

    OPENBLAS_NUM_THREADS=1 python benchmarks/simulated_losses.py [SEEDS]
    OPENBLAS_NUM_THREADS=1 python benchmarks/simulated_losses.py bands [SEEDS]

The loop of each variant is run here, by SEEDS (200) seeds, in as many coordinates as there are samples: a
script that sees w1 only through x w1 changes it only inside the span of the rows of x. What it printed and
its arrays, brought back to their full size, are judged like a run behind the wall. ``bands``: between which
values the losses of right scripts end (1000 seeds).
"""

import sys
from collections.abc import Callable
from typing import Any

import numpy as np
from gradecheck_backprop.plugin import script
from losses import VARIANTS, judged, table

from gradecheck.model import Returned, ScriptRun, Snapshot
from gradecheck.training.losses import read

SIZES = {"N": 64, "D_in": 1000, "H": 100, "D_out": 10}
Lift = Callable[[Any], Any]


def shrunk(x: Any, w1: Any) -> tuple[Any, Any, Lift]:
    """Both in the coordinates of the rows of x, and the way back for w1."""
    q, r = np.linalg.qr(x.T)
    start = q.T @ w1
    return np.ascontiguousarray(r.T), start.copy(), lambda now: w1 + q @ (now - start)


def simulated(text: str, seed: int) -> ScriptRun:
    """The run of a variant with arrays drawn by a seed."""
    rng = np.random.default_rng(seed)
    x, y, w1, w2 = (rng.standard_normal(script.shapes[role]) for role in script.roles)
    sees_all = "reshape(D_in" in text
    own_x, own_w1, lift = (x, w1.copy(), np.copy) if sees_all else shrunk(x, w1)
    lines: list[str] = []
    snapshots: list[Snapshot] = []

    def look() -> None:
        arrays = {"x": x, "y": y, "w1": lift(names["w1"]), "w2": names["w2"].copy()}
        snapshots.append(Snapshot(len(lines), arrays | {"learning_rate": names["learning_rate"]}))

    def printed(it: int, loss: float) -> None:
        lines.append(f"{it} {loss}")
        if len(lines) <= 2:
            look()

    names = {"np": np, **SIZES, "x": own_x, "y": y, "w1": own_w1, "w2": w2.copy(), "print": printed}
    with np.errstate(all="ignore"):
        exec(text[text.index("learning_rate = ") :], names)  # noqa: S102 -- the loop of a variant, our own text
    look()
    return ScriptRun(Returned(None), "\n".join(lines), tuple(snapshots))


def bands(seeds: int) -> None:
    """Between which values the last loss lies, and its ratio to the one nine steps before."""
    for name in ("true gradient", "half gradient"):
        runs = [read(simulated(VARIANTS[name][0], seed).output).last(10).values for seed in range(seeds)]
        for what, values in (("last", [r[-1] for r in runs]), ("ratio", [r[-1] / r[0] for r in runs])):
            print(f"{name}, {what}: {min(values):.3g} to {max(values):.3g}")


if __name__ == "__main__":
    asked = sys.argv[1:]
    if asked[:1] == ["bands"]:
        bands(int((asked[1:] or ["1000"])[0]))
    else:
        count = int((asked or ["200"])[0])
        print(f"{count} seeds, simulated\n")
        table(lambda text: [judged(simulated(text, seed)) for seed in range(count)])
