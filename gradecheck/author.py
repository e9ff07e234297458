"""What a plugin is written with: exercises, their inputs and their named mistakes.

The key is a function: its signature is the student's, its docstring is the statement, and its source
is what mutants are made from::

    @exercise("trace-inverse-grad", derivative_of=trace_inverse, wrt="W", layout="denominator",
              zh="求 tr(W⁻¹) 对方阵 W 的梯度。")
    def grad_W(W):
        '''Gradient of tr(W^-1) with respect to the square matrix W.'''
        inverse = np.linalg.inv(W)
        return -(inverse @ inverse).T

    @grad_W.inputs
    def _(rng, k):
        return [well_conditioned(rng, 3 + k)]

    grad_W.wrong("sign-lost", lambda W: -grad_W(W), hint=SIGN)
"""

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
import pluggy

from gradecheck.errors import PluginError
from gradecheck.model import Calls, Function, Hidden, Text

__all__ = [
    "Calls",
    "Exercise",
    "Function",
    "Hidden",
    "Misconception",
    "ScriptExercise",
    "Text",
    "exercise",
    "hookimpl",
    "script_exercise",
]

#: marks a plugin's function as the implementation of a hook
hookimpl = pluggy.HookimplMarker("gradecheck")

Inputs = Callable[[np.random.Generator, int], Sequence[Any]]
Layout = Literal["numerator", "denominator"]

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
# a mistake may be named after a matrix: only-dA, B-swapped
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
    ``derivative_of`` (with ``wrt`` or ``along``) does not describe it. ``outputs`` names the parts of a
    key that returns a tuple; each is judged and credited separately. ``judged(answer, *arguments)``
    is applied alike to the answer, the key and the perturbed keys before they are compared.
    ``accuracy`` accepts numerical derivatives: tolerance max(100 floors, accuracy * max |key|).
    ``signature`` has the shapes, ``place`` says where the question comes from, ``notes`` are for teachers.
    """

    id: str
    key: Callable[..., Any]
    statement: Text
    signature: str = ""
    place: str = ""
    layout: Layout | None = None
    derivative_of: Callable[..., Any] | None = None
    wrt: tuple[str, ...] = ()
    along: Mapping[str, str] = field(default_factory=dict)
    oracle: Callable[..., Any] | None = None
    outputs: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    accuracy: float | None = None
    judged: Callable[..., Any] | None = None
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


@dataclass
class ScriptExercise:
    """A script that trains: gradient descent on ``loss(*roles)`` by repeated true steps.

    ``step(*roles, learning_rate)`` returns the new values of the roles that a step changes, which are
    the last ones in ``roles``, and leaves its arguments alone.
    """

    id: str
    step: Callable[..., tuple[Any, ...]]
    statement: Text
    loss: Callable[..., float]
    roles: tuple[str, ...]
    trained: tuple[str, ...]
    steps: int
    learning_rate: float
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


def exercise(
    id: str,
    *,
    zh: str,
    wrt: str | Sequence[str] = (),
    inputs: Inputs | None = None,
    outputs: Sequence[str] = (),
    **described: Any,
) -> Callable[[Callable[..., Any]], Exercise]:
    """Decorator: turn a key into an :class:`Exercise` whose English statement is the key's docstring.

    ``zh`` is the Chinese statement, ``wrt`` the argument (or arguments) that ``derivative_of`` is
    differentiated by, ``inputs`` a draw shared with other exercises; the rest are the fields of
    :class:`Exercise`. Raises ``PluginError`` for a bad id, no statement, or a ``wrt`` the key lacks.
    """

    def decorate(key: Callable[..., Any]) -> Exercise:
        made = Exercise(
            _checked_id(id),
            key,
            _statement(id, key, zh),
            wrt=(wrt,) if isinstance(wrt, str) else tuple(wrt),
            outputs=tuple(outputs),
            draw=inputs,
            **described,
        )
        unknown = [n for n in (*made.wrt, *made.along, *made.along.values()) if n not in made.parameters]
        if unknown:
            raise PluginError(f"exercise {id!r}: the key has no argument {unknown[0]!r}")
        return made

    return decorate


def script_exercise(
    id: str,
    *,
    zh: str,
    loss: Callable[..., float],
    roles: Sequence[str],
    trained: Sequence[str],
    steps: int,
    learning_rate: float,
    **described: Any,
) -> Callable[[Callable[..., tuple[Any, ...]]], ScriptExercise]:
    """Decorator: turn a true step into a :class:`ScriptExercise`; its docstring is the statement.

    Raises ``PluginError`` for a bad id, no statement, or trained roles that are not the last ones.
    """

    def decorate(step: Callable[..., tuple[Any, ...]]) -> ScriptExercise:
        if tuple(roles)[-len(trained) :] != tuple(trained):
            raise PluginError(f"exercise {id!r}: the trained roles must be the last of {tuple(roles)}")
        return ScriptExercise(
            _checked_id(id),
            step,
            _statement(id, step, zh),
            loss,
            tuple(roles),
            tuple(trained),
            steps,
            learning_rate,
            **described,
        )

    return decorate


def _add(exercise_id: str, known: list[Misconception], new: Misconception) -> None:
    _checked_id(new.id, _MISTAKE_ID)
    if any(m.id == new.id for m in known):
        raise PluginError(f"exercise {exercise_id!r}: the mistake {new.id!r} is named twice")
    known.append(new)


def _checked_id(text: str, pattern: re.Pattern[str] = _ID) -> str:
    if not pattern.fullmatch(text):
        raise PluginError(f"{text!r} is not an id; write kebab-case like 'trace-inverse-grad'")
    return text


def _statement(exercise_id: str, function: Callable[..., Any], zh: str) -> Text:
    english = inspect.cleandoc(function.__doc__ or "")
    if not english or not zh:
        raise PluginError(f"exercise {exercise_id!r}: the statement is missing in one of the languages")
    return Text(english, zh)
