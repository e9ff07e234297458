"""The class in the HTML report: how the points are spread, what was hard, which mistakes were made most."""

from collections.abc import Sequence

from gradecheck.messages import say
from gradecheck.model import Message
from gradecheck.report import Totals
from gradecheck.reports.counts import Tally, made_most
from gradecheck.reports.web.element import Html, element, join
from gradecheck.reports.words import amount, diagnosis_word, out_of


def overview(tally: Tally, totals: Totals, lang: str) -> Html:
    """The section about the class."""
    parts = [
        element("h2", _say("html-overview", lang)),
        _numbers(tally, totals, lang),
        *_distribution(tally, lang),
        *_mistakes(tally, lang),
        *_exercises(tally, lang),
    ]
    return element("section", *parts, id="overview", class_="overview")


def _numbers(tally: Tally, totals: Totals, lang: str) -> Html:
    mean = tally.points / tally.submissions if tally.submissions else 0.0
    shown = {
        "html-submissions": str(totals.submissions),
        "html-passed": str(tally.passed),
        "html-mean-points": out_of(mean, tally.max_points),
    }
    if totals.broken:
        shown["html-broken"] = str(totals.broken)
    pairs = (
        element("div", element("dt", _say(id_, lang)), element("dd", value)) for id_, value in shown.items()
    )
    return element("dl", *pairs)


def _distribution(tally: Tally, lang: str) -> list[Html]:
    """Submissions by tenths of the points; those with all of them have a row of their own."""
    if not tally.submissions:
        return []
    most = max(tally.tenths.values())
    rows = []
    for tenth in range(10, -1, -1):
        label = "100%" if tenth == 10 else f"{10 * tenth} – {10 * tenth + 10}%"
        count = tally.tenths[tenth]
        rows.append(_row(element("th", label, scope="row"), _number(str(count)), _bar(count / most)))
    heads = ("html-share", "html-submissions", "")
    return [_table("html-distribution", heads, rows, lang, "distribution")]


def _mistakes(tally: Tally, lang: str) -> list[Html]:
    rows = []
    for (exercise, mistake), times in made_most(tally):
        meaning = diagnosis_word(mistake, lang)
        words = [] if meaning in ("", mistake.replace("-", " ")) else [_small(meaning)]
        share = times / tally.submissions
        rows.append(
            _row(
                element("th", mistake, *words, scope="row"),
                element("td", exercise or _say("text-whole", lang), class_="name"),
                _number(f"{times}", f"{share:.0%}"),
                _bar(share),
            )
        )
    heads = ("html-mistake", "html-exercise", "html-submissions", "")
    return [_table("text-made-most", heads, rows, lang, "made-most")] if rows else []


def _exercises(tally: Tally, lang: str) -> list[Html]:
    """Every exercise, the one with the least share of its points first."""
    rows = []
    for id_, count in sorted(tally.exercises.items(), key=lambda pair: (pair[1].share, pair[0])):
        rows.append(
            _row(
                element("th", id_, scope="row"),
                _number(str(count.right)),
                _number(f"{count.share:.0%}"),
                _bar(count.share),
            )
        )
    heads = ("html-exercise", "html-right", "html-mean-share", "")
    return [_table("html-hardest", heads, rows, lang, "exercises")] if rows else []


def _table(title: str, heads: Sequence[str], rows: Sequence[Html], lang: str, name: str) -> Html:
    """A table under a heading; a column without a head is a picture of the number before it."""
    cells = (
        element("th", _say(one, lang), scope="col")
        if one
        else element("td", class_="bar", aria_hidden="true")
        for one in heads
    )
    table = element(
        "table", element("thead", _row(*cells)), element("tbody", *rows), aria_labelledby=f"title-{name}"
    )
    return element("div", element("h3", _say(title, lang), id=f"title-{name}"), table, class_=name)


def _row(*cells: Html) -> Html:
    return element("tr", *cells)


def _number(value: str, aside: str = "") -> Html:
    return element("td", value, *([_small(aside)] if aside else []), class_="number")


def _bar(share: float) -> Html:
    return element(
        "td",
        element("span", style=f"width:{amount(100 * share)}%", class_="filled"),
        class_="bar",
        aria_hidden="true",
    )


def _small(words: str) -> Html:
    return join([" ", element("small", words)])


def _say(id_: str, lang: str) -> str:
    return say(Message(id_), lang)
