"""Gradescope's ``results.json``, for one submission.

Source: gradescope-autograders.readthedocs.io, specs. All that a student wrote is shown as ``text``. The
exercises are visible at once (hiding one hides the total, too); what the autograder prints is not: it is
for instructors. The document is complete as soon as the submission is graded.
"""

from typing import Any, TextIO

from gradecheck import __version__
from gradecheck.hookspecs import Style
from gradecheck.messages import say
from gradecheck.model import Verdict
from gradecheck.report import ExerciseResult, Header, SubmissionResult, Totals
from gradecheck.reports.as_json import dumped
from gradecheck.reports.findings import findings, name, total_words
from gradecheck.reports.single import only_one
from gradecheck.reports.words import harmless, verdict_word


class GradescopeReport:
    """The results of the one submission."""

    def __init__(self, stream: TextIO, style: Style) -> None:
        self._stream = stream
        self._lang = style.lang
        self._run: dict[str, str] = {}

    def begin(self, header: Header) -> None:
        """Nothing is written yet. Raises ``UsageError`` if there are several submissions."""
        only_one(header, "gradescope")
        self._run = {"gradecheck": __version__, "task": header.task, "isolation": header.isolation}

    def add(self, submission: SubmissionResult) -> None:
        """The whole document."""
        self._stream.write(dumped(self._results(submission)) + "\n")
        self._stream.flush()

    def end(self, totals: Totals) -> None:
        """Nothing is left to say."""

    def _results(self, result: SubmissionResult) -> dict[str, Any]:
        said = [harmless(say(one, self._lang)) for one in result.messages]
        return {
            "score": result.points,
            "execution_time": round(result.seconds, 3),
            "output": "\n".join([total_words(result, self._lang), *said]),
            "output_format": "text",
            "test_output_format": "text",
            "test_name_format": "text",
            "visibility": "visible",
            "stdout_visibility": "hidden",
            "extra_data": self._run | {"verdict": str(result.verdict)},
            "tests": [self._test(number, one) for number, one in enumerate(result.exercises, 1)],
        }

    def _test(self, number: int, result: ExerciseResult) -> dict[str, Any]:
        return {
            "name": name(result),
            "number": str(number),
            "score": result.points,
            "max_score": result.max_points,
            "status": "passed" if result.verdict is Verdict.PASS else "failed",
            "output": "\n".join(findings(result, self._lang) or [verdict_word(result.verdict, self._lang)]),
            "visibility": "visible",
            "extra_data": {"verdict": str(result.verdict), "diagnosis": result.diagnosis},
        }
