"""Detours: the key with one value on the way that is another, or with other inputs.

They come after the slips of the syntax tree (see ``mutants``), and reach further: any value may take a
step that does not belong there, be multiplied by another one, or make room for it; an input may be taken
for another, or be used reversed, inverted, one too large. Words name the step and the input, never the
formula.
"""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import Any

import numpy as np

from gradecheck.model import Text
from gradecheck.numerics.inside import Inside, changed, is_number, opened, values
from gradecheck.numerics.steps import AT_THE_END, IN_PLACE, REDUCED
from gradecheck.numerics.tree import fresh, mapped

Function = Callable[..., Any]
#: the numbers of expressions that are changed together
Place = frozenset[int]
#: expressions of a key that are looked at; what is longer than that is a program, not a formula
LONGEST = 160
#: in a key with no more of them any two may meet; in a longer one only inputs and what has a name
SHORT = 20

#: two values that become one, and the words for that
Meeting = tuple[Text, Callable[[Any, Any], Any]]
_OTHER: Meeting = (
    Text("{} stands where something else belongs", "某处应用另一个量，却用了 {}"),
    lambda _v, other: other,
)
MEETINGS: tuple[Meeting, ...] = (
    (Text("something is multiplied by {} that should not be", "某处多乘了 {}"), lambda v, other: v * other),
    (Text("something is divided by {} that should not be", "某处多除了 {}"), lambda v, other: v / other),
    (Text("{} is added to something", "某处多加了 {}"), lambda v, other: v + other),
    (Text("{} is subtracted from something", "某处多减了 {}"), lambda v, other: v - other),
)
_SOME = Text("another quantity", "另一个量")


@dataclass(frozen=True)
class Detour:
    """A function in the key's place, made when it is asked for; ``words`` say what is wrong."""

    words: Text
    made: Callable[[], Function]

    def built(self, _key: Function) -> Function:
        """The function."""
        return self.made()


def detours(
    key: Function, names: Sequence[str], arguments: Sequence[Any], look: Callable[[Function], Any]
) -> list[Detour]:
    """All detours of a key.

    ``look`` runs a function in its place on all cases; ``arguments`` are those of the first.
    """
    found = list(_by_inputs(key, names, arguments))
    inside = opened(key)
    if inside is not None:
        seen = values(inside, look)
        if len(seen) <= LONGEST:
            found += _on_the_way(inside, names, seen, arguments)
    return found


# --- other inputs -------------------------------------------------------------------------------------


def _by_inputs(key: Function, names: Sequence[str], arguments: Sequence[Any]) -> Iterator[Detour]:
    """The right answer to other inputs: one after a step, one for another, two swapped, two for two."""
    numeric = [i for i, v in enumerate(arguments[: len(names)]) if is_number(v)]
    for i, (words, step) in itertools.product(numeric, IN_PLACE + REDUCED + AT_THE_END):
        told = Text(f"{words.en} (in {names[i]})", f"{words.zh}（对 {names[i]}）")
        yield Detour(told, partial(_with, key, {i: partial(_stepped, i, step)}))
    pairs = list(itertools.permutations(numeric, 2))
    for i, j in pairs:
        words = Text(f"{names[j]} stands in the place of {names[i]}", f"{names[i]} 的位置上是 {names[j]}")
        yield Detour(words, partial(_with, key, {i: itemgetter(j)}))
    for i, j in itertools.combinations(numeric, 2):
        words = Text(f"{names[i]} and {names[j]} are swapped", f"{names[i]} 与 {names[j]} 互换了")
        yield Detour(words, partial(_with, key, {i: itemgetter(j), j: itemgetter(i)}))
    alike = [(i, j) for i, j in pairs if np.shape(arguments[i]) == np.shape(arguments[j])]
    for (i, j), (other, by) in itertools.combinations(alike, 2):
        if len({i, j, other, by}) == 4:
            words = Text(
                f"{names[j]} and {names[by]} stand in the place of {names[i]} and {names[other]}",
                f"{names[i]} 与 {names[other]} 的位置上是 {names[j]} 与 {names[by]}",
            )
            yield Detour(words, partial(_with, key, {i: itemgetter(j), other: itemgetter(by)}))


def _stepped(number: int, step: Callable[[Any], Any], given: Sequence[Any]) -> Any:
    return changed(step, given[number])


def _with(key: Function, other: Mapping[int, Callable[[Sequence[Any]], Any]]) -> Function:
    """The key with some of its inputs made from all of them."""

    def function(*given: Any, **hidden: Any) -> Any:
        taken = [other[i](given) if i in other else value for i, value in enumerate(given)]
        return key(*taken, **hidden)

    return function


# --- other values on the way --------------------------------------------------------------------------


def _on_the_way(
    inside: Inside, names: Sequence[str], seen: Mapping[int, Any], arguments: Sequence[Any]
) -> Iterator[Detour]:
    places = [frozenset((number,)) for number in seen]
    places += [uses for uses in inside.lines if uses <= seen.keys()]
    for place, (words, step) in itertools.product(places, IN_PLACE + REDUCED):
        told = Text(f"on the way {words.en}", f"中途{words.zh}")
        yield Detour(told, partial(_stepping, inside, place, step))
    quantities = _quantities(names, seen, arguments, inside.assigned)
    for place, (_, other, words) in itertools.product(places, quantities):
        yield Detour(_filled(_OTHER[0], words), partial(_meeting, inside, place, other, _OTHER[1]))
    for place, (value, other, words) in itertools.product(places, quantities):
        likely = other < 0 or other in inside.assigned or len(seen) <= SHORT
        if likely and _fits(value, seen[min(place)]):
            for told, op in MEETINGS:
                yield Detour(_filled(told, words), partial(_meeting, inside, place, other, op))


def _quantities(
    names: Sequence[str], seen: Mapping[int, Any], arguments: Sequence[Any], assigned: frozenset[int]
) -> list[tuple[Any, int, Text]]:
    """Different values that may be taken for others: inputs (by negative numbers), then those on the way."""
    found: list[tuple[Any, int, Text]] = []
    own = [(v, i - len(names), Text(n, n)) for i, (n, v) in enumerate(zip(names, arguments, strict=False))]
    inner = [(v, number, _SOME) for number, v in seen.items()]
    inner.sort(key=lambda one: one[1] not in assigned)
    for value, number, words in own + inner:
        if is_number(value) and not any(np.array_equal(value, other) for other, _, _ in found):
            found.append((value, number, words))
    return found


def _fits(value: Any, place: Any) -> bool:
    """Whether a value meets another entry by entry, and leaves its shape."""
    try:
        return bool(np.broadcast_shapes(np.shape(value), np.shape(place)) == np.shape(place))
    except ValueError:
        return False


def _filled(told: Text, words: Text) -> Text:
    return Text(told.en.format(words.en), told.zh.format(words.zh))


def _stepping(inside: Inside, place: Place, step: Callable[[Any], Any]) -> Function:
    return inside.hooked(lambda n, value: changed(step, value) if n in place else value)


def _meeting(inside: Inside, place: Place, other: int, op: Callable[[Any, Any], Any]) -> Function:
    """The function with a value that meets another: an input (a negative number), or one on the way."""

    def function(*given: Any, **hidden: Any) -> Any:
        if other < 0:
            value = given[other]
        else:
            value = values(inside, lambda run: run(*mapped(fresh, list(given)), **hidden))[other]
        return inside.hooked(lambda n, v: op(v, value) if n in place else v)(*given, **hidden)

    return function
