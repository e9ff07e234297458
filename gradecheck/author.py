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

A key without a body is computed: the derivative of ``derivative_of``, with the tolerance that its error
asks for.
"""

import inspect
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import pluggy

from gradecheck.derived import answer
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
    zh: str = "",
    wrt: str | Sequence[str] = (),
    inputs: Inputs | None = None,
    outputs: Sequence[str] = (),
    **described: Any,
) -> Callable[[Callable[..., Any]], Exercise]:
    """Decorator: turn a key into an :class:`Exercise` whose English statement is the key's docstring.

    ``zh`` is the Chinese statement, ``wrt`` the argument (or arguments) that ``derivative_of`` is
    differentiated by, ``inputs`` a draw shared with other exercises; the rest are the fields of
    :class:`Exercise`. A key that has no body but its docstring is computed: the derivative itself.
    Raises ``PluginError`` for a bad id, no statement, a ``wrt`` the key lacks, or nothing to compute it from.
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
        return _computed(made) if _has_no_body(key) else made

    return decorate


def _has_no_body(key: Callable[..., Any]) -> bool:
    """Whether a key is nothing but its docstring."""

    def nothing() -> None:
        """Only this."""

    code, bare = getattr(key, "__code__", None), nothing.__code__
    # the first constant is the docstring, the other one what is returned
    return code is not None and (code.co_code, code.co_consts[1:]) == (bare.co_code, bare.co_consts[1:])


def _computed(exercise: Exercise) -> Exercise:
    """The exercise with the derivative that it asks for as its key. Raises ``PluginError`` without one."""
    problem = _uncomputable(exercise)
    if problem:
        raise PluginError(f"exercise {exercise.id!r}: the key has no body, and {problem}")

    @wraps(exercise.key)
    def key(*arguments: Any, **hidden: Any) -> Any:
        return answer(exercise, arguments, hidden)

    exercise.key, exercise.computed = key, True
    return exercise


def _uncomputable(exercise: Exercise) -> str:
    """Why a key cannot be computed; empty if it can."""
    function, own = exercise.derivative_of, inspect.signature(exercise.key).parameters
    derivatives = len(exercise.wrt) or min(len(exercise.along), 1)
    if function is None or not derivatives:
        return "there is no derivative_of= with wrt= or along= to compute it from"
    if exercise.judged:
        return "judged= asks for one that is written"
    if derivatives != (len(exercise.outputs) or 1):
        return f"it has {len(exercise.outputs) or 1} outputs for {derivatives} derivatives"
    needed = [p.name for p in inspect.signature(function).parameters.values() if p.default is p.empty]
    missing = [name for name in needed if name not in own]
    return f"derivative_of takes {missing[0]!r}, which it does not take" if missing else ""


def script_exercise(
    id: str,
    *,
    zh: str = "",
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
    if not english:
        raise PluginError(f"exercise {exercise_id!r}: no statement; write it as the docstring of the key")
    if not zh:
        raise PluginError(f'exercise {exercise_id!r}: no Chinese statement; add zh="..." beside its id')
    return Text(english, zh)
