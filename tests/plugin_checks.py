"""What the tests of the shipped plugins hold every exercise to: draws, oracles, differences."""

import inspect
from collections.abc import Mapping

import numpy as np

from gradecheck.answerkey import prepare
from gradecheck.judge import Answers, judge
from gradecheck.model import Calls, Function, Hidden, Raised, Returned, Task, TaskItem, Text

DRAWS = 60
STEP = 1e-30


def calls(exercise, k, seed=0):
    """The calls of case number ``k``: pairs of positional and hidden arguments."""
    drawn = exercise.draw(np.random.default_rng([seed, k]), k)
    for call in drawn if isinstance(drawn, Calls) else [drawn]:
        hidden = call[-1].values if call and isinstance(call[-1], Hidden) else {}
        yield (list(call[:-1]) if hidden else list(call)), hidden


def answered(exercise, function, k):
    """What a key, oracle or mistake answers to case ``k``: a list with one entry a call."""
    given = []
    for arguments, hidden in calls(exercise, k):
        value = function(*arguments, **accepted(function, hidden))
        given.append(exercise.judged(value, *arguments) if exercise.judged else value)
    return given


def independent(exercise, k):
    """The answers to case ``k`` without the key: by the oracle, or the complex step on the function."""
    if exercise.oracle is not None:
        return answered(exercise, exercise.oracle, k)
    return [_derivative(exercise, arguments, hidden) for arguments, hidden in calls(exercise, k)]


def _derivative(exercise, arguments, hidden):
    known = dict(zip(exercise.parameters, arguments, strict=True)) | hidden
    function = exercise.derivative_of
    given = {name: known[name] for name in inspect.signature(function).parameters}
    if exercise.along:
        moved = {name: given[name] + 1j * STEP * known[d] for name, d in exercise.along.items()}
        return np.imag(function(**given | moved)) / STEP
    (name,) = exercise.wrt
    variable = np.asarray(given[name], dtype=float)
    units = np.eye(variable.size).reshape(variable.size, *variable.shape)
    columns = [np.imag(function(**given | {name: variable + 1j * STEP * u})) / STEP for u in units]
    value = np.shape(columns[0])
    if exercise.layout == "denominator":
        return np.reshape(columns, (*variable.shape, *value))
    if value == () and variable.ndim == 1:
        return np.reshape(columns, (1, -1))
    return np.stack(columns, axis=-1).reshape((*value, *variable.shape))


def difference(wrong, right):
    """||wrong - right|| / ||right|| over all calls; "shape" where the shapes differ, "nan" if not finite."""
    pairs = list(zip(_leaves(wrong), _leaves(right), strict=False))
    if len(_leaves(wrong)) != len(pairs) or any(a.shape != b.shape for a, b in pairs):
        return "shape"
    given, known = (np.concatenate([np.ravel(pair[i]) for pair in pairs]).astype(float) for i in (0, 1))
    if not np.all(np.isfinite(given)):
        return "nan"
    return float(np.linalg.norm(given - known) / np.linalg.norm(known))


def _leaves(value):
    if isinstance(value, (list, tuple)):
        return [np.empty((len(value), 0)), *(leaf for part in value for leaf in _leaves(part))]
    return [np.asarray(value)]


def differences(exercise, misconception):
    """How far a mistake is from the key, on every draw; "raises" where it cannot be evaluated."""
    found = []
    with np.errstate(all="ignore"):
        for k in range(DRAWS):
            right = answered(exercise, exercise.key, k)
            try:
                found.append(difference(answered(exercise, misconception.answer, k), right))
            except (ValueError, IndexError, TypeError):
                found.append("raises")
    return found


def diagnosed(exercise, *functions):
    """The results when functions are handed in."""
    item = TaskItem(exercise.id, "entry", 1.0)
    (key,) = prepare(Task("t", Text("t", "t"), (item,)), {exercise.id: exercise}, 1).keys
    values = {name: Returned(value) for name, value in exercise.values.items()}
    with np.errstate(all="ignore"):
        return [judge(key, Answers([_outcome(f, c, exercise) for c in key.calls], values)) for f in functions]


def _outcome(function, call, exercise):
    """What a student's process would have said; numerical derivatives are a little off, as they are."""
    try:
        value = function(*call.arguments, **accepted(function, call.hidden))
    except (ValueError, IndexError, TypeError) as error:
        return Raised(type(error).__name__)
    if exercise.accuracy and isinstance(value, np.ndarray):
        value = value * (1 + 1e-9)
    return Returned(value)


def accepted(function, hidden):
    """The hidden inputs that a function names (all of them if it takes any)."""
    parameters = inspect.signature(function).parameters.values()
    everything = any(p.kind is p.VAR_KEYWORD for p in parameters)
    return {n: v for n, v in hidden.items() if everything or n in {p.name for p in parameters}}


def frozen(value):
    """Arguments as something that can be compared byte by byte."""
    if isinstance(value, np.ndarray):
        return (value.dtype.str, value.shape, value.tobytes())
    if isinstance(value, Function):
        return (value.expression, value.variables, frozen(value.constants))
    if isinstance(value, Mapping):
        return tuple((name, frozen(v)) for name, v in value.items())
    if isinstance(value, (list, tuple)):
        return tuple(frozen(v) for v in value)
    return (type(value).__name__, repr(value))
