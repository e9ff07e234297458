"""Losses that a student says the script printed, and whether it can have printed them.

Such a claim is held against what the script prints with the seed that it fixes. Where it fixes none, only
what is impossible can be told: other losses than such scripts have, whatever they draw.
"""

import codecs
import math
from collections.abc import Callable
from typing import NamedTuple

from gradecheck.exercise import Band, ScriptExercise
from gradecheck.model import Message, Raised, Returned, ScriptRun
from gradecheck.training.evidence import ASKED_FOR, Evidence, gather
from gradecheck.training.losses import Losses, read, readings
from gradecheck.training.replay import LAST_CLOSE, decreasing, stride
from gradecheck.training.steps import Problem, differs


class Claim(NamedTuple):
    """What the file says, and what the script gives with its own seed: None if it gives others every time.

    ``against``: why what it gives confirms nothing.
    """

    losses: Losses
    given: Losses | None = None
    against: str | None = None


def claimed(log: bytes, run: Callable[[bytes], ScriptRun], problem: Problem) -> Claim:
    """The claim in a file; ``run`` runs the script for a salt, with what it seeds itself left alone.

    What it leaves unseeded is drawn anew for each salt: losses that are the same for two are those of a seed.
    A script may notice that its seed is its own and print what was claimed: that is held against its arrays.
    """
    losses = read(_text(log))
    if len(losses) < ASKED_FOR:
        return Claim(losses)
    ran = run(b"first")
    if not isinstance(ran.outcome, Returned | Raised):
        return Claim(losses, against="log-no-time")
    given = read(ran.output)
    if given and agree(losses, given):
        shown = gather(problem, ran.snapshots, readings(ran.output))
        return Claim(losses, given, None if shown.replayed else "log-not-replayed")
    again = run(b"second") if given else None
    if again is not None and not isinstance(again.outcome, Returned | Raised):
        return Claim(losses, against="log-no-time")
    return Claim(losses, given) if again and agree(given, read(again.output)) else Claim(losses)


def agree(some: Losses, others: Losses) -> bool:
    """Whether the last ten are the same to 1e-4, as far as their digits show, by place or by step."""
    mine, theirs = _last(some), _last(others)
    by_place = list(zip(mine, theirs, strict=True)) if len(mine) == len(theirs) else []
    known = dict(zip(others.steps or (), zip(others.values, others.units, strict=True), strict=False))
    by_step = [
        (pair, known[step])
        for step, pair in zip(some.last(ASKED_FOR).steps or (), mine, strict=False)
        if step in known
    ]
    return any(bool(pairs) and all(_same(*a, *b) for a, b in pairs) for pairs in (by_place, by_step))


def objection(claim: Claim, evidence: Evidence, exercise: ScriptExercise) -> Message | None:
    """What speaks against a claim; None if nothing does."""
    last = claim.losses.last(ASKED_FOR)
    if len(last) < ASKED_FOR:
        return Message("log-few", {"count": len(last)})
    if claim.against:
        return Message(claim.against)
    if claim.given is not None:
        told = {"claimed": f"{last.values[-1]:.6g}", "given": f"{claim.given.values[-1]:.6g}"}
        return None if agree(claim.losses, claim.given) else Message("log-differs", told)
    band = _band(evidence, exercise)
    if band is None:
        return Message("log-unknown")
    return _impossible(last, exercise.steps, band, stride(evidence.losses, exercise.steps))


def _last(losses: Losses) -> list[tuple[float, float]]:
    last = losses.last(ASKED_FOR)
    return list(zip(last.values, last.units, strict=True))


def _same(one: float, unit: float, other: float, other_unit: float) -> bool:
    if not math.isfinite(one) or not math.isfinite(other):
        return not math.isfinite(one) and not math.isfinite(other)
    return abs(one - other) <= LAST_CLOSE * abs(other) + unit + other_unit


def _band(evidence: Evidence, exercise: ScriptExercise) -> Band | None:
    """The band of the step that the script takes, if its own losses are those of such a descent."""
    known, found = evidence.known, evidence.agreement
    if known is None or found is None or found.wrong is not None:
        return None
    return None if differs(known.rate, exercise.learning_rate) else exercise.bands.get(known.name)


def _impossible(last: Losses, steps: int, band: Band, apart: int) -> Message | None:
    """What losses of this band cannot be: infinite, negative, rising, of other steps, or far away."""
    value, unit = last.values[-1], last.units[-1]
    if not all(map(math.isfinite, last.values)):
        return Message("log-not-finite")
    if min(last.values) < 0 or value + unit <= 0:
        return Message("log-not-positive")
    if not decreasing(last):
        return Message("log-not-falling")
    if last.steps and not steps - apart <= last.steps[-1] <= steps:
        return Message("log-steps", {"last": last.steps[-1], "asked": steps})
    if not band.last[0] - unit <= value <= band.last[1] + unit:
        return Message("log-far", _told(value, band.last))
    return _too_steep(last, band) if apart == 1 else None


def _too_steep(last: Losses, band: Band) -> Message | None:
    """Nine steps that lower the loss by more, or by less, than such a descent does."""
    first, value = last.values[0], last.values[-1]
    if first <= 0:  # the digits that were printed do not show it
        return None
    ratio = value / first
    slack = (last.units[0] + last.units[-1]) / first
    if band.ratio[0] - slack <= ratio <= band.ratio[1] + slack:
        return None
    return Message("log-ratio", _told(ratio, band.ratio))


def _told(value: float, limits: tuple[float, float]) -> dict[str, str]:
    low, high = limits
    return {"claimed": f"{value:.3g}", "low": f"{low:.2g}", "high": f"{high:.2g}"}


def _text(log: bytes) -> str:
    """The text of a file; a shell of Windows writes UTF-16 when it is told to print into one."""
    wide = log.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return log.decode("utf-16" if wide else "utf-8-sig", "replace")
