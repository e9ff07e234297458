"""What leaves nothing to compare: a name not there, a place not filled in, an exception, the clock."""

from collections.abc import Mapping, Sequence
from typing import Any

from gradecheck.answerkey import ExerciseKey
from gradecheck.diagnosis import hint_for
from gradecheck.marks import not_yet, stopped_by, unanswered
from gradecheck.model import Absent, Message, Outcome, Raised, Returned, Text, Verdict
from gradecheck.report import ExerciseResult
from gradecheck.wall.client import ABOUT_SHAPES


def stopped(
    key: ExerciseKey,
    calls: Sequence[Outcome],
    values: Mapping[str, Outcome],
    meant: Mapping[str, str] | None = None,
) -> ExerciseResult | None:
    """The result if an outcome leaves nothing to compare; None if all of them are answers.

    The last of ``calls`` may be one that did not come back: no further one was made then. ``meant``: by
    entry, a name that is there and may have been meant for it.
    """
    entry = str(key.item.entry)
    for number, outcome in enumerate(calls):
        absent = not_yet(outcome)
        if isinstance(outcome, Absent):
            absent = (
                Message("not-a-function", {"entry": entry}) if outcome.found else _missing(entry, meant or {})
            )
        if absent:
            return unanswered(key.item, Verdict.FAIL, absent, "missing")
        stop = stopped_by(outcome)
        if stop:
            return unanswered(key.item, *_raised(key, number, outcome, stop))
    for name, outcome in values.items():
        id_ = _no_value(outcome, key.exercise.values[name])
        if id_:
            absent = Message(id_, {"entry": f"{entry}_{name}"})
            return unanswered(key.item, Verdict.FAIL, absent, "missing")
        stop = stopped_by(outcome)
        if stop:
            return unanswered(key.item, *stop)
    return None


def _missing(entry: str, meant: Mapping[str, str]) -> Message:
    """Words for a function that is not there, and for one that may have been meant."""
    if entry in meant:
        return Message("missing-function-meant", {"entry": entry, "meant": meant[entry]})
    return Message("missing-function", {"entry": entry})


def _no_value(outcome: Outcome, expected: Any) -> str | None:
    """The id of the words for a further value that is not there, or as the starter file left it."""
    if isinstance(outcome, Absent):
        return "missing-value"
    untouched = isinstance(outcome, Returned) and outcome.value is None and expected is not None
    return "not-yet-value" if untouched else None


def _raised(
    key: ExerciseKey, number: int, outcome: Outcome, stop: tuple[Verdict, Message]
) -> tuple[Verdict, Message, None, Text | None]:
    """The result of a call that did not come back: with the hint of the mistake that raises the same."""
    verdict, message = stop
    if not isinstance(outcome, Raised) or number >= len(key.calls):
        return verdict, message, None, None
    if outcome.kind == "TypeError" and outcome.line is None:
        called = {"entry": str(key.item.entry), "parameters": ", ".join(key.exercise.parameters)}
        return verdict, Message("called-wrong", called), None, None
    mistake = key.raising(outcome.kind, key.calls[number])
    return verdict, message, None, mistake.hint if mistake else _about_shapes(outcome)


def _about_shapes(raised: Raised) -> Text | None:
    """The hint where numpy refused the shapes."""
    return hint_for("wrong-shape") if raised.kind == "ValueError" and raised.text == ABOUT_SHAPES else None
