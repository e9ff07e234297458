"""The formats that gradecheck brings: a plugin like anyone's."""

from collections.abc import Mapping
from typing import TextIO

from gradecheck.author import hookimpl
from gradecheck.hookspecs import Reporter, ReporterFactory, Style
from gradecheck.reports.as_classroom50 import Classroom50Report
from gradecheck.reports.as_csv import CsvReport
from gradecheck.reports.as_github import GithubReport
from gradecheck.reports.as_gradescope import GradescopeReport
from gradecheck.reports.as_html import HtmlReport
from gradecheck.reports.as_json import JsonLinesReport, JsonReport
from gradecheck.reports.as_junit import JunitReport


@hookimpl
def gradecheck_reporters() -> Mapping[str, ReporterFactory]:
    """``text`` and ``html`` for people, the others for programs and for the services that graders use."""
    return {
        "text": _text,
        "html": HtmlReport,
        "json": JsonReport,
        "jsonl": JsonLinesReport,
        "csv": CsvReport,
        "junit": JunitReport,
        "github": GithubReport,
        "gradescope": GradescopeReport,
        "classroom50": Classroom50Report,
    }


def _text(stream: TextIO, style: Style) -> Reporter:
    from gradecheck.reports.as_text import (  # noqa: PLC0415 -- rich is loaded only when text is written
        TextReport,
    )

    return TextReport(stream, style)
