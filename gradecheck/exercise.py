"""What an exercise is: the key, its inputs, its named mistakes, and all that is told about it."""

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

import numpy as np

from gradecheck.errors import PluginError
from gradecheck.model import Text

Inputs = Callable[[np.random.Generator, int], Sequence[Any]]
Layout = Literal["numerator", "denominator"]

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
#: mistakes may name matrices: not-transposed-A
_MISTAKE_ID = re.compile(r"[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*")


@dataclass(frozen=True)
class Misconception:
    """A mistake that has a name: what it answers, the hint that it earns, and what is said about it.

    ``answer`` takes what the key takes (of a script exercise: what the true step takes). ``raises``
    says that the mistake cannot be evaluated: numpy refuses the shapes, or the names. ``says`` replaces
    the general sentence of the feedback; a convention that earns full points should have its own.
    """

    id: str
    answer: Callable[..., Any]
    hint: Text
    says: Text | None = None
    raises: bool = False


@dataclass
class Exercise:
    """One question whose answer is a function (or, in ``values``, a value beside it).

    ``oracle`` is an independent function with the key's arguments that gives the same answer, where
    ``derivative_of`` (a function of some of the key's arguments, by their names; with ``wrt`` or
    ``along``) does not describe it. ``computed``: the key is that derivative itself. ``outputs`` names the
    parts of a key that returns a tuple; each is judged and credited separately. ``judged(answer,
    *arguments)`` is applied alike to the answer, the key and the perturbed keys before they are compared.
    ``accuracy`` accepts numerical derivatives: tolerance ``max(100 floors, accuracy * max |key|)``.
    ``ties``: at an input exactly on a kink (of a comparison, ``sign``, ``argmax``) any value between the
    one-sided ones is right, or (``"key"``) the key's alone, a convention that the statement tells.
    ``symmetric`` names the arguments that are meant to be special (symmetric, diagonal, all ones).
    ``signature`` has the shapes, ``latex`` statement and signature as a formula, ``place`` says where the
    question comes from, ``notes`` are for teachers.
    """

    id: str
    key: Callable[..., Any]
    statement: Text
    signature: str = ""
    latex: str = ""
    place: str = ""
    layout: Layout | None = None
    derivative_of: Callable[..., Any] | None = None
    wrt: tuple[str, ...] = ()
    along: Mapping[str, str] = field(default_factory=dict)
    oracle: Callable[..., Any] | None = None
    computed: bool = False
    outputs: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    accuracy: float | None = None
    symmetric: tuple[str, ...] = ()
    judged: Callable[..., Any] | None = None
    ties: Literal["any", "key"] = "any"
    notes: Text | None = None
    draw: Inputs | None = None
    misconceptions: list[Misconception] = field(default_factory=list)

    def __call__(self, *arguments: Any, **hidden: Any) -> Any:
        """The key's answer: an exercise can be used in other keys and in misconceptions."""
        return self.key(*arguments, **hidden)

    def inputs(self, draw: Inputs) -> Inputs:
        """Decorator: ``draw(rng, k)`` returns the arguments of case number ``k``.

        It returns a list (one call) or :class:`Calls` (several calls, all of which must be right); a
        last :class:`Hidden` goes to the keyword arguments of key, oracle and misconceptions.
        ``k`` counts from 0 so that sizes can vary.
        """
        self.draw = draw
        return draw

    def wrong(
        self,
        id: str,
        answer: Callable[..., Any],
        *,
        hint: Text,
        says: Text | None = None,
        raises: bool = False,
    ) -> None:
        """Name a mistake: ``answer`` computes what a student who makes it hands in."""
        _add(self.id, self.misconceptions, Misconception(id, answer, hint, says, raises))

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of the student's arguments, in order: the positional ones of the key."""
        kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
        return tuple(p.name for p in inspect.signature(self.key).parameters.values() if p.kind in kinds)


class Band(NamedTuple):
    """Where the losses of a descent end, whatever a script draws: least and largest value of two numbers.

    ``last`` is the last loss that is printed, ``ratio`` the last by the one nine steps before.
    """

    last: tuple[float, float]
    ratio: tuple[float, float]


@dataclass
class ScriptExercise:
    """A script that trains: gradient descent on ``loss(*roles)`` by repeated true steps.

    ``step(*roles, learning_rate)`` returns the new values of the roles that a step changes, which are
    the last ones in ``roles``, and leaves its arguments alone. ``shapes`` are those that the task asks for.
    ``starter`` is the script that students fill in: it says ``raise NotImplementedError`` where they begin.
    ``bands`` say which losses the true step (None), or that of a convention, can end with: a claim is held
    against them where the script fixes no seed.
    """

    id: str
    step: Callable[..., tuple[Any, ...]]
    statement: Text
    loss: Callable[..., float]
    roles: tuple[str, ...]
    trained: tuple[str, ...]
    steps: int
    learning_rate: float
    shapes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    starter: str = ""
    bands: Mapping[str | None, Band] = field(default_factory=dict)
    latex: str = ""
    place: str = ""
    notes: Text | None = None
    misconceptions: list[Misconception] = field(default_factory=list)

    def wrong(
        self,
        id: str,
        step: Callable[..., tuple[Any, ...]],
        *,
        hint: Text,
        says: Text | None = None,
    ) -> None:
        """Name a mistake by the step that a script which makes it takes."""
        _add(self.id, self.misconceptions, Misconception(id, step, hint, says))


AnyExercise = Exercise | ScriptExercise


def checked_id(text: str, pattern: re.Pattern[str] = _ID) -> str:
    """The id of an exercise or a mistake, if it is one. Raises ``PluginError`` if it is not."""
    if not pattern.fullmatch(text):
        raise PluginError(f"{text!r} is not an id; write kebab-case like 'trace-inverse-grad'")
    return text


def _add(exercise_id: str, known: list[Misconception], new: Misconception) -> None:
    checked_id(new.id, _MISTAKE_ID)
    if any(m.id == new.id for m in known):
        raise PluginError(f"exercise {exercise_id!r}: the mistake {new.id!r} is named twice")
    known.append(new)
