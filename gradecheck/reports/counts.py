"""What is counted while a class goes by. Nothing here grows with the number of submissions."""

from collections import Counter
from dataclasses import dataclass, field

from gradecheck.messages import say
from gradecheck.model import Message, Verdict
from gradecheck.report import ExerciseResult, SubmissionResult, Totals
from gradecheck.reports.findings import shared_message
from gradecheck.reports.words import out_of

#: how many mistakes a class is told about
MOST = 10


@dataclass
class ExerciseCount:
    """One exercise over a class: how often it was graded, how often it was right, the points."""

    graded: int = 0
    right: int = 0
    points: float = 0.0
    max_points: float = 0.0

    def count(self, result: ExerciseResult) -> None:
        """One more answer."""
        self.graded += 1
        self.right += result.verdict is Verdict.PASS
        self.points += result.points
        self.max_points += result.max_points

    @property
    def share(self) -> float:
        """The mean share of the points that was earned."""
        return self.points / self.max_points if self.max_points else 0.0


@dataclass
class Tally:
    """A class: how many, how many passed, points, mistakes, exercises.

    ``mistakes`` counts submissions by exercise and mistake. What stopped a whole submission (a syntax error)
    is counted once, with no exercise. ``tenths`` counts submissions by the tenth of the points that they
    reached; 10 is all of them.
    """

    submissions: int = 0
    passed: int = 0
    points: float = 0.0
    max_points: float = 0.0
    mistakes: Counter[tuple[str, str]] = field(default_factory=Counter)
    tenths: Counter[int] = field(default_factory=Counter)
    exercises: dict[str, ExerciseCount] = field(default_factory=dict)

    def count(self, result: SubmissionResult) -> None:
        """One more submission. What could not be graded has no points and makes no mistakes."""
        if result.verdict is Verdict.BROKEN:
            return
        self.submissions += 1
        self.passed += result.verdict is Verdict.PASS
        self.points += result.points
        self.max_points = max(self.max_points, result.max_points)
        whole = shared_message(result) is not None and not result.points
        self.mistakes.update(
            {("" if whole else one.id, _mistake(one)) for one in result.exercises if _is_mistake(one)}
        )
        self.tenths[_tenth(result)] += 1
        for one in result.exercises:
            self.exercises.setdefault(one.id, ExerciseCount()).count(one)


def made_most(tally: Tally) -> list[tuple[tuple[str, str], int]]:
    """The mistakes of a class, (exercise, mistake) and how many made it, the most frequent first.

    By number, then by name: the order in which submissions finish does not matter.
    """
    return sorted(tally.mistakes.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST]


def mistakes(result: SubmissionResult) -> str:
    """The mistakes of one submission, each once, with how often it was made."""
    times = Counter(_mistake(one) for one in result.exercises if _is_mistake(one))
    return ", ".join(f"{mistake} ×{n}" if n > 1 else mistake for mistake, n in times.most_common())


def summary_words(tally: Tally, totals: Totals, lang: str) -> str:
    """How many, how many passed, the mean, how many could not be graded."""
    mean = tally.points / tally.submissions if tally.submissions else 0.0
    counts = {
        "submissions": totals.submissions,
        "passed": tally.passed,
        "mean": out_of(mean, tally.max_points),
        "broken": totals.broken,
    }
    return say(Message("text-summary-broken" if totals.broken else "text-summary", counts), lang)


def _is_mistake(result: ExerciseResult) -> bool:
    return result.verdict not in {Verdict.PASS, Verdict.BROKEN}


def _mistake(result: ExerciseResult) -> str:
    """The diagnosis; where there is none (it raised, it ran too long), the verdict."""
    return result.diagnosis or str(result.verdict)


def _tenth(result: SubmissionResult) -> int:
    """Only all of the points are ten tenths; a share of round-off below them counts as all."""
    if result.max_points - result.points <= 1e-9 * result.max_points:
        return 10
    return min(int(10 * result.points / result.max_points + 1e-9), 9)
