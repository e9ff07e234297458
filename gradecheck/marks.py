"""From what happened, or a finding, to verdict and points: the rules that every kind of exercise shares."""

from typing import Any

from gradecheck.model import Died, Message, Outcome, Raised, TaskItem, Text, TimedOut, Verdict
from gradecheck.report import ExerciseResult


def unanswered(
    item: TaskItem, verdict: Verdict, message: Message, diagnosis: str | None = None, hint: Text | None = None
) -> ExerciseResult:
    """The result of an exercise that has no answer to compare."""
    return ExerciseResult(
        item.use, item.entry, verdict, 0.0, item.points, diagnosis=diagnosis, message=message, hint=hint
    )


def share(item: TaskItem, diagnosis: str | None, *, right: bool) -> float:
    """The share of its points that an answer earns: all if right, else what the task credits."""
    return 1.0 if right else item.credit.get(diagnosis or "", 0.0)


def verdict_for(earned: float, available: float) -> Verdict:
    """``pass``, ``partial`` or ``fail`` for points earned of those available."""
    if earned >= available:
        return Verdict.PASS
    return Verdict.PARTIAL if earned > 0 else Verdict.FAIL


def stopped_by(outcome: Outcome) -> tuple[Verdict, Message] | None:
    """Verdict and words for an outcome that is no answer; None for an answer."""
    match outcome:
        case TimedOut(seconds, total):
            return Verdict.TIMEOUT, Message("timed-out-total" if total else "timed-out", {"seconds": seconds})
        case Died(reason, params):
            return Verdict.ERROR, Message(reason, params)
        case Raised(line=int(), forbidden=str(act)) as raised if act:
            return Verdict.ERROR, _forbidden(raised)
        case Raised(kind) as raised:
            # The text of an exception may hold the inputs of the call: it is never passed on.
            return Verdict.ERROR, _placed("raised", raised, {"kind": kind})
        case _:
            return None


def not_yet(outcome: Outcome) -> Message | None:
    """Words for a place that still raises ``NotImplementedError``, as the starter file does; else None."""
    if isinstance(outcome, Raised) and outcome.kind == "NotImplementedError" and outcome.line:
        return _placed("not-yet", outcome, {})
    return None


def import_failure(raised: Raised) -> tuple[Message, str | None]:
    """Words and diagnosis for a submission that could not be imported, or a script that raised.

    No input has reached the code at that time, so the exception's own text may be shown.
    """
    place = {"file": raised.file, "line": raised.line or 0}
    if raised.kind == "SyntaxError":
        said = {"text": raised.text}
        in_cell = _placed("syntax-error", raised, said) if raised.cell else None
        return in_cell or Message("syntax-error", place | said), "syntax-error"
    if raised.kind == "ModuleNotFoundError":
        said = {"module": raised.text}
        in_cell = _placed("missing-module", raised, said) if raised.cell else None
        return in_cell or Message("missing-module", said), "missing-module"
    return _import_raised(raised), None


def _import_raised(raised: Raised) -> Message:
    if raised.forbidden and raised.line:
        return _forbidden(raised)
    if raised.kind == "SystemExit":
        return _placed("ended", raised, {})
    if not raised.text:
        return _placed("import-raised-silently", raised, {"kind": raised.kind})
    return _placed("import-raised", raised, {"kind": raised.kind, "text": raised.text})


def _placed(id: str, raised: Raised, told: dict[str, Any]) -> Message:
    """What happened, and where: in a line, in a line of a notebook's cell, or somewhere."""
    if not raised.line:
        return Message(f"{id}-somewhere", told)
    if not raised.cell:
        return Message(id, told | {"line": raised.line})
    return Message(f"{id}-cell", told | {"cell": raised.cell, "line": raised.line})


def _forbidden(raised: Raised) -> Message:
    """What the wall refused, said so that a student knows what to leave out."""
    return _placed(f"forbidden-{raised.forbidden}", raised, {})
