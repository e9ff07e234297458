"""What we say about a submission: the report as data. Frozen, without input or output."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gradecheck.model import Message, Text, Verdict


@dataclass(frozen=True)
class CaseResult:
    """One case: verdict, relative error of its worst entry and what that was held against."""

    verdict: Verdict
    error: float | None = None
    tolerance: float | None = None


@dataclass(frozen=True)
class OutputResult:
    """One named output of an exercise (``grad_w1``)."""

    name: str
    verdict: Verdict
    diagnosis: str | None
    points: float
    max_points: float


@dataclass(frozen=True)
class FactResult:
    """One fact about a script, the share of its points that it is worth, and its sentence.

    ``holds`` is None where the script does not show it.
    """

    id: str
    holds: bool | None
    share: float
    message: Message | None = None


@dataclass(frozen=True)
class ExerciseResult:
    """One exercise of one submission."""

    id: str
    entry: str | None
    verdict: Verdict
    points: float
    max_points: float
    diagnosis: str | None = None
    message: Message | None = None
    hint: Text | None = None
    error: float | None = None
    tolerance: float | None = None
    outputs: tuple[OutputResult, ...] = ()
    facts: tuple[FactResult, ...] = ()
    losses: tuple[float, ...] | None = None
    cases: tuple[CaseResult, ...] = ()


@dataclass(frozen=True)
class SubmissionResult:
    """One submission: the part of the report that is a student's. ``name``: theirs, where it is known."""

    id: str
    path: str
    verdict: Verdict
    points: float
    max_points: float
    seconds: float
    messages: tuple[Message, ...]
    exercises: tuple[ExerciseResult, ...]
    name: str = ""


@dataclass(frozen=True)
class Header:
    """What is true of the whole run: the part of the report that is not a student's.

    ``statements`` say what an exercise asks, ``formulas`` say it in LaTeX (where it has any), by its id.
    """

    task: str
    title: Text
    seed: int
    plugins: Mapping[str, str]
    isolation: str
    missing: tuple[str, ...]
    count: int
    statements: Mapping[str, Text] = field(default_factory=dict)
    formulas: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Totals:
    """The run is over: how many submissions there were, how many were broken or below the mark."""

    submissions: int
    broken: int
    below: int
    seconds: float
