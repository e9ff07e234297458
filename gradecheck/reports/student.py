"""One submission as its author reads it: every exercise, what was wrong, one hint, the total."""

from collections.abc import Iterator

from rich.cells import cell_len

from gradecheck.hookspecs import Style
from gradecheck.messages import say
from gradecheck.model import Message, Verdict
from gradecheck.report import ExerciseResult, OutputResult, SubmissionResult
from gradecheck.reports.page import MARKS, Line, line, padded
from gradecheck.reports.sparkline import sparkline
from gradecheck.reports.words import amount, diagnosis_word, out_of, verdict_word

#: columns that what is said about an exercise is indented by
INDENT = 4
DIM = "dim"


def details(result: SubmissionResult, style: Style) -> Iterator[Line]:
    """The lines of one submission, from its name to its total."""
    lang = style.lang
    yield line(0, (result.id, "bold"))
    for message in result.messages:
        yield line(2, say(message, lang), hang=2)
    shared = _shared_message(result)
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


def _shared_message(result: SubmissionResult) -> Message | None:
    """What is said alike about every exercise (a syntax error, no file): it is said once."""
    messages = [one.message for one in result.exercises]
    first = messages[0] if len(messages) > 1 else None
    if first is None or first.id == "right" or any(one != first for one in messages):
        return None
    return first


def _widths(result: SubmissionResult, lang: str) -> tuple[int, int, int]:
    """Columns for the verdicts, the names and the earned points of a submission's exercises."""
    rows = [
        (cell_len(verdict_word(one.verdict, lang)), cell_len(_name(one)), len(amount(one.points)))
        for one in result.exercises
    ]
    verdicts, names, points = zip(*rows, strict=True) if rows else ((0,), (0,), (0,))
    return max(verdicts), max(names), max(points)


def _name(result: ExerciseResult) -> str:
    """The exercise's id, and the name of the function where it is not the one that the id suggests."""
    default = result.id.replace("-", "_")
    return result.id if result.entry in {None, default} else f"{result.id} ({result.entry})"


def _headline(result: ExerciseResult, lang: str, widths: tuple[int, int, int]) -> Line:
    verdicts, names, points = widths
    mark, colour = MARKS[result.verdict]
    return line(
        2,
        (f"{mark} {padded(verdict_word(result.verdict, lang), verdicts)}  ", colour),
        f"{padded(_name(result), names)}  ",
        out_of(result.points, result.max_points, points),
        hang=INDENT,
    )


def _findings(result: ExerciseResult, style: Style, *, said: bool) -> Iterator[Line]:
    """What is said about one exercise; ``said``: its message stands above the exercises already."""
    lang = style.lang
    if not said:
        sentence = _sentence(result, lang)
        if sentence:
            yield line(INDENT, sentence)
    if result.hint:
        hint = say(Message("text-hint", {"hint": result.hint}), lang)
        yield line(INDENT, (hint, "cyan"), hang=2)
    for output in result.outputs:
        yield _output(output, lang)
    for fact in result.facts if result.verdict is not Verdict.PASS else ():
        yield line(
            INDENT, f"{'✓' if fact.holds else '✗'} {say(fact.message, lang) if fact.message else fact.id}"
        )
    yield from _sizes(result, style)
    if result.losses:
        yield _losses(result.losses, lang)


def _sentence(result: ExerciseResult, lang: str) -> str:
    """The message, unless it says no more than the verdict; without one, the diagnosis."""
    if result.message:
        return "" if result.message.id == "right" else say(result.message, lang)
    return (diagnosis_word(result.diagnosis, lang) or result.diagnosis) if result.diagnosis else ""


def _output(output: OutputResult, lang: str) -> Line:
    mark, colour = MARKS[output.verdict]
    diagnosis = output.diagnosis
    word = (diagnosis_word(diagnosis, lang) or diagnosis) if diagnosis else verdict_word(output.verdict, lang)
    named = say(Message("text-output", {"name": output.name, "word": word}), lang)
    return line(INDENT, (f"{mark} ", colour), named, "  ", (out_of(output.points, output.max_points), DIM))


def _sizes(result: ExerciseResult, style: Style) -> Iterator[Line]:
    """How large the error is, unless the message says it, and in how many cases there was none."""
    ask = style.verbosity > 0
    told = result.message is not None and "error" in result.message.params
    if result.error is not None and result.tolerance is not None:
        sizes = {"error": result.error, "tolerance": result.tolerance}
        if ask or not (told or result.verdict is Verdict.PASS):
            yield line(INDENT, (say(Message("text-error", sizes), style.lang), DIM))
    right = sum(case.verdict is Verdict.PASS for case in result.cases)
    if 0 < right < len(result.cases) or (ask and result.cases):
        counts = {"right": right, "cases": len(result.cases)}
        yield line(INDENT, (say(Message("text-cases", counts), style.lang), DIM))


def _losses(losses: tuple[float, ...], lang: str) -> Line:
    words = {"line": sparkline(losses), "first": losses[0], "last": losses[-1]}
    return line(INDENT, (say(Message("text-losses", words), lang), DIM))
