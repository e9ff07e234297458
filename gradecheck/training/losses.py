"""Read the losses that a script printed, whatever the format.

Lines that differ only in their numbers belong together; the losses are the column of the largest such
family that is not a counter. Linear in the length of the output, whatever a script prints.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple, Self

#: characters of the output that are looked at, from either end
KEPT = 1 << 18
#: a line with more numbers than this is part of an array; so many lines that say "loss" are enough
_WIDEST, _ENOUGH = 9, 3

_NUMBER = re.compile(
    r"(?<![A-Za-z0-9_.])[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|(?:nan|inf(?:inity)?)(?![A-Za-z_]))",
    re.IGNORECASE,
)
_NO_WORD = re.compile(r"[^A-Za-z\u4e00-\u9fff()\[\]{}]+")
_LOSS = re.compile(r"loss|cost|error|mse|损失|误差|代价", re.IGNORECASE)
_MILLIONS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3}){2,}(?![\d,])")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_ARRAY_BODY = re.compile(r"[\s\d.eE+\-\[\],naif]*")


@dataclass(frozen=True)
class Losses:
    """The losses that were read, in order; ``steps`` are the counters printed beside them, if any.

    ``units`` has one unit in the last printed place of each value: the precision that was printed.
    """

    values: tuple[float, ...] = ()
    units: tuple[float, ...] = ()
    steps: tuple[int, ...] | None = None

    def __len__(self) -> int:
        return len(self.values)

    def last(self, count: int) -> Self:
        """The last ``count`` of them (all, if there are fewer)."""
        steps = None if self.steps is None else self.steps[-count:]
        return replace(self, values=self.values[-count:], units=self.units[-count:], steps=steps)


class _Number(NamedTuple):
    """A printed number; ``whole`` if it was printed like an int."""

    value: float
    unit: float
    whole: bool


@dataclass
class _Family:
    """Lines of one template: their positions and numbers; ``said``: the column after a word for the loss."""

    said: int | None
    places: list[int]
    rows: list[tuple[_Number, ...]]

    def column(self, index: int) -> list[_Number]:
        return [row[index] for row in self.rows]


def read(output: str) -> Losses:
    """The losses in ``output``; an empty :class:`Losses` if it has none. Never raises."""
    families, listed = _families(_shortened(output))
    best = max(families, key=_rank, default=None)
    losses = Losses() if best is None else _longest_run(_losses(best, families))
    if len(losses) < 10 and len(listed) > len(losses):
        return _longest_run(_series(listed))
    return losses


def _shortened(output: str) -> str:
    if len(output) > 2 * KEPT:
        output = output[:KEPT] + "\n" + output[-KEPT:]
    if _MILLIONS.search(output):  # printed with commas between the thousands
        output = _THOUSANDS.sub("", output)
    return output


def _families(output: str) -> tuple[list[_Family], list[_Number]]:
    """Lines grouped by template, and the numbers of the last list of ten or more that was printed."""
    families: dict[str, _Family] = {}
    listed: list[_Number] = []
    array: list[_Number] = []
    depth = 0
    for place, line in enumerate(output.replace("\r", "\n").split("\n")):
        found = list(_NUMBER.finditer(line))
        if depth > 0 and not _ARRAY_BODY.fullmatch(line):
            depth, array = 0, []
        inside = depth > 0
        depth = max(0, depth + line.count("[") - line.count("]"))
        numbers = tuple(_number(match.group()) for match in found)
        if inside or depth > 0 or len(numbers) > _WIDEST or _is_array_row(line, numbers):
            array = array if inside else []
            array.extend(numbers)
            if depth == 0 and len(array) >= 10:
                listed = array
        elif numbers:
            template, said = _template(line, found)
            family = families.setdefault(template, _Family(said, [], []))
            family.places.append(place)
            family.rows.append(numbers)
    return list(families.values()), listed


def _is_array_row(line: str, numbers: Sequence[_Number]) -> bool:
    """A row of a printed array: brackets, several numbers, no commas (which lists have)."""
    return len(numbers) > 1 and line.lstrip().startswith("[") and "," not in line


def _number(text: str) -> _Number:
    """A token as a number with the unit of its last place; one too long to be a float's is infinite."""
    mantissa, _, exponent = text.lower().partition("e")
    value = float(text) if len(text) <= 60 else math.inf
    if not math.isfinite(value):
        return _Number(value, 0.0, whole=False)
    decimals = len(mantissa.partition(".")[2])
    places = int(exponent or 0) - decimals
    return _Number(value, 10.0**places if abs(places) < 300 else 0.0, whole="." not in text and not exponent)


def _template(line: str, found: Sequence[re.Match[str]]) -> tuple[str, int | None]:
    """The words between the numbers of a line, and the first column that follows a word for the loss."""
    said, words, start = None, [], 0
    for column, match in enumerate(found):
        before = line[start : match.start()]
        if said is None and _LOSS.search(before):
            said = column
        words.append(_NO_WORD.sub("", before))
        start = match.end()
    words.append(_NO_WORD.sub("", line[start:]))
    return "#".join(words), said


def _rank(family: _Family) -> tuple[bool, bool, bool, int]:
    """Which family holds the losses: one that says so, then the longest; counters and constants never."""
    count = len(family.rows)
    named = family.said is not None
    return _loss_column(family) is not None, named and count >= _ENOUGH, count >= 10, count


def _loss_column(family: _Family) -> int | None:
    """The column that holds losses: the one named so, else the first that neither counts nor has sizes."""
    if family.said is not None and not _counts(family.column(family.said)):
        return family.said
    width = len(family.rows[0])
    if len(family.rows) == 1:
        return width - 1 if not family.rows[0][-1].whole else None
    for index in range(width):
        column = family.column(index)
        if not _counts(column) and not _looks_like_sizes(column):
            return index
    return None


def _counts(column: Sequence[_Number]) -> bool:
    """Whole numbers that mostly grow by the same amount."""
    if not all(number.whole for number in column):
        return False
    if len(column) == 1:
        return True
    steps: dict[float, int] = defaultdict(int)
    for before, after in pairwise(column):
        steps[after.value - before.value] += 1
    usual = max(steps, key=lambda step: steps[step])
    return usual > 0 and steps[usual] * 5 >= (len(column) - 1) * 4


def _looks_like_sizes(column: Sequence[_Number]) -> bool:
    """Whole numbers, few of them or all the same: sizes or a total, not losses."""
    whole = all(number.whole for number in column)
    return whole and (len(column) < 10 or all(number == column[0] for number in column))


def _losses(family: _Family, families: Sequence[_Family]) -> Losses:
    """The losses of one family, with the counters on its lines or on the lines between."""
    index = _loss_column(family)
    if index is None:
        return Losses()
    column = family.column(index)
    if len(family.rows[0]) == 1:
        split = _series(column)
        if split.steps is not None:
            return split
    for other in range(len(family.rows[0])):
        counter = family.column(other)
        if other != index and _counts(counter):
            return _made(column, counter)
    for candidate in families:
        steps = _counted_between(candidate, family) if candidate is not family else None
        if steps:
            return _made(column, steps)
    return _made(column, None)


def _counted_between(counter: _Family, family: _Family) -> list[_Number] | None:
    """The counter last printed before each loss, if another family of lines counts them."""
    column = counter.column(0)
    if len(column) < len(family.rows) or not _counts(column):
        return None
    latest: list[_Number] = []
    position = 0
    for place in family.places:
        while position < len(column) and counter.places[position] < place:
            position += 1
        if position == 0:
            return None
        latest.append(column[position - 1])
    return latest if all(a.value < b.value for a, b in pairwise(latest)) else None


def _series(numbers: Sequence[_Number]) -> Losses:
    """Losses out of a plain sequence of numbers, in which counters and losses may take turns."""
    for first in (0, 1):
        counter, others = numbers[first::2], numbers[1 - first :: 2]
        if len(counter) > 1 and len(counter) == len(others) and _counts(counter) and not _counts(others):
            return _made(others, counter)
    return _made(numbers, None)


def _made(column: Sequence[_Number], counter: Sequence[_Number] | None) -> Losses:
    steps = None if counter is None else tuple(int(number.value) for number in counter)
    return Losses(tuple(n.value for n in column), tuple(n.unit for n in column), steps)


def _longest_run(losses: Losses) -> Losses:
    """The longest stretch in which the counters grow (the last one on a tie): one training."""
    if losses.steps is None:
        return losses
    run = slice(*max(_runs(losses.steps), key=lambda run: (run[1] - run[0], run[0])))
    return Losses(losses.values[run], losses.units[run], losses.steps[run])


def _runs(steps: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for position in range(1, len(steps)):
        if steps[position] <= steps[position - 1]:
            yield start, position
            start = position
    yield start, len(steps)
