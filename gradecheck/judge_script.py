"""A script's run becomes a finding.

Its weights are held against the step that they should take, its losses against those of a descent from its
own arrays. What was printed is never believed: it earns points only where the arrays bear it out.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from gradecheck.author import Misconception, ScriptExercise
from gradecheck.marks import import_failure, share, stopped_by, unanswered, verdict_for
from gradecheck.model import Limits, Message, Raised, ScriptRun, TaskItem, Text, TimedOut, Verdict
from gradecheck.report import ExerciseResult
from gradecheck.training import descent, replay
from gradecheck.training.descent import Change, State, Step
from gradecheck.training.losses import Losses, read
from gradecheck.training.roles import Captured, captured

#: how many losses students hand in
ASKED_FOR = 10
#: an array that moves with this cosine moves along the gradient
ALONG = 1 - 1e-6


class _Finding(NamedTuple):
    """``right``, or a diagnosis; with its words and hint."""

    diagnosis: str | None
    message: Message
    hint: Text | None = None


class _Known(NamedTuple):
    """The step that explains a change of the weights: the true one, or that of a named mistake."""

    step: Step
    mistake: Misconception | None
    rate: float


_RIGHT = _Finding(None, Message("right"))


def judge_script(exercise: ScriptExercise, item: TaskItem, run: ScriptRun, limits: Limits) -> ExerciseResult:
    """The result of a script exercise. A student's mistake is a value; nothing here raises for one."""
    losses = read(run.output)
    printed = losses.last(ASKED_FOR).values or None
    stopped = _stopped(item, run, limits)
    if stopped:
        return replace(stopped, losses=printed)
    diagnosis, message, hint = _find(exercise, item, run, losses)
    earned = item.points * share(item, diagnosis, right=diagnosis is None)
    verdict = verdict_for(earned, item.points)
    return replace(
        unanswered(item, verdict, message, diagnosis, hint if verdict is not Verdict.PASS else None),
        points=earned,
        losses=printed,
    )


def _stopped(item: TaskItem, run: ScriptRun, limits: Limits) -> ExerciseResult | None:
    """The result if the script did not run to its end."""
    if isinstance(run.outcome, Raised):
        return unanswered(item, Verdict.ERROR, *import_failure(run.outcome))
    outcome = TimedOut(limits.seconds) if isinstance(run.outcome, TimedOut) else run.outcome
    stop = stopped_by(outcome)
    return unanswered(item, *stop) if stop else None


def _find(exercise: ScriptExercise, item: TaskItem, run: ScriptRun, losses: Losses) -> _Finding:
    """What is to be said about a script that ran to its end."""
    seen = captured(run.snapshots, exercise.roles, exercise.shapes)
    lacking = _lacking(exercise, seen, losses)
    if lacking:
        return lacking
    known = _recognise(exercise, seen, losses)
    if known is None:
        return _unknown_step(exercise, seen, losses)
    return _known_step(exercise, item, seen, losses, known)


def _lacking(exercise: ScriptExercise, seen: Captured, losses: Losses) -> _Finding | None:
    """What a script lacks before its steps can be looked at."""
    if seen.wrong_shape:
        name, got = seen.wrong_shape
        asked = {"name": name, "got": str(got), "expected": str(exercise.shapes[name])}
        return _Finding("wrong-shape", Message("script-wrong-shape", asked))
    if not losses:
        return _Finding("missing", Message("script-no-losses" if seen.states else "missing"))
    if len(losses) < ASKED_FOR:
        return _Finding("wrong", Message("script-few-losses", {"count": len(losses)}))
    if not seen.states:
        return _Finding("wrong", Message("script-no-arrays", {"names": ", ".join(exercise.roles)}))
    if len(seen.states) < 2 or not _moved(exercise, *seen.states[:2]):
        return _Finding("wrong", Message("script-no-change", {"names": ", ".join(exercise.trained)}))
    return None


def _moved(exercise: ScriptExercise, before: State, after: State) -> bool:
    """Whether a trained array is another at the second print."""
    count = len(exercise.trained)
    return any((old != new).any() for old, new in zip(before[-count:], after[-count:], strict=True))


# --- which step was taken -----------------------------------------------------------------------------


def _recognise(exercise: ScriptExercise, seen: Captured, losses: Losses) -> _Known | None:
    """The step that leads from the first state to the second."""
    before, after = seen.states[:2]
    first = losses.steps[0] if losses.steps else 0
    most = min(exercise.steps, max(replay.stride(losses, exercise.steps), first) + 1)
    for known in _candidates(exercise, seen):
        if descent.steps_between(known.step, before, after, known.rate, most):
            return known
    return None


def _candidates(exercise: ScriptExercise, seen: Captured) -> Iterator[_Known]:
    """Every known step with the learning rate that was asked for, and the true one with the script's own."""
    yield _Known(exercise.step, None, exercise.learning_rate)
    for mistake in exercise.misconceptions:
        yield _Known(mistake.answer, mistake, exercise.learning_rate)
    if seen.rate is not None and _differs(seen.rate, exercise.learning_rate):
        yield _Known(exercise.step, None, seen.rate)


def _differs(rate: float, asked: float) -> bool:
    return math.isfinite(rate) and abs(rate - asked) > 1e-9 * asked


def _unknown_step(exercise: ScriptExercise, seen: Captured, losses: Losses) -> _Finding:
    """The words for a change that no known step explains: which array is wrong, and how."""
    before, after = seen.states[:2]
    steps = replay.stride(losses, exercise.steps)
    states = descent.follow(exercise.step, before, exercise.learning_rate)
    expected = next(state for count, state in enumerate(states) if count == steps)
    right = descent.agree(before, after, expected, steps)
    moved = descent.changes(before, after, expected)
    count = len(exercise.trained)
    rows = list(zip(exercise.trained, right[-count:], moved[-count:], strict=True))
    wrong = [(role, change) for role, fits, change in rows if not fits]
    if len(wrong) == 1:
        others = ", ".join(role for role, fits, _ in rows if fits)
        return _wrong_role(*wrong[0], others)
    slopes = [change.slope for _, change in wrong]
    if all((c.cosine or 0.0) > ALONG and _close(c.slope, slopes[0]) for _, c in wrong):
        return _Finding("constant-factor", Message("script-factor", {"factor": _said(slopes[0])}))
    told = {
        "roles": ", ".join(role for role, _ in wrong),
        "slopes": ", ".join(map(_said, slopes)),
        "cosines": ", ".join(_said(change.cosine) for _, change in wrong),
    }
    return _Finding("wrong", Message("script-wrong-roles", told))


def _wrong_role(role: str, change: Change, right: str) -> _Finding:
    """One array is wrong, the others are right."""
    if change.cosine is None:
        return _Finding(f"wrong-{role}", Message("script-frozen-role", {"role": role, "right": right}))
    told = {"role": role, "slope": _said(change.slope), "right": right}
    if abs(change.cosine) > ALONG:
        return _Finding(f"wrong-{role}", Message("script-role-factor", told))
    told["cosine"] = _said(change.cosine)
    return _Finding(f"wrong-{role}", Message("script-wrong-role", told))


def _close(slope: float, other: float) -> bool:
    return abs(slope - other) <= 1e-5 * abs(other)


def _said(number: float | None) -> str:
    """A number to three places; what is not a number is a dash."""
    return "–" if number is None or math.isnan(number) else f"{number:.3g}"


# --- and whether the losses are those of that step ------------------------------------------------------


def _known_step(
    exercise: ScriptExercise, item: TaskItem, seen: Captured, losses: Losses, known: _Known
) -> _Finding:
    """What is to be said when it is known which step the weights take."""
    finding = _named(exercise, item, seen, known)
    small = descent.shrunk(known.step, seen.states[0], known.rate)
    start = small.state if small else seen.states[0]
    if all(map(math.isfinite, losses.last(ASKED_FOR).values)):
        wrong = _losses_wrong(exercise, seen.states, start, losses, known)
        return wrong or (finding if finding.diagnosis else _doubts(exercise, seen.states, start, losses))
    return finding if finding.diagnosis else _Finding("not-finite", Message("script-not-finite"))


def _named(exercise: ScriptExercise, item: TaskItem, seen: Captured, known: _Known) -> _Finding:
    """The words for the step: its own for a mistake, and what the learning rate has to do with it."""
    asked = exercise.learning_rate
    if known.mistake:
        return _called(item, known.mistake)
    if _differs(known.rate, asked):
        return _Finding("constant-factor", Message("script-rate", {"rate": known.rate, "asked": asked}))
    if seen.rate is None or not _differs(seen.rate, asked):
        return _RIGHT
    before, after = seen.states[:2]
    for mistake in exercise.misconceptions:  # a wrong gradient, made up for by a wrong learning rate
        if descent.steps_between(mistake.answer, before, after, seen.rate, 1):
            said = mistake.says or Text(mistake.id, mistake.id)
            told = {"said": said, "rate": seen.rate, "asked": asked}
            return _Finding(mistake.id, Message("script-rate-and-named", told), mistake.hint)
    return _RIGHT


def _called(item: TaskItem, mistake: Misconception) -> _Finding:
    """The words for a named mistake; one that earns full points is accepted rather than named."""
    word = "accepted" if share(item, mistake.id, right=False) >= 1 else "named"
    told: dict[str, Any] = {"name": mistake.id}
    if mistake.says:
        return _Finding(mistake.id, Message(f"{word}-said", told | {"says": mistake.says}), mistake.hint)
    return _Finding(mistake.id, Message(word, told), mistake.hint)


def _losses_wrong(
    exercise: ScriptExercise, states: Sequence[State], start: State, losses: Losses, known: _Known
) -> _Finding | None:
    """What is wrong with the printed losses, if they are not those of the descent."""
    taken = replay.steps_taken(losses, exercise.steps)
    if taken != exercise.steps:
        return _Finding("wrong", Message("script-steps", {"count": taken, "asked": exercise.steps}))
    found = replay.agreement(known.step, exercise.loss, start, known.rate, losses, exercise.steps)
    if found.wrong is None:
        return None
    if found.factor is not None:
        return _Finding("constant-factor", Message("script-scaled", {"factor": _said(found.factor)}))
    told = {"printed": f"{found.printed:.6g}", "computed": f"{found.replayed:.6g}"}
    if found.wrong > 1 and replay.continues(exercise.loss, states[-1], losses):
        return _Finding("wrong", Message("script-strayed", told | {"number": found.wrong + 1}))
    return _Finding("pretended-losses", Message("script-pretended", told))


def _doubts(exercise: ScriptExercise, states: Sequence[State], start: State, losses: Losses) -> _Finding:
    """What may still be said against right steps with the right losses."""
    if not replay.decreasing(losses.last(ASKED_FOR)):
        return _Finding("wrong", Message("script-not-falling"))
    if descent.far(*states[:2]):
        rate = exercise.learning_rate
        expected = descent.advance(exercise.step, start, rate)
        others = [(mistake.id, mistake.answer) for mistake in exercise.misconceptions]
        name = descent.invisible(others, start, expected, rate)
        if name:
            return _Finding("wrong", Message("script-invisible", {"name": name}))
    return _RIGHT
