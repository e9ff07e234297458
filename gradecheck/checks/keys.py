"""Checks of the key: it is the derivative that it claims to be, and it does nothing else."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from gradecheck.cases import CallKey, answering
from gradecheck.checks.inputs import frozen
from gradecheck.checks.subject import Check, Finding, Subject, unjudged
from gradecheck.derived import derivatives
from gradecheck.exercise import Exercise
from gradecheck.numerics.compare import FACTOR, Agreement, compare
from gradecheck.numerics.oracle import OracleError
from gradecheck.numerics.ties import settled
from gradecheck.numerics.tree import FAILURES, fresh, mapped

#: a derivative by differences may be off by so much of the largest entry, another route by so much
ACCURACY, EXACT = 1e-6, 1e-9


def right(subject: Subject) -> Iterator[Finding]:
    """The key is right: an independent derivative (or the oracle) says the same.

    Give the function itself as derivative_of= with wrt= or along= and layout=, or another way to the
    same answer as oracle=; where they disagree, one of the two is wrong.
    """
    if subject.exercise.computed:
        yield Finding(_made(subject), note=True)
        if not subject.exercise.oracle:
            return
    if not subject.exercise.derivative_of and not subject.exercise.oracle:
        yield Finding("there is neither derivative_of= nor oracle= to hold the key against")
        return
    untold = []
    for where, call in subject.calls():
        problem, told = _disagreement(subject.exercise, call)
        if problem and told:
            yield Finding(f"{problem} ({where})")
            return
        untold += [f"{problem} ({where})"] if problem else []
    if 2 * len(untold) > len(list(subject.calls())):
        yield Finding(f"for most inputs {untold[0]}")


def _made(subject: Subject) -> str:
    """How a computed key was made, and the largest tolerance that this asks for."""
    calls = [call for _, call in subject.calls()]
    function = getattr(subject.exercise.derivative_of, "__name__", "the function")
    found = [one for call in calls for one in derivatives(subject.exercise, call.arguments, call.hidden)]
    differences = sum(one.bar is not None for one in found)
    how = "the complex step, borne out by differences"
    if differences:
        some = "" if differences == len(found) else f", for {differences} of {len(found)} derivatives"
        how = f"differences{some}: it takes no complex numbers, or answers them wrongly"
    return f"the key is computed from {function} by {how}; tolerance {_tolerance(calls):.1e}"


def _tolerance(calls: Sequence[CallKey]) -> float:
    """The largest tolerance of any entry, in units of the largest entry of its answer."""
    parts = [
        (np.abs(part.answer).max(), np.max(np.asarray(part.floor[0])))
        for call in calls
        for part in call.parts
    ]
    return float(max((FACTOR * floor / largest for largest, floor in parts if largest), default=0.0))


def _disagreement(exercise: Exercise, call: CallKey) -> tuple[str, bool]:
    """How the key and the independent route differ on one call, or why it cannot be told; and whether it can.

    At a single point (x^4 at 0, say) even a good function may have no derivative that can be told from noise.
    """
    try:
        with np.errstate(all="ignore"):
            values = independent(exercise, call)
    except KeyError as error:
        return f"derivative_of takes {error.args[0]!r}, which the key has not", True
    except (OracleError, *FAILURES) as error:
        return f"there is no independent answer: {error}", False
    if len(values) != len(call.parts):
        return f"the key has {len(call.parts)} outputs, the independent route {len(values)}", True
    accuracy = max(EXACT if exercise.oracle else ACCURACY, exercise.accuracy or 0)
    for name, told, part in zip(exercise.outputs or ("the key",), values, call.parts, strict=True):
        value = settled(told, part.answer, part.bounds) if part.bounds else told
        found = compare(value, part.answer, part.floor, accuracy=accuracy)
        if found.finding != "right":
            return f"{name} {_difference(part.answer, value, found)}", True
    return "", True


def independent(exercise: Exercise, call: CallKey) -> Sequence[Any]:
    """The answer to a call without the key, output by output.

    Raises ``OracleError`` where no derivative can be told, and whatever the author's functions raise.
    """
    if exercise.oracle:
        value = answering(exercise, exercise.oracle, call.hidden)(*mapped(fresh, list(call.arguments)))
        return list(value) if exercise.outputs else [value]
    values = [found.value for found in derivatives(exercise, call.arguments, call.hidden)]
    answer: Any = tuple(values) if exercise.outputs or len(values) > 1 else values[0]
    if exercise.judged:
        answer = exercise.judged(answer, *call.arguments)
    return list(answer) if exercise.outputs else [answer]


def _difference(key: Any, value: Any, found: Agreement) -> str:
    """How a key differs from the independent answer, in words."""
    if found.finding == "wrong-shape":
        return f"has shape {np.shape(key)}, the independent answer {np.shape(value)}"
    if found.finding != "wrong" or found.error is None:
        return "differs from the independent answer"
    own, other = np.ravel(key).astype(float), np.ravel(value).astype(float)
    factor = float(own @ other / (other @ other)) if other.any() else 0.0
    if factor and np.abs(own - factor * other).max() <= ACCURACY * np.abs(own).max():
        return f"is {factor:.6g} times the independent answer"
    return f"differs from the independent answer, by {found.error:.1e} of the worst entry"


def pure(subject: Subject) -> Iterator[Finding]:
    """The key leaves its arguments alone.

    It is asked again and again with the same arrays: work on a copy.
    """
    for where, call in subject.calls():
        arguments = mapped(fresh, list(call.arguments))
        before = frozen([arguments, call.hidden])
        answering(subject.exercise, subject.exercise.key, call.hidden)(*arguments)
        if frozen([arguments, call.hidden]) != before:
            yield Finding(f"the key changes its arguments ({where})")
            return


def steady(subject: Subject) -> Iterator[Finding]:
    """The key answers the same when it is asked again.

    An answer must depend on the arguments alone: no random numbers, no memory of earlier calls.
    """
    for where, call in subject.calls():
        first, again = (unjudged(subject.exercise, subject.exercise.key, call) for _ in "12")
        if frozen(first) != frozen(again):
            yield Finding(f"the key answers differently when it is asked again ({where})")
            return


CHECKS = (Check("GC201", right), Check("GC202", pure), Check("GC203", steady))
