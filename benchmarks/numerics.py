"""How well answers are told apart, over every exercise of the plugins: Markdown tables, the same for a seed.

    python benchmarks/numerics.py [SEED]

Right answers come by independent routes (loops, einsum, solve instead of inv, the complex step, single
precision), wrong ones are the named misconceptions, the same times -3 or transposed, and finite differences
of five kinds. The same answers are held against the usual fixed tolerances and the criterion of the book
"Mathematics for Machine Learning" (central differences, h = 1e-4). Matrices among the inputs are given
condition numbers from 10 to 1e9, and gradients are scaled by 1e-10 and 1e10.
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

from gradecheck.author import Exercise, Misconception
from gradecheck.cases import has_quotient
from gradecheck.numerics import mutants
from gradecheck.numerics.compare import compare
from gradecheck.numerics.criteria import mml
from gradecheck.numerics.diagnose import NOBODY, diagnose
from gradecheck.numerics.evidence import CaseEvidence, Suspect
from gradecheck.numerics.floor import measure
from gradecheck.numerics.relatives import Relative, after_one_step, of_another_question
from gradecheck.numerics.suspects import Bank, bank, mistaken
from gradecheck.numerics.tree import FAILURES

CONDITIONS = (None, 1e1, 1e3, 1e6, 1e9)
SCALES = (1e-10, 1e10)
#: what names no cause
VAGUE = ("wrong", "proportional", "approximate", "row-factor", "column-factor")

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
    tally = Tally("Right answers rejected")
    rejected: dict[tuple[str, str, str], list[Any]] = {}
    settings = [(f"condition {c:g}" if c else "as drawn", c, 1.0) for c in CONDITIONS]
    settings += [(f"gradients x {scale:g}", None, scale) for scale in SCALES]
    for exercise, (row, condition, scale) in itertools.product(exercises(), settings):
        for case in cases(exercise, seed, condition, scale=scale):
            for name, held, answers in right_answers(exercise, case, scale):
                for answer, key, floor in zip(answers, held.answers, held.floors, strict=True):
                    # code that goes back to double precision does not say that it computed in single
                    if name == "float32" and answer.dtype != np.float32:
                        continue
                    agreement = compare(answer, key, (floor,), accuracy=exercise.accuracy)
                    tally.add(row, f"gradecheck, {name}", ok=agreement.finding != "right")
                    if agreement.finding != "right":
                        rejected.setdefault((exercise.id, name, row), []).append(agreement)
                    for grader, accepts in GRADERS.items() if name != "float32" else ():
                        tally.add(row, grader, ok=not accepts(answer, key))
            _by_the_book(tally, row, exercise, case)
    tally.print()
    for (id_, name, row), found in rejected.items():
        told = ", ".join(f"{a.error / a.tolerance:.1g}" if a.error else a.finding for a in found)
        print(f"- rejected: {id_} by {name}, {row}; error in tolerances: {told}")


def _by_the_book(tally: Tally, row: str, exercise: Exercise, case: Case) -> None:
    """The key itself held against central differences by the book's criterion."""
    if not exercise.derivative_of or len(exercise.wrt) != 1 or exercise.judged or "x" in row.split():
        return
    found = differenced(exercise, case, exercise.wrt[0], "central", 1e-4)
    tally.add(row, "book, central", ok=mml(case.answers[0], found).finding != "right")


def wrong(seed: int) -> None:
    """False accepts: named mistakes and differences; and what the mistakes are called."""
    accepted, named = Tally("Wrong answers accepted"), Tally("Cause named")
    times: list[float] = []
    guesses: list[float] = []
    for exercise in exercises():
        held = cases(exercise, seed, None)
        columns: dict[Any, list[Column]] = {}
        for output in range(len(held[0].answers)):
            suspects = _suspects(exercise, held, output)
            start = time.perf_counter()
            found = _mutants(exercise, held, output)
            guesses.append(time.perf_counter() - start)
            for suspect in suspects:
                columns.setdefault(suspect.what, []).append(list(suspect.answers))
                for row, column in _variants(list(suspect.answers)):
                    _name(named, times, row, exercise, _evidence(held, output, column), bank(suspects), found)
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
    found: Bank,
) -> None:
    """Count whether a wrong output is called by its cause, with and without the author's list."""
    if all(compare(c.answer, c.key, (c.floor,)).finding == "right" for c in truth):
        return
    for column, suspects in (("mistakes known to the author", known), ("unknown to the author", NOBODY)):
        start = time.perf_counter()
        diagnosis = diagnose(truth, names=exercise.parameters, misconceptions=suspects, mutants=lambda: found)
        times.append(time.perf_counter() - start)
        named.add(row, column, ok=diagnosis is not None and diagnosis.id not in VAGUE)


def _count(tally: Tally, row: str, held: list[Case], outputs: list[Column], exercise: Exercise) -> None:
    """Count answers to an exercise as accepted if all outputs are, in all cases."""
    trials = [(a, c, o) for o, column in enumerate(outputs) for a, c in zip(column, held, strict=True)]
    agreements = [compare(a, c.answers[o], (c.floors[o],), accuracy=exercise.accuracy) for a, c, o in trials]
    tally.add(row, "gradecheck", ok=all(a.finding == "right" for a in agreements))
    for grader, accepts in GRADERS.items():
        tally.add(row, grader, ok=all(accepts(a, c.answers[o]) for a, c, o in trials))


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
        found.append(list(zip(answers, measured.floor, strict=True)))
    return found


def _mutants(exercise: Exercise, held: list[Case], output: int) -> Bank:
    made = mutants.mutants(exercise.key)

    def run(mutant: Callable[..., Any]) -> list[Any]:
        values = [
            answering(exercise, mutant, c.hidden)(
                *[np.copy(a) if isinstance(a, np.ndarray) else a for a in c.arguments]
            )
            for c in held
        ]
        return [np.asarray(v[output] if exercise.outputs else v) for v in values]

    told = zip([m.words for m in made], mutants.answers(exercise.key, made, run), strict=True)
    keys = [c.answers[output] for c in held]
    others = _other_questions(exercise, held, output)
    return mistaken(chain(told, after_one_step(keys), others), keys, [c.floors[output] for c in held])


def _other_questions(exercise: Exercise, held: list[Case], output: int) -> Iterator[Relative]:
    if has_quotient(exercise) and not any(c.hidden for c in held):
        given, wrt = [c.arguments for c in held], exercise.wrt[output : output + 1]
        layout = exercise.layout or "denominator"
        yield from of_another_question(exercise.derivative_of, given, exercise.parameters, wrt, layout)


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
