"""The formats that gradecheck brings: a plugin like anyone's."""

from collections.abc import Mapping
from typing import TextIO

from gradecheck.author import hookimpl
from gradecheck.hookspecs import Reporter, ReporterFactory, Style
from gradecheck.reports.as_json import JsonLinesReport, JsonReport


@hookimpl
def gradecheck_reporters() -> Mapping[str, ReporterFactory]:
    """``text`` for people, ``json`` and ``jsonl`` for programs."""
    return {"text": _text, "json": JsonReport, "jsonl": JsonLinesReport}


def _text(stream: TextIO, style: Style) -> Reporter:
    from gradecheck.reports.as_text import (  # noqa: PLC0415 -- rich is loaded only when text is written
        TextReport,
    )

    return TextReport(stream, style)
