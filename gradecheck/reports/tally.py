"""A class as its teacher reads it: one line each, the mistakes made most, the sum of it all."""

from collections.abc import Iterator

from rich.cells import cell_len

from gradecheck.hookspecs import Style
from gradecheck.messages import say
from gradecheck.model import Message, Verdict
from gradecheck.report import SubmissionResult, Totals
from gradecheck.reports import counts
from gradecheck.reports.counts import Tally, mistakes, summary_words
from gradecheck.reports.page import MARKS, Line, line, padded
from gradecheck.reports.words import amount, called, diagnosis_word, out_of, verdict_word

#: columns for a submission's name; a longer one moves the rest of its line
NAME_COLUMNS = 16
#: columns of an exercise's name
EXERCISE_COLUMNS = 28


def one_line(result: SubmissionResult, style: Style) -> Iterator[Line]:
    """A submission in a class: verdict, points, name, mistakes; and why it could not be graded."""
    mark, colour = MARKS[result.verdict]
    most = amount(result.max_points)
    yield line(
        0,
        (
            f"{mark} {padded(verdict_word(result.verdict, style.lang), _verdict_columns(style.lang))}  ",
            colour,
        ),
        f"{out_of(result.points, result.max_points, len(most) + 3)}  ",
        (f"{padded(called(result), NAME_COLUMNS)}  ", "bold"),
        (mistakes(result), "dim"),
        hang=4,
    )
    broken = next((one for one in result.exercises if one.verdict is Verdict.BROKEN and one.message), None)
    if broken and broken.message:
        yield line(4, f"{broken.id}: {say(broken.message, style.lang)}", hang=2)


def made_most(tally: Tally, style: Style) -> Iterator[Line]:
    """The mistakes of a class, the most frequent first, each with its share of the submissions."""
    if not tally.mistakes:
        return
    yield line(0, "")
    yield line(0, (say(Message("text-made-most"), style.lang), "bold"))
    for (exercise, mistake), times in counts.made_most(tally):
        share = f"{times / tally.submissions:.0%}"
        words = diagnosis_word(mistake, style.lang)
        yield line(
            2,
            f"{times:>4}  ",
            f"{share:>4}  ",
            f"{padded(exercise or say(Message('text-whole'), style.lang), EXERCISE_COLUMNS)}  ",
            (f"{mistake}  ", "bold"),
            "" if words == mistake.replace("-", " ") else words,
            hang=12,
        )


def summary(tally: Tally, totals: Totals, style: Style) -> Line:
    """How many, how many passed, the mean, how many could not be graded."""
    return line(0, (summary_words(tally, totals, style.lang), "bold"), hang=2)


def _verdict_columns(lang: str) -> int:
    return max(cell_len(verdict_word(verdict, lang)) for verdict in Verdict)
