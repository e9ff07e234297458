"""The lines that a script printed, sorted: those that differ only in their numbers belong together.

Linear in the length of the output, whatever a script prints.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

#: characters of the output that are looked at, from either end
KEPT = 1 << 18
#: a line with more numbers than this is part of an array; so many lines that say "loss" are enough
_WIDEST, ENOUGH = 9, 3

_NUMBER = re.compile(
    r"(?<![A-Za-z0-9_.])[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|(?:nan|inf(?:inity)?)(?![A-Za-z_]))",
    re.IGNORECASE,
)
_NO_WORD = re.compile(r"[^A-Za-z\u4e00-\u9fff()\[\]{}]+")
_LOSS = re.compile(r"loss|cost|error|mse|损失|误差|代价", re.IGNORECASE)
_MILLIONS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3}){2,}(?![\d,])")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_ARRAY_BODY = re.compile(r"[\s\d.eE+\-\[\],naif]*")
_PAIR = re.compile(r"\s*\[\s*[\d.eE+\-]+\s+[\d.eE+\-naif]+\s*\]\s*")
_ARRAY_ROW = re.compile(r"\s*\[[\s\d.eE+\-\[\]naif]*")


class Number(NamedTuple):
    """A printed number; ``whole`` if it was printed like an int."""

    value: float
    unit: float
    whole: bool


@dataclass
class Family:
    """Lines of one template: their positions and numbers.

    ``said`` is the column after a word for the loss; ``words``: whether there are words at all; ``array``:
    each line is an array of two numbers, as ``print(np.array([step, loss]))`` gives them.
    """

    said: int | None
    words: bool
    places: list[int]
    rows: list[tuple[Number, ...]]
    array: bool = False

    def column(self, index: int) -> list[Number]:
        """The numbers at one place of every line."""
        return [row[index] for row in self.rows]


def shortened(output: str) -> str:
    """The first and the last part of an output, with numbers that have no commas between their thousands."""
    if len(output) > 2 * KEPT:
        output = output[:KEPT] + "\n" + output[-KEPT:]
    if _MILLIONS.search(output):  # printed with commas between the thousands
        output = _THOUSANDS.sub("", output)
    return output


def sorted_lines(output: str) -> tuple[list[Family], list[Number]]:
    """Lines grouped by template, and the numbers of the last list of ten or more that was printed."""
    families: dict[str, Family] = {}
    listed: list[Number] = []
    array: list[Number] = []
    depth = 0
    for place, line in enumerate(output.replace("\r", "\n").split("\n")):
        found = list(_NUMBER.finditer(line))
        if depth > 0 and not _ARRAY_BODY.fullmatch(line):
            depth, array = 0, []
        inside = depth > 0
        depth = max(0, depth + line.count("[") - line.count("]"))
        numbers = tuple(_number(match.group()) for match in found)
        if not inside and len(numbers) == 2 and _PAIR.fullmatch(line):
            pairs = families.setdefault("pairs", Family(None, words=False, places=[], rows=[], array=True))
            pairs.places.append(place)
            pairs.rows.append((_counter(numbers[0]), numbers[1]))
        elif inside or depth > 0 or len(numbers) > _WIDEST or _is_array_row(line, numbers):
            array = array if inside else []
            array.extend(numbers)
            if depth == 0 and len(array) >= 10:
                listed = array
        elif numbers:
            template, said = _template(line, found)
            family = families.setdefault(template, Family(said, template.strip("#[](){}") != "", [], []))
            family.places.append(place)
            family.rows.append(numbers)
    return list(families.values()), listed


def _is_array_row(line: str, numbers: Sequence[Number]) -> bool:
    """A row of a printed array: nothing but numbers in brackets, no commas (which lists have)."""
    open_ended = line.rstrip().endswith("]") or line.count("[") > line.count("]")
    return len(numbers) > 1 and open_ended and "," not in line and bool(_ARRAY_ROW.fullmatch(line))


def _counter(number: Number) -> Number:
    """A number of an array of floats, which may count all the same."""
    return number._replace(whole=number.value.is_integer())


def _number(text: str) -> Number:
    """A token as a number with the unit of its last place; one too long to be a float's is infinite."""
    mantissa, _, exponent = text.lower().partition("e")
    value = float(text) if len(text) <= 60 else math.inf
    if not math.isfinite(value):
        return Number(value, 0.0, whole=False)
    decimals = len(mantissa.partition(".")[2])
    places = int(exponent or 0) - decimals
    unit = 10.0**places if abs(places) < 300 else 0.0
    if places > 0:
        unit = min(unit, 0.05 * abs(value))  # "1e8" would agree with anything smaller
    return Number(value, unit, whole="." not in text and not exponent)


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
