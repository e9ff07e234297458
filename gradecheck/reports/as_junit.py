"""JUnit XML, as CI servers read it: a suite for each submission, a case for each exercise.

The format has no standard. The strictest of its readers, Jenkins' xUnit plugin, refuses what is not in
its schema (junit-10.xsd), so there is nothing else here: the file and the properties are the suite's. A
case is known to readers by ``classname`` and ``name``: the class is task and submission. What was not
right is a ``failure``; what stopped, or could not be graded, an ``error``; the text stands in ``message``
and in the element, since each is read by some. The format has no marks: points are properties. The counts
of ``testsuites`` are optional and left out: they are known only at the end.
"""

from collections.abc import Iterator
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from gradecheck import __version__
from gradecheck.hookspecs import Style
from gradecheck.messages import say
from gradecheck.model import Verdict
from gradecheck.report import ExerciseResult, Header, SubmissionResult, Totals
from gradecheck.reports.findings import findings
from gradecheck.reports.words import amount, harmless, verdict_word

FAILURES = frozenset({Verdict.PARTIAL, Verdict.FAIL})
ERRORS = frozenset({Verdict.ERROR, Verdict.TIMEOUT, Verdict.BROKEN})


class JunitReport:
    """One document; each suite is written as its submission is graded. Keeps what is true of the run."""

    def __init__(self, stream: TextIO, style: Style) -> None:
        self._stream = stream
        self._lang = style.lang
        self._task = ""
        self._run: dict[str, str] = {}

    def begin(self, header: Header) -> None:
        """The opening tag, with the title as the name."""
        self._task = header.task
        self._run = {"gradecheck": __version__, "task": header.task, "isolation": header.isolation}
        self._stream.write('<?xml version="1.0" encoding="utf-8"?>\n')
        self._stream.write(f"<testsuites{_attributes(name=header.title.say(self._lang))}>\n")

    def add(self, submission: SubmissionResult) -> None:
        """The suite of one submission."""
        for line in self._suite(submission):
            self._stream.write(f"{line}\n")
        self._stream.flush()

    def end(self, totals: Totals) -> None:  # noqa: ARG002 -- the reader counts the cases
        """Close the document."""
        self._stream.write("</testsuites>\n")
        self._stream.flush()

    def _suite(self, result: SubmissionResult) -> Iterator[str]:
        verdicts = [one.verdict for one in result.exercises]
        counts = {
            "tests": str(len(verdicts)),
            "failures": str(sum(one in FAILURES for one in verdicts)),
            "errors": str(sum(one in ERRORS for one in verdicts)),
            "skipped": "0",
        }
        times = {"time": f"{result.seconds:.3f}", "file": result.path}
        yield f"  <testsuite{_attributes(name=result.id, **counts, **times)}>"
        yield from _properties(self._run | _points(result))
        for one in result.exercises:
            yield from self._case(one, result)
        if result.messages:
            said = "\n".join(harmless(say(one, self._lang)) for one in result.messages)
            yield f"    <system-out>{escape(said)}</system-out>"
        yield "  </testsuite>"

    def _case(self, result: ExerciseResult, submission: SubmissionResult) -> Iterator[str]:
        yield f"    <testcase{_attributes(classname=f'{self._task}.{submission.id}', name=result.id)}>"
        if result.verdict is not Verdict.PASS:
            element = "failure" if result.verdict in FAILURES else "error"
            said = findings(result, self._lang) or [verdict_word(result.verdict, self._lang)]
            why = _attributes(type=result.diagnosis or str(result.verdict), message=said[0])
            text = escape("\n".join(said))
            yield f"      <{element}{why}>{text}</{element}>"
        yield "    </testcase>"


def _points(result: SubmissionResult) -> dict[str, str]:
    """Verdict and points of a submission, and of each of its exercises."""
    graded: list[tuple[str, SubmissionResult | ExerciseResult]] = [("", result)]
    graded += [(f"{one.id}: ", one) for one in result.exercises]
    found = {}
    for of, one in graded:
        found[f"{of}verdict"] = str(one.verdict)
        found[f"{of}points"] = amount(one.points)
        found[f"{of}max_points"] = amount(one.max_points)
    return found


def _properties(values: dict[str, str]) -> Iterator[str]:
    yield "    <properties>"
    for name, value in values.items():
        yield f"      <property{_attributes(name=name, value=value)}/>"
    yield "    </properties>"


def _attributes(**values: str) -> str:
    """Attributes in quotes. Made harmless first: XML has no way to write most control characters."""
    return "".join(f" {name}={quoteattr(harmless(value))}" for name, value in values.items())
