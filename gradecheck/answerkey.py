"""Task and seed become the answer key: cases, right answers and their tolerances.

Computed once for a run, on our side of the wall, and never sent anywhere. The named mistakes of an
exercise are computed when the first wrong answer comes, and then remembered.
"""

import builtins
import inspect
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from gradecheck.cases import (
    CallKey,
    CaseKey,
    Part,
    answering,
    between,
    draw_case,
    parts,
    widened,
)
from gradecheck.exercise import AnyExercise, Exercise, Misconception, ScriptExercise
from gradecheck.guesses import Given, by_output, far, other_questions
from gradecheck.messages import say
from gradecheck.model import Message, Task, TaskItem, Text
from gradecheck.numerics.evidence import Suspect
from gradecheck.numerics.floor import EPS
from gradecheck.numerics.mutants import answers as mutated_answers
from gradecheck.numerics.mutants import mutants
from gradecheck.numerics.relatives import after_one_step
from gradecheck.numerics.suspects import Bank, bank, bounded, mistaken
from gradecheck.numerics.tree import fresh, mapped
from gradecheck.wall.client import calling

#: seconds for the slips that are farther away
FAR = 6.0


@dataclass(frozen=True)
class ExerciseKey:
    """An exercise as a task uses it. ``fault`` says why it cannot be graded; then there are no cases."""

    exercise: Exercise
    item: TaskItem
    cases: tuple[CaseKey, ...]
    seed: int
    fault: Message | None = None
    raised: str = ""  # where and what the author's code raised: never for students

    @property
    def reason(self) -> str:
        """Why it cannot be graded, for those who can mend it; empty if it can."""
        return f"{say(Message('fault-key', self.fault.params))} ({self.raised})" if self.fault else ""

    @property
    def calls(self) -> list[CallKey]:
        """Every call of every case, in order."""
        return [call for case in self.cases for call in case.calls]

    @cached_property
    def requests(self) -> list[bytes]:
        """Every call as it is put to a worker."""
        return [calling(str(self.item.entry), call.arguments) for call in self.calls]

    @cached_property
    def mistakes(self) -> list[tuple[Misconception, list[tuple[Part, ...] | None]]]:
        """What each named mistake answers, call by call; None where it raises."""
        return [(m, [self._mistaken(m, call) for call in self.calls]) for m in self.exercise.misconceptions]

    @cached_property
    def suspects(self) -> list[Bank]:
        """The named mistakes that answer with numbers in every call, for a diagnosis of each output."""
        outputs = range(len(self.calls[0].parts))
        return [bank([s for m, told in self.mistakes for s in _suspect(m, told, i)]) for i in outputs]

    @cached_property
    def slips(self) -> list[Bank]:
        """Wrong answers that nobody named, by output: slips in the key's program, a step too many.

        Takes a helper process, and a while; asked for at the first answer that nothing cheaper explains.
        """
        made = mutants(self.exercise.key)
        told = mutated_answers(self.exercise.key, made, self._answers)
        found = []
        for output in range(len(self.calls[0].parts)):
            keys = [np.asarray(call.parts[output].answer) for call in self.calls]
            steps = after_one_step(keys)
            found.append(self._bank(output, chain(by_output(made, told, output), steps)))
        return found

    @cached_property
    def detours(self) -> list[Bank]:
        """Wrong answers that are farther from the right ones, by output; asked for last."""
        made = far(self.exercise, self._given, self._answers)
        told = mutated_answers(self.exercise.key, made, self._answers, budget=FAR)
        return [
            self._bank(output, by_output(made, told, output)) for output in range(len(self.calls[0].parts))
        ]

    @cached_property
    def questions(self) -> list[Bank]:
        """Right answers to other questions, by output: another output, variable, or the function itself."""
        single = [all(call.parts[i].single for call in self.calls) for i in range(len(self.calls[0].parts))]
        keys = {
            name: [np.asarray(call.parts[i].answer) for call in self.calls]
            for i, name in enumerate(self.exercise.outputs)
            if single[i]
        }
        asked = (other_questions(self.exercise, self._given, keys, i) for i in range(len(single)))
        return [self._bank(i, found) for i, found in enumerate(asked)]

    @property
    def _given(self) -> list[Given]:
        return [Given(call.arguments, call.hidden) for call in self.calls]

    def raising(self, kind: str, call: CallKey) -> Misconception | None:
        """The first mistake that cannot be evaluated, and raises this kind of exception on a call."""
        mistakes = (m for m in self.exercise.misconceptions if m.raises)
        return next((m for m in mistakes if self._raised(m, call) == kind), None)

    def _raised(self, misconception: Misconception, call: CallKey) -> str:
        """The nearest built-in kind of what a mistake raises on a call; empty if it answers."""
        try:
            with np.errstate(all="ignore"):
                answering(self.exercise, misconception.answer, call.hidden)(*mapped(fresh, [*call.arguments]))
        except Exception as error:  # noqa: BLE001 -- an author's formula: that it raises is what it is for
            kinds = (one.__name__ for one in type(error).__mro__)
            return next(name for name in kinds if hasattr(builtins, name))
        return ""

    def _mistaken(self, misconception: Misconception, call: CallKey) -> tuple[Part, ...] | None:
        if misconception.raises:
            return None
        try:
            found = self._parts(misconception.answer, call)
            told = between(self.exercise, call, [p.answer for p in found])
            floors = [widened(p, self.item, self.exercise.accuracy) for p in found]
            return tuple(Part(t, bounded(t, f)) for t, f in zip(told, floors, strict=True))
        except Exception:  # noqa: BLE001 -- an author's formula: one that raises here explains no answer
            return None

    def _parts(self, mistake: Callable[..., Any], call: CallKey) -> tuple[Part, ...]:
        """What a mistake answers to a call, and its floor.

        Beside a computed key it has that of the key: one that calls it would take long to measure.
        """
        if self.exercise.computed:
            return tuple(map(_beside, self._told(mistake, call), call.parts))
        return parts(self.exercise, mistake, call.arguments, call.hidden, self.seed)

    def _told(self, function: Callable[..., Any], call: CallKey) -> list[Any]:
        """What a function in the key's place answers to a call, output by output."""
        answer = answering(self.exercise, function, call.hidden)
        value = answer(*mapped(fresh, list(call.arguments)))
        return list(value) if self.exercise.outputs else [value]

    def _answers(self, function: Callable[..., Any]) -> list[list[Any]]:
        """What a function in the key's place answers: for each call, output by output."""
        found = [self._told(function, call) for call in self.calls]
        both = zip(found, self.calls, strict=True)
        return [list(between(self.exercise, c, t)) if len(t) == len(c.parts) else t for t, c in both]

    def _bank(self, output: int, found: Iterable[tuple[Text, Sequence[Any] | None]]) -> Bank:
        """Wrong answers to be looked up, where an output is one number or array of real numbers."""
        own = [call.parts[output] for call in self.calls]
        if not all(part.single for part in own):
            return bank([])
        floors = [f for p in own for f in widened(p, self.item, self.exercise.accuracy) if f is not None]
        return mistaken(found, [np.asarray(part.answer) for part in own], floors)


def _beside(answer: Any, part: Part) -> Part:
    """A mistake's answer with the floor of the key's, in proportion."""
    own, right = np.asarray(answer, dtype=float), np.abs(part.answer)
    larger = np.max(np.abs(own), initial=0.0) / (np.max(right, initial=0.0) or 1.0)
    return Part(own[()], (np.full(own.shape, np.max(np.asarray(part.floor[0])) * max(1.0, larger)),))


def _suspect(
    misconception: Misconception, told: Sequence[tuple[Part, ...] | None], output: int
) -> Iterator[Suspect]:
    """A named mistake as a suspect, if it answers with numbers in every call."""
    answers, floors = [], []
    for made in told:
        if made is None or len(made) <= output or len(made[output].floor) != 1:
            return
        answer = np.asarray(made[output].answer)
        if answer.dtype.kind not in "iuf" or not np.all(np.isfinite(answer)):
            return
        answers.append(answer)
        floor = made[output].floor[0]
        floors.append(EPS * np.abs(answer) if floor is None else floor)
    yield Suspect(misconception.id, answers, floors)


@dataclass(frozen=True)
class ScriptKey:
    """A script exercise as a task uses it."""

    exercise: ScriptExercise
    item: TaskItem


@dataclass(frozen=True)
class AnswerKey:
    """Everything a submission is held against."""

    task: Task
    seed: int
    keys: tuple[ExerciseKey | ScriptKey, ...]


def prepare(task: Task, exercises: Mapping[str, AnyExercise], seed: int) -> AnswerKey:
    """Draw the cases of every exercise and measure the tolerances of its key.

    An exercise whose author's code raises gets a ``fault`` instead of cases: it is graded ``broken``.
    """
    keys = [_key(item, exercises[item.use], seed) for item in task.items]
    return AnswerKey(task, seed, tuple(keys))


def _key(item: TaskItem, exercise: AnyExercise, seed: int) -> ExerciseKey | ScriptKey:
    if isinstance(exercise, ScriptExercise):
        return ScriptKey(exercise, item)
    try:
        cases = tuple(draw_case(exercise, item, k, seed) for k in range(item.cases))
    except Exception as error:  # noqa: BLE001 -- the wall around an author's key and inputs
        told = {"exercise": exercise.id, "kind": type(error).__name__}
        return ExerciseKey(exercise, item, (), seed, Message("broken-key", told), _where(exercise, error))
    return ExerciseKey(exercise, item, cases, seed)


def _where(exercise: Exercise, error: Exception) -> str:
    """``FILE:LINE: what``: the last line of the author's own file that an exception came through."""
    written = inspect.unwrap(exercise.key)
    own = inspect.getsourcefile(written)
    frames = traceback.extract_tb(error.__traceback__)
    last = next((frame for frame in reversed(frames) if frame.filename == own), None)
    said = " ".join(str(error).split())
    name, number = (last.filename, last.lineno) if last else (frames[-1].filename, frames[-1].lineno)
    if last is None and own and exercise.computed:
        name, number = own, written.__code__.co_firstlineno
    return f"{Path(name).name}:{number}" + (f": {said}" if said else "")
