"""A report to look at: one file, without scripts, that asks nothing of the network.

Written in one pass: each submission as it is graded, the class at the end, since only counts are kept.
The page shows the class first (CSS ``order``; the section holds nothing that takes the focus) and starts
with links to both. A content policy forbids scripts and requests even if a student's words became markup.
"""

from importlib import resources
from typing import TextIO

from gradecheck import __version__
from gradecheck.hookspecs import Style
from gradecheck.messages import say
from gradecheck.model import Message
from gradecheck.report import Header, SubmissionResult, Totals
from gradecheck.reports import web
from gradecheck.reports.counts import Tally
from gradecheck.reports.web.asked import asked, questions
from gradecheck.reports.web.element import Html, element, join
from gradecheck.reports.web.overview import overview
from gradecheck.reports.web.submission import submission

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


class HtmlReport:
    """A page for a class, or for one student. Keeps counts, and what the exercises ask."""

    def __init__(self, stream: TextIO, style: Style) -> None:
        self._stream = stream
        self._lang = style.lang
        self._tally = Tally()
        self._class = False
        self._questions: dict[str, Html] = {}
        self._foot = ""

    def begin(self, header: Header) -> None:
        """The head of the page, and the links to its parts."""
        self._class = header.count > 1
        self._questions = questions(header, self._lang)
        made = {"task": header.task, "version": __version__, "isolation": header.isolation}
        self._foot = say(Message("html-made-by", made), self._lang)
        title = header.title.say(self._lang)
        self._write(
            f'<!doctype html>\n<html lang="{self._lang}">\n{_head(title)}\n<body>\n',
            element("header", element("h1", title), *self._links()),
            "\n<main>\n",
            *(asked(self._questions, self._lang) if self._class else []),
            '\n<section id="submissions">\n',
            element("h2", self._say("html-submissions" if self._class else "html-submission")),
        )

    def add(self, result: SubmissionResult) -> None:
        """One submission."""
        self._tally.count(result)
        shown = None if self._class else self._questions
        self._write("\n", submission(result, self._lang, shown))

    def end(self, totals: Totals) -> None:
        """The overview of a class; what made the report."""
        self._write("\n</section>\n")
        if self._class:
            self._write(overview(self._tally, totals, self._lang))
        self._write("\n</main>\n", element("footer", self._foot), "\n</body>\n</html>\n")

    def _links(self) -> list[Html]:
        if not self._class:
            return []
        links = [
            element("a", self._say(f"html-{id_}"), href=f"#{id_}") for id_ in ("overview", "submissions")
        ]
        return [element("nav", join(links, " "), aria_label=self._say("html-contents"))]

    def _say(self, id_: str) -> str:
        return say(Message(id_), self._lang)

    def _write(self, *markup: str) -> None:
        self._stream.write("".join(markup))
        self._stream.flush()


def _head(title: str) -> Html:
    style = resources.files(web).joinpath("page.css").read_text("utf-8")
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("style", Html(f"\n{style}")),
    )
