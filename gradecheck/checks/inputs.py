"""Checks of the inputs: drawn alike from one seed, and hiding nothing."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import numpy as np

from gradecheck.cases import CallKey, answering
from gradecheck.checks.signature import Axes, shapes
from gradecheck.checks.subject import Check, Finding, Subject
from gradecheck.derived import differentiated
from gradecheck.exercise import Exercise
from gradecheck.model import Function, Hidden
from gradecheck.numerics.kinks import MARGIN, kinks
from gradecheck.numerics.ties import on_a_kink

#: relative size of what is left of a matrix that counts as symmetric, when its transpose is subtracted
SYMMETRIC = 1e-9


def same_seed(subject: Subject) -> Iterator[Finding]:
    """The same seed gives the same inputs, byte for byte."""
    draw = subject.exercise.draw
    for seed in subject.seeds:
        for k in range(subject.item.cases):
            first, again = (
                (frozen(draw(np.random.default_rng([seed, k]), k)) for _ in "12") if draw else (0, 0)
            )
            if first != again:
                yield Finding(f"case {k} is drawn differently the second time")
                return


def sizes_differ(subject: Subject) -> Iterator[Finding]:
    """Axes of different letters differ in size."""
    wanted = shapes(subject.exercise.signature)
    for where, call in subject.calls():
        problem = _sizes(wanted, call.arguments)
        if problem:
            yield Finding(f"{problem} ({where})")
            return


def _sizes(wanted: Sequence[tuple[str, Axes | None]], arguments: Sequence[Any]) -> str:
    """What is wrong with the shapes of one call; empty if nothing is."""
    known: dict[str, int] = {}
    for (name, axes), argument in zip(wanted, arguments, strict=False):
        if axes is None or not isinstance(argument, np.ndarray):
            continue
        if len(axes) != argument.ndim:
            return f"{name} has shape {argument.shape}, the signature says ({','.join(axes)})"
        for axis, size in zip(axes, argument.shape, strict=True):
            right = int(axis) if axis.isdigit() else known.setdefault(axis, size)
            if right != size:
                return f"an axis of {name} has {size} entries, {axis} is {right}"
    letters = {axis: size for axis, size in known.items() if axis.isidentifier()}
    for one, other in combinations(letters, 2):
        if letters[one] == letters[other]:
            return f"{one} and {other} are both {letters[one]}"
    single = [axis for axis, size in letters.items() if size == 1]
    return f"{single[0]} is 1" if single else ""


def nothing_special(subject: Subject) -> Iterator[Finding]:
    """No input is symmetric, diagonal, the identity, or the same number throughout."""
    told = set(subject.exercise.symmetric)
    for where, call in subject.calls():
        for name, value in _arrays(subject.exercise, call):
            kind = special(value)
            if kind and name not in told:
                told.add(name)
                yield Finding(f"{name} is {kind} ({where})")


def special(array: np.ndarray[Any, Any]) -> str:
    """What is special about an array, in words; empty if nothing is."""
    if array.size < 2 or array.dtype.kind not in "fc":
        return ""
    if np.all(array == array.flat[0]):
        return f"{array.flat[0]:g} throughout"
    if array.ndim != 2 or array.shape[0] != array.shape[1]:
        return ""
    scale = np.abs(array).max()
    if np.abs(array - array.T).max() > SYMMETRIC * scale:
        return ""
    diagonal = np.diag(np.diag(array))
    if np.abs(array - diagonal).max() > SYMMETRIC * scale:
        return "symmetric"
    return "the identity" if np.all(np.diag(array) == 1) else "diagonal"


def _arrays(exercise: Exercise, call: CallKey) -> Iterator[tuple[str, np.ndarray[Any, Any]]]:
    """Every array of a call by name: arguments, hidden inputs, and constants of functions."""
    named = [*zip(exercise.parameters, call.arguments, strict=False), *call.hidden.items()]
    for name, value in named:
        if isinstance(value, Function):
            yield from ((n, v) for n, v in value.constants.items() if isinstance(v, np.ndarray))
        elif isinstance(value, np.ndarray):
            yield name, value


def kinks_at_a_distance(subject: Subject) -> Iterator[Finding]:
    """The inputs keep away from kinks."""
    for where, call in subject.calls():
        near = _near(subject.exercise, call)
        if near:
            yield Finding(f"an input is on or next to the kink of “{near}” ({where})")
            return
    if subject.exercise.ties == "key" and not any(
        p.bounds for _, call in subject.calls() for p in call.parts
    ):
        yield Finding('ties="key" states a convention, and no input is on a kink')


def _near(exercise: Exercise, call: CallKey) -> str:
    """The kink that the inputs are too near to; on it they may be where a convention is stated."""
    watched = [] if exercise.computed else [(answering(exercise, exercise.key, call.hidden), call.arguments)]
    on = ""
    if exercise.derivative_of:
        function, arguments, _ = differentiated(exercise, call.arguments, call.hidden)
        watched.append((function, tuple(arguments)))
        on = on_a_kink(function, arguments) if exercise.ties == "any" else ""
    found = [kink for function, given in watched for kink in kinks(function, given) or []]
    return next((k.name for k in found if k.nearest <= MARGIN * k.scale), on)


def frozen(value: Any) -> Any:
    """A value as something that is equal only to the same bytes of the same types."""
    if isinstance(value, np.ndarray):
        return (value.dtype.str, value.shape, value.tobytes())
    if isinstance(value, Function):
        return (value.expression, value.variables, frozen(value.constants))
    if isinstance(value, Hidden):
        return frozen(value.values)
    if isinstance(value, Mapping):
        return tuple((name, frozen(v)) for name, v in value.items())
    if isinstance(value, (list, tuple)):
        return (type(value).__name__, tuple(map(frozen, value)))
    return (type(value).__name__, repr(value))


CHECKS = (
    Check("GC101", same_seed),
    Check("GC102", sizes_differ),
    Check("GC103", nothing_special),
    Check("GC104", kinks_at_a_distance),
)
