"""The steps that a script may take: the true one, those of named mistakes, and mistakes upon conventions."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gradecheck.training import descent
from gradecheck.training.descent import State, Step
from gradecheck.training.roles import Parts

#: an array that moves with this cosine moves along the gradient, or straight against it
ALONG = 1 - 1e-6


@dataclass(frozen=True)
class Problem(Parts):
    """What a script should do: ``steps`` true steps of ``rate``; and the steps of those who do not.

    ``accepted`` names the mistakes that are conventions here: others may be made on top of them.
    """

    step: Step
    mistakes: Mapping[str, Step]
    steps: int
    rate: float
    accepted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """The step that explains a change of the weights: the true one (no name), or that of a named mistake.

    ``besides``: the convention that it is made on top of; its factor is in ``rate``.
    """

    name: str | None
    step: Step
    rate: float
    besides: str | None = None


def differs(rate: float | None, asked: float) -> bool:
    """Whether a learning rate was seen and is not the one asked for."""
    return rate is not None and math.isfinite(rate) and abs(rate - asked) > 1e-9 * asked


def candidates(problem: Problem, before: State, own_rate: float | None) -> Iterator[Known]:
    """Every known step of the asked learning rate, the true one of the script's own, then combinations."""
    yield Known(None, problem.step, problem.rate)
    for name, step in problem.mistakes.items():
        yield Known(name, step, problem.rate)
    if own_rate is not None and differs(own_rate, problem.rate):
        yield Known(None, problem.step, own_rate)
    yield from _on_top(problem, before)


def _on_top(problem: Problem, before: State) -> Iterator[Known]:
    """Every named mistake on top of a convention that only makes the steps shorter or longer."""
    true = descent.advance(problem.step, before, problem.rate)
    for convention in problem.accepted:
        taken = descent.advance(problem.mistakes[convention], before, problem.rate)
        changes = descent.changes(before, taken, true)[-len(problem.trained) :]
        factor = changes[0].slope
        if all(math.isclose(c.slope, factor) and (c.cosine or 0.0) > ALONG for c in changes):
            for name, step in problem.mistakes.items():
                if name != convention:
                    yield Known(name, step, factor * problem.rate, convention)
