"""GitHub Actions: annotations in the log, and the step summary where ``$GITHUB_STEP_SUMMARY`` names a file.

GitHub shows at most ten annotations of a kind for each step: the ten that cost most points are written, at
the end of the run. Each is one line that starts with our own command, and nothing else is written to the
log: the runner obeys ``::`` after leading blanks and ``##[`` anywhere in a line, so that no other line may
hold what a student wrote.
"""

import os
from typing import TextIO

from gradecheck.hookspecs import Style
from gradecheck.messages import say
from gradecheck.model import Message, Verdict
from gradecheck.report import ExerciseResult, Header, SubmissionResult, Totals
from gradecheck.reports.counts import Tally, summary_words
from gradecheck.reports.findings import findings, name, shared_message, total_words
from gradecheck.reports.step_summary import StepSummary
from gradecheck.reports.words import harmless

#: annotations of a kind that GitHub shows for a step
SHOWN = 10
KINDS = ("error", "warning", "notice")
#: an annotation: what decides whether it is among the ten, and its line
Ranked = tuple[tuple[float, int], str]


class GithubReport:
    """Annotations, ten of a kind at most, and a summary that is written as submissions are graded."""

    def __init__(self, stream: TextIO, style: Style) -> None:
        self._stream = stream
        self._lang = style.lang
        self._tally = Tally()
        self._seen = 0
        self._worst: dict[str, list[Ranked]] = {kind: [] for kind in KINDS}
        self._summary = StepSummary(os.environ.get("GITHUB_STEP_SUMMARY"), style.lang)
        self._single = False

    def begin(self, header: Header) -> None:
        """The head of the summary. Raises ``MachineError`` if it cannot be written."""
        self._single = header.count == 1
        self._summary.begin(header)

    def add(self, submission: SubmissionResult) -> None:
        """Remember the worst; a submission becomes a part of the summary."""
        self._tally.count(submission)
        self._summary.add(submission)
        if self._single:
            self._keep("notice", float("inf"), {"title": submission.id}, total_words(submission, self._lang))
        for message in submission.messages:
            self._keep("notice", 0.0, {"title": submission.id}, say(message, self._lang))
        shared = shared_message(submission)
        if shared:
            place = _place(submission, shared)
            self._keep(_kind(submission.verdict), submission.max_points, place, say(shared, self._lang))
            return
        for one in submission.exercises:
            if one.verdict is not Verdict.PASS:
                self._annotate(one, submission)

    def end(self, totals: Totals) -> None:
        """The annotations, and what is said about the class."""
        self._summary.end(self._tally, totals)
        if not self._single:
            self._keep("notice", float("inf"), {}, summary_words(self._tally, totals, self._lang))
        for kind in KINDS:
            for _, line in self._worst[kind]:
                self._stream.write(f"{line}\n")
        self._stream.flush()

    def _annotate(self, result: ExerciseResult, submission: SubmissionResult) -> None:
        said = [total_words(result, self._lang), *findings(result, self._lang)]
        place = _place(submission, result.message, name(result))
        self._keep(_kind(result.verdict), result.max_points - result.points, place, "\n".join(said))

    def _keep(self, kind: str, lost: float, place: dict[str, str], text: str) -> None:
        """One more annotation, if it is among the ten that cost most; of equals the first are kept."""
        self._seen += 1
        ranked = ((-lost, self._seen), _command(kind, place, text))
        self._worst[kind] = sorted([*self._worst[kind], ranked])[:SHOWN]


def _kind(verdict: Verdict) -> str:
    return "warning" if verdict is Verdict.PARTIAL else "error"


def _place(submission: SubmissionResult, message: Message | None, exercise: str = "") -> dict[str, str]:
    """The properties of an annotation: file, line where one is known, and title."""
    place = {}
    if submission.path.endswith(".py"):
        place["file"] = submission.path
        line = message.params.get("line") if message else None
        if isinstance(line, int) and line > 0:
            place["line"] = str(line)
    place["title"] = f"{submission.id}: {exercise}" if exercise else submission.id
    return place


def _command(kind: str, place: dict[str, str], text: str) -> str:
    """A workflow command in one line, whatever its parts hold.

    Source: github.com/actions/toolkit, packages/core/src/command.ts.
    """
    properties = ",".join(f"{key}={_property(value)}" for key, value in place.items())
    lines = "\n".join(harmless(line) for line in text.split("\n"))
    return f"::{kind} {properties}::{_data(lines)}" if properties else f"::{kind}::{_data(lines)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(harmless(text)).replace(":", "%3A").replace(",", "%2C")
