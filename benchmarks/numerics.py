"""How well answers are told apart, over every exercise of the plugins: Markdown tables, the same for a seed.

    python benchmarks/numerics.py [SEED]

Right answers come by independent routes (loops, einsum, solve instead of inv, other brackets or none,
singular values and logarithms, Kronecker products, formulas written by hand, the authors' own oracles, the
complex step, single precision), wrong ones are the named misconceptions, the same times -3 or transposed, and
finite differences of five kinds. The same answers are held against the usual fixed tolerances and the
criterion of the book "Mathematics for Machine Learning" (central differences, h = 1e-4). Matrices among the
inputs are given condition numbers from 10 to 1e9, and gradients are scaled by 1e-10 and 1e10.
"""

import itertools
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import numpy as np
from routes import DIFFERENCES, Case, answering, cases, differenced, exercises, right_answers

from gradecheck.answerkey import FAR
from gradecheck.author import Exercise, Misconception
from gradecheck.guesses import Given, by_output, far, other_questions
from gradecheck.numerics import mutants
from gradecheck.numerics.compare import Agreement, compare
from gradecheck.numerics.criteria import mml
from gradecheck.numerics.diagnose import NOBODY, diagnose
from gradecheck.numerics.evidence import CaseEvidence, Suspect
from gradecheck.numerics.floor import measure
from gradecheck.numerics.relatives import after_one_step
from gradecheck.numerics.suspects import Bank, bank, bounded, mistaken
from gradecheck.numerics.tree import FAILURES, fresh, mapped

CONDITIONS = (None, 1e1, 1e3, 1e6, 1e9)
SCALES = (1e-10, 1e10)
#: messages that name no cause
VAGUE = ("found-wrong", "found-proportional", "found-approximate", "found-row-factor", "found-column-factor")

Array = np.ndarray[Any, Any]
#: the answers of one output in every case
Column = list[Array]


# --- graders ------------------------------------------------------------------------------------------


def fixed(rtol: float, atol: float) -> Callable[[np.ndarray, np.ndarray], bool]:
    """A comparison by fixed tolerances."""
    return lambda s, g: s.shape == g.shape and bool(np.all(np.abs(s - g) <= atol + rtol * np.abs(g)))


GRADERS: dict[str, Callable[[np.ndarray, np.ndarray], bool]] = {
    "np.allclose": fixed(1e-5, 1e-8),
    "assert_allclose 1e-7": fixed(1e-7, 0.0),
    "pytest.approx": lambda s, g: (
        s.shape == g.shape and bool(np.all(np.abs(s - g) <= np.maximum(1e-6 * np.abs(g), 1e-12)))
    ),
}


# --- tables -------------------------------------------------------------------------------------------


@dataclass
class Tally:
    """How many answers of a row were counted under a column, of how many."""

    title: str
    counted: Counter[tuple[str, str]] = field(default_factory=Counter)
    seen: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, row: str, column: str, *, ok: bool) -> None:
        """Count one answer."""
        self.counted[row, column] += ok
        self.seen[row, column] += 1

    def print(self) -> None:
        """The shares as a Markdown table."""
        rows, columns = (list(dict.fromkeys(key[i] for key in self.seen)) for i in (0, 1))
        print(f"\n### {self.title}\n\n| | {' | '.join(columns)} |\n|---{'|---' * len(columns)}|")
        for row in rows:
            cells = [self._share(row, column) for column in columns]
            print(f"| {row} | {' | '.join(cells)} |")

    def _share(self, row: str, column: str) -> str:
        whole = self.seen[row, column]
        return f"{100 * self.counted[row, column] / whole:.2f} % of {whole}" if whole else "-"


def right(seed: int) -> None:
    """False rejects: right answers by several routes at every condition and scale, each with its error."""
    tally, by_route = Tally("Right answers rejected"), Tally("Right answers rejected, by route")
    rejected: dict[tuple[str, str, str], list[Agreement]] = {}
    routes: dict[str, set[str]] = {}
    settings = [(f"condition {c:g}" if c else "as drawn", c, 1.0) for c in CONDITIONS]
    settings += [(f"gradients x {scale:g}", None, scale) for scale in SCALES]
    for exercise, (row, condition, scale) in itertools.product(exercises(), settings):
        for case in cases(exercise, seed, condition, scale=scale):
            for name, answer, key, floor in _answers(exercise, case, scale):
                routes.setdefault(exercise.id, set()).add(name)
                agreement = compare(answer, key, (floor,), accuracy=exercise.accuracy)
                wrong = agreement.finding != "right"
                tally.add(row, "gradecheck", ok=wrong)
                by_route.add(name.rstrip(" 0123456789") if "hand" in name else name, "rejected", ok=wrong)
                if wrong:
                    rejected.setdefault((exercise.id, name, row), []).append(agreement)
                for grader, accepts in GRADERS.items() if name != "float32" else ():
                    tally.add(row, grader, ok=not accepts(answer, key))
            _by_the_book(tally, row, exercise, case)
    tally.print()
    by_route.print()
    _why(rejected, routes)


def _answers(exercise: Exercise, case: Case, scale: float) -> Iterator[tuple[str, Array, Array, Array]]:
    """Route, answer, key and floor of every output; single precision only where it stays so."""
    for name, held, answers in right_answers(exercise, case, scale):
        for answer, key, floor in zip(answers, held.answers, held.floors, strict=True):
            if name != "float32" or answer.dtype == np.float32:
                yield name, answer, key, floor


def _why(rejected: dict[tuple[str, str, str], list[Agreement]], routes: dict[str, set[str]]) -> None:
    """Every rejection with its error, and how many exercises have how many routes."""
    print()
    for (id_, name, row), found in rejected.items():
        told = ", ".join(f"{a.error / a.tolerance:.1g}" if a.error else a.finding for a in found)
        print(f"- rejected: {id_} by {name}, {row}; error in tolerances: {told}")
    counts = Counter(len(taken) for taken in routes.values())
    told = ", ".join(f"{n} exercises by {count}" for count, n in sorted(counts.items()))
    print(f"\nRoutes beside the key: {told}.")


def _by_the_book(tally: Tally, row: str, exercise: Exercise, case: Case) -> None:
    """The key itself held against central differences by the book's criterion."""
    if not exercise.derivative_of or len(exercise.wrt) != 1 or exercise.judged or "x" in row.split():
        return
    found = differenced(exercise, case, exercise.wrt[0], "central", 1e-4)
    tally.add(row, "book, central", ok=mml(case.answers[0], found).finding != "right")


def wrong(seed: int) -> None:
    """False accepts: named mistakes and differences; and what the mistakes are called."""
    accepted, named = Tally("Wrong answers accepted"), Tally("Cause named")
    nonsense = Tally("Cause named where there is none")
    times: list[float] = []
    guesses: list[float] = []
    for exercise in exercises():
        held = cases(exercise, seed, None)
        columns: dict[Any, list[Column]] = {}
        for output in range(len(held[0].answers)):
            suspects = _suspects(exercise, held, output)
            start = time.perf_counter()
            found = _guesses(exercise, held, output)
            guesses.append(time.perf_counter() - start)
            for suspect in suspects:
                columns.setdefault(suspect.what, []).append(list(suspect.answers))
                for row, column in _variants(list(suspect.answers)):
                    _name(named, times, row, exercise, _evidence(held, output, column), bank(suspects), found)
            for row, column in _nonsense(held, output, seed):
                _name(nonsense, [], row, exercise, _evidence(held, output, column), NOBODY, found)
        for outputs in columns.values():
            _count(accepted, "named mistakes", held, outputs, exercise)
        if (
            exercise.derivative_of
            and len(exercise.wrt) == 1
            and not exercise.judged
            and not exercise.accuracy
        ):
            for name, (kind, step) in DIFFERENCES.items():
                column = [differenced(exercise, c, exercise.wrt[0], kind, step) for c in held]
                _count(accepted, f"differences, {name}", held, [column], exercise)
    accepted.print()
    named.print()
    nonsense.print()
    print(
        f"\nDiagnosis: median {np.median(times) * 1e3:.2f} ms, p95 {np.percentile(times, 95) * 1e3:.2f} ms."
    )
    print(f"Slips of a key, once: median {np.median(guesses):.2f} s, at most {np.max(guesses):.2f} s.")


def _name(
    named: Tally,
    times: list[float],
    row: str,
    exercise: Exercise,
    truth: list[CaseEvidence],
    known: Bank,
    found: list[Bank],
) -> None:
    """Count whether a wrong output is called by its cause, with and without the author's list."""
    if all(compare(c.answer, c.key, (c.floor,)).finding == "right" for c in truth):
        return
    lists = {"mistakes known to the author": known, "unknown to the author": NOBODY}
    for column, suspects in lists.items() if known is not NOBODY else [("named", NOBODY)]:
        start = time.perf_counter()
        diagnosis = diagnose(
            truth,
            names=exercise.parameters,
            misconceptions=suspects,
            questions=lambda: found[0],
            mutants=lambda: found[1],
            detours=lambda: found[2],
        )
        times.append(time.perf_counter() - start)
        named.add(row, column, ok=diagnosis is not None and diagnosis.message not in VAGUE)


def _count(tally: Tally, row: str, held: list[Case], outputs: list[Column], exercise: Exercise) -> None:
    """Count answers to an exercise as accepted if all outputs are, in all cases."""
    trials = [(a, c, o) for o, column in enumerate(outputs) for a, c in zip(column, held, strict=True)]
    agreements = [compare(a, c.answers[o], (c.floors[o],), accuracy=exercise.accuracy) for a, c, o in trials]
    tally.add(row, "gradecheck", ok=all(a.finding == "right" for a in agreements))
    for grader, accepts in GRADERS.items():
        tally.add(row, grader, ok=all(accepts(a, c.answers[o]) for a, c, o in trials))


def _nonsense(held: list[Case], output: int, seed: int) -> Iterator[tuple[str, Column]]:
    """Arbitrary answers: numbers of the right size, the right ones with a thousandth of noise."""
    rng = np.random.default_rng(seed)
    keys = [c.answers[output] for c in held]
    noise = [rng.standard_normal(k.shape) * (np.max(np.abs(k), initial=0.0) or 1.0) for k in keys]
    yield "arbitrary numbers", noise
    yield "arbitrary whole numbers", [np.asarray(rng.integers(-3, 4, k.shape), dtype=float) for k in keys]
    yield "the right ones and noise", [k + 1e-3 * n for k, n in zip(keys, noise, strict=True)]


def _variants(column: Column) -> Iterator[tuple[str, Column]]:
    yield "single", column
    yield "times -3", [-3 * a for a in column]
    if all(a.ndim == 2 for a in column):
        yield "transposed", [a.T for a in column]
        yield "transposed, times 1/2", [a.T / 2 for a in column]


def _suspects(exercise: Exercise, held: list[Case], output: int) -> list[Suspect]:
    """The author's mistakes that can be evaluated and give finite numbers."""
    found = []
    for misconception in exercise.misconceptions:
        measured = [] if misconception.raises else _mistakes(exercise, misconception, held)
        if measured and all(np.all(np.isfinite(np.asarray(m[output][0], dtype=float))) for m in measured):
            answers, floors = zip(*(m[output] for m in measured), strict=True)
            found.append(Suspect(misconception.id, [np.asarray(a) for a in answers], list(floors)))
    return found


def _mistakes(
    exercise: Exercise, misconception: Misconception, held: list[Case]
) -> list[list[tuple[Any, Any]]]:
    found = []
    for case in held:
        try:
            measured = measure(answering(exercise, misconception.answer, case.hidden), case.arguments, 0)
        except FAILURES:
            return []
        answers = measured.answer if exercise.outputs else (measured.answer,)
        if len(answers) != len(measured.floor) or any(f is None for f in measured.floor):
            return []
        floors = bounded(list(answers), measured.floor)
        found.append(list(zip(answers, floors, strict=True)))
    return found


def _guesses(exercise: Exercise, held: list[Case], output: int) -> list[Bank]:
    """What nobody named: right answers to other questions, slips of the key, and what is farther away."""
    given = [Given(c.arguments, c.hidden) for c in held]

    def run(function: Callable[..., Any]) -> list[list[Any]]:
        """What a function in the key's place answers."""
        return [
            _outputs(exercise, answering(exercise, function, c.hidden)(*mapped(fresh, c.arguments)))
            for c in held
        ]

    keys = [c.answers[output] for c in held]
    floors = [c.floors[output] for c in held]
    named = {name: [c.answers[i] for c in held] for i, name in enumerate(exercise.outputs)}
    slips, detours = mutants.mutants(exercise.key), far(exercise, given, run)
    answered = (
        mutants.answers(exercise.key, made, run, limit) for made, limit in ((slips, None), (detours, FAR))
    )
    near, distant = (
        by_output(made, told, output) for made, told in zip((slips, detours), answered, strict=True)
    )
    found = (other_questions(exercise, given, named, output), chain(near, after_one_step(keys)), distant)
    return [mistaken(one, keys, floors) for one in found]


def _outputs(exercise: Exercise, value: Any) -> list[Any]:
    return list(value) if exercise.outputs else [value]


def _evidence(held: list[Case], output: int, column: Column) -> list[CaseEvidence]:
    return [
        CaseEvidence(a, c.answers[output], c.floors[output], c.arguments)
        for a, c in zip(column, held, strict=True)
    ]


def cost() -> None:
    """What a floor and a right answer cost."""
    W = np.random.default_rng(0).standard_normal((5, 5))
    runs: list[int] = []

    def key(W: Array) -> Array:
        runs.append(1)
        return -(np.linalg.inv(W) @ np.linalg.inv(W)).T

    measured = measure(key, [W], 0)
    count = len(runs)
    ours, numpys = (
        min(_seconds(f) for _ in range(20))
        for f in (
            lambda: compare(measured.answer, measured.answer, measured.floor),
            lambda: np.allclose(measured.answer, measured.answer),
        )
    )
    print(f"\nFloor: {count} runs of the key. A right 5 x 5 answer is judged in {ours * 1e6:.0f} µs")
    print(f"(np.allclose: {numpys * 1e6:.0f} µs).")


def _seconds(run: Callable[[], Any]) -> float:
    start = time.perf_counter()
    for _ in range(100):
        run()
    return (time.perf_counter() - start) / 100


if __name__ == "__main__":
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    np.seterr(all="ignore")
    right(number)
    wrong(number)
    cost()
