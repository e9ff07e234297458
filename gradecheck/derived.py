"""A key that nobody wrote: the derivative that an exercise asks for, computed from the function itself."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from gradecheck.exercise import Exercise
from gradecheck.numerics.computed import computed
from gradecheck.numerics.floor import Measured
from gradecheck.numerics.oracle import Along, Derivative, Layout, OracleError, derive


class Questions(NamedTuple):
    """What is differentiated, where, by which arguments (or along which directions), and the layout."""

    function: Callable[..., Any]
    arguments: list[Any]
    wrt: list[int | Along]
    layout: Layout


def differentiated(
    exercise: Exercise, arguments: Sequence[Any], hidden: Mapping[str, Any]
) -> tuple[Any, list[Any], list[str]]:
    """The function that the key is the derivative of, its arguments in a call, and their names.

    It takes some of the key's arguments and hidden inputs, by name; raises ``KeyError`` for another one.
    """
    function = exercise.derivative_of
    known = dict(zip(exercise.parameters, arguments, strict=False)) | dict(hidden)
    parameters = inspect.signature(function).parameters.values() if function else ()
    names = [p.name for p in parameters if p.default is p.empty or p.name in known]
    return function, [known[name] for name in names], names


def accepted(function: Callable[..., Any], hidden: Mapping[str, Any]) -> dict[str, Any]:
    """The hidden inputs that a function asks for by name (all of them if it takes ``**anything``)."""
    if not hidden:
        return {}
    parameters = inspect.signature(function).parameters.values()
    if any(p.kind is inspect.Parameter.VAR_KEYWORD for p in parameters):
        return dict(hidden)
    return {p.name: hidden[p.name] for p in parameters if p.name in hidden}


def questions(exercise: Exercise, arguments: Sequence[Any], hidden: Mapping[str, Any]) -> Questions:
    """The derivatives that an exercise asks for in one call, output by output. Raises ``KeyError``."""
    function, given, names = differentiated(exercise, arguments, hidden)
    layout = exercise.layout or "denominator"
    if exercise.along:
        known = dict(zip(exercise.parameters, arguments, strict=False))
        along = {names.index(name): known[direction] for name, direction in exercise.along.items()}
        return Questions(function, given, [along], layout)
    return Questions(function, given, [names.index(name) for name in exercise.wrt], layout)


def derivatives(exercise: Exercise, arguments: Sequence[Any], hidden: Mapping[str, Any]) -> list[Derivative]:
    """The derivatives that an exercise asks for, output by output. Raises ``OracleError``, ``KeyError``."""
    function, given, asked, layout = questions(exercise, arguments, hidden)
    return [derive(function, given, wrt, layout=layout) for wrt in asked]


def answer(exercise: Exercise, arguments: Sequence[Any], hidden: Mapping[str, Any]) -> Any:
    """What a computed key answers: a derivative, or a tuple of them. Raises ``OracleError``."""
    values = [found.value for found in derivatives(exercise, arguments, hidden)]
    return tuple(values) if exercise.outputs else values[0]


def measured(exercise: Exercise, arguments: Sequence[Any], hidden: Mapping[str, Any], seed: int) -> Measured:
    """The same answer with its floor. Raises ``OracleError``, with what the author may do."""
    function, given, asked, layout = questions(exercise, arguments, hidden)
    try:
        found = [computed(function, given, wrt, layout=layout, seed=seed) for wrt in asked]
    except OracleError as error:
        raise OracleError(f"{error}; draw other inputs, or write the key") from error
    values = tuple(one.answer for one in found)
    return Measured(values if exercise.outputs else values[0], tuple(one.floor for one in found))
