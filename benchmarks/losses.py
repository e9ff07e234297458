"""How well training scripts are told apart: every variant of the homework's, really run behind the wall.

    OPENBLAS_NUM_THREADS=1 python benchmarks/losses.py [SEEDS] [FORM...]

Each variant is run with SEEDS (20) salts in each FORM (all): as the homework is written, with other names,
inside a function, with its arrays in an object, printed in other formats, and after the training. One row for
each variant: how often it passed, and how often it got the name that it should get. Last, what the judging
costs on top.
"""

import re
import sys
import textwrap
import time
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from gradecheck_backprop.plugin import script

from gradecheck.judge_script import judge_script
from gradecheck.model import Limits, ScriptRun, Source, TaskItem, Verdict
from gradecheck.wall.host import Wall, raise_wall

START = """\
import numpy as np
N, D_in, H, D_out = 64, 1000, 100, 10
x = np.random.randn(N, D_in)
y = np.random.randn(N, D_out)
w1 = np.random.randn(D_in, H)
w2 = np.random.randn(H, D_out)
learning_rate = {rate}
for it in range(500):
    h = x.dot(w1)
    h_relu = np.maximum(h, 0)
    y_pred = h_relu.dot(w2)
    loss = np.square(y_pred - y).sum()
    print(it, loss)
    g = {g}
"""
STEP = """\
    g2 = {g2}
    gh = g.dot(w2.T)
    {mask}
    g1 = {g1}
    {update}
"""
RIGHT = {
    "rate": "1e-6",
    "g": "2 * (y_pred - y)",
    "g2": "h_relu.T.dot(g)",
    "mask": "gh[h < 0] = 0",
    "g1": "x.T.dot(gh)",
    "update": "w1 -= learning_rate * g1; w2 -= learning_rate * g2",
}
W2_FIRST = """\
    w2 -= learning_rate * h_relu.T.dot(g)
    gh = g.dot(w2.T)
    gh[h < 0] = 0
    w1 -= learning_rate * x.T.dot(gh)
"""
W1_FIRST = """\
    gh = g.dot(w2.T)
    gh[h < 0] = 0
    w1 -= learning_rate * x.T.dot(gh)
    w2 -= learning_rate * np.maximum(x.dot(w1), 0).T.dot(g)
"""


def variant(step: str = STEP, **slips: str) -> str:
    """The homework's script with some of its parts replaced."""
    return (START + step).format(**RIGHT | slips)


#: the text of each variant, and the diagnosis that it should get (None: right)
VARIANTS: dict[str, tuple[str, str | None]] = {
    "true gradient": (variant(), None),
    "mask h <= 0": (variant(mask="gh[h <= 0] = 0"), None),
    "mask multiplied": (variant(mask="gh = (h > 0) * gh"), None),
    "half gradient": (variant(g="y_pred - y"), "half-gradient"),
    "half gradient, rate doubled": (variant(g="y_pred - y", rate="2e-6"), "half-gradient"),
    "no mask": (variant(mask="pass"), "missing-mask"),
    "mask on h_relu": (variant(mask="gh[h_relu < 0] = 0"), "missing-mask"),
    "mask inverted": (variant(mask="gh[h > 0] = 0"), "inverted-mask"),
    "mask on the gradient": (variant(mask="gh[gh < 0] = 0"), "mask-on-gradient"),
    "times h_relu": (variant(mask="gh = gh * h_relu"), "wrong-w1"),
    "w1 frozen": (variant(update="w2 -= learning_rate * g2"), "w1-frozen"),
    "w2 frozen": (variant(update="w1 -= learning_rate * g1"), "w2-frozen"),
    "w2 first": (variant(W2_FIRST), "w2-first"),
    "w1 first": (variant(W1_FIRST), "w1-first"),
    "reshape in grad_w2": (variant(g2="g.T.dot(h_relu).reshape(H, D_out)"), "wrong-w2"),
    "reshape in grad_w1": (variant(g1="gh.T.dot(x).reshape(D_in, H)"), "wrong-w1"),
    "grad_w2 from h": (variant(g2="h.T.dot(g)"), "pre-activation"),
    "rate 1e-5": (variant(rate="1e-5"), "lr-times-ten"),
    "rate 1e-7": (variant(rate="1e-7"), "lr-tenth"),
    "mean over N": (variant(g="2 * (y_pred - y) / N"), "mean-over-n"),
    "mean over all": (variant(g="2 * (y_pred - y) / y.size"), "constant-factor"),
    "sign flipped": (variant(g="2 * (y - y_pred)"), "plus"),
    "both +=": (variant(update="w1 += learning_rate * g1; w2 += learning_rate * g2"), "plus"),
    "w1 +=": (variant(update="w1 += learning_rate * g1; w2 -= learning_rate * g2"), "wrong-w1"),
    "w2 +=": (variant(update="w1 -= learning_rate * g1; w2 += learning_rate * g2"), "wrong-w2"),
    "half in grad_w1": (variant(g1="x.T.dot(gh) / 2"), "wrong-w1"),
    "half in grad_w2": (variant(g2="h_relu.T.dot(g) / 2"), "wrong-w2"),
    "factor 4": (variant(g="4 * (y_pred - y)"), "constant-factor"),
    "absolute residual": (variant(g="2 * np.abs(y_pred - y)"), "wrong"),
    "gradient of the norm": (variant(g="(y_pred - y) / np.sqrt(loss)"), "constant-factor"),
}


def renamed(text: str, **names: str) -> str:
    """The script with other names for its variables."""
    return re.sub(r"\b(x|y|w1|w2)\b", lambda match: names.get(match[0], match[0]), text)


def in_an_object(text: str) -> str:
    """The script with its weights as attributes."""
    made = text.replace("w1 = ", "class Net: pass\nnet = Net()\nw1 = ", 1)
    return renamed(made, w1="net.w1", w2="net.w2")


def printing(what: str) -> Callable[[str], str]:
    """The script with another way to print its losses."""
    return lambda text: text.replace("print(it, loss)", what)


def after(text: str) -> str:
    """The script that keeps its losses in a list and prints the last ten when it is done."""
    kept = text.replace("print(it, loss)", "losses.append(loss)").replace("for it", "losses = []\nfor it", 1)
    return kept + "print(losses[-10:])\n"


def in_a_function(text: str) -> str:
    """The whole script inside a function."""
    return "def main():\n" + textwrap.indent(text, "    ") + "main()\n"


FORMS: dict[str, Callable[[str], str]] = {
    "homework": lambda text: text,
    "renamed": lambda text: renamed(text, x="X", y="target", w1="U", w2="V"),
    "function": in_a_function,
    "object": in_an_object,
    "chinese": printing("print(f'迭代次数：{it} 损失：{loss}')"),
    "digits": printing("print(f'{it + 1}/500 loss: {loss:.3e}')"),
    "lines": printing("print('step', it); print('loss', loss)"),
    "only": printing("print(loss)"),
    "tenth": printing("it % 10 == 9 and print(it, loss)"),
    "array": printing("print(np.array([it, loss]))"),
    "after": after,
    "function-after": lambda text: in_a_function(after(text)),
    "object-after": lambda text: in_an_object(after(text)),
}
ITEM = TaskItem("backprop-script", None, 1.0, credit={"half-gradient": 1.0})
LIMITS = Limits(seconds=60)


class Found(NamedTuple):
    """What judging one run came to."""

    passed: bool
    diagnosis: str | None


def judged(run: ScriptRun) -> Found:
    """The judgement on a run."""
    result = judge_script(script, ITEM, run)
    return Found(result.verdict is Verdict.PASS, result.diagnosis)


def really_run(wall: Wall, text: str, salt: int) -> ScriptRun:
    """A script that is run behind the wall."""
    shapes = tuple(script.shapes.values())
    with wall.open(Source("hw.py", {"hw.py": text.encode()}), LIMITS) as worker:
        return worker.run(script.roles, str(salt).encode(), LIMITS.seconds, shapes)


def table(runs: Callable[[str], list[Found]]) -> None:
    """Every variant's row, and below what they come to. ``runs`` are those of a text."""
    sums = Counter[str]()
    print("| variant | should be | runs | passed | named right | else |\n|---|---|---|---|---|---|")
    for name, (text, expected) in VARIANTS.items():
        found = runs(text)
        passed = sum(f.passed for f in found)
        right = expected in {None, "half-gradient"}
        sums.update(rejected=len(found) - passed if right else 0, accepted=0 if right else passed)
        others = Counter(str(f.diagnosis) for f in found if f.diagnosis != expected)
        named = len(found) - others.total()
        sums.update(named=named, runs=len(found))
        told = ", ".join(f"{other} {count}" for other, count in others.items())
        print(f"| {name} | {expected or 'right'} | {len(found)} | {passed} | {named} | {told} |", flush=True)
    print(f"\nright ones rejected: {sums['rejected']}, wrong ones accepted: {sums['accepted']}, ", end="")
    print(f"named right: {sums['named'] / sums['runs']:.1%} of {sums['runs']}")


def seconds(do: Callable[[], object]) -> float:
    """Processor time, the least of five: what else runs on the machine does not count."""
    took = []
    for _ in range(5):
        start = time.process_time()
        do()
        took.append(time.process_time() - start)
    return min(took)


def on_top(wall: Wall) -> float:
    """What judging a right script takes, as a part of what the script itself takes."""
    text = VARIANTS["true gradient"][0]
    run = really_run(wall, text, 0)
    own = seconds(lambda: exec(text, {"print": lambda *_: None}))  # noqa: S102 -- our own text
    return seconds(lambda: judged(run)) / own


def main(seeds: int, forms: list[str]) -> None:
    """Run every variant in every form, and print the table."""
    print(f"{seeds} seeds, forms: {', '.join(forms)}\n")
    with raise_wall("auto") as wall:
        table(
            lambda text: [
                judged(really_run(wall, FORMS[f](text), salt)) for f in forms for salt in range(seeds)
            ]
        )
        print(f"judging, as a part of the script's own time: {on_top(wall):.1%}")


if __name__ == "__main__":
    main(int((sys.argv[1:] or ["20"])[0]), sys.argv[2:] or list(FORMS))
