"""Two states of a script, and the step that leads from one to the other; looked for on a budget.

What is only tried costs processor time that a script can drive up: prints far apart, arrays that cannot be
shrunk. Everything that is followed is paid for, and beyond the budget the search is given up.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from gradecheck.training import descent
from gradecheck.training.descent import Change, Shrunk, State, Step
from gradecheck.training.steps import ALONG, Known, Problem, candidates

#: multiplications that may be spent on one script, about 0.5 s; and where an exercise asks for larger arrays,
#: so many times those of its training
BUDGET, TRAININGS = 3.5e9, 1.2
#: factors that are tried where the states are several steps apart
FACTORS = (0.5, 2.0, -1.0)


class Spent(Exception):  # noqa: N818 -- what the budget is
    """There is no budget left for what was to be followed."""


@dataclass
class Budget:
    """Multiplications that are left."""

    left: float

    def pay(self, state: State, steps: int, trained: int) -> None:
        """Pay for so many steps. Raises ``Spent``."""
        self.left -= steps * _price([array.shape for array in state], trained)
        if self.left < 0:
            raise Spent


def _price(shapes: Sequence[tuple[int, ...]], trained: int) -> int:
    """Multiplications of a step, about: each trained number is met once a sample."""
    samples = shapes[0][0] if shapes[0] else 1
    return samples * sum(map(math.prod, shapes[-trained:]))


def allowed(problem: Problem) -> Budget:
    """What may be spent on a script of this exercise."""
    if not all(role in problem.shapes for role in problem.roles):
        return Budget(BUDGET)
    price = _price([problem.shapes[role] for role in problem.roles], len(problem.trained))
    return Budget(max(BUDGET, TRAININGS * problem.steps * price))


@dataclass(frozen=True)
class Moved:
    """One trained array from one state to the next: as the true step moves it, or how else."""

    role: str
    right: bool
    change: Change

    @property
    def along(self) -> bool:
        """Whether it moves along its gradient, or straight against it."""
        return abs(self.change.cosine or 0.0) > ALONG


@dataclass(frozen=True)
class Watched:
    """Two states of a script, some steps apart.

    ``true``: the state one true step after the first; ``small``: the first in fewer coordinates.
    Whatever follows a descent raises ``Spent`` when the budget does not allow it.
    """

    problem: Problem
    before: State
    after: State
    true: State
    small: Shrunk | None
    budget: Budget

    def pay(self, state: State, steps: int) -> None:
        """Pay for so many steps from a state."""
        self.budget.pay(state, steps, len(self.problem.trained))

    def known(self, apart: int, own_rate: float | None) -> Known | None:
        """The known step that leads from state to state, if one does."""
        if apart == 1 and all(descent.agree(self.before, self.after, self.true)):
            return Known(None, self.problem.step, self.problem.rate)
        possible = candidates(self.problem, self.before, own_rate)
        return next((k for k in possible if self.explains(k.step, k.rate, apart)), None)

    def explains(self, step: Step, rate: float, apart: int) -> bool:
        """Whether a step leads from state to state; a loop may print before it steps, or after."""
        counts = {1, max(1, apart - 1), apart, apart + 1} if apart > 1 else {1, 2}
        small = self.small if apart > 1 else None  # many steps are cheap there
        self.pay(small.state if small else self.before, max(counts))
        return descent.leads(step, self.before, self.after, rate, counts, small)

    @np.errstate(all="ignore")
    def moved(self, known: Known | None, apart: int) -> list[Moved]:
        """Each trained array against as many true steps as lie between the states."""
        if known is not None and known.name is None and known.rate == self.problem.rate:
            return [Moved(role, right=True, change=Change(1.0, 1.0)) for role in self.problem.trained]
        return list(self._moved_as(known) if known else self._moved_wrong(apart))

    def _moved_as(self, known: Known) -> Iterator[Moved]:
        """Each trained array in one step of the kind that is taken, against one true step."""
        problem, before = self.problem, self.before
        after = descent.advance(known.step, before, known.rate)
        asked = known.rate if known.besides else problem.rate  # a convention counts as right
        expected = descent.advance(problem.step, before, asked)
        right, changes = descent.agree(before, after, expected), descent.changes(before, after, expected)
        for n, role in enumerate(problem.trained, start=-len(problem.trained)):
            yield Moved(role, right[n], changes[n])

    def _moved_wrong(self, apart: int) -> Iterator[Moved]:
        """The same where no known step was taken."""
        expected = self._after(apart)
        right = descent.agree(self.before, self.after, expected, apart)
        changes = descent.changes(self.before, self.after, expected)
        factors = self._factors(apart) if apart > 1 and not all(right) else None
        for n, role in enumerate(self.problem.trained, start=-len(self.problem.trained)):
            if factors:  # one array's mistake has spread to the others meanwhile: undo that
                yield Moved(role, factors[n] == 1, Change(factors[n], math.copysign(1.0, factors[n])))
            else:
                yield Moved(role, right[n], changes[n])

    def _after(self, steps: int) -> State:
        """The state after so many true steps."""
        small = self.small if steps > 1 else None
        start = small.state if small else self.before
        self.pay(start, steps)
        reached = descent.after(self.problem.step, start, self.problem.rate, steps)
        return small.lift(reached) if small else reached

    def _factors(self, apart: int) -> tuple[float, ...] | None:
        """Simple factors of the true step's arrays that lead from state to state."""
        count = len(self.problem.trained)
        for factor in FACTORS:
            single = ((*[1.0] * n, factor, *[1.0] * (count - n - 1)) for n in range(count))
            for factors in ((factor,) * count, *single):
                if self.explains(descent.scaled(self.problem.step, factors), self.problem.rate, apart):
                    return factors
        return None
