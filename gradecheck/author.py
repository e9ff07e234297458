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
from collections.abc import Callable, Sequence
from typing import Any

import pluggy

from gradecheck.errors import PluginError
from gradecheck.exercise import AnyExercise, Band, Exercise, Inputs, Misconception, ScriptExercise, checked_id
from gradecheck.model import Calls, Function, Hidden, Text

__all__ = [
    "AnyExercise",
    "Band",
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
            checked_id(id),
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
            checked_id(id),
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


def _statement(exercise_id: str, function: Callable[..., Any], zh: str) -> Text:
    english = inspect.cleandoc(function.__doc__ or "")
    if not english or not zh:
        raise PluginError(f"exercise {exercise_id!r}: the statement is missing in one of the languages")
    return Text(english, zh)
