"""What a script's run shows: which step its weights took, and whether its losses are those of that descent.

Everything is computed here, once; what is said about it, and what it is worth, is decided elsewhere.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from gradecheck.model import Snapshot
from gradecheck.training import descent, replay
from gradecheck.training.descent import Change, Shrunk, State, Step
from gradecheck.training.losses import Losses
from gradecheck.training.replay import Agreement
from gradecheck.training.roles import Captured, captured
from gradecheck.training.steps import ALONG, Known, Problem, candidates, differs

#: how many losses students hand in
ASKED_FOR = 10
#: factors that are tried where the prints are several steps apart
FACTORS = (0.5, 2.0, -1.0)


@dataclass(frozen=True)
class Moved:
    """One trained array from one print to the next: as the true step moves it, or how else."""

    role: str
    right: bool
    change: Change

    @property
    def along(self) -> bool:
        """Whether it moves along its gradient, or straight against it."""
        return abs(self.change.cosine or 0.0) > ALONG


@dataclass(frozen=True)
class Evidence:
    """What is known of a run. ``moved`` is empty if no change of the weights was seen.

    ``apart``: steps from print to print. ``agreement`` of the losses with the descent of the known step;
    ``continued`` by the loss at the last weights. ``makes_up``: the mistake that the script's own learning
    rate makes up for. ``hidden``: a mistake that these arrays cannot tell from the true step.
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
    found = Evidence(losses, seen, replay.steps_taken(losses, problem.steps))
    if len(seen.states) < 2 or not losses or not _trained_moved(problem, *seen.states[:2]):
        return found
    before, after = seen.states[:2]
    if _stands_still(problem, before):
        return found
    small = descent.shrunk(problem.step, before, problem.rate)
    watched = _Watched(problem, before, after, replay.stride(losses, problem.steps), small)
    possible = candidates(problem, before, seen.rate)
    known = next((k for k in possible if watched.explains(k.step, k.rate)), None)
    found = replace(found, apart=watched.apart, moved=tuple(_moved(watched, known)), known=known)
    return found if known is None else _followed(watched, found, known)


@dataclass(frozen=True)
class _Watched:
    """Two states of a script, at one print and at the next; ``small``: the first in fewer coordinates."""

    problem: Problem
    before: State
    after: State
    apart: int
    small: Shrunk | None

    def explains(self, step: Step, rate: float) -> bool:
        """Whether a step leads from print to print; a loop may print before it steps, or after."""
        counts = {1, max(1, self.apart - 1), self.apart, self.apart + 1}
        return descent.leads(step, self.before, self.after, rate, counts, self.cheap)

    @property
    def cheap(self) -> Shrunk | None:
        """The first state in fewer coordinates, where many steps are to be taken."""
        return self.small if self.apart > 1 else None


def _trained_moved(problem: Problem, before: State, after: State) -> bool:
    count = len(problem.trained)
    return any(not np.array_equal(old, new) for old, new in zip(before[-count:], after[-count:], strict=True))


def _stands_still(problem: Problem, before: State) -> bool:
    """Whether the true step hardly moves a trained array beyond rounding: nothing can be seen then."""
    after = descent.advance(problem.step, before, problem.rate)
    return any(descent.agree(before, before, after, steps=1000)[-len(problem.trained) :])


@np.errstate(all="ignore")
def _moved(watched: _Watched, known: Known | None) -> list[Moved]:
    """Each trained array against as many true steps as lie between two prints."""
    if known is not None and known.name is None and known.rate == watched.problem.rate:
        return [Moved(role, right=True, change=Change(1.0, 1.0)) for role in watched.problem.trained]
    return list(_as_known(watched, known) if known else _moved_wrong(watched))


def _as_known(watched: _Watched, known: Known) -> Iterator[Moved]:
    """Each trained array in one step of the kind that is taken, against one true step."""
    problem, before = watched.problem, watched.before
    after = descent.advance(known.step, before, known.rate)
    asked = known.rate if known.besides else problem.rate  # a convention counts as right
    expected = descent.advance(problem.step, before, asked)
    right, changes = descent.agree(before, after, expected), descent.changes(before, after, expected)
    for n, role in enumerate(problem.trained, start=-len(problem.trained)):
        yield Moved(role, right[n], changes[n])


def _moved_wrong(watched: _Watched) -> Iterator[Moved]:
    """The same where it is not the true step that was taken."""
    problem, before, after, apart = watched.problem, watched.before, watched.after, watched.apart
    expected = next(islice(descent.follow(problem.step, before, problem.rate), apart, None))
    right = descent.agree(before, after, expected, apart)
    changes = descent.changes(before, after, expected)
    factors = _factors(watched) if apart > 1 and not all(right) else None
    for n, role in enumerate(problem.trained, start=-len(problem.trained)):
        if factors:  # one array's mistake has spread to the others meanwhile: undo that
            yield Moved(role, factors[n] == 1, Change(factors[n], math.copysign(1.0, factors[n])))
        else:
            yield Moved(role, right[n], changes[n])


def _factors(watched: _Watched) -> tuple[float, ...] | None:
    """Simple factors of the true step's arrays that lead from print to print."""
    count = len(watched.problem.trained)
    for factor in FACTORS:
        single = ((*[1.0] * n, factor, *[1.0] * (count - n - 1)) for n in range(count))
        for factors in ((factor,) * count, *single):
            if watched.explains(descent.scaled(watched.problem.step, factors), watched.problem.rate):
                return factors
    return None


def _followed(watched: _Watched, found: Evidence, known: Known) -> Evidence:
    """The rest of the evidence, when it is known which step the weights take."""
    problem = watched.problem
    true = known.name is None
    small = watched.small if true else descent.shrunk(known.step, watched.before, known.rate)
    start = small.state if small else watched.before
    found = replace(
        found,
        agreement=_agreement(problem, found, start, known),
        continued=replay.continues(problem.loss, found.seen.states[-1], found.losses),
    )
    if not true or differs(known.rate, problem.rate):
        return found
    return replace(found, makes_up=_made_up_for(watched, found.seen.rate), hidden=_hidden(watched, start))


def _agreement(problem: Problem, found: Evidence, start: State, known: Known) -> Agreement | None:
    """The printed losses against the descent; None if they are too few, too many or overflow."""
    if not found.finite or found.taken != problem.steps:
        return None
    return replay.agreement(known.step, problem.loss, start, known.rate, found.losses, problem.steps)


def _made_up_for(watched: _Watched, rate: float | None) -> str | None:
    """The mistake that, with the script's own learning rate, comes to the true step."""
    if rate is None or not differs(rate, watched.problem.rate):
        return None
    steps = watched.problem.mistakes.items()
    return next((name for name, step in steps if watched.explains(step, rate)), None)


def _hidden(watched: _Watched, start: State) -> str | None:
    """A mistake that leads where the true step leads, in a step long enough to tell the two apart."""
    problem = watched.problem
    rate = problem.rate * descent.stretch(watched.before, watched.after)
    expected = descent.advance(problem.step, start, rate)
    return descent.invisible(problem.mistakes.items(), start, expected, rate)
