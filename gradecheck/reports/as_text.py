"""The report for people: a student reads every exercise, a teacher a line for each student."""

from typing import TextIO

from gradecheck.hookspecs import Style
from gradecheck.messages import say
from gradecheck.model import Message
from gradecheck.report import Header, SubmissionResult, Totals
from gradecheck.reports.counts import Tally
from gradecheck.reports.page import Line, Page, line
from gradecheck.reports.student import details, total
from gradecheck.reports.tally import made_most, one_line, summary

#: isolation modes that ask the reader to be careful
THIN_WALLS = ("weak", "none")


class TextReport:
    """One submission in full, or a class: a line each, the mistakes made most, a summary.

    With verbosity 1 a class is read in full too; with -1 a class is its summary, a student their total.
    """

    def __init__(self, stream: TextIO, style: Style) -> None:
        self._page = Page(stream, style)
        self._style = style
        self._tally = Tally()
        self._class = False

    def begin(self, header: Header) -> None:
        """The title, and how thin the walls are."""
        self._class = header.count > 1
        title = line(0, (header.title.say(self._style.lang), "bold underline"))
        banner = [_banner(header, self._style.lang)] if header.isolation in THIN_WALLS else []
        self._page.write(banner if self._quiet else [title, *banner, line(0, "")])

    def add(self, submission: SubmissionResult) -> None:
        """One submission, as much of it as is asked for."""
        self._tally.count(submission)
        self._page.write(self._lines(submission))

    def end(self, totals: Totals) -> None:
        """For a class: the mistakes made most, and the summary."""
        if not self._class:
            return
        most = [] if self._quiet else [*made_most(self._tally, self._style), line(0, "")]
        self._page.write([*most, summary(self._tally, totals, self._style)])

    def _lines(self, submission: SubmissionResult) -> list[Line]:
        if self._quiet:
            return [] if self._class else [total(submission, self._style)]
        if self._class and self._style.verbosity == 0:
            return list(one_line(submission, self._style))
        apart = [line(0, "")] if self._class else []
        return [*details(submission, self._style), *apart]

    @property
    def _quiet(self) -> bool:
        return self._style.verbosity < 0


def _banner(header: Header, lang: str) -> Line:
    """What the reader should know about the walls between them and the code that ran."""
    message = Message("text-isolation-none")
    if header.isolation == "weak":
        message = Message("text-isolation-weak", {"missing": ", ".join(header.missing)})
    return line(0, (say(message, lang), "yellow"), hang=2)
