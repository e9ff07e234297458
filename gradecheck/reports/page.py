"""Lines for a terminal: styled text that is indented, wrapped by the width of its characters, printed.

Nothing here reads markup, and every word passes ``clean``: brackets and escape sequences in a student's
words stay words.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TextIO

from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.text import Text as Rich

from gradecheck.hookspecs import Style
from gradecheck.messages import clean
from gradecheck.model import Verdict
from gradecheck.reports.words import PARAGRAPH, SIGNS

#: a page narrower than this is written as if it had this many columns
NARROWEST = 30
#: the sign and the colour of a verdict
MARKS = {
    Verdict.PASS: (SIGNS[Verdict.PASS], "green"),
    Verdict.PARTIAL: (SIGNS[Verdict.PARTIAL], "yellow"),
    Verdict.FAIL: (SIGNS[Verdict.FAIL], "red"),
    Verdict.ERROR: (SIGNS[Verdict.ERROR], "red"),
    Verdict.TIMEOUT: (SIGNS[Verdict.TIMEOUT], "magenta"),
    Verdict.BROKEN: (SIGNS[Verdict.BROKEN], "bold magenta"),
}

#: what stays together: a word or one Chinese character, with its brackets, its punctuation, its blanks
_OPEN, _CLOSE = "（《「『【", "，。：；！？、）》」』】…"
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_UNIT = re.compile(rf"[{_OPEN}]*(?:[{_WIDE}]|[^\s{_WIDE}]+)[{_CLOSE}]*\s*|.")


class Line(NamedTuple):
    """One paragraph: how many columns it is indented by, its text, and how its further lines hang."""

    indent: int
    text: Rich
    hang: int = 0


def line(indent: int, *pieces: str | tuple[str, str], hang: int = 0) -> Line:
    """A line from pieces: words, or pairs of words and their style.

    Each piece is cleaned; the blanks at its ends are kept, those within it become single ones.
    """
    text = Rich()
    for piece in pieces:
        words, style = (piece, "") if isinstance(piece, str) else piece
        before = len(words) - len(words.lstrip(" "))
        after = len(words) - len(words.rstrip(" ")) if words.strip(" ") else 0
        text.append(" " * before + clean(words, PARAGRAPH) + " " * after, style)
    return Line(indent, text, hang)


def padded(words: str, columns: int) -> str:
    """``words`` filled up with blanks to a number of columns; a Chinese character takes two."""
    words = clean(words)
    return words + " " * (columns - cell_len(words))


def breaks(words: str, columns: int) -> list[int]:
    """Where to break ``words`` into lines of at most ``columns``: offsets of the further lines.

    Lines break at blanks and after any Chinese character, never before closing punctuation; what is
    longer than a line breaks anywhere.
    """
    offsets, used, position = [], 0, 0
    for unit in _UNIT.findall(words):
        fits = cell_len(unit.rstrip()) <= columns
        for part in [unit] if fits else chop_cells(unit, columns):
            if used and used + cell_len(part.rstrip()) > columns:
                offsets.append(position)
                used = 0
            used += cell_len(part)
            position += len(part)
    return offsets


class Page:
    """Where lines go: a stream, its width, and whether it has colours."""

    def __init__(self, stream: TextIO, style: Style) -> None:
        self._stream = stream
        self._width = max(style.width, NARROWEST)
        self._console = Console(
            file=stream,
            width=self._width,
            color_system="standard" if style.colour else None,
            force_terminal=style.colour,
            legacy_windows=False,
            highlight=False,
            markup=False,
            emoji=False,
        )

    def write(self, lines: Sequence[Line]) -> None:
        """Print the lines, wrapped."""
        if lines:
            rows = [row for one in lines for row in self._rows(one)]
            self._console.print(Rich("\n").join(rows), soft_wrap=True)
        self._stream.flush()

    def _rows(self, one: Line) -> Iterator[Rich]:
        """The rows of one paragraph, each with its indentation and without blanks at its end."""
        columns = self._width - one.indent
        if cell_len(one.text.plain) > columns:
            columns -= one.hang
        for number, row in enumerate(one.text.divide(breaks(one.text.plain, columns))):
            row.rstrip()
            if row.plain.startswith("::"):  # GitHub's log obeys it, indented or not
                row = Rich("\\").append_text(row)  # noqa: PLW2901 -- the same row
            row.pad_left(one.indent + (one.hang if number else 0) if row else 0)
            yield row
