"""Read the losses that a script printed, whatever the format.

Lines that differ only in their numbers belong together; the losses are the column of the largest such
family that is not a counter. Linear in the length of the output, whatever a script prints.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Self

from gradecheck.training.lines import ENOUGH, Family, Number, shortened, sorted_lines

#: ways to read an output that are looked at
READINGS = 4


@dataclass(frozen=True)
class Losses:
    """The losses that were read, in order; ``steps`` are the counters printed beside them, if any.

    ``units`` has one unit in the last printed place of each value: the precision that was printed.
    ``trainings``: how often the counters begin anew; the losses are those of the longest.
    """

    values: tuple[float, ...] = ()
    units: tuple[float, ...] = ()
    steps: tuple[int, ...] | None = None
    trainings: int = 1

    def __len__(self) -> int:
        return len(self.values)

    def last(self, count: int) -> Self:
        """The last ``count`` of them (all, if there are fewer)."""
        steps = None if self.steps is None else self.steps[-count:]
        return replace(self, values=self.values[-count:], units=self.units[-count:], steps=steps)


def read(output: str) -> Losses:
    """The losses in ``output``; an empty :class:`Losses` if it has none. Never raises."""
    return readings(output)[0]


def readings(output: str) -> list[Losses]:
    """What can be read as losses in ``output``, the likeliest first: at least one, if only an empty one."""
    every, listed = sorted_lines(shortened(output))
    families = [f for f in every if not f.array or _counts(f.column(0))]  # else any array of two numbers
    likeliest = sorted((f for f in families if _loss_column(f) is not None), key=_rank, reverse=True)
    columns = ((family, index) for family in likeliest for index in _loss_columns(family))
    found = [_longest_run(_losses(*column, families)) for column in islice(columns, READINGS)] or [Losses()]
    if len(found[0]) < 10 and len(listed) > len(found[0]):
        return [_longest_run(_series(listed)), *found]
    return found


def _rank(family: Family) -> tuple[bool, bool, bool, int]:
    """How likely a family holds the losses: it says so, or has no other words, or is a long training."""
    named = family.said is not None and len(family.rows) >= ENOUGH
    count = len(_longest_run(_counted(family, _loss_column(family) or 0)))
    return named, count >= 10, not family.words, count


def _loss_column(family: Family) -> int | None:
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


def _loss_columns(family: Family) -> list[int]:
    """The column that holds losses, and those that may hold them instead."""
    first = _loss_column(family)
    columns = (i for i in range(len(family.rows[0])) if len(family.rows) > 1 and i != first)
    others = [i for i in columns if not _counts(family.column(i)) and not _looks_like_sizes(family.column(i))]
    return others if first is None else [first, *others]


def _counts(column: Sequence[Number]) -> bool:
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


def _looks_like_sizes(column: Sequence[Number]) -> bool:
    """Whole numbers, few of them or all the same: sizes or a total, not losses."""
    whole = all(number.whole for number in column)
    return whole and (len(column) < 10 or all(number == column[0] for number in column))


def _losses(family: Family, index: int, families: Sequence[Family]) -> Losses:
    """The losses in one column, with the counters on its lines or on the lines between."""
    column = family.column(index)
    if len(family.rows[0]) == 1:
        split = _series(column)
        if split.steps is not None:
            return split
    counted = _counted(family, index)
    if counted.steps is not None:
        return counted
    for candidate in families:
        steps = _counted_between(candidate, family) if candidate is not family else None
        if steps:
            return _made(column, steps)
    return counted


def _counted(family: Family, index: int) -> Losses:
    """The losses in one column, with the counters on their own lines."""
    for other in range(len(family.rows[0])):
        counter = family.column(other)
        if other != index and _counts(counter):
            return _made(family.column(index), counter)
    return _made(family.column(index), None)


def _counted_between(counter: Family, family: Family) -> list[Number] | None:
    """The counter last printed before each loss, if another family of lines counts them."""
    column = counter.column(0)
    if len(column) < len(family.rows) or not _counts(column):
        return None
    latest: list[Number] = []
    position = 0
    for place in family.places:
        while position < len(column) and counter.places[position] < place:
            position += 1
        if position == 0:
            return None
        latest.append(column[position - 1])
    return latest if all(a.value < b.value for a, b in pairwise(latest)) else None


def _series(numbers: Sequence[Number]) -> Losses:
    """Losses out of a plain sequence of numbers, in which counters and losses may take turns."""
    for first in (0, 1):
        counter, others = numbers[first::2], numbers[1 - first :: 2]
        if len(counter) > 1 and len(counter) == len(others) and _counts(counter) and not _counts(others):
            return _made(others, counter)
    return _made(numbers, None)


def _made(column: Sequence[Number], counter: Sequence[Number] | None) -> Losses:
    steps = None if counter is None else tuple(int(number.value) for number in counter)
    return Losses(tuple(n.value for n in column), tuple(n.unit for n in column), steps)


def _longest_run(losses: Losses) -> Losses:
    """The longest stretch in which the counters grow (the first one on a tie): one training."""
    if losses.steps is None:
        return losses
    runs = list(_runs(losses.steps))
    begun = [start for start, stop in runs if losses.steps[start] <= losses.steps[0] and stop - start > 1]
    run = slice(*max(runs, key=lambda run: run[1] - run[0]))
    return Losses(losses.values[run], losses.units[run], losses.steps[run], max(1, len(begun)))


def _runs(steps: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for position in range(1, len(steps)):
        if steps[position] <= steps[position - 1]:
            yield start, position
            start = position
    yield start, len(steps)
