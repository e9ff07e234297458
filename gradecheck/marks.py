"""From what happened, or a finding, to verdict and points: the rules that every kind of exercise shares."""

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
        case TimedOut(seconds):
            return Verdict.TIMEOUT, Message("timed-out", {"seconds": seconds})
        case Died(reason, params):
            return Verdict.ERROR, Message(reason, params)
        case Raised(line=int(), forbidden=str(act)) as raised if act:
            return Verdict.ERROR, _forbidden(raised)
        case Raised(kind, line):
            # The text of an exception may hold the inputs of the call: it is never passed on.
            where = {"line": line} if line else {}
            return Verdict.ERROR, Message("raised" if line else "raised-somewhere", {"kind": kind} | where)
        case _:
            return None


def not_yet(outcome: Outcome) -> Message | None:
    """Words for a place that still raises ``NotImplementedError``, as the starter file does; else None."""
    if isinstance(outcome, Raised) and outcome.kind == "NotImplementedError" and outcome.line:
        return Message("not-yet", {"line": outcome.line})
    return None


def import_failure(raised: Raised) -> tuple[Message, str | None]:
    """Words and diagnosis for a submission that could not be imported, or a script that raised.

    No input has reached the code at that time, so the exception's own text may be shown.
    """
    if raised.kind == "SyntaxError":
        place = {"file": raised.file, "line": raised.line or 0, "text": raised.text}
        return Message("syntax-error", place), "syntax-error"
    if raised.kind == "ModuleNotFoundError":
        return Message("missing-module", {"module": raised.text}), "missing-module"
    if raised.forbidden and raised.line:
        return _forbidden(raised), None
    told = {"kind": raised.kind, "text": raised.text}
    if raised.line:
        return Message("import-raised", told | {"line": raised.line}), None
    return Message("import-raised-somewhere", told), None


def _forbidden(raised: Raised) -> Message:
    """What the wall refused, said so that a student knows what to leave out."""
    return Message(f"forbidden-{raised.forbidden}", {"line": raised.line})
