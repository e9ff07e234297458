"""What holds of a script and what does not, one thing at a time, and the share that the task gives each."""

from collections.abc import Iterator
from typing import Any

from gradecheck.author import ScriptExercise
from gradecheck.marks import share
from gradecheck.model import Message, TaskItem
from gradecheck.report import FactResult
from gradecheck.training.claim import Claim, objection
from gradecheck.training.evidence import ASKED_FOR, Evidence, differs

#: the fact about ``losses.txt``: there only if the file is, or if the task gives it a share
LOG_AGREES = "log-agrees"


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


def _holds(exercise: ScriptExercise, item: TaskItem, evidence: Evidence) -> dict[str, bool]:
    """The facts about the run itself."""
    known, asked = evidence.known, exercise.learning_rate
    named = known.name if known else None
    accepted = known is not None and (named is None or share(item, named, right=False) >= 1)
    right = {moved.role: moved.right or accepted for moved in evidence.moved}
    own_rate = differs(known.rate if known else evidence.seen.rate, asked) or evidence.makes_up is not None
    found = evidence.agreement
    return {
        "losses": evidence.finite,
        "falling": evidence.falling,
        "replayed": found is not None and found.wrong is None,
        **{f"gradient-{role}": right.get(role, False) for role in exercise.trained},
        "settings": bool(evidence.moved) and not own_rate and evidence.taken == exercise.steps,
        "convention": known is not None and named is None and not evidence.makes_up,
    }


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
