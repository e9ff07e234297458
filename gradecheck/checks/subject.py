"""What is checked, and what comes out: one exercise as a task uses it, and findings about it."""

import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from gradecheck.answerkey import ExerciseKey, prepare
from gradecheck.cases import CallKey, answering
from gradecheck.exercise import Exercise, ScriptExercise
from gradecheck.judge import Answers, judge
from gradecheck.messages import say
from gradecheck.model import Message, Returned, Task, TaskItem, Text, Verdict
from gradecheck.numerics.tree import fresh, mapped
from gradecheck.report import ExerciseResult


@dataclass(frozen=True)
class Finding:
    """What a check found: one sentence, and perhaps lines of source.

    ``note``: worth reading, but nothing to repair. ``exercise``, ``sample`` and ``code`` say what it is
    about and who says so; ``reason`` is the author's for setting it aside.
    """

    text: str
    lines: tuple[str, ...] = ()
    note: bool = False
    exercise: str = ""
    sample: str = ""
    code: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Check:
    """A check: its code, and the generator of findings. What must hold is its title, in both languages."""

    code: str
    look: Callable[..., Iterator[Finding]]

    def title(self, lang: str = "en") -> str:
        """What must hold."""
        return say(Message(f"{self.code}-title"), lang)

    def advice(self, lang: str = "en") -> str:
        """What to do where it does not."""
        return say(Message(f"{self.code}-advice"), lang)

    def told(self, findings: Sequence[Finding], lang: str = "en") -> Iterator[str]:
        """What this check found in one place, line by line: its title, the findings, its advice."""
        yield f"{self.code} {self.title(lang)}"
        for found in findings:
            yield f"  {found.text}{f' [{found.exercise}]' if found.sample and found.exercise else ''}"
            yield from (f"    {line}" for line in found.lines)
            if found.reason:
                yield f"  {say(Message('check-reason', {'reason': found.reason}), lang)}"
        if not any(found.note or found.reason for found in findings):
            yield f"  → {self.advice(lang)}"


@dataclass(frozen=True)
class Subject:
    """An exercise as a task uses it, with the cases of several seeds."""

    exercise: Exercise
    item: TaskItem
    seeds: Sequence[int]

    @cached_property
    def keys(self) -> list[ExerciseKey]:
        """The answer key of every seed."""
        task = Task("check", Text("", ""), (self.item,))
        prepared = (prepare(task, {self.exercise.id: self.exercise}, seed).keys[0] for seed in self.seeds)
        return [key for key in prepared if isinstance(key, ExerciseKey)]

    @property
    def fault(self) -> str:
        """Why the exercise cannot be judged at all; empty if it can."""
        return next((key.reason for key in self.keys if key.fault), "")

    def calls(self) -> Iterator[tuple[str, CallKey]]:
        """Every call of every case of every seed, and the words for where it is."""
        for key in self.keys:
            for k, case in enumerate(key.cases):
                for n, call in enumerate(case.calls):
                    which = f", call {n}" if len(case.calls) > 1 else ""
                    yield f"seed {key.seed}, case {k}{which}", call


@dataclass(frozen=True)
class ScriptSubject:
    """A script exercise as a task uses it."""

    exercise: ScriptExercise
    item: TaskItem
    seeds: Sequence[int]


def unjudged(exercise: Exercise, function: Callable[..., Any], call: CallKey) -> Any:
    """What ``function`` in the key's place answers to a call, before any step of judging."""
    return answering(replace(exercise, judged=None), function, call.hidden)(
        *mapped(fresh, list(call.arguments))
    )


def handed_in(key: ExerciseKey, answers: Sequence[Any]) -> ExerciseResult:
    """The result of a submission that answers every call with one of ``answers``, all else right."""
    values = {name: Returned(value) for name, value in key.exercise.values.items()}
    with np.errstate(all="ignore"):
        return judge(key, Answers([Returned(answer) for answer in answers], values))


def nameless(exercise: Exercise) -> Exercise:
    """The exercise without names for mistakes: all that is asked is whether an answer is right."""
    plain = replace(exercise, key=lambda *_, **__: None, derivative_of=None, misconceptions=[])
    plain.key.__signature__ = inspect.signature(exercise.key)  # type: ignore[attr-defined]  # what inspect looks for
    return plain


def passes(result: ExerciseResult) -> bool:
    """Whether an answer counts as right; a known convention that a task accepts is not meant."""
    return result.verdict is Verdict.PASS and result.diagnosis is None
