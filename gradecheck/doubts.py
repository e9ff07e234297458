"""A second round for answers that are right to single precision: differences, cut short, look the same.

What is computed in single precision does not know the digits that single precision cannot hold. What
follows the precision of its inputs must be right in single precision, and differences are not. What is
computed in double precision and then cut short must be the right answer, rounded, where that shows.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gradecheck.answerkey import ExerciseKey
from gradecheck.cases import Answers, CallKey, Part, answering, parts
from gradecheck.diagnosis import Finding, said
from gradecheck.marks import share
from gradecheck.model import Raised, Returned
from gradecheck.numerics.compare import compare
from gradecheck.numerics.evidence import Diagnosis
from gradecheck.numerics.kinds import as_array
from gradecheck.numerics.precision import PACE, halfway, paced, rounded, single, strays, unit
from gradecheck.numerics.tree import FAILURES, fresh, mapped
from gradecheck.numerics.views import AS_IS
from gradecheck.retrial import Ask, told

Array = NDArray[Any]
#: calls on inputs that are moved at random, and as many on inputs for which an entry is hard to round
PROBES = 16
#: floors that a unit of single precision must be worth, so that a wrong side can be seen
HARD = 1e4
#: where more entries stray, it is computed in single precision, or fit for inputs as they are drawn only
FEW = 0.1


class Held(NamedTuple):
    """What an output is held against: a function in the key's place, and its part of every call."""

    function: Callable[..., Any]
    parts: Sequence[Part]


class _Round(NamedTuple):
    """One call: the first answer, and those to inputs that single precision can hold, in both precisions."""

    call: CallKey
    first: Sequence[Any]
    double: Sequence[Any]
    narrow: Answers


def doubted(
    key: ExerciseKey, ask: Ask, answers: Sequence[Answers], found: Mapping[int, Finding]
) -> dict[int, Finding]:
    """The outputs in single precision that are accepted by ``found`` and are nothing but close."""
    if key.exercise.accuracy is not None or key.item.compare != "floor":
        return {}
    narrow = [i for i in found if any(a is not None and _is_single(a[i]) for a in answers)]
    held = {i: one for i in narrow if (one := _held(key, i, found[i]))}
    rounds = list(_rounds(key, ask, answers)) if held else []
    return {
        i: _approximate(key, rounds, i, one) for i, one in held.items() if _doubtful(key, ask, rounds, i, one)
    }


def _is_single(answer: Any) -> bool:
    return getattr(as_array(answer), "dtype", None) == np.float32


def _held(key: ExerciseKey, output: int, found: Finding) -> Held | None:
    """What an accepted output is held against: the key, or a convention; None for any other."""
    if found.right:
        return Held(key.exercise.key, [call.parts[output] for call in key.calls])
    if found.composed or share(key.item, found.diagnosis, right=False) < 1:
        return None
    own = ((m, calls) for m, calls in key.mistakes if m.id == found.diagnosis)
    named, calls = next(own, (None, []))
    return Held(named.answer, [made[output] for made in calls if made]) if named else None


def _rounds(key: ExerciseKey, ask: Ask, answers: Sequence[Answers]) -> Iterator[_Round]:
    """Every call in both precisions, if the answer in double precision comes back.

    But for those on a kink: more than one answer is right there.
    """
    for call, first in zip(key.calls, answers, strict=True):
        if any(part.bounds for part in call.parts):
            continue
        double, narrow = (ask(change(call.arguments)) for change in (rounded, single))
        wide = told(key, call, double)
        if first is not None and wide is not None and isinstance(narrow, (Returned, Raised)):
            yield _Round(call, first, wide, told(key, call, narrow))


def _doubtful(key: ExerciseKey, ask: Ask, rounds: Sequence[_Round], output: int, held: Held) -> bool:
    """Whether an output is computed in double precision, or follows its inputs, and is merely close."""
    if not rounds or not all(part.single for part in held.parts):
        return False
    blind = all(_alike(one.first[output], one.double[output]) for one in rounds)
    if not blind and not all(_right_in_single(key, one, output, held) for one in rounds):
        return True
    astray = [_strays(o.first[output], p) for o, p in _pairs(key, rounds, held)]
    if any(map(np.any, astray)):
        if blind:
            return False
        if all(o.narrow is not None and _alike(o.double[output], o.narrow[output]) for o in rounds):
            return True
    trial = _Trial(key, ask, output, held, [(o.call, p) for o, p in _pairs(key, rounds, held)])
    share = np.mean(np.concatenate([np.ravel(a) for a in (*astray, *trial.anywhere())]) > 0)
    return bool(share <= FEW and (share > 0 or any(map(np.any, trial.halfway()))))


def _alike(one: Any, other: Any) -> bool:
    """Whether two answers are the same, number by number."""
    return np.array_equal(np.asarray(as_array(one)), np.asarray(as_array(other)))


def _right_in_single(key: ExerciseKey, one: _Round, output: int, held: Held) -> bool:
    """Whether an answer to inputs in single precision is right in it; true where that cannot be told."""
    call = one.call
    try:
        made = parts(key.exercise, held.function, rounded(call.arguments), call.hidden, key.seed)
    except FAILURES:  # inputs that were rounded may be none that the key takes
        return True
    right = made[output]
    if not np.all(np.isfinite(right.answer)):
        return True
    narrow = as_array(one.narrow[output]) if one.narrow is not None else None
    if narrow is None or narrow.dtype.kind not in "iuf":
        return False
    return compare(narrow.astype(np.float32), right.answer, right.floor).finding == "right"


def _pairs(key: ExerciseKey, rounds: Sequence[_Round], held: Held) -> Iterator[tuple[_Round, Part]]:
    """Each round with what its output is held against."""
    known = {id(call): part for call, part in zip(key.calls, held.parts, strict=True)}
    return ((one, known[id(one.call)]) for one in rounds)


def _strays(answer: Any, part: Part) -> Array:
    """How far each entry of an answer strays from the right one in double precision, rounded."""
    got = np.asarray(as_array(answer))
    return strays(got, np.asarray(part.answer), np.asarray(part.floor[0]))


@dataclass(frozen=True)
class _Trial:
    """Calls on inputs that are moved a little: whether the answers are right, rounded."""

    key: ExerciseKey
    ask: Ask
    output: int
    held: Held
    calls: Sequence[tuple[CallKey, Part]]

    def anywhere(self) -> Iterator[Array]:
        """How far the answers stray for inputs that are moved at random."""
        for call, part, rng in self._several(0):
            yield self._astray(call, part, paced(call.arguments, rng)(PACE * rng.uniform(1, 4)))

    def halfway(self) -> Iterator[Array]:
        """How far they stray for inputs whose answer is hard to round: not at all, if it is right."""
        for call, part, rng in self._several(1):
            exact, floor = np.asarray(part.answer), np.asarray(part.floor[0])
            entries = np.flatnonzero((exact != 0) & (unit(exact) > HARD * floor))
            if entries.size:
                entry = rng.choice(entries)
                moved = paced(call.arguments, rng)
                step = halfway(self._value(call, part, moved, entry), floor.flat[entry], rng)
                if step is not None:
                    yield self._astray(call, part, moved(step))

    def _several(self, number: int) -> Iterator[tuple[CallKey, Part, np.random.Generator]]:
        rng = np.random.default_rng([self.key.seed, self.output, number])
        return ((*pair, rng) for pair in islice(cycle(self.calls), PROBES))

    def _astray(self, call: CallKey, part: Part, moved: Sequence[Any]) -> Array:
        answers = told(self.key, call, self.ask(moved))
        got = as_array(answers[self.output]) if answers is not None else None
        if got is None or got.shape != np.shape(part.answer):
            return np.zeros(0)
        return _strays(got, Part(self._right(call, part, moved), part.floor))

    def _value(
        self, call: CallKey, part: Part, moved: Callable[[float], list[Any]], entry: int
    ) -> Callable[[float], float]:
        return lambda step: float(self._right(call, part, moved(step)).flat[entry])

    def _right(self, call: CallKey, part: Part, moved: Sequence[Any]) -> Array:
        """The output of the function in the key's place; NaN where it has none."""
        answer = answering(self.key.exercise, self.held.function, call.hidden)
        try:
            with np.errstate(all="ignore"):
                value = answer(*mapped(fresh, list(moved)))
        except FAILURES:  # inputs that were moved may be none that the key takes
            return np.full(np.shape(part.answer), np.nan)
        return np.asarray(value[self.output] if self.key.exercise.outputs else value)


def _approximate(key: ExerciseKey, rounds: Sequence[_Round], output: int, held: Held) -> Finding:
    """The words: close, but not exact."""
    errors = []
    for one, part in _pairs(key, rounds, held):
        right = np.asarray(part.answer)
        gap = np.abs(np.asarray(as_array(one.first[output]), dtype=float) - right)
        errors.append(float(np.max(gap, initial=0.0) / (np.max(np.abs(right), initial=0.0) or 1.0)))
    return said(key, Diagnosis("approximate", "found-approximate", {"error": max(errors), "also": AS_IS}))
