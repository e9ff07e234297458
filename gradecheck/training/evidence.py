"""What a script's run shows: which step its weights took, and whether its losses are those of that descent.

Everything is computed here, once; what is said about it, and what it is worth, is decided elsewhere.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from gradecheck.model import Snapshot
from gradecheck.training import descent, replay
from gradecheck.training.descent import Change, State, Step
from gradecheck.training.losses import Losses
from gradecheck.training.replay import Agreement
from gradecheck.training.roles import Captured, Parts, captured

#: how many losses students hand in
ASKED_FOR = 10
#: factors that are tried where the prints are several steps apart
FACTORS = (0.5, 2.0, -1.0)


@dataclass(frozen=True)
class Problem(Parts):
    """What a script should do: ``steps`` true steps of ``rate``; and the steps of those who do not."""

    step: Step
    mistakes: Mapping[str, Step]
    steps: int
    rate: float


@dataclass(frozen=True)
class Known:
    """The step that explains a change of the weights: the true one (no name), or that of a named mistake."""

    name: str | None
    step: Step
    rate: float


@dataclass(frozen=True)
class Moved:
    """One trained array from one print to the next: as the true step moves it, or how else."""

    role: str
    right: bool
    change: Change


@dataclass(frozen=True)
class Evidence:
    """What is known of a run. ``moved`` is empty if no change of the weights was seen.

    ``apart``: steps from print to print. ``makes_up``: the mistake that the script's own learning rate makes up for. ``agreement`` of the losses
    with the descent of the known step; ``continued`` by the loss at the last weights. ``hidden``: a mistake
    that these arrays cannot tell from the true step.
    """

    losses: Losses
    seen: Captured
    taken: int
    apart: int = 1
    moved: tuple[Moved, ...] = ()
    known: Known | None = None
    makes_up: str | None = None
    agreement: Agreement | None = None
    continued: bool = False
    hidden: str | None = None

    @property
    def finite(self) -> bool:
        """Ten losses were printed, and the last ten are finite."""
        return len(self.losses) >= ASKED_FOR and all(map(math.isfinite, self.losses.last(ASKED_FOR).values))

    @property
    def falling(self) -> bool:
        """The last ten losses fall."""
        return self.finite and replay.decreasing(self.losses.last(ASKED_FOR))


def gather(problem: Problem, snapshots: Sequence[Snapshot], losses: Losses) -> Evidence:
    """Look at what was captured and what was printed. Never raises for what a student did."""
    seen = captured(snapshots, problem, losses)
    taken = replay.steps_taken(losses, problem.steps)
    if len(seen.states) < 2 or not losses or not _trained_moved(problem, *seen.states[:2]):
        return Evidence(losses, seen, taken)
    watched = _Watched(*seen.states[:2], seen.states[-1], replay.stride(losses, problem.steps), seen.rate)
    known = next(_recognised(problem, watched, losses), None)
    moved = tuple(_moved(problem, watched))
    found = Evidence(losses, seen, taken, watched.apart, moved, known)
    return found if known is None else _followed(problem, watched, found, known)


def differs(rate: float | None, asked: float) -> bool:
    """Whether a learning rate was seen and is not the one asked for."""
    return rate is not None and math.isfinite(rate) and abs(rate - asked) > 1e-9 * asked


def _trained_moved(problem: Problem, before: State, after: State) -> bool:
    count = len(problem.trained)
    return any(not np.array_equal(old, new) for old, new in zip(before[-count:], after[-count:], strict=True))


def _moved(problem: Problem, before: State, after: State, steps: int) -> Iterator[Moved]:
    """Each trained array against as many true steps as lie between two prints."""
    states = descent.follow(problem.step, before, problem.rate)
    expected = next(islice(states, steps, None))
    right = descent.agree(before, after, expected, steps)
    changes = descent.changes(before, after, expected)
    count = len(problem.trained)
    factors = _factors(problem, before, after, steps) if steps > 1 and not all(right) else None
    for n, role in enumerate(problem.trained, start=-count):
        if factors:  # one array's mistake has spread to the others meanwhile: undo that
            yield Moved(role, factors[n] == 1, Change(factors[n], math.copysign(1.0, factors[n])))
        else:
            yield Moved(role, right[n], changes[n])


def _factors(problem: Problem, before: State, after: State, steps: int) -> tuple[float, ...] | None:
    """Simple factors of the true step's arrays that lead from one state to the other in so many steps."""
    count = len(problem.trained)
    for factor in FACTORS:
        single = ((*[1.0] * n, factor, *[1.0] * (count - n - 1)) for n in range(count))
        for factors in ((factor,) * count, *single):
            step = descent.scaled(problem.step, factors)
            if descent.steps_between(step, before, after, problem.rate, steps) == steps:
                return factors
    return None


def _recognised(problem: Problem, seen: Captured, losses: Losses) -> Iterator[Known]:
    """The known steps that lead from the first state to the second; with its own rate, the true one only."""
    candidates = [Known(None, problem.step, problem.rate)]
    candidates += [Known(name, step, problem.rate) for name, step in problem.mistakes.items()]
    if seen.rate is not None and differs(seen.rate, problem.rate):
        candidates.append(Known(None, problem.step, seen.rate))
    first = losses.steps[0] if losses.steps else 0
    most = min(problem.steps, max(replay.stride(losses, problem.steps), first) + 1)
    before, after = seen.states[:2]
    for known in candidates:
        if descent.steps_between(known.step, before, after, known.rate, most):
            yield known


def _followed(problem: Problem, found: Evidence, known: Known) -> Evidence:
    """The rest of the evidence, when it is known which step the weights take."""
    states = found.seen.states
    small = descent.shrunk(known.step, states[0], known.rate)
    start = small.state if small else states[0]
    true = known.name is None and not differs(known.rate, problem.rate)
    return replace(
        found,
        makes_up=_made_up_for(problem, found.seen) if true else None,
        agreement=_agreement(problem, found, start, known),
        continued=replay.continues(problem.loss, states[-1], found.losses),
        hidden=_hidden(problem, states, start) if true else None,
    )


def _agreement(problem: Problem, found: Evidence, start: State, known: Known) -> Agreement | None:
    """The printed losses against the descent; None if they are too few, too many or overflow."""
    if not found.finite or found.taken != problem.steps:
        return None
    return replay.agreement(known.step, problem.loss, start, known.rate, found.losses, problem.steps)


def _made_up_for(problem: Problem, seen: Captured) -> str | None:
    """The mistake that, with the script's own learning rate, comes to the true step."""
    if seen.rate is None or not differs(seen.rate, problem.rate):
        return None
    before, after = seen.states[:2]
    for name, step in problem.mistakes.items():
        if descent.steps_between(step, before, after, seen.rate, 1):
            return name
    return None


def _hidden(problem: Problem, states: Sequence[State], start: State) -> str | None:
    """A mistake that leads where the true step leads, though the weights have moved far enough to tell."""
    if not descent.far(*states[:2]):
        return None
    expected = descent.advance(problem.step, start, problem.rate)
    return descent.invisible(problem.mistakes.items(), start, expected, problem.rate)
