"""What a script's run shows: which step its weights took, and whether its losses are those of that descent.

Everything is computed here, once; what is said about it, and what it is worth, is decided elsewhere.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from gradecheck.model import Snapshot
from gradecheck.training import descent, hiding, replay
from gradecheck.training.descent import Shrunk, State
from gradecheck.training.losses import Losses
from gradecheck.training.replay import Agreement
from gradecheck.training.roles import Captured, captured
from gradecheck.training.steps import Known, Problem, differs
from gradecheck.training.watched import Moved, Spent, Watched, allowed

#: how many losses students hand in
ASKED_FOR = 10


@dataclass(frozen=True)
class Evidence:
    """What is known of a run. ``moved`` is empty if no change of the weights was seen.

    ``apart``: steps between the two states that were looked at; ``spent``: they were too many to follow.
    ``agreement`` of the losses with the descent of the known step; ``continued`` by the loss at the last
    weights. ``makes_up``: the mistake that the script's own learning rate makes up for. ``hidden``: a mistake
    that these arrays cannot tell from the true step; ``poor``: they could hide others as well.
    """

    losses: Losses
    seen: Captured
    taken: int
    apart: int = 1
    spent: bool = False
    moved: tuple[Moved, ...] = ()
    known: Known | None = None
    makes_up: str | None = None
    agreement: Agreement | None = None
    continued: bool = False
    hidden: str | None = None
    poor: bool = False

    @property
    def finite(self) -> bool:
        """Ten losses were printed, and the last ten are finite."""
        return len(self.losses) >= ASKED_FOR and all(map(math.isfinite, self.losses.last(ASKED_FOR).values))

    @property
    def replayed(self) -> bool:
        """The losses are those of the descent of a known step, from the script's own arrays."""
        return self.agreement is not None and self.agreement.wrong is None

    @property
    def falling(self) -> bool:
        """The last ten losses fall."""
        return self.finite and replay.decreasing(self.losses.last(ASKED_FOR))


def gather(problem: Problem, snapshots: Sequence[Snapshot], readings: Sequence[Losses]) -> Evidence:
    """Look at what was captured and what was printed. Never raises for what a student did.

    Of several readings of the output that counts which has the descent's losses, else the first.
    """
    seen = captured(snapshots, problem, readings)
    likeliest, *others = readings
    found = Evidence(likeliest, seen, replay.steps_taken(likeliest, problem.steps))
    if len(seen.states) < 2 or not likeliest or not _trained_moved(problem, *seen.states[:2]):
        return found
    try:
        return _explained(problem, found, others)
    except Spent:
        return replace(found, apart=_apart(problem, found), spent=True)


def _explained(problem: Problem, found: Evidence, others: Sequence[Losses]) -> Evidence:
    """The evidence with the step that the weights take, and the losses that are those of its descent."""
    before, after = found.seen.states[:2]
    true = descent.advance(problem.step, before, problem.rate)
    if hiding.stands_still(problem, before, true):
        return found
    small = descent.shrunk(problem.step, before, problem.rate, true)
    watched = Watched(problem, before, after, true, small, allowed(problem))
    known = cache(lambda apart: watched.known(apart, found.seen.rate))
    first = _followed(watched, found, known(_apart(problem, found)))
    if first.known is None or first.replayed:
        return first
    try:
        for losses in filter(None, others):
            read = replace(found, losses=losses, taken=replay.steps_taken(losses, problem.steps))
            following = _followed(watched, read, known(_apart(problem, read)))
            if following.replayed:
                return following
    except Spent:
        pass  # what was found out before stands
    return first


def _apart(problem: Problem, found: Evidence) -> int:
    """Steps between the first two states: as from print to print, unless nothing can lie between them."""
    return 1 if found.seen.adjacent else replay.stride(found.losses, problem.steps)


def _trained_moved(problem: Problem, before: State, after: State) -> bool:
    count = len(problem.trained)
    return any(not np.array_equal(old, new) for old, new in zip(before[-count:], after[-count:], strict=True))


def _followed(watched: Watched, found: Evidence, known: Known | None) -> Evidence:
    """The evidence of one reading, when it is known which step the weights take, or that none is known."""
    problem, apart = watched.problem, _apart(watched.problem, found)
    found = replace(found, apart=apart, moved=tuple(watched.moved(known, apart)), known=known)
    if known is None:
        return found
    true = known.name is None
    small = watched.small if true else descent.shrunk(known.step, watched.before, known.rate)
    start = small.state if small else descent.widened(watched.before)
    found = replace(
        found,
        agreement=_agreement(watched, found, start, known),
        continued=replay.continues(problem.loss, found.seen.states[-1], found.losses),
    )
    if descent.precision(watched.before) > descent.FINE and found.replayed and found.continued:
        found = replace(found, continued=_arrives(watched, found, start, small, known))
    if not true or differs(known.rate, problem.rate):
        return found
    return replace(
        found,
        makes_up=_made_up_for(watched, found.seen.rate, apart),
        hidden=hiding.hidden(problem, watched.before, watched.after, start),
        poor=found.replayed
        and hiding.poor(problem, watched.before, watched.true, start, found.losses.values[-1]),
    )


def _agreement(watched: Watched, found: Evidence, start: State, known: Known) -> Agreement | None:
    """The printed losses against the descent; None if they are too few, too many or overflow."""
    problem = watched.problem
    if not found.finite or found.taken != problem.steps:
        return None
    watched.pay(start, problem.steps)
    coarse = descent.precision(watched.before) > descent.FINE
    return replay.agreement(
        known.step, problem.loss, start, known.rate, found.losses, problem.steps, coarse=coarse
    )


def _arrives(watched: Watched, found: Evidence, start: State, small: Shrunk | None, known: Known) -> bool:
    """Whether the last weights are those of the descent: in float32 the last losses do not show that."""
    problem, count = watched.problem, len(watched.problem.trained)
    watched.pay(start, problem.steps)
    end = descent.after(known.step, start, known.rate, problem.steps)
    expected = small.lift(end) if small else end
    return descent.near(watched.before[-count:], found.seen.states[-1][-count:], expected[-count:])


def _made_up_for(watched: Watched, rate: float | None, apart: int) -> str | None:
    """The mistake that, with the script's own learning rate, comes to the true step."""
    if rate is None or not differs(rate, watched.problem.rate):
        return None
    steps = watched.problem.mistakes.items()
    return next((name for name, step in steps if watched.explains(step, rate, apart)), None)
