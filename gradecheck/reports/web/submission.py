"""One submission in the HTML report: a line that opens, and in it every exercise."""

from collections.abc import Iterator, Mapping

from gradecheck.messages import say
from gradecheck.model import Verdict
from gradecheck.report import ExerciseResult, OutputResult, SubmissionResult
from gradecheck.reports.counts import mistakes
from gradecheck.reports.findings import (
    fact_words,
    hint,
    name,
    output_words,
    sentence,
    shared_message,
    sizes,
    told_facts,
)
from gradecheck.reports.web.curve import losses
from gradecheck.reports.web.element import Html, element, join
from gradecheck.reports.words import SIGNS, called, out_of, verdict_word


def submission(result: SubmissionResult, lang: str, questions: Mapping[str, Html] | None) -> Html:
    """A submission as ``details``.

    What is said alike about every exercise is said once; if nothing was earned, there is no more to say.
    ``questions``: the only submission of the report is open, and says what was asked; None for one of many.
    """
    head = element(
        "summary",
        element("h3", element("bdi", called(result))),
        verdict(result.verdict, lang),
        element("span", out_of(result.points, result.max_points), class_="points"),
        element("span", mistakes(result), class_="mistakes"),
    )
    shared = shared_message(result)
    exercises = () if shared and not result.points else result.exercises
    messages = [element("p", say(one, lang)) for one in result.messages]
    said = [element("p", say(shared, lang), class_="shared")] if shared else []
    parts = [_exercise(one, lang, questions or {}, said=shared is not None) for one in exercises]
    body = element("div", *messages, *said, *parts, class_="body")
    if questions is None:
        return element("details", head, body)
    return element("details", head, body, open="open")


def verdict(value: Verdict, lang: str) -> Html:
    """A verdict as a sign, a colour and a word: any two of them may be missed."""
    sign = element("span", SIGNS[value], aria_hidden="true", class_="sign")
    return element("span", sign, " ", verdict_word(value, lang), class_=f"verdict {value}")


def _exercise(result: ExerciseResult, lang: str, questions: Mapping[str, Html], *, said: bool) -> Html:
    """One exercise; ``said``: its message stands above the exercises already."""
    head = element(
        "div",
        verdict(result.verdict, lang),
        element("h4", name(result)),
        element("span", out_of(result.points, result.max_points), class_="points"),
        class_="head",
    )
    asked = questions.get(result.id, Html())
    return element("div", head, asked, *_findings(result, lang, said=said), class_="exercise")


def _findings(result: ExerciseResult, lang: str, *, said: bool) -> Iterator[Html]:
    words = "" if said else sentence(result, lang)
    if words:
        yield element("p", words)
    if result.hint:
        yield element("p", hint(result, lang), class_="hint")
    if result.outputs:
        yield element("ul", *(_output(one, lang) for one in result.outputs))
    if told_facts(result):
        yield element("ul", *(element("li", fact_words(one, lang)) for one in told_facts(result)))
    measured = join([element("span", one) for one in sizes(result, lang)], " ")
    if measured:
        yield element("p", measured, class_="sizes")
    if result.losses:
        yield losses(result.losses, lang)


def _output(output: OutputResult, lang: str) -> Html:
    sign = element("span", SIGNS[output.verdict], aria_hidden="true", class_=f"sign {output.verdict}")
    points = element("span", out_of(output.points, output.max_points), class_="points")
    return element("li", sign, " ", output_words(output, lang), " ", points)
