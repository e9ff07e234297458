"""One exercise's answers become a finding: what is right, what is wrong by name, and the points.

Everything here runs on our side of the wall, on values that were rebuilt from bytes.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from gradecheck.answerkey import ExerciseKey
from gradecheck.cases import CallKey, Part, answered
from gradecheck.diagnosis import Finding, diagnosed, hint_for, said
from gradecheck.doubts import doubted
from gradecheck.marks import share, unanswered, verdict_for
from gradecheck.model import Message, Outcome, Returned, Tolerances, Verdict
from gradecheck.named import named
from gradecheck.numerics.compare import GRAVITY, Agreement, compare
from gradecheck.numerics.criteria import mml, within
from gradecheck.numerics.evidence import Diagnosis
from gradecheck.numerics.kinds import described
from gradecheck.report import CaseResult, ExerciseResult, OutputResult
from gradecheck.retrial import Ask, retried
from gradecheck.stopped import stopped


@dataclass(frozen=True)
class Answers:
    """What the worker said: an outcome for each call that was made, and for each further value.

    ``meant``: by entry, a name that the submission has and that may have been meant for it.
    """

    calls: Sequence[Outcome]
    values: Mapping[str, Outcome]
    meant: Mapping[str, str] = field(default_factory=dict)


def judge(key: ExerciseKey, answers: Answers, ask: Ask | None = None) -> ExerciseResult:
    """The result of one exercise. A student's mistake is a value; nothing here raises for one.

    ``ask`` calls the student's function once more: a second round, where the first was not right.
    """
    if key.fault:
        return unanswered(key.item, Verdict.BROKEN, key.fault)
    nothing = stopped(key, answers.calls, answers.values, answers.meant)
    if nothing:
        return nothing
    returned = [outcome for outcome in answers.calls if isinstance(outcome, Returned)]
    told = [answered(key.exercise, c, o.value) for c, o in zip(key.calls, returned, strict=True)]
    agreements = [
        _agreements(key, call, parts, outcome.value)
        for call, parts, outcome in zip(key.calls, told, returned, strict=True)
    ]
    findings = _findings(key, returned, told, agreements, ask)
    agreements = [_excused(findings, call) for call in agreements]
    wrong_value = _wrong_value(key, answers.values)
    if wrong_value and findings[0].right:
        findings = [wrong_value]
    return _result(key, findings, agreements)


def _agreements(key: ExerciseKey, call: CallKey, parts: Sequence[Any] | None, value: Any) -> list[Agreement]:
    """How each output of one call agrees with the key; ``value`` is all of it, as it came back."""
    if parts is None:
        told = {"expected": described((None,) * len(call.parts)), "got": described(value)}
        wrong = Agreement("wrong-kind", None, None, float32=False, params=told)
        return [wrong] * len(call.parts)
    return [_agreement(key, answer, part) for answer, part in zip(parts, call.parts, strict=True)]


def _agreement(key: ExerciseKey, answer: Any, part: Part) -> Agreement:
    """How one output agrees with the key, in the way that the task compares."""
    rule = key.item.compare
    if isinstance(rule, Tolerances):
        return within(answer, part.answer, rtol=rule.rtol, atol=rule.atol)
    if part.quotient is not None:
        return mml(answer, part.quotient)
    return compare(answer, part.answer, part.floor, accuracy=key.exercise.accuracy)


def _findings(
    key: ExerciseKey,
    returned: Sequence[Returned],
    answers: Sequence[Sequence[Any] | None],
    agreements: Sequence[Sequence[Agreement]],
    ask: Ask | None,
) -> list[Finding]:
    """One finding for each output, over all calls."""
    columns = [list(column) for column in zip(*agreements, strict=True)]
    found = {i: _right(key, c) for i, c in enumerate(columns) if all(a.finding == "right" for a in c)}
    if len(found) < len(columns):
        found |= _explained(key, answers, columns, found, ask)
    if ask:
        found |= doubted(key, ask, answers, found)
    if any(outcome.changed for outcome in returned):
        impure = said(key, Diagnosis("impure", "impure"))
        found = {i: impure if f.right or f.diagnosis == "wrong" else f for i, f in found.items()}
    return [found[i] for i in range(len(columns))]


def _explained(
    key: ExerciseKey,
    answers: Sequence[Sequence[Any] | None],
    columns: Sequence[Sequence[Agreement]],
    right: Collection[int],
    ask: Ask | None,
) -> dict[int, Finding]:
    """What is wrong with each output that is not right: a name, what a second round says, or a diagnosis."""
    wrong = [i for i in range(len(columns)) if i not in right]
    names = named(key, answers, right)
    found = {i: names[i] for i in wrong if i in names}
    numeric = {
        i: [a.finding != "right" for a in columns[i]]
        for i in wrong
        if i not in found and all(a.finding in ("right", "wrong") for a in columns[i])
    }
    if ask and numeric:
        found |= retried(key, ask, answers, numeric)
    return {i: found[i] if i in found else _unnamed(key, i, answers, columns[i]) for i in wrong}


def _unnamed(
    key: ExerciseKey, output: int, answers: Sequence[Sequence[Any] | None], column: Sequence[Agreement]
) -> Finding:
    """The words for a wrong output that is neither a named mistake nor explained by a second round."""
    told = [parts[output] for parts in answers if parts is not None]
    comparable = all(a.finding in ("right", "wrong", "wrong-shape") for a in column)
    found = diagnosed(key, output, told) if comparable else None
    if found and found.message.id == "found-approximate" and not found.composed:
        # the error of this exercise, as the report has it
        error = max((a.error or 0.0 for a in column), default=0.0)
        found = replace(found, message=Message(found.message.id, {**found.message.params, "error": error}))
    return found or _general(column)


def _right(key: ExerciseKey, column: Sequence[Agreement]) -> Finding:
    """The words for a right output; one in single precision is no more than that if the task says so."""
    if not any(agreement.float32 for agreement in column):
        return Finding(right=True, message=Message("right"))
    if key.item.credit.get("single-precision", 1.0) >= 1:
        return Finding(right=True, message=Message("right-float32"))
    return said(key, Diagnosis("single-precision", "single-precision"))


def _excused(findings: Sequence[Finding], agreements: Sequence[Agreement]) -> list[Agreement]:
    """The agreements of one call; those of an output that was found right after all are right."""
    return [replace(a, finding="right") if f.right else a for f, a in zip(findings, agreements, strict=True)]


def _general(column: Sequence[Agreement]) -> Finding:
    """The words for a wrong output that no named mistake explains."""
    wrong = [a for a in column if a.finding != "right"]
    worst = max(wrong, key=lambda a: (GRAVITY[a.finding], a.error or 0.0))
    id_ = "wrong-exact" if worst.finding == "wrong" and worst.error is None else worst.finding
    # that nothing is returned is the one kind that we know a reason for
    hint = hint_for(id_) if id_ != "wrong-kind" or worst.params.get("got") == "None" else None
    return Finding(right=False, diagnosis=worst.finding, message=Message(id_, worst.params), hint=hint)


def _wrong_value(key: ExerciseKey, values: Mapping[str, Outcome]) -> Finding | None:
    """The first of the further values that is not right."""
    for name, expected in key.exercise.values.items():
        outcome = values[name]
        value = outcome.value if isinstance(outcome, Returned) else None
        found = compare(value, expected, (None,))
        if found.finding != "right":
            id_ = f"wrong-value{found.finding.removeprefix('wrong')}"
            told = {"entry": f"{key.item.entry}_{name}", **found.params}
            return Finding(right=False, diagnosis=found.finding, message=Message(id_, told))
    return None


def _result(
    key: ExerciseKey, findings: Sequence[Finding], agreements: Sequence[Sequence[Agreement]]
) -> ExerciseResult:
    """Points, verdicts and the diagnosis of the worst output, the first on a tie."""
    item = key.item
    available = item.points / len(findings)
    shares = [share(item, None if f.composed else f.diagnosis, right=f.right) for f in findings]
    names = key.exercise.outputs or ("",)
    outputs = tuple(
        OutputResult(name, verdict_for(s, 1.0), f.diagnosis, s * available, available)
        for name, f, s in zip(names, findings, shares, strict=True)
    )
    worst = findings[
        max(range(len(findings)), key=lambda i: (outputs[i].verdict.severity, _doubtful(findings[i])))
    ]
    earned = item.points if all(s >= 1 for s in shares) else sum(o.points for o in outputs)
    grid = iter(agreements)
    cases = tuple(_case([a for _ in case.calls for a in next(grid)]) for case in key.cases)
    worst_case = max(cases, key=lambda c: (c.verdict.severity, c.error or 0.0))
    result = ExerciseResult(item.use, item.entry, verdict_for(earned, item.points), earned, item.points)
    return replace(
        result,
        diagnosis=worst.diagnosis,
        message=worst.message,
        hint=worst.hint,
        error=worst_case.error,
        tolerance=worst_case.tolerance,
        outputs=outputs if key.exercise.outputs else (),
        cases=cases,
    )


def _doubtful(finding: Finding) -> bool:
    """An output with a diagnosis outranks one without, among equal verdicts."""
    return finding.diagnosis is not None


def _case(agreements: Sequence[Agreement]) -> CaseResult:
    """One case: its verdict and its worst entry."""
    wrong = [a for a in agreements if a.finding != "right"]
    worst = max(wrong or agreements, key=lambda a: (a.error or 0.0) / (a.tolerance or 1.0))
    return CaseResult(Verdict.FAIL if wrong else Verdict.PASS, worst.error, worst.tolerance)
