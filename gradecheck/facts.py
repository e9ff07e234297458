"""What holds of a script and what does not, one thing at a time, and the share that the task gives each."""

from collections.abc import Iterator, Sequence
from math import isclose
from typing import Any

from gradecheck.exercise import ScriptExercise
from gradecheck.marks import share
from gradecheck.model import Message, TaskItem
from gradecheck.report import FactResult
from gradecheck.training.claim import Claim, objection
from gradecheck.training.evidence import ASKED_FOR, Evidence
from gradecheck.training.steps import differs
from gradecheck.training.watched import Moved

#: the fact about ``losses.txt``: there only if the file is, or if the task gives it a share
LOG_AGREES = "log-agrees"
#: arrays that move equally far do so to this part
COMMON = 1e-5


def facts(
    exercise: ScriptExercise, item: TaskItem, evidence: Evidence, claim: Claim | None
) -> Iterator[FactResult]:
    """Every fact, as the documentation lists them; ``claim`` is what ``losses.txt`` says, if it is there."""
    for id, holds in _holds(exercise, item, evidence).items():
        yield FactResult(id, holds, item.facts.get(id, 0.0), _sentence(id, exercise, evidence))
    if claim is not None or LOG_AGREES in item.facts:
        against = Message("log-missing") if claim is None else objection(claim, evidence, exercise)
        worth = item.facts.get(LOG_AGREES, 0.0)
        yield FactResult(LOG_AGREES, against is None, worth, against or Message("fact-log"))


def _holds(exercise: ScriptExercise, item: TaskItem, evidence: Evidence) -> dict[str, bool | None]:
    """The facts about the run itself; None where it does not show whether one holds."""
    known, found = evidence.known, evidence.agreement
    named = known.name if known else None
    accepted = known is not None and (named is None or share(item, named, right=False) >= 1)
    return {
        "losses": evidence.finite,
        "falling": evidence.falling,
        "replayed": None if found is None else found.wrong is None,
        **{f"gradient-{role}": _follows(role, evidence, accepted=accepted) for role in exercise.trained},
        "settings": _as_asked(exercise, evidence, accepted=accepted),
        "convention": known is not None and named is None and not evidence.makes_up,
    }


def _follows(role: str, evidence: Evidence, *, accepted: bool) -> bool | None:
    """Whether an array moves in the direction of its gradient: as far as it should, or as far as all do."""
    if len(evidence.seen.states) < 2 or evidence.spent:
        return None
    one = next((moved for moved in evidence.moved if moved.role == role), None)
    return one is not None and (one.right or accepted or (_common(evidence.moved) or 0.0) > 0)


def _common(moved: Sequence[Moved]) -> float | None:
    """How many times as far as a true step all arrays move along their gradients; None if they do not."""
    slopes = [one.change.slope for one in moved if one.along]
    if not slopes or len(slopes) < len(moved):
        return None
    return slopes[0] if all(isclose(slope, slopes[0], rel_tol=COMMON) for slope in slopes) else None


def _as_asked(exercise: ScriptExercise, evidence: Evidence, *, accepted: bool) -> bool | None:
    """Whether sizes, number of steps and learning rate are those asked for."""
    if evidence.seen.wrong_shape or (evidence.losses and evidence.taken != exercise.steps):
        return False
    return _rate_as_asked(exercise.learning_rate, evidence, accepted=accepted) if evidence.moved else None


def _rate_as_asked(asked: float, evidence: Evidence, *, accepted: bool) -> bool | None:
    """By the true step that is taken, else by the script's own number, else by how far its arrays move."""
    known, own = evidence.known, evidence.seen.rate
    if known and known.name is None:
        return not differs(known.rate, asked) and not evidence.makes_up
    if own is not None:
        return not differs(own, asked)
    if accepted or any(one.right for one in evidence.moved):
        return True
    slope = _common(evidence.moved)
    return None if slope is None else isclose(slope, 1.0, rel_tol=COMMON)


def _sentence(id: str, exercise: ScriptExercise, evidence: Evidence) -> Message:
    """What a fact says; whether it holds is said beside it."""
    kind, _, role = id.partition("-")
    last = evidence.losses.last(ASKED_FOR)
    told: dict[str, dict[str, Any]] = {
        "losses": {"count": len(last), "steps": f"{last.steps[0]}–{last.steps[-1]}" if last.steps else "–"},
        "gradient": {"role": role},
        "settings": {"asked": exercise.steps, "rate": exercise.learning_rate},
    }
    return Message(f"fact-{kind}", told.get(kind, {}))
