"""The gradebook as CSV: a row for each submission, two columns for each exercise.

They are the points and the diagnosis (without one, the verdict of what was not right). UTF-8; with
``Style.csv_bom`` the byte order mark by which Excel knows it. A cell that a spreadsheet would take for a
formula starts with an apostrophe. What could not be graded has no points: an empty cell is not a zero.
"""

import csv
import re
from collections.abc import Sequence
from typing import TextIO

from gradecheck.hookspecs import Style
from gradecheck.model import Verdict
from gradecheck.report import ExerciseResult, Header, SubmissionResult, Totals
from gradecheck.reports.words import harmless

COLUMNS = ("id", "path", "name", "verdict", "points", "max_points", "seconds")
#: what starts a formula, in ASCII and full width, also after a separator that the reader may split at; and
#: what starts an order to GitHub, if this is written to its log
_FORMULA = re.compile("(^|[;|])( *)([=+@＝＋－＠-]|::)")


class CsvReport:
    """Rows, as they come. Keeps the names of the exercises: the columns are those of the first submission."""

    def __init__(self, stream: TextIO, style: Style) -> None:
        self._stream = stream
        self._bom = style.csv_bom
        self._rows = csv.writer(stream, lineterminator="\n")
        self._exercises: Sequence[str] | None = None

    def begin(self, header: Header) -> None:  # noqa: ARG002 -- a gradebook has no title
        """The byte order mark, if it is wanted."""
        if self._bom:
            self._stream.write("\N{BYTE ORDER MARK}")

    def add(self, submission: SubmissionResult) -> None:
        """The row of one submission; before the first, the names of the columns."""
        if self._exercises is None:
            self._exercises = self._head([one.id for one in submission.exercises])
        results = {one.id: one for one in submission.exercises}
        cells = [cell for id_ in self._exercises for cell in _exercise(results.get(id_))]
        self._rows.writerow([*_submission(submission), *cells])
        self._stream.flush()

    def end(self, totals: Totals) -> None:  # noqa: ARG002 -- sums are the spreadsheet's work
        """The names of the columns, if there was no submission."""
        if self._exercises is None:
            self._head([])

    def _head(self, exercises: Sequence[str]) -> Sequence[str]:
        pairs = [name for id_ in exercises for name in (id_, f"{id_}: diagnosis")]
        self._rows.writerow([*COLUMNS, *pairs])
        return exercises


def cell(text: str) -> str:
    """Words that no spreadsheet computes."""
    return _FORMULA.sub(r"\1\2'\3", harmless(text))


def _submission(result: SubmissionResult) -> list[str]:
    return [
        cell(result.id),
        cell(result.path),
        cell(result.name),
        str(result.verdict),
        _points(result),
        f"{result.max_points:.10g}",
        f"{result.seconds:.3f}",
    ]


def _exercise(result: ExerciseResult | None) -> list[str]:
    if result is None:
        return ["", ""]
    mistake = "" if result.verdict is Verdict.PASS else str(result.verdict)
    return [_points(result), cell(result.diagnosis or mistake)]


def _points(result: ExerciseResult | SubmissionResult) -> str:
    return "" if result.verdict is Verdict.BROKEN else f"{result.points:.10g}"
