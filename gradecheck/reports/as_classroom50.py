"""Classroom 50's ``result.json`` (``classroom50/result/v1``), for one submission.

Its scores are whole numbers: they are hundredths of a point here, so that a task of 100 points has a
``max-score`` of 10000 and no credit is lost. Whose work it is, the runner says in the environment; what
it stamps itself (owner, kind of assignment) is left to it. Source: schemas/result-v1.schema.json of
github.com/foundation50/classroom50.
"""

import os
from datetime import UTC, datetime
from typing import Any, TextIO

from gradecheck.errors import UsageError
from gradecheck.hookspecs import Style
from gradecheck.model import Verdict
from gradecheck.report import ExerciseResult, Header, SubmissionResult, Totals
from gradecheck.reports.as_json import dumped
from gradecheck.reports.findings import findings, name
from gradecheck.reports.single import only_one

#: the parts of a point that scores are counted in
PARTS = 100
#: the variables of the runner, by the key that each becomes
VARIABLES = {
    "classroom": "CLASSROOM",
    "assignment": "ASSIGNMENT",
    "submission": "SUBMISSION_TAG",
    "commit": "COMMIT_URL",
    "release": "RELEASE_URL",
}


class Classroom50Report:
    """The result of the one submission."""

    def __init__(self, stream: TextIO, style: Style) -> None:
        self._stream = stream
        self._lang = style.lang

    def begin(self, header: Header) -> None:
        """Nothing is written yet. Raises ``UsageError``: several submissions, or not in a runner."""
        only_one(header, "classroom50")
        unset = [variable for variable in VARIABLES.values() if not os.environ.get(variable)]
        if unset:
            raise UsageError(
                f"--format classroom50 is for Classroom 50's runner, which sets {', '.join(unset)}; "
                "choose json elsewhere"
            )

    def add(self, submission: SubmissionResult) -> None:
        """The whole document."""
        self._stream.write(dumped(self._result(submission)) + "\n")
        self._stream.flush()

    def end(self, totals: Totals) -> None:
        """Nothing is left to say."""

    def _result(self, result: SubmissionResult) -> dict[str, Any]:
        tests = [self._test(one) for one in result.exercises]
        told = {key: os.environ[variable] for key, variable in VARIABLES.items()}
        return {
            "schema": "classroom50/result/v1",
            **told,
            "review": os.environ.get("REVIEW_URL") or told["commit"],
            "datetime": f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}",
            # rounded parts are added up, so that the total is theirs
            "score": sum(one["score"] for one in tests),
            "max-score": sum(one["max-score"] for one in tests),
            "tests": tests,
        }

    def _test(self, result: ExerciseResult) -> dict[str, Any]:
        return {
            "test-name": name(result),
            "passed": result.verdict is Verdict.PASS,
            "score": round(result.points * PARTS),
            "max-score": round(result.max_points * PARTS),
            "verdict": str(result.verdict),
            "diagnosis": result.diagnosis,
            "output": "\n".join(findings(result, self._lang)),
        }
