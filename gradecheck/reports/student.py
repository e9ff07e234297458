"""One submission as its author reads it: every exercise, what was wrong, one hint, the total."""

from collections.abc import Iterator

from rich.cells import cell_len

from gradecheck.hookspecs import Style
from gradecheck.messages import say
from gradecheck.model import Message
from gradecheck.report import ExerciseResult, OutputResult, SubmissionResult
from gradecheck.reports.findings import (
    fact_words,
    hint,
    name,
    output_words,
    sentence,
    shared_message,
    sizes,
    steps_read,
    told_facts,
)
from gradecheck.reports.page import MARKS, Line, line, padded
from gradecheck.reports.sparkline import sparkline
from gradecheck.reports.words import amount, called, out_of, verdict_word

#: columns that what is said about an exercise is indented by
INDENT = 4
DIM = "dim"


def details(result: SubmissionResult, style: Style) -> Iterator[Line]:
    """The lines of one submission, from its name to its total."""
    lang = style.lang
    yield line(0, (called(result), "bold"))
    for message in result.messages:
        yield line(2, say(message, lang), hang=2)
    shared = shared_message(result)
    if shared:
        yield line(2, (say(shared, lang), "bold"), hang=2)
    widths = _widths(result, lang)
    for one in result.exercises:
        yield _headline(one, lang, widths)
        yield from _findings(one, style, said=shared is not None)
    yield total(result, style)


def total(result: SubmissionResult, style: Style) -> Line:
    """The verdict and the points of a submission, in one line."""
    mark, colour = MARKS[result.verdict]
    words = {"points": out_of(result.points, result.max_points), "seconds": result.seconds}
    said = say(Message("text-total-timed" if style.verbosity > 0 else "text-total", words), style.lang)
    return line(0, (f"{mark} {verdict_word(result.verdict, style.lang)}", colour), "  ", (said, "bold"))


def _widths(result: SubmissionResult, lang: str) -> tuple[int, int, int]:
    """Columns for the verdicts, the names and the earned points of a submission's exercises."""
    rows = [
        (cell_len(verdict_word(one.verdict, lang)), cell_len(name(one)), len(amount(one.points)))
        for one in result.exercises
    ]
    verdicts, names, points = zip(*rows, strict=True) if rows else ((0,), (0,), (0,))
    return max(verdicts), max(names), max(points)


def _headline(result: ExerciseResult, lang: str, widths: tuple[int, int, int]) -> Line:
    verdicts, names, points = widths
    mark, colour = MARKS[result.verdict]
    return line(
        2,
        (f"{mark} {padded(verdict_word(result.verdict, lang), verdicts)}  ", colour),
        f"{padded(name(result), names)}  ",
        out_of(result.points, result.max_points, points),
        hang=INDENT,
    )


def _findings(result: ExerciseResult, style: Style, *, said: bool) -> Iterator[Line]:
    """What is said about one exercise; ``said``: its message stands above the exercises already."""
    lang = style.lang
    if not said:
        words = sentence(result, lang)
        if words:
            yield line(INDENT, words)
    if result.hint:
        yield line(INDENT, (hint(result, lang), "cyan"), hang=2)
    for output in result.outputs:
        yield _output(output, lang)
    for fact in told_facts(result):
        yield line(INDENT, fact_words(fact, lang))
    for size in sizes(result, lang, ask=style.verbosity > 0):
        yield line(INDENT, (size, DIM))
    if result.losses:
        yield _losses(result.losses, steps_read(result), lang)


def _output(output: OutputResult, lang: str) -> Line:
    mark, colour = MARKS[output.verdict]
    named = output_words(output, lang)
    return line(INDENT, (f"{mark} ", colour), named, "  ", (out_of(output.points, output.max_points), DIM))


def _losses(losses: tuple[float, ...], steps: str, lang: str) -> Line:
    words = {"line": sparkline(losses), "first": losses[0], "last": losses[-1]}
    said = Message("text-losses-steps", words | {"steps": steps}) if steps else Message("text-losses", words)
    return line(INDENT, (say(said, lang), DIM))
