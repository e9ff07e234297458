"""A result as plain values, and back: nothing is lost, and no language is chosen.

What a store keeps. Sentences stay as ids with their parameters, authors' sentences in both languages, so
that an old result reads like a new one in every language and format.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from gradecheck.messages import LANGUAGES
from gradecheck.model import Message, Text, Verdict
from gradecheck.report import CaseResult, ExerciseResult, FactResult, OutputResult, SubmissionResult

Record = Mapping[str, Any]


def _scalar(value: Any) -> Any:
    return value if value is None or isinstance(value, (str, int, float)) else str(value)


def written(result: SubmissionResult) -> str:
    """A result as one line of JSON; numbers that are not finite as Python's ``json`` writes them."""
    return json.dumps(plain(result))


def read(text: str) -> SubmissionResult:
    """The result that :func:`written` wrote."""
    record = json.loads(text)
    return SubmissionResult(
        **record
        | {
            "verdict": Verdict(record["verdict"]),
            "messages": tuple(_message(one) for one in record["messages"]),
            "exercises": tuple(_exercise(one) for one in record["exercises"]),
        }
    )


def plain(value: Any, scalar: Callable[[Any], Any] = _scalar) -> Any:
    """A result, or any part of it, in the types that JSON has; ``scalar`` writes what has no parts."""
    if isinstance(value, Text):
        return dict(zip(LANGUAGES, value, strict=True))
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name), scalar) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(name): plain(one, scalar) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one, scalar) for one in value]
    return scalar(value.item() if isinstance(value, np.generic) else value)


def _exercise(record: Record) -> ExerciseResult:
    losses = record["losses"]
    return ExerciseResult(
        **{
            **record,
            "verdict": Verdict(record["verdict"]),
            "message": record["message"] and _message(record["message"]),
            "hint": _value(record["hint"]),
            "outputs": tuple(OutputResult(**_judged(one)) for one in record["outputs"]),
            "facts": tuple(_fact(one) for one in record["facts"]),
            "losses": None if losses is None else tuple(losses),
            "cases": tuple(CaseResult(**_judged(one)) for one in record["cases"]),
        }
    )


def _fact(record: Record) -> FactResult:
    return FactResult(**{**record, "message": record["message"] and _message(record["message"])})


def _judged(record: Record) -> dict[str, Any]:
    return {**record, "verdict": Verdict(record["verdict"])}


def _message(record: Record) -> Message:
    return Message(record["id"], {name: _value(one) for name, one in record["params"].items()})


def _value(value: Any) -> Any:
    """A parameter: a mapping of both languages is an author's sentence."""
    if isinstance(value, dict) and value.keys() == set(LANGUAGES):
        return Text(*(value[lang] for lang in LANGUAGES))
    return value
