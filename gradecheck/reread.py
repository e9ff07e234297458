"""Reports and stores, read again: what was said of whom, however it was kept.

Both come out as a JSON report says it (format 1). Nothing in a file is believed: one that is not whole,
or not a report, is refused in one line.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from gradecheck import store
from gradecheck.errors import UsageError
from gradecheck.model import Verdict
from gradecheck.reports.as_json import FORMAT, submission_record

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Graded:
    """A report: where it was read, what is true of the whole run, and the submissions by id."""

    file: Path
    header: Record
    submissions: Mapping[str, Record]


def read(file: Path, lang: str) -> Graded:
    """A report (``json``, ``jsonl``) or a store; the sentences of a store are said in ``lang``.

    Raises ``UsageError`` for anything else, ``MachineError`` for a store that cannot be read.
    """
    try:
        if store.is_database(file):
            with store.looked_into(file) as kept:
                header, records = kept.header(), [submission_record(one, lang) for one in kept.results()]
            if not header:
                raise UsageError(f"{file} is an empty store")
        else:
            header, records = _parts(file.read_text("utf-8"))
        return Graded(file, _sound_header(header), _by_id(records))
    except OSError as error:
        raise UsageError(f"cannot read {file}: {error.strerror}") from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise UsageError(f"{file} is not a whole report (json, jsonl) nor a store of gradecheck") from error


def _parts(text: str) -> tuple[dict[str, Any], list[Any]]:
    """Header and submissions. Raises ``ValueError`` or ``TypeError`` if it is nothing like a report."""
    lines = filter(str.strip, text.split("\n"))
    # a first line that is JSON by itself is that of jsonl, or all of a report
    try:
        first, *others = [json.loads(line, parse_constant=_refuse) for line in lines]
    except ValueError:
        first, others = json.loads(text, parse_constant=_refuse), []
    header = dict(first)
    return header, [*header.pop("submissions", []), *others]


def _sound_header(header: Record) -> Record:
    if header["format"] != FORMAT:
        raise ValueError(header["format"])
    for key, kind in (("task", str), ("seed", int), ("gradecheck", str), ("numpy", str), ("plugins", dict)):
        _hold(header[key], kind)
    _hold(header["isolation"]["mode"], str)
    return header


def _by_id(records: Iterable[Record]) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for record in map(_sound, records):
        if found.setdefault(record["id"], record) is not record:
            raise ValueError(record["id"])
    return found


def _sound(record: Record) -> Record:
    """A submission that has what merging and comparing need."""
    _hold(record["path"], str)
    _sound_marks(record)
    for exercise in record["exercises"]:
        _sound_marks(exercise)
        if exercise["diagnosis"] is not None:
            _hold(exercise["diagnosis"], str)
        if exercise["message"] is not None:
            _hold(exercise["message"]["id"], str)
            _hold(exercise["message"]["text"], str)
    return record


def _sound_marks(record: Record) -> None:
    _hold(record["id"], str)
    Verdict(record["verdict"])
    _hold(record["points"], (int, float))
    _hold(record["max_points"], (int, float))


def _hold(value: Any, kind: type | tuple[type, ...]) -> None:
    if not isinstance(value, kind):
        raise TypeError(value)


def _refuse(constant: str) -> NoReturn:
    """``NaN`` and the infinities: Python reads them, JSON has no such thing."""
    raise ValueError(constant)
