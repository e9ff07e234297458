"""Descend from a script's own arrays and hold the losses that it printed against those of the descent."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from gradecheck.training.descent import State, Step, follow
from gradecheck.training.losses import Losses

#: the first losses agree to this part, rounding apart (equally right programs differ by 2e-14)
FIRST, FIRST_CLOSE = 50, 1e-9
#: and the last (equally right programs differ by 3e-8, the nearest wrong one by 7e-3), and some between
LAST, LAST_CLOSE, BETWEEN = 10, 1e-4, 50
#: of a descent in float32 the first agree with that in float64 to 2e-6, the others to 2e-4 until rounding
#: decides: at 3e-11 of the first loss
FIRST_CLOSE_32, LAST_CLOSE_32, ROUNDED_32 = 1e-5, 1e-3, 1e-10

#: the loss of the first state is a printed one, to this part
BEGINS = 1e-6

Loss = Callable[..., float]


@dataclass(frozen=True)
class Agreement:
    """Printed losses against a replay.

    ``wrong`` is the position of the first printed loss that does not agree (None: all that were compared
    do), ``printed`` and ``replayed`` its values; ``factor``: what all are a multiple of the replay's by.
    """

    compared: int
    wrong: int | None = None
    printed: float = math.nan
    replayed: float = math.nan
    factor: float | None = None


def stride(losses: Losses, steps: int) -> int:
    """Steps from one printed loss to the next, by their counters, else by how many there are."""
    if losses.steps is None or len(losses) < 2:
        return max(1, round(steps / max(1, len(losses))))
    return max(1, min(steps, losses.steps[1] - losses.steps[0]))


def steps_taken(losses: Losses, steps: int) -> int:
    """How many steps the script took, as far as what it printed tells."""
    every = stride(losses, steps)
    if losses.steps is None:
        return steps if abs(len(losses) * every - steps) <= every else len(losses)
    last = losses.steps[-1]
    return steps if last <= steps <= last + every else last + 1


def agreement(
    step: Step, loss: Loss, state: State, rate: float, losses: Losses, steps: int, *, coarse: bool = False
) -> Agreement:
    """Replay ``steps`` steps from a state; compare the first fifty and the last ten losses, and some between.

    Counters may start at 0 or 1, and the state may be that before or after the first printed loss: of
    the possible placements the one that agrees furthest counts. ``coarse``: the script has float32 arrays.
    """
    count = len(losses)
    chosen = sorted(
        {*range(min(FIRST, count)), *range(0, count, BETWEEN), *range(max(0, count - LAST), count)}
    )
    begin = _losses_at(step, loss, state, rate, {0})[0]
    placements = [[place[i] for i in chosen] for place in _placements(losses, steps)]
    placements = [p for p in placements if _begins(losses, chosen, p, begin)] or placements
    wanted = {at for place in placements for at in place if 0 <= at <= steps}
    replayed = _losses_at(step, loss, state, rate, wanted)
    allowed = _coarse(begin) if coarse else _Allowed()
    compared = [_compare(losses, dict(zip(chosen, p, strict=True)), replayed, allowed) for p in placements]
    return max(compared, key=lambda a: (a.wrong is None, a.factor is not None, a.wrong or 0, a.compared))


@dataclass(frozen=True)
class _Allowed:
    """How far a printed loss may be from the replayed one, rounding of the print apart."""

    first: float = FIRST_CLOSE
    last: float = LAST_CLOSE
    rounded: float = 0.0

    def slack(self, expected: float, *, early: bool) -> float:
        return self.first * abs(expected) if early else self.last * abs(expected) + self.rounded


def _coarse(begin: float) -> _Allowed:
    return _Allowed(FIRST_CLOSE_32, LAST_CLOSE_32, ROUNDED_32 * begin)


def _placements(losses: Losses, steps: int) -> list[list[int]]:
    """For every way to place the printed losses on the descent: the number of steps before each of them."""
    count = len(losses)
    counters = [losses.steps] if losses.steps else []
    if not counters:
        every = stride(losses, steps)
        counters = [tuple(range(0, count * every, every)), tuple(range(steps - count, steps))]
    placements = []
    for counter in counters:
        first = counter[0]
        placements += [
            [at - base for at in counter] for base in sorted({first, first + 1, first - 1, 0, 1, -1})
        ]
    return placements


def _begins(losses: Losses, chosen: Sequence[int], place: Sequence[int], begin: float) -> bool:
    """Whether the loss of the first state was printed where this placement has it."""
    at_once = (i for i, at in zip(chosen, place, strict=True) if at == 0)
    return any(_same(losses.values[i], begin, BEGINS * abs(begin) + losses.units[i]) for i in at_once)


def _losses_at(step: Step, loss: Loss, state: State, rate: float, wanted: set[int]) -> dict[int, float]:
    """The losses after the wanted numbers of steps."""
    states = islice(follow(step, state, rate), max(wanted, default=-1) + 1)
    with np.errstate(all="ignore"):
        return {at: float(loss(*reached)) for at, reached in enumerate(states) if at in wanted}


def _compare(
    losses: Losses, placed: Mapping[int, int], replayed: Mapping[int, float], allowed: _Allowed
) -> Agreement:
    """One placement, from losses to numbers of steps: where it first goes wrong.

    What is printed after few steps is held to ``first``: ten losses of their own are no excuse.
    """
    pairs = [
        (i, losses.values[i], losses.units[i], replayed[at]) for i, at in placed.items() if at in replayed
    ]
    if len(pairs) < len(placed) - 1:  # at most the first was printed before the state was taken
        return Agreement(0, 0)
    for i, printed, unit, expected in pairs:
        early = placed[i] < FIRST or (allowed.rounded == 0 and i < FIRST and i < len(losses) - LAST)
        if not _same(printed, expected, allowed.slack(expected, early=early) + unit):
            return Agreement(len(pairs), i, printed, expected, _factor(pairs))
    return Agreement(len(pairs))


def _same(printed: float, expected: float, slack: float) -> bool:
    """Equal within the slack; what is not finite is equal to anything not finite."""
    if not math.isfinite(printed) or not math.isfinite(expected):
        return not math.isfinite(printed) and not math.isfinite(expected)
    return abs(printed - expected) <= slack


def _factor(pairs: Sequence[tuple[int, float, float, float]]) -> float | None:
    """The constant that all printed losses are of the replayed ones, if there is one."""
    ratios = [printed / expected for _, printed, _, expected in pairs if expected]
    if len(ratios) < LAST or not all(math.isfinite(r) for r in ratios):
        return None
    middle = sorted(ratios)[len(ratios) // 2]
    slack = [LAST_CLOSE * abs(middle * expected) + unit for _, _, unit, expected in pairs]
    agree = all(abs(p - middle * e) <= s for (_, p, _, e), s in zip(pairs, slack, strict=True))
    return middle if agree and abs(middle - 1) > LAST_CLOSE else None


def continues(loss: Loss, final: State, losses: Losses) -> bool:
    """Whether the loss at the last weights carries on the printed curve: a little lower, or the same."""
    printed, unit = losses.values[-1], losses.units[-1]
    with np.errstate(all="ignore"):
        computed = float(loss(*final))
    if not math.isfinite(printed) or not math.isfinite(computed):
        return not math.isfinite(printed) and not math.isfinite(computed)
    return 0.2 * printed - unit <= computed <= 1.05 * printed + unit


def decreasing(losses: Losses) -> bool:
    """Whether each is smaller than the one before, or as large as far as the printed digits show."""
    pairs = zip(losses.values, losses.values[1:], losses.units[1:], strict=False)
    return all(
        after < before or 1e-9 * abs(before) < after - before + unit <= 2 * unit
        for before, after, unit in pairs
    )
