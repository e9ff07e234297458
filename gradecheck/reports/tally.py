"""A class as its teacher reads it: one line each, the mistakes made most, the sum of it all."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from rich.cells import cell_len

from gradecheck.hookspecs import Style
from gradecheck.messages import say
from gradecheck.model import Message, Verdict
from gradecheck.report import ExerciseResult, SubmissionResult, Totals
from gradecheck.reports.page import MARKS, Line, line, padded
from gradecheck.reports.words import amount, diagnosis_word, out_of, verdict_word

#: how many mistakes a class is told about
MOST = 10
#: columns for a submission's name; a longer one moves the rest of its line
NAME_COLUMNS = 16
#: columns of an exercise's name
EXERCISE_COLUMNS = 28


@dataclass
class Tally:
    """What is counted while a class goes by: nothing in it grows with the number of submissions."""

    submissions: int = 0
    passed: int = 0
    points: float = 0.0
    max_points: float = 0.0
    mistakes: Counter[tuple[str, str]] = field(default_factory=Counter)

    def count(self, result: SubmissionResult) -> None:
        """One more submission. What could not be graded has no points and makes no mistakes."""
        if result.verdict is Verdict.BROKEN:
            return
        self.submissions += 1
        self.passed += result.verdict is Verdict.PASS
        self.points += result.points
        self.max_points = max(self.max_points, result.max_points)
        self.mistakes.update({(one.id, _mistake(one)) for one in result.exercises if _is_mistake(one)})


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
        (f"{padded(result.id, NAME_COLUMNS)}  ", "bold"),
        (_mistakes(result), "dim"),
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
    for (exercise, mistake), times in _most_common(tally.mistakes):
        share = f"{times / tally.submissions:.0%}"
        words = diagnosis_word(mistake, style.lang)
        yield line(
            2,
            f"{times:>4}  ",
            f"{share:>4}  ",
            f"{padded(exercise, EXERCISE_COLUMNS)}  ",
            (f"{mistake}  ", "bold"),
            "" if words == mistake.replace("-", " ") else words,
            hang=12,
        )


def summary(tally: Tally, totals: Totals, style: Style) -> Line:
    """How many, how many passed, the mean, how many could not be graded."""
    mean = tally.points / tally.submissions if tally.submissions else 0.0
    counts = {
        "submissions": totals.submissions,
        "passed": tally.passed,
        "mean": out_of(mean, tally.max_points),
        "broken": totals.broken,
    }
    said = say(Message("text-summary-broken" if totals.broken else "text-summary", counts), style.lang)
    return line(0, (said, "bold"), hang=2)


def _is_mistake(result: ExerciseResult) -> bool:
    return result.verdict not in {Verdict.PASS, Verdict.BROKEN}


def _mistake(result: ExerciseResult) -> str:
    """The diagnosis; where there is none (it raised, it ran too long), the verdict."""
    return result.diagnosis or str(result.verdict)


def _mistakes(result: SubmissionResult) -> str:
    """The mistakes of one submission, each once, with how often it was made."""
    times = Counter(_mistake(one) for one in result.exercises if _is_mistake(one))
    return ", ".join(f"{mistake} ×{n}" if n > 1 else mistake for mistake, n in times.most_common())


def _most_common(mistakes: Counter[tuple[str, str]]) -> list[tuple[tuple[str, str], int]]:
    """The first ones by number, then by name: the order in which submissions finish does not matter."""
    return sorted(mistakes.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]


def _verdict_columns(lang: str) -> int:
    return max(cell_len(verdict_word(verdict, lang)) for verdict in Verdict)
