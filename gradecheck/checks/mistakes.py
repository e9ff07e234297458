"""Checks of the mistakes: the inputs let one see those that have a name, and any slip in the key itself."""

import ast
import difflib
import inspect
import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from enum import IntEnum
from typing import Any

import numpy as np

from gradecheck.answerkey import ExerciseKey
from gradecheck.cases import CallKey, Part, answering, parts, widened
from gradecheck.checks.inputs import frozen
from gradecheck.checks.subject import Check, Finding, Subject, handed_in, nameless, passes, unjudged
from gradecheck.exercise import Exercise, Misconception
from gradecheck.numerics.compare import compare
from gradecheck.numerics.mutants import Mutant, answers, mutants
from gradecheck.numerics.tree import fresh, is_inexact, leaves, mapped

#: by how much of its own size an input is moved to other inputs
MOVED = 0.3


def seen(subject: Subject) -> Iterator[Finding]:
    """Every named mistake is wrong on the inputs of every seed."""
    keys = [replace(key, exercise=nameless(subject.exercise)) for key in subject.keys]
    for mistake in subject.exercise.misconceptions:
        hidden = [k.seed for k in keys if not mistake.raises and not _is_seen(subject.exercise, k, mistake)]
        if hidden:
            yield Finding(f"{mistake.id!r} passes (seed {hidden[0]})")


def _is_seen(exercise: Exercise, key: ExerciseKey, mistake: Misconception) -> bool:
    try:
        with np.errstate(all="ignore"):
            told = [unjudged(exercise, mistake.answer, call) for call in key.calls]
    except Exception:  # noqa: BLE001 -- an author's formula; whether it should raise is another check's affair
        return True
    return not passes(handed_in(key, told))


def raising(subject: Subject) -> Iterator[Finding]:
    """A mistake is marked raises=True if, and only if, it raises."""
    for mistake in subject.exercise.misconceptions:
        raised = [_raises(subject.exercise, mistake, call) for _, call in subject.calls()]
        if mistake.raises and not any(raised):
            yield Finding(f"{mistake.id!r} is marked raises=True, and answers")
        elif not mistake.raises and all(raised):
            yield Finding(f"{mistake.id!r} raises {raised[0]}")


def _raises(exercise: Exercise, mistake: Misconception, call: CallKey) -> str:
    """The name of what a mistake raises; empty if it answers."""
    try:
        with np.errstate(all="ignore"):
            unjudged(exercise, mistake.answer, call)
    except Exception as error:  # noqa: BLE001 -- what it raises is the question
        return type(error).__name__
    return ""


class Sight(IntEnum):
    """What the inputs show of a mutant."""

    #: it is wrong on the inputs of every seed
    SEEN = 0
    #: it answers bit by bit as the key does, on other inputs too: no mutant at all
    SAME = 1
    #: it answers as the key does up to rounding, on other inputs too
    EQUAL = 2
    #: it is wrong on other inputs, but passes on those of a seed
    HIDDEN = 3
    #: it does not end, or time was up before its turn
    UNTRIED = 4


def mutants_seen(subject: Subject) -> Iterator[Finding]:
    """Every slip in the key's own program is wrong on the inputs of every seed."""
    key = subject.exercise.key
    suspects = mutants(key)
    sights = _sights(subject, suspects)
    lines = {
        sight: [source(m, key) for m, s in zip(suspects, sights, strict=True) if s is sight] for sight in TOLD
    }
    for sight, (words, note) in TOLD.items():
        if lines[sight]:
            text = f"{len(lines[sight])} of {len(suspects)} slips in the key {words}"
            yield Finding(text, tuple(lines[sight]), note=note)


#: what is said of mutants, and whether it is only a note
TOLD = {
    Sight.HIDDEN: ("pass", False),
    Sight.EQUAL: ("make no difference", True),
    Sight.UNTRIED: ("take too long to be tried", True),
}


def _sights(subject: Subject, suspects: Sequence[Mutant]) -> list[Sight]:
    """What is seen of every mutant. One that raises is seen."""
    exercise = subject.exercise
    others = [_elsewhere(exercise, call) for call in subject.keys[0].calls]

    def look(mutant: Callable[..., Any]) -> Sight:
        found = [all(_held(subject, mutant, call)[0] for call in key.calls) for key in subject.keys]
        if not any(found):
            return Sight.SEEN
        held = [_held(subject, mutant, call) for call in others if call]
        if not all(found) or not all(same for same, _ in held):
            return Sight.HIDDEN
        return Sight.SAME if held and all(identical for _, identical in held) else Sight.EQUAL

    return [Sight.UNTRIED if sight is None else sight for sight in answers(exercise.key, suspects, look)]


def _held(subject: Subject, function: Callable[..., Any], call: CallKey) -> tuple[bool, bool]:
    """Whether a function answers a call as the key does: within tolerance, and bit by bit (numbers only)."""
    exercise = subject.exercise
    try:
        value = answering(exercise, function, call.hidden)(*mapped(fresh, list(call.arguments)))
        own = list(value) if exercise.outputs else [value]
    except Exception:  # noqa: BLE001 -- a mutant may raise anything
        return False, False
    if len(own) != len(call.parts):
        return False, False
    floors = [widened(part, subject.item, exercise.accuracy) for part in call.parts]
    agree = all(
        compare(a, p.answer, floor).finding == "right"
        for a, p, floor in zip(own, call.parts, floors, strict=True)
    )
    numbers = all(is_inexact(leaf) for part in call.parts for leaf in leaves(part.answer))
    return agree, numbers and frozen(own) == frozen([part.answer for part in call.parts])


def _elsewhere(exercise: Exercise, call: CallKey) -> CallKey | None:
    """The call with its numbers moved to other inputs of the same shapes; None where the key fails there."""
    rng = np.random.default_rng(0)
    named = zip(exercise.parameters, call.arguments, strict=False)
    moved = tuple(_moved(value, rng, symmetric=name in exercise.symmetric) for name, value in named)
    try:
        found = parts(exercise, exercise.key, moved, call.hidden, seed=0)
    except Exception:  # noqa: BLE001 -- the key need not work outside its domain
        return None
    return CallKey(moved, call.hidden, found) if all(map(_finite, found)) else None


def _finite(part: Part) -> bool:
    return all(np.all(np.isfinite(leaf)) for leaf in leaves(part.answer) if is_inexact(leaf))


def _moved(value: Any, rng: np.random.Generator, *, symmetric: bool) -> Any:
    """A float or floating array with every entry moved; anything else as it is."""
    if isinstance(value, float):
        return value * (1 + MOVED * rng.standard_normal())
    if not isinstance(value, np.ndarray) or value.dtype.kind != "f":
        return value
    move = MOVED * np.sqrt(np.mean(value**2)) * rng.standard_normal(value.shape)
    return value + (move + move.T) / 2 if symmetric else value + move


def source(mutant: Mutant, key: Callable[..., Any]) -> str:
    """The kind of slip that a mutant is, and the line in which it differs from the key or its helper."""
    own: list[str] = []
    for node in mutant.program.body:
        name = node.name if isinstance(node, ast.FunctionDef) else ""
        function = key if name == mutant.name else getattr(key, "__globals__", {})[name]
        own += ast.unparse(ast.parse(textwrap.dedent(inspect.getsource(function)))).splitlines()
    lines = difflib.ndiff(own, ast.unparse(mutant.program).splitlines())
    changed = [line[2:].strip() for line in lines if line.startswith("+ ") and line[2:].strip()]
    return f"{'; '.join(changed)}  # {mutant.words.en}"


CHECKS = (Check("GC301", seen), Check("GC302", mutants_seen), Check("GC303", raising))
