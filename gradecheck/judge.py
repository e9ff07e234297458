"""One exercise's answers become a finding: what is right, what is wrong by name, and the points.

Everything here runs on our side of the wall, on values that were rebuilt from bytes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from gradecheck.answerkey import CallKey, ExerciseKey, Part
from gradecheck.exercise import Misconception
from gradecheck.marks import share, stopped_by, unanswered, verdict_for
from gradecheck.model import Absent, Message, Outcome, Raised, Returned, TaskItem, Text, Verdict
from gradecheck.numerics.compare import Agreement, compare, same
from gradecheck.report import CaseResult, ExerciseResult, OutputResult

#: findings of a comparison, the one that is said first
_GRAVEST_FIRST = ("wrong-kind", "wrong-shape", "not-finite", "wrong")


@dataclass(frozen=True)
class Answers:
    """What the worker said: an outcome for each call that was made, and for each further value."""

    calls: Sequence[Outcome]
    values: Mapping[str, Outcome]


@dataclass(frozen=True)
class Finding:
    """What is said about one output: ``right``, or a diagnosis with its message and hint."""

    right: bool
    message: Message
    diagnosis: str | None = None
    hint: Text | None = None


def judge(key: ExerciseKey, answers: Answers) -> ExerciseResult:
    """The result of one exercise. A student's mistake is a value; nothing here raises for one."""
    if key.fault:
        return unanswered(key.item, Verdict.BROKEN, key.fault)
    for outcome in (*answers.calls, *answers.values.values()):
        stopped = _stopped(key, outcome)
        if stopped:
            return stopped
    returned = [outcome for outcome in answers.calls if isinstance(outcome, Returned)]
    agreements = [_agreements(key, call, outcome) for call, outcome in zip(key.calls, returned, strict=True)]
    findings = _findings(key, returned, agreements)
    wrong_value = _wrong_value(key, answers.values)
    if wrong_value and findings[0].right:
        findings = [wrong_value]
    return _result(key, findings, agreements)


def _stopped(key: ExerciseKey, outcome: Outcome) -> ExerciseResult | None:
    """The result if an outcome leaves nothing to compare."""
    if isinstance(outcome, Absent):
        return unanswered(key.item, Verdict.FAIL, Message("missing"), "missing")
    stop = stopped_by(outcome)
    if stop is None:
        return None
    raising = [m for m in key.exercise.misconceptions if m.raises] if isinstance(outcome, Raised) else []
    return unanswered(key.item, *stop, hint=raising[0].hint if raising else None)


def _agreements(key: ExerciseKey, call: CallKey, outcome: Returned) -> list[Agreement]:
    """How each output of one call agrees with the key."""
    parts = answered_parts(key, call, outcome)
    if parts is None:
        expected = f"{len(call.parts)} values"
        told = {"expected": expected, "got": "another number"}
        wrong = Agreement("wrong-kind", None, None, float32=False, params=told)
        return [wrong] * len(call.parts)
    accuracy = key.exercise.accuracy
    return [
        compare(answer, part.answer, part.floor, accuracy=accuracy)
        for answer, part in zip(parts, call.parts, strict=True)
    ]


def answered_parts(key: ExerciseKey, call: CallKey, outcome: Returned) -> Sequence[Any] | None:
    """A student's answer to one call, output by output; None if it has another number of outputs."""
    exercise, value = key.exercise, outcome.value
    outputs = exercise.outputs
    if outputs and not (isinstance(value, (tuple, list)) and len(value) == len(outputs)):
        return None
    if exercise.judged:
        try:
            value = exercise.judged(value, *call.arguments)
        except (TypeError, ValueError, IndexError, KeyError, AttributeError, ArithmeticError):
            value = outcome.value  # of another shape or kind: the comparison will say so
    return value if outputs else [value]


def _findings(
    key: ExerciseKey, returned: Sequence[Returned], agreements: Sequence[Sequence[Agreement]]
) -> list[Finding]:
    """One finding for each output, over all calls."""
    columns = [list(column) for column in zip(*agreements, strict=True)]
    if all(agreement.finding == "right" for column in columns for agreement in column):
        if any(outcome.changed for outcome in returned):
            return [Finding(right=False, diagnosis="impure", message=Message("impure"))] * len(columns)
        return [_right(column) for column in columns]
    named = _named(key, returned, columns)
    return [
        _right(column)
        if all(a.finding == "right" for a in column)
        else _called(key.item, named[index])
        if index in named
        else _general(column)
        for index, column in enumerate(columns)
    ]


def _right(column: Sequence[Agreement]) -> Finding:
    single = any(agreement.float32 for agreement in column)
    return Finding(right=True, message=Message("right-float32" if single else "right"))


def _named(
    key: ExerciseKey, returned: Sequence[Returned], columns: Sequence[Sequence[Agreement]]
) -> dict[int, Misconception]:
    """For each output the named mistake that explains it in every call.

    The mistake that explains most outputs, right ones too, is preferred, then the author's order.
    """
    answers = [answered_parts(key, call, outcome) for call, outcome in zip(key.calls, returned, strict=True)]
    explained = [
        (
            m,
            [
                i
                for i in range(len(columns))
                if all(_is(a, p, i) for a, p in zip(answers, mistaken, strict=True))
            ],
        )
        for m, mistaken in key.mistakes
    ]
    named: dict[int, Misconception] = {}
    for misconception, outputs in sorted(explained, key=lambda pair: -len(pair[1])):
        for index in outputs:
            named.setdefault(index, misconception)
    return named


def _is(answers: Sequence[Any] | None, mistaken: Sequence[Part] | None, output: int) -> bool:
    """Whether one output of one call is what the mistake answers."""
    if answers is None or mistaken is None:
        return False
    return same(answers[output], mistaken[output].answer, mistaken[output].floor)


def _called(item: TaskItem, misconception: Misconception) -> Finding:
    """The words for a named mistake; one that earns full points is accepted rather than named."""
    accepted = share(item, misconception.id, right=False) >= 1
    word = "accepted" if accepted else "named"
    message = Message(word, {"name": misconception.id})
    if misconception.says:
        message = Message(f"{word}-said", {"name": misconception.id, "says": misconception.says})
    hint = None if accepted else misconception.hint
    return Finding(right=False, diagnosis=misconception.id, message=message, hint=hint)


def _general(column: Sequence[Agreement]) -> Finding:
    """The words for a wrong output that no named mistake explains."""
    wrong = [a for a in column if a.finding != "right"]
    worst = min(wrong, key=lambda a: (_GRAVEST_FIRST.index(a.finding), -(a.error or 0.0)))
    id_ = "wrong-exact" if worst.finding == "wrong" and worst.error is None else worst.finding
    return Finding(right=False, diagnosis=worst.finding, message=Message(id_, worst.params))


def _wrong_value(key: ExerciseKey, values: Mapping[str, Outcome]) -> Finding | None:
    """The first of the further values that is not right."""
    for name, expected in key.exercise.values.items():
        outcome = values[name]
        value = outcome.value if isinstance(outcome, Returned) else None
        if compare(value, expected, (None,)).finding != "right":
            return Finding(
                right=False,
                diagnosis="wrong",
                message=Message("wrong-value", {"entry": f"{key.item.entry}_{name}"}),
            )
    return None


def _result(
    key: ExerciseKey, findings: Sequence[Finding], agreements: Sequence[Sequence[Agreement]]
) -> ExerciseResult:
    """Points, verdicts and the diagnosis of the worst output, the first on a tie."""
    item = key.item
    available = item.points / len(findings)
    shares = [share(item, f.diagnosis, right=f.right) for f in findings]
    named = key.exercise.outputs or ("",)
    outputs = tuple(
        OutputResult(name, verdict_for(s, 1.0), f.diagnosis, s * available, available)
        for name, f, s in zip(named, findings, shares, strict=True)
    )
    worst = findings[
        max(range(len(findings)), key=lambda i: (outputs[i].verdict.severity, _doubtful(findings[i])))
    ]
    earned = item.points if all(s >= 1 for s in shares) else sum(o.points for o in outputs)
    grid = iter(agreements)
    cases = tuple(_case([a for _ in case.calls for a in next(grid)]) for case in key.cases)
    last = max(cases, key=lambda c: (c.verdict.severity, c.error or 0.0))
    result = ExerciseResult(item.use, item.entry, verdict_for(earned, item.points), earned, item.points)
    return replace(
        result,
        diagnosis=worst.diagnosis,
        message=worst.message,
        hint=worst.hint,
        error=last.error,
        tolerance=last.tolerance,
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
