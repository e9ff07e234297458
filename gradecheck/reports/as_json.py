r"""The report as JSON, format 1: ``json`` (one document) and ``jsonl`` (one line a submission).

Both are written piece by piece. ``json`` has one exercise a line, so that two reports can be compared
with any diff. What a terminal would obey (control and bidirectional characters in a student's words or
file names) is written as a ``\u`` escape: the value is exact, and the file is safe to look at.
"""

import json
import math
from collections.abc import Mapping
from typing import Any, TextIO

import numpy as np

from gradecheck import __version__
from gradecheck.hookspecs import Style
from gradecheck.messages import clean, say
from gradecheck.model import Message
from gradecheck.records import plain
from gradecheck.report import ExerciseResult, Header, SubmissionResult, Totals

FORMAT = 1


class JsonReport:
    """One document; its submissions are written as they come. Keeps how many there were."""

    def __init__(self, stream: TextIO, style: Style) -> None:
        self._stream = stream
        self._lang = style.lang
        self._written = 0

    def begin(self, header: Header) -> None:
        """Everything but the submissions, one key a line."""
        self._stream.write(opening(header_record(header)))

    def add(self, submission: SubmissionResult) -> None:
        """One submission: its own keys in a line, then a line for each exercise."""
        comma = "," if self._written else ""
        self._stream.write(comma + entry(submission_record(submission, self._lang)))
        self._stream.flush()
        self._written += 1

    def end(self, totals: Totals) -> None:  # noqa: ARG002 -- the reader of JSON counts for themselves
        """Close the document."""
        self._stream.write("]}\n")
        self._stream.flush()


class JsonLinesReport:
    """A line with everything but the submissions, then a line for each, as soon as it is done."""

    def __init__(self, stream: TextIO, style: Style) -> None:
        self._stream = stream
        self._lang = style.lang

    def begin(self, header: Header) -> None:
        """The first line."""
        self._line(header_record(header))

    def add(self, submission: SubmissionResult) -> None:
        """The line of one submission."""
        self._line(submission_record(submission, self._lang))

    def end(self, totals: Totals) -> None:
        """Nothing is left to say."""

    def _line(self, record: dict[str, Any]) -> None:
        self._stream.write(dumped(record) + "\n")
        self._stream.flush()


def header_record(header: Header) -> dict[str, Any]:
    """What is true of the whole run, in the order of the format."""
    return {
        "format": FORMAT,
        "gradecheck": __version__,
        "numpy": np.__version__,
        "task": header.task,
        "seed": header.seed,
        "plugins": dict(header.plugins),
        "isolation": {"mode": header.isolation, "missing": list(header.missing)},
    }


def submission_record(result: SubmissionResult, lang: str) -> dict[str, Any]:
    """One submission in the order of the format, its sentences in ``lang``."""
    return {
        "id": result.id,
        "path": result.path,
        "verdict": str(result.verdict),
        "points": _number(result.points),
        "max_points": _number(result.max_points),
        "seconds": _number(result.seconds),
        "messages": [_message(one, lang) for one in result.messages],
        "name": clean(result.name) or None,
        "exercises": [_exercise(one, lang) for one in result.exercises],
    }


def opening(header: Mapping[str, Any]) -> str:
    """The document up to its first submission. It ends with ``]}``."""
    lines = [f'"{key}": {dumped(value)}' for key, value in header.items()]
    return "{" + ",\n ".join([*lines, '"submissions": ['])


def entry(record: Mapping[str, Any]) -> str:
    """One submission of the document, without the comma between two."""
    exercises = ",".join(f"\n    {dumped(one)}" for one in record["exercises"])
    own = {key: value for key, value in record.items() if key != "exercises"}
    return f'\n  {dumped(own)[:-1]},\n   "exercises": [{exercises}]}}'


def dumped(value: Any) -> str:
    r"""JSON in one line, readable in every script, with ``\u`` escapes for what is not printable.

    Raises ``ValueError`` for a number that is not finite.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    text = text.replace("##", "#\\u0023")  # with a bracket, the logs of CI servers obey it
    if text.isprintable():
        return text
    # Outside its strings, JSON in one line is printable: whatever is not can be escaped where it stands.
    return "".join(one if one.isprintable() else json.dumps(one)[1:-1] for one in text)


def _exercise(result: ExerciseResult, lang: str) -> dict[str, Any]:
    return {
        "id": result.id,
        "entry": result.entry,
        "verdict": str(result.verdict),
        "points": _number(result.points),
        "max_points": _number(result.max_points),
        "diagnosis": result.diagnosis,
        "message": _message(result.message, lang) if result.message else None,
        "hint": result.hint.say(lang) if result.hint else None,
        "error": _number(result.error),
        "tolerance": _number(result.tolerance),
        "outputs": [
            {
                "name": one.name,
                "verdict": str(one.verdict),
                "diagnosis": one.diagnosis,
                "points": _number(one.points),
                "max_points": _number(one.max_points),
            }
            for one in result.outputs
        ],
        "facts": [{"id": one.id, "holds": one.holds, "share": _number(one.share)} for one in result.facts],
        "losses": None if result.losses is None else [_number(one) for one in result.losses],
        "cases": [
            {
                "verdict": str(one.verdict),
                "error": _number(one.error),
                "tolerance": _number(one.tolerance),
            }
            for one in result.cases
        ],
    }


def _message(message: Message, lang: str) -> dict[str, Any]:
    params = plain(message.params, _scalar)
    return {"id": message.id, "params": params, "text": say(message, lang)}


def _number(value: float | None) -> float | None:
    """A finite number or None: JSON knows neither inf nor nan."""
    return float(value) if value is not None and math.isfinite(value) else None


def _scalar(value: Any) -> Any:
    """A number, a truth value or None; anything else as clean words."""
    if isinstance(value, float):
        return _number(value)
    return value if value is None or isinstance(value, int) else clean(str(value))
