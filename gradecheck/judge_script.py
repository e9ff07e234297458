"""A script's run becomes a finding: what its weights and losses show, in words and points.

What was printed is never believed: it earns points only where the arrays bear it out.
"""

import math
from dataclasses import replace

from gradecheck.diagnosis import Finding, called
from gradecheck.exercise import ScriptExercise
from gradecheck.facts import facts
from gradecheck.marks import import_failure, not_yet, share, stopped_by, unanswered, verdict_for
from gradecheck.model import Message, Raised, Returned, ScriptRun, TaskItem, Text, Verdict
from gradecheck.report import ExerciseResult
from gradecheck.training import descent
from gradecheck.training.claim import Claim
from gradecheck.training.evidence import ASKED_FOR, Evidence, gather
from gradecheck.training.losses import read, readings
from gradecheck.training.steps import Known, Problem, differs
from gradecheck.training.watched import Moved

#: what a script raises when it waits for someone at the keyboard: what came before is judged
WAITING = "EOFError"


def judge_script(
    exercise: ScriptExercise, item: TaskItem, run: ScriptRun, claim: Claim | None = None
) -> ExerciseResult:
    """The result of a script exercise. A student's mistake is a value; nothing here raises for one.

    ``claim`` is what ``losses.txt`` beside the script says.
    """
    stopped = _stopped(item, run)
    if stopped:
        printed = None if stopped.diagnosis == "missing" else read(run.output).last(ASKED_FOR).values
        return replace(stopped, losses=printed or None)
    evidence = gather(asked(exercise, item), run.snapshots, readings(run.output))
    finding = _finding(exercise, item, evidence)
    message = _cut_short(run, finding.message)
    if finding.diagnosis == "missing":
        return unanswered(item, Verdict.FAIL, message, "missing")
    held = tuple(facts(exercise, item, evidence, claim))
    earned = share(item, finding.diagnosis, right=finding.right)
    if finding.diagnosis != "pretended-losses":
        earned = max(earned, min(1.0, sum(fact.share for fact in held if fact.holds)))
    verdict = verdict_for(earned, 1.0)
    return replace(
        unanswered(
            item, verdict, message, finding.diagnosis, finding.hint if verdict is not Verdict.PASS else None
        ),
        points=item.points * earned,
        facts=held,
        losses=evidence.losses.last(ASKED_FOR).values or None,
    )


def _stopped(item: TaskItem, run: ScriptRun) -> ExerciseResult | None:
    """The result if the script did not run to its end, or to where it waits for a key."""
    ended = run.outcome
    if isinstance(ended, Returned) and ended.failed and not run.snapshots:
        ended = ended.failed[0]  # the cell of a notebook without which nothing was trained
    absent = not_yet(ended)
    if absent:
        return unanswered(item, Verdict.FAIL, absent, "missing")
    if isinstance(ended, Raised):
        if ended.kind == WAITING and run.snapshots:
            return None
        message, diagnosis = import_failure(ended)
        return unanswered(item, Verdict.ERROR, _cut_short(run, message), diagnosis)
    stop = stopped_by(ended)
    return unanswered(item, *stop) if stop else None


def _cut_short(run: ScriptRun, message: Message) -> Message:
    """The words for a script that waits for a key before it is done; else those that there are."""
    if not isinstance(run.outcome, Raised) or run.outcome.kind != WAITING or run.outcome.line is None:
        return message
    if message.id in {"script-few-losses", "script-steps", "script-no-losses"} or not run.snapshots:
        return Message("script-waits", {"line": run.outcome.line})
    return message


def asked(exercise: ScriptExercise, item: TaskItem) -> Problem:
    """The exercise as ``training`` knows it."""
    return Problem(
        roles=exercise.roles,
        trained=exercise.trained,
        shapes=exercise.shapes,
        loss=exercise.loss,
        step=exercise.step,
        mistakes={mistake.id: mistake.answer for mistake in exercise.misconceptions},
        steps=exercise.steps,
        rate=exercise.learning_rate,
        accepted=tuple(m.id for m in exercise.misconceptions if share(item, m.id, right=False) >= 1),
    )


# --- what is said ---------------------------------------------------------------------------------------


def _finding(exercise: ScriptExercise, item: TaskItem, evidence: Evidence) -> Finding:
    """The one thing that is said: what is lacking, then which step is wrong, then what is odd otherwise."""
    lacking = _lacking(exercise, evidence)
    if lacking:
        return lacking
    if evidence.known is None:
        return _unknown_step(evidence)
    finding = _step(exercise, item, evidence, evidence.known)
    if not evidence.finite:
        return finding if finding.diagnosis else _wrong("not-finite", Message("script-not-finite"))
    return _losses_wrong(exercise, evidence) or (
        finding if finding.diagnosis else _doubt(evidence) or finding
    )


def _wrong(diagnosis: str, message: Message, hint: Text | None = None) -> Finding:
    return Finding(right=False, message=message, diagnosis=diagnosis, hint=hint)


def _lacking(exercise: ScriptExercise, evidence: Evidence) -> Finding | None:
    """What a script lacks before its steps can be looked at."""
    seen, losses = evidence.seen, evidence.losses
    if seen.wrong_shape:
        name, got = seen.wrong_shape
        asked = {"name": name, "got": str(got), "expected": str(exercise.shapes[name])}
        return _wrong("wrong-shape", Message("script-wrong-shape", asked))
    if not losses:
        return _wrong("missing", Message("script-no-losses" if seen.states else "missing"))
    if len(losses) < ASKED_FOR:
        return _wrong("wrong", Message("script-few-losses", {"count": len(losses)}))
    if not seen.states:
        return _wrong("wrong", Message("script-no-arrays", {"names": ", ".join(exercise.roles)}))
    return _unseen(exercise, evidence) if evidence.spent or not evidence.moved else None


def _unseen(exercise: ScriptExercise, evidence: Evidence) -> Finding:
    """The words where no step was seen."""
    if evidence.spent:
        return _wrong("wrong", Message("script-too-far", {"steps": evidence.apart}))
    return _wrong("wrong", Message("script-no-change", {"names": ", ".join(exercise.trained)}))


def _unknown_step(evidence: Evidence) -> Finding:
    """The words for a change that no known step explains: which array is wrong, and how."""
    names = evidence.seen.names
    said = {one.role: names.get(one.role, one.role) for one in evidence.moved}
    wrong = [one for one in evidence.moved if not one.right]
    if len(wrong) == 1:
        others = ", ".join(said[one.role] for one in evidence.moved if one.right)
        return _wrong_role(wrong[0], {"role": said[wrong[0].role], "right": others})
    slopes = [one.change.slope for one in wrong]
    if not all(map(math.isfinite, slopes)):
        return _wrong("not-finite", Message("script-overflow"))
    if all(one.along and math.isclose(one.change.slope, slopes[0], rel_tol=1e-5) for one in wrong):
        return _wrong("constant-factor", Message("script-factor", {"factor": _said(slopes[0])}))
    if evidence.apart > 1:
        return _wrong("wrong", Message("script-wrong-apart", {"steps": evidence.apart}))
    told = {
        "roles": ", ".join(said[one.role] for one in wrong),
        "slopes": ", ".join(map(_said, slopes)),
        "cosines": ", ".join(_said(one.change.cosine) for one in wrong),
    }
    return _wrong("wrong", Message("script-wrong-roles", told))


def _wrong_role(moved: Moved, told: dict[str, str]) -> Finding:
    """One array is wrong, the others are right."""
    diagnosis = f"wrong-{moved.role}"
    if moved.change.cosine is None:
        return _wrong(diagnosis, Message("script-frozen-role", told))
    told = told | {"slope": _said(moved.change.slope)}
    if moved.along:
        return _wrong(diagnosis, Message("script-role-factor", told))
    return _wrong(diagnosis, Message("script-wrong-role", told | {"cosine": _said(moved.change.cosine)}))


def _said(number: float | None) -> str:
    """A number to three places; what is not a number is a dash."""
    return "–" if number is None or math.isnan(number) else f"{number:.3g}"


def _step(exercise: ScriptExercise, item: TaskItem, evidence: Evidence, known: Known) -> Finding:
    """The words for the step: its own for a mistake, and what the learning rate has to do with it."""
    named = {mistake.id: mistake for mistake in exercise.misconceptions}
    if known.name and known.besides:
        besides = named[known.besides]
        both = {"name": known.name, "besides": besides.says or besides.id}
        return _wrong(known.name, Message("script-besides", both), named[known.name].hint)
    if known.name:
        return called(item, named[known.name])
    rates = {"rate": known.rate, "asked": exercise.learning_rate}
    if differs(known.rate, exercise.learning_rate):
        return _wrong("constant-factor", Message("script-rate", rates))
    if evidence.makes_up:
        mistake = named[evidence.makes_up]
        told = rates | {"rate": evidence.seen.rate, "said": mistake.says or mistake.id}
        return _wrong(mistake.id, Message("script-rate-and-named", told), mistake.hint)
    return Finding(right=True, message=Message("right"))


def _losses_wrong(exercise: ScriptExercise, evidence: Evidence) -> Finding | None:
    """What is wrong with the printed losses, if they are not those of the descent."""
    if evidence.taken != exercise.steps:
        counts = {"count": evidence.taken, "asked": exercise.steps}
        return _wrong("wrong", Message("script-steps", counts))
    found = evidence.agreement
    if found is None or found.wrong is None:
        return _not_continued(evidence) if found else None
    if found.factor is not None:
        return _wrong("constant-factor", Message("script-scaled", {"factor": _said(found.factor)}))
    told = {"printed": f"{found.printed:.6g}", "computed": f"{found.replayed:.6g}"}
    if evidence.losses.trainings > 1:
        return _wrong("wrong", Message("script-trainings", {"count": evidence.losses.trainings}))
    if found.wrong > 1 and evidence.continued:
        return _wrong("wrong", Message("script-strayed", told | {"number": found.wrong + 1}))
    return _wrong("pretended-losses", Message("script-pretended", told))


def _not_continued(evidence: Evidence) -> Finding | None:
    """In coarse precision only the first losses are replayed: the last weights must carry on the curve."""
    coarse = descent.precision(evidence.seen.states[0]) > descent.FINE
    return _wrong("wrong", Message("script-not-continued")) if coarse and not evidence.continued else None


def _doubt(evidence: Evidence) -> Finding | None:
    """What may still be said against right steps with the right losses."""
    if not evidence.falling:
        return _wrong("wrong", Message("script-not-falling"))
    if evidence.hidden:
        return _wrong("wrong", Message("script-invisible", {"name": evidence.hidden}))
    if evidence.poor:
        return _wrong("wrong", Message("script-poor"))
    return None
