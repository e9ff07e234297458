"""Checks of the judging: junk never passes and never breaks it, and one entry is enough to be wrong."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from gradecheck.answerkey import ExerciseKey
from gradecheck.cases import widened
from gradecheck.checks.junk import DISGUISES, makers
from gradecheck.checks.subject import Check, Finding, Subject, handed_in, nameless, passes, unjudged
from gradecheck.model import Strange
from gradecheck.numerics.compare import FACTOR
from gradecheck.numerics.tree import is_exact, leaves, mapped

#: an entry that is off by this much of the largest one must be seen, whatever is allowed otherwise
VISIBLE = 1e-3


def junk(subject: Subject) -> Iterator[Finding]:
    """Junk never passes, and never breaks the judge."""
    key = subject.keys[0]
    right = [unjudged(subject.exercise, subject.exercise.key, call) for call in key.calls]
    for name, make in makers(len(subject.exercise.parameters)):
        made = [make(answer, call.arguments) for answer, call in zip(right, key.calls, strict=True)]
        if name in DISGUISES and all(map(_same, made, right)):
            continue
        try:
            result = handed_in(key, made)
        except Exception as error:  # noqa: BLE001 -- that nothing escapes is the check
            yield Finding(f"{name} breaks the judge: {type(error).__name__}")
            continue
        if passes(result):
            yield Finding(f"{name} passes")


def _same(made: Any, right: Any) -> bool:
    """Whether junk is the right answer after all, in a dtype that counts: whole numbers may be ints."""
    if isinstance(right, (tuple, list)):
        alike = isinstance(made, (tuple, list)) and len(made) == len(right)
        return alike and all(map(_same, made, right))
    if made is None or right is None or isinstance(made, (str, Strange, tuple, list)):
        return made is right
    own, other = np.asarray(made), np.asarray(right)
    kinds = {own.dtype.kind, other.dtype.kind}
    alike = len(kinds) == 1 or kinds <= set("iuf")
    return alike and own.shape == other.shape and bool(np.array_equal(own, other))


def sensitive(subject: Subject) -> Iterator[Finding]:
    """One entry beyond the tolerance is wrong, and within it right."""
    plain = replace(nameless(subject.exercise), judged=None, ties="key")
    for k, case in enumerate(subject.keys[0].cases):
        problem = _insensitive_case(subject, replace(subject.keys[0], exercise=plain, cases=(case,)))
        if problem:
            yield Finding(f"{problem} (seed {subject.keys[0].seed}, case {k})")
            return


def _insensitive_case(subject: Subject, key: ExerciseKey) -> str:
    """What is wrong with the tolerances of a key's one case; empty if nothing is."""
    answers = [_whole(key, [part.answer for part in call.parts]) for call in key.calls]
    if not passes(handed_in(key, answers)):
        return "the key's own answer does not pass"
    for number, call in enumerate(key.calls):
        for index, part in enumerate(call.parts):
            floors = widened(part, subject.item, subject.exercise.accuracy)
            for place, (leaf, floor) in enumerate(zip(leaves(part.answer), floors, strict=True)):

                def told(change: Any, at: tuple[int, int, int] = (number, index, place)) -> bool:
                    return passes(handed_in(key, _changed(key, answers, at, change)))

                problem = _insensitive(subject, leaf, floor, told)
                if problem:
                    return problem
    return ""


def _insensitive(subject: Subject, leaf: Any, floor: Any, told: Callable[[Any], bool]) -> str:
    """What is wrong with the tolerance of one leaf; empty if nothing is. ``told``: whether it passes."""
    if is_exact(leaf) or floor is None:
        other = _another(leaf)
        return "another exact answer passes" if other is not None and told(other) else ""
    array = np.asarray(leaf)
    if not array.size or not np.all(np.isfinite(array)):
        return "" if array.size == 0 else "the key's answer is not finite"
    at = int(np.argmax(np.abs(array)))
    limit = FACTOR * float(floor.flat[at])
    largest = float(np.abs(array).max()) or 1.0
    if told(_off(array, at, VISIBLE * largest)) and (subject.exercise.accuracy or 0) < VISIBLE:
        return "an entry that is off by a thousandth of it passes"
    if subject.item.compare == "mml":
        return ""
    if told(_off(array, at, 3 * limit)):
        return "an entry that is off by three times the tolerance passes"
    return (
        "" if told(_off(array, at, limit / 3)) else "an entry that is off by a third of the tolerance fails"
    )


def _off(array: Any, at: int, amount: float) -> Any:
    moved = np.array(array)
    moved.flat[at] += amount
    return moved[()]


def _another(leaf: Any) -> Any:
    """An exact answer of the same kind that is not this one; None if there is none."""
    if isinstance(leaf, str):
        return leaf + "?"
    if leaf is None:
        return None
    array = np.array(leaf)
    if not array.size:
        return None
    array.flat[0] = not array.flat[0] if array.dtype.kind == "b" else array.flat[0] + 1
    return array[()].item() if array.ndim == 0 else array


def _whole(key: ExerciseKey, parts: Sequence[Any]) -> Any:
    """A student's answer from its parts."""
    return tuple(parts) if key.exercise.outputs else parts[0]


def _changed(key: ExerciseKey, answers: Sequence[Any], at: tuple[int, int, int], leaf: Any) -> list[Any]:
    """The answers with one leaf (by call, output and position) replaced."""
    number, index, place = at
    parts = [part.answer for part in key.calls[number].parts]
    position = iter(range(len(leaves(parts[index]))))
    parts[index] = mapped(lambda old: leaf if next(position) == place else old, parts[index])
    return [*answers[:number], _whole(key, parts), *answers[number + 1 :]]


CHECKS = (Check("GC401", junk), Check("GC402", sensitive))
