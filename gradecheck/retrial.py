"""A second round of calls: is the answer the same again, and is it right but for its rounding.

Asked only where the first round was not right, and once. The first case is asked again, and twice the
first that is wrong, or all that are if they are few; then, where an answer is close everywhere, the cases
that are wrong are asked in both precisions.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from gradecheck.answerkey import ExerciseKey
from gradecheck.cases import Answers, CallKey, Part, answered, parts
from gradecheck.diagnosis import Finding, evidence, said
from gradecheck.model import Message, Outcome, Returned
from gradecheck.numerics.compare import same
from gradecheck.numerics.evidence import CaseEvidence, Diagnosis
from gradecheck.numerics.precision import MOST, excused, rounded, single, verdict
from gradecheck.numerics.remainders import CLOSE
from gradecheck.numerics.tree import FAILURES
from gradecheck.numerics.views import AS_IS

#: calls a student's function once more
Ask = Callable[[Sequence[Any]], Outcome]


def retried(
    key: ExerciseKey, ask: Ask, answers: Sequence[Answers], wrong: Mapping[int, Sequence[bool]]
) -> dict[int, Finding]:
    """What a second round says about wrong outputs; ``wrong`` has, for each, whether a call is."""
    found = _flickering(key, ask, answers, wrong)
    held = {i: evidence(key, i, [a[i] for a in answers if a is not None]) for i in wrong if i not in found}
    close = {i: error for i, cases in held.items() if cases and (error := _error(cases)) <= CLOSE}
    if close and key.exercise.accuracy is None and key.item.compare == "floor":
        found |= _precise(key, ask, {i: wrong[i] for i in close}, close)
    return found


def _flickering(
    key: ExerciseKey, ask: Ask, answers: Sequence[Answers], wrong: Mapping[int, Sequence[bool]]
) -> dict[int, Finding]:
    """Outputs whose answer to a call is another when it is asked again."""
    finding = said(key, Diagnosis("flickers", "flickers"))
    found: dict[int, Finding] = {}
    for number in _again(wrong.values()):
        call = key.calls[number]
        before, now = answers[number], told(key, call, ask(call.arguments))
        if before is not None and now is not None:
            found |= {i: finding for i in wrong if not same(now[i], before[i], call.parts[i].floor)}
    return found


def _again(wrong: Collection[Sequence[bool]]) -> list[int]:
    """The calls that are asked again, by number.

    Twice in a row, so that an answer that is wrong in every so many calls cannot be so both times.
    """
    each = [[number for number, is_wrong in enumerate(calls) if is_wrong] for calls in wrong]
    few = {
        n
        for calls, those in zip(wrong, each, strict=True)
        if len(those) <= (1 - MOST) * len(calls)
        for n in those
    }
    return [0, *(n for n in sorted(few | {those[0] for those in each}) for _ in range(2))]


def told(key: ExerciseKey, call: CallKey, outcome: Outcome) -> Answers:
    """What came back from one call, output by output; None if it is no answer, or has other outputs."""
    return answered(key.exercise, call, outcome.value) if isinstance(outcome, Returned) else None


def _error(cases: Sequence[CaseEvidence]) -> float:
    """The largest error of any case, in units of its largest entry; infinite where shapes differ."""
    if any(c.answer.shape != c.key.shape for c in cases):
        return np.inf
    with np.errstate(all="ignore"):
        errors = [np.max(np.abs(c.answer - c.key), initial=0.0) / np.max(np.abs(c.key)) for c in cases]
    return float(np.max(np.nan_to_num(errors, nan=np.inf)))


def _precise(
    key: ExerciseKey, ask: Ask, wrong: Mapping[int, Sequence[bool]], errors: Mapping[int, float]
) -> dict[int, Finding]:
    """What two precisions say about outputs that are close; nothing about those that are wrong in both."""
    asked = [any(calls[n] for calls in wrong.values()) for n in range(len(key.calls))]
    trials = [_trial(key, ask, call) if a else None for a, call in zip(asked, key.calls, strict=True)]
    found = {}
    for output, calls in wrong.items():
        excusable = [trial is not None and trial.excuses(output) for trial in trials]
        match verdict([not w for w in calls], excusable):
            case "right":
                found[output] = Finding(right=True, message=Message("found-unstable"))
            case "approximate":
                params = {"error": errors[output], "also": AS_IS}
                found[output] = said(key, Diagnosis("approximate", "found-approximate", params))
    return found


class _Trial(NamedTuple):
    """One call in both precisions, on inputs that single precision can hold, beside the key."""

    double: Sequence[Any]
    narrow: Sequence[Any]
    key: Sequence[Part]

    def excuses(self, output: int) -> bool:
        """Whether what an output is off by is rounding."""
        part = self.key[output]
        floor = np.asarray(part.floor[0])
        return excused(self.double[output], self.narrow[output], np.asarray(part.answer), floor)


def _trial(key: ExerciseKey, ask: Ask, call: CallKey) -> _Trial | None:
    """One call in both precisions; None if one of them has no answer."""
    arguments = rounded(call.arguments)
    double = told(key, call, ask(arguments))
    narrow = told(key, call, ask(single(call.arguments)))
    if double is None or narrow is None:
        return None
    try:
        return _Trial(double, narrow, parts(key.exercise, key.exercise.key, arguments, call.hidden, key.seed))
    except FAILURES:  # inputs that were rounded may be none that the key takes
        return None
