"""What the exercises ask: statements, and formulas where there are any."""

from collections.abc import Mapping

from gradecheck.messages import say
from gradecheck.model import Message
from gradecheck.report import Header
from gradecheck.reports.web.element import Html, element
from gradecheck.reports.web.formula import formula


def questions(header: Header, lang: str) -> dict[str, Html]:
    """What each exercise asks, by its id."""
    told = {id_: element("p", text.say(lang)) for id_, text in header.statements.items()}
    # a formula wider than a phone is moved sideways, by keyboard too
    drawn = {
        id_: element("div", formula(latex), class_="formula", tabindex="0")
        for id_, latex in header.formulas.items()
    }
    return {
        id_: element("div", told.get(id_, Html()), drawn.get(id_, Html()), class_="question")
        for id_ in told | drawn
    }


def asked(questions: Mapping[str, Html], lang: str) -> list[Html]:
    """A section that opens, with every exercise of a class's task; nothing if nothing is known."""
    if not questions:
        return []
    title = element("summary", element("h2", say(Message("html-asked"), lang)))
    parts = [element("div", element("h3", id_), shown) for id_, shown in questions.items()]
    return [element("details", title, element("div", *parts, class_="body"), class_="asked")]
