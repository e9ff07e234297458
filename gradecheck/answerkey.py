"""Task and seed become the answer key: cases, right answers and their tolerances.

Computed once for a run, on our side of the wall, and never sent anywhere. The named mistakes of an
exercise are computed when the first wrong answer comes, and then remembered.
"""

import hashlib
import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from gradecheck.exercise import AnyExercise, Exercise, Misconception, ScriptExercise
from gradecheck.model import Calls, Hidden, Message, Task, TaskItem
from gradecheck.numerics.compare import FACTOR
from gradecheck.numerics.floor import measure
from gradecheck.numerics.tree import leaves

Floor = tuple[Any, ...]


@dataclass(frozen=True)
class Part:
    """One output of one call: the answer, and for each of its leaves the measured floor."""

    answer: Any
    floor: Floor


@dataclass(frozen=True)
class CallKey:
    """One call: what the student gets, what only we know, and the right answer, output by output."""

    arguments: tuple[Any, ...]
    hidden: Mapping[str, Any]
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class CaseKey:
    """One draw of inputs: right only if all of its calls are."""

    calls: tuple[CallKey, ...]


@dataclass(frozen=True)
class ExerciseKey:
    """An exercise as a task uses it. ``fault`` says why it cannot be graded; then there are no cases."""

    exercise: Exercise
    item: TaskItem
    cases: tuple[CaseKey, ...]
    seed: int
    fault: Message | None = None

    @property
    def calls(self) -> list[CallKey]:
        """Every call of every case, in order."""
        return [call for case in self.cases for call in case.calls]

    @cached_property
    def mistakes(self) -> list[tuple[Misconception, list[tuple[Part, ...] | None]]]:
        """What each named mistake answers, call by call; None where it raises."""
        return [(m, [self._mistaken(m, call) for call in self.calls]) for m in self.exercise.misconceptions]

    def _mistaken(self, misconception: Misconception, call: CallKey) -> tuple[Part, ...] | None:
        if misconception.raises:
            return None
        try:
            parts = _parts(self.exercise, misconception.answer, call.arguments, call.hidden, self.seed)
            return _numerical(parts, self.exercise.accuracy)
        except Exception:  # noqa: BLE001 -- an author's formula: one that raises here explains no answer
            return None


@dataclass(frozen=True)
class ScriptKey:
    """A script exercise as a task uses it."""

    exercise: ScriptExercise
    item: TaskItem
    fault: Message | None = None


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
        cases = tuple(_case(exercise, k, seed) for k in range(item.cases))
    except Exception as error:  # noqa: BLE001 -- the wall around an author's key and inputs
        reason = f"the key of {exercise.id} raised {type(error).__name__}"
        return ExerciseKey(exercise, item, (), seed, Message("broken", {"reason": reason}))
    return ExerciseKey(exercise, item, cases, seed)


def _case(exercise: Exercise, k: int, seed: int) -> CaseKey:
    """Case number ``k``: the same for the same seed, whatever else the task holds."""
    if exercise.draw is None:
        raise ValueError("no inputs")
    name = int.from_bytes(hashlib.sha256(exercise.id.encode()).digest()[:8], "big")
    drawn = exercise.draw(np.random.default_rng([seed, name, k]), k)
    calls = drawn if isinstance(drawn, Calls) else (drawn,)
    return CaseKey(tuple(_call(exercise, list(inputs), seed) for inputs in calls))


def _call(exercise: Exercise, inputs: list[Any], seed: int) -> CallKey:
    hidden = inputs.pop().values if inputs and isinstance(inputs[-1], Hidden) else {}
    arguments = tuple(inputs)
    return CallKey(arguments, hidden, _parts(exercise, exercise.key, arguments, hidden, seed))


def _parts(
    exercise: Exercise,
    function: Callable[..., Any],
    arguments: Sequence[Any],
    hidden: Mapping[str, Any],
    seed: int,
) -> tuple[Part, ...]:
    """Answer and floor of a key or a mistake, one part for each named output (or one in all)."""
    given = _accepted(function, hidden)

    def answer(*args: Any) -> Any:
        value = function(*args, **given)
        return exercise.judged(value, *args) if exercise.judged else value

    measured = measure(answer, arguments, seed)
    if not exercise.outputs:
        return (Part(measured.answer, measured.floor),)
    if len(measured.answer) != len(exercise.outputs):
        raise ValueError(f"expected {len(exercise.outputs)} outputs")
    parts, start = [], 0
    for output in measured.answer:
        stop = start + len(leaves(output))
        parts.append(Part(output, measured.floor[start:stop]))
        start = stop
    return tuple(parts)


def _numerical(parts: tuple[Part, ...], accuracy: float | None) -> tuple[Part, ...]:
    """What a mistake answers, with floors that know it in a student's numerical derivatives too."""
    if accuracy is None:
        return parts

    def widened(leaf: Any, floor: Any) -> Any:
        return (
            None
            if floor is None
            else np.maximum(floor, accuracy * np.max(np.abs(leaf), initial=0.0) / FACTOR)
        )

    return tuple(Part(p.answer, tuple(map(widened, leaves(p.answer), p.floor))) for p in parts)


def _accepted(function: Callable[..., Any], hidden: Mapping[str, Any]) -> dict[str, Any]:
    """The hidden inputs that a function asks for by name (all of them if it takes ``**anything``)."""
    if not hidden:
        return {}
    parameters = inspect.signature(function).parameters.values()
    if any(p.kind is inspect.Parameter.VAR_KEYWORD for p in parameters):
        return dict(hidden)
    return {p.name: hidden[p.name] for p in parameters if p.name in hidden}
