"""Cases of every exercise, and right and differenced answers to them by independent routes."""

import contextlib
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from algebra import WAYS, by_other_algebra
from written import ROUGH_ORACLES, WRITTEN

from gradecheck import plugins
from gradecheck.author import Calls, Exercise, Hidden
from gradecheck.derived import derivatives
from gradecheck.numerics.criteria import difference_quotients
from gradecheck.numerics.floor import measure
from gradecheck.numerics.oracle import OracleError
from gradecheck.numerics.precision import rounded, single
from gradecheck.numerics.tree import fresh, mapped

CASES = 5


@dataclass
class Case:
    """One call of an exercise's key: arguments, answer and floor of each output."""

    arguments: list[Any]
    hidden: dict[str, Any]
    answers: list[np.ndarray]
    floors: list[np.ndarray]


# --- inputs -----------------------------------------------------------------------------------------


def exercises() -> list[Exercise]:
    """Every exercise whose answer is made of floating numbers."""
    offered = plugins.load().exercises.values()
    return [e for e in offered if isinstance(e, Exercise) and e.draw and _measurable(e)]


def _measurable(exercise: Exercise) -> bool:
    try:
        return all(f is not None for c in cases(exercise, 0, None, count=1) for f in c.floors)
    except Exception:  # noqa: BLE001 -- an exercise under construction is left out
        return False


def cases(
    exercise: Exercise, seed: int, condition: float | None, *, scale: float = 1.0, count: int = CASES
) -> list[Case]:
    """Draw inputs, give their matrices a condition, and measure the key; calls of a case come one by one."""
    made = []
    for k in range(count):
        rng = np.random.default_rng([seed, k])
        drawn = exercise.draw(rng, k)
        for call in drawn if isinstance(drawn, Calls) else (drawn,):
            inputs = list(call)
            hidden = dict(inputs.pop().values) if inputs and isinstance(inputs[-1], Hidden) else {}
            # what is hidden belongs to the inputs as they were drawn
            inputs = [conditioned(v, None if hidden else condition, rng) for v in inputs]
            measured = measure(answering(exercise, exercise.key, hidden, scale), inputs, seed)
            parts = measured.answer if exercise.outputs else (measured.answer,)
            made.append(Case(inputs, hidden, [np.asarray(p) for p in parts], list(measured.floor)))
    return made


def answering(
    exercise: Exercise, function: Callable[..., Any], hidden: dict[str, Any], scale: float = 1.0
) -> Any:
    """A key or a mistake as a function of the arguments alone, judged as the exercise says, times a scale."""

    def answer(*arguments: Any) -> Any:
        value = function(*arguments, **accepted(function, hidden))
        value = exercise.judged(value, *arguments) if exercise.judged else value
        if scale == 1.0:
            return value
        return tuple(scale * v for v in value) if isinstance(value, tuple) else scale * value

    return answer


def accepted(function: Callable[..., Any], hidden: dict[str, Any]) -> dict[str, Any]:
    """The hidden inputs that a function asks for by name, or all of them."""
    parameters = inspect.signature(function).parameters.values() if hidden else ()
    if any(p.kind is inspect.Parameter.VAR_KEYWORD for p in parameters):
        return hidden
    return {p.name: hidden[p.name] for p in parameters if p.name in hidden}


def conditioned(value: Any, condition: float | None, rng: np.random.Generator) -> Any:
    """A square matrix of the given condition, symmetric positive definite if ``value`` is symmetric."""
    if (
        condition is None
        or not isinstance(value, np.ndarray)
        or value.ndim != 2
        or len(set(value.shape)) != 1
    ):
        return value
    n = len(value)
    left, _ = np.linalg.qr(rng.standard_normal((n, n)))
    right, _ = np.linalg.qr(rng.standard_normal((n, n)))
    if np.array_equal(value, value.T):
        matrix = (left * np.geomspace(1, 1 / condition, n)) @ left.T
        return (matrix + matrix.T) / 2
    return (left * np.geomspace(1, 1 / condition, n)) @ right


# --- right answers by other routes --------------------------------------------------------------------


class Route(np.ndarray):
    """An array that multiplies, inverts and adds in another way than numpy does."""

    kind: str
    #: notes that something was done in another way
    taken: set[str]

    def __array_finalize__(self, source: Any) -> None:
        self.kind = getattr(source, "kind", "loops")
        self.taken = getattr(source, "taken", set())

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        given = [_plain(v) for v in inputs]
        if "out" in options:
            options["out"] = tuple(_plain(v) for v in options["out"])
        if ufunc is np.matmul and method == "__call__" and not options:
            self.taken.add("product")
            return self._wrapped(_product(self.kind, *given))
        if ufunc is np.add and method == "reduce" and self.kind == "loops":
            self.taken.add("sum")
            given[0] = np.flip(given[0])
            result = np.add.reduce(*given, **options)
            return self._wrapped(np.flip(result) if np.ndim(result) else result)
        return self._wrapped(getattr(ufunc, method)(*given, **options))

    def __array_function__(self, function: Any, _types: Any, args: Any, kwargs: Any) -> Any:
        plain = [tuple(map(_plain, a)) if isinstance(a, (list, tuple)) else _plain(a) for a in args]
        if function is np.linalg.inv and self.kind != "einsum":
            self.taken.add("inverse")
            return self._wrapped(np.linalg.solve(plain[0], np.eye(len(plain[0]))))
        return self._wrapped(function(*plain, **{k: _plain(v) for k, v in kwargs.items()}))

    def _wrapped(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self._wrapped(v) for v in value)
        return route(value, self.kind, self.taken) if np.asarray(value).dtype.kind == "f" else value


def route(value: Any, kind: str, noted: set[str]) -> Any:
    """An array on a route, which notes what it does in another way; anything else as it is."""
    if not isinstance(value, (np.ndarray, np.floating)):
        return value
    taken = np.array(value).view(Route) if np.ndim(value) else value
    if isinstance(taken, Route):
        taken.kind, taken.taken = kind, noted
    return taken


def _plain(value: Any) -> Any:
    return value.view(np.ndarray) if isinstance(value, Route) else value


def _product(kind: str, a: np.ndarray, b: np.ndarray) -> Any:
    """A @ b by einsum, or term by term from the last."""
    if max(a.ndim, b.ndim) > 2:
        return a @ b
    if kind == "einsum":
        rows, columns = "i" * (a.ndim - 1), "k" * (b.ndim - 1)
        return np.einsum(f"{rows}j,j{columns}->{rows}{columns}", a, b)
    terms = [np.multiply.outer(a[..., i], b[i]) for i in reversed(range(len(b)))]
    return sum(terms[1:], terms[0])


def right_answers(exercise: Exercise, case: Case, scale: float) -> Iterator[tuple[str, Case, list[Any]]]:
    """The answer by every route that can be taken, and the case that it answers."""
    for kind in ("loops", "einsum"):
        taken: set[str] = set()
        with np.errstate(all="ignore"):
            value = answering(exercise, exercise.key, case.hidden, scale)(
                *[route(a, kind, taken) for a in case.arguments]
            )
        if taken:
            yield kind, case, _parts(exercise, value)
    for way in WAYS:
        other = by_other_algebra(exercise.key, way)
        if other:
            value = answering(exercise, other, case.hidden, scale)(*mapped(fresh, case.arguments))
            yield way, case, _parts(exercise, value)
    yield "float32", *_narrow(exercise, case, scale)
    for formula in WRITTEN.get(exercise.id, ()):
        value = answering(exercise, formula, case.hidden, scale)(*mapped(fresh, case.arguments))
        yield f"by hand {WRITTEN[exercise.id].index(formula) + 1}", case, _parts(exercise, value)
    if exercise.oracle and exercise.id not in ROUGH_ORACLES:
        value = answering(exercise, exercise.oracle, case.hidden, scale)(*mapped(fresh, case.arguments))
        yield "author's own", case, _parts(exercise, value)
    if exercise.derivative_of and (exercise.wrt or exercise.along) and not exercise.judged:
        with contextlib.suppress(OracleError, KeyError, ValueError, TypeError):
            found = derivatives(exercise, case.arguments, case.hidden)
            yield "complex step", case, [scale * one.value for one in found]


def _narrow(exercise: Exercise, case: Case, scale: float) -> tuple[Case, list[Any]]:
    """A case of inputs that single precision can hold, and the answer computed in it."""
    function = answering(exercise, exercise.key, case.hidden, scale)
    inputs = rounded(case.arguments)
    measured = measure(function, inputs, 0)
    held = Case(inputs, case.hidden, _parts(exercise, measured.answer), list(measured.floor))
    return held, _parts(exercise, function(*single(case.arguments)))


def _parts(exercise: Exercise, value: Any) -> list[np.ndarray]:
    return [np.asarray(v) for v in (value if exercise.outputs else (value,))]


# --- what students hand in who never derived anything -------------------------------------------------

DIFFERENCES = {
    "forward 1e-4": ("forward", 1e-4),
    "forward 1.5e-8": ("forward", 1.5e-8),
    "central 1e-4": ("central", 1e-4),
    "central 1e-5": ("central", 1e-5),
    "central 1e-6": ("central", 1e-6),
}


def differenced(exercise: Exercise, case: Case, name: str, kind: str, step: float) -> np.ndarray:
    """The gradient by one argument as a student who never derived it hands it in."""
    keywords = accepted(exercise.derivative_of, case.hidden)
    return difference_quotients(
        lambda *a: exercise.derivative_of(*a, **keywords),
        case.arguments,
        exercise.parameters.index(name),
        layout=exercise.layout or "denominator",
        kind=kind,
        step=step,
    )
