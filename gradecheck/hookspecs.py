"""The plugin contract: two hooks, called once, before anything is graded.

Both collect: every plugin adds to what is on offer, none can replace another's offer, and no hook is
called while a mark is decided. A plugin is a module with functions of these names, each marked with
``gradecheck.author.hookimpl``. It is found through the entry-point group ``gradecheck``, or named under
``plugins:`` in a task file.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TextIO

import pluggy

from gradecheck.exercise import AnyExercise
from gradecheck.report import Header, SubmissionResult, Totals

hookspec = pluggy.HookspecMarker("gradecheck")


@dataclass(frozen=True)
class Style:
    """How the reader wants it: language, colour (terminals only), columns, and how much of it.

    ``csv_bom``: CSV starts with a byte order mark, by which Excel knows UTF-8.
    """

    lang: str = "en"
    colour: bool = False
    width: int = 80
    verbosity: int = 0
    csv_bom: bool = False


class Reporter(Protocol):
    """Writes one report to a stream, piece by piece: it never holds a class.

    The three methods are called in this order, ``add`` once for each submission.
    """

    def begin(self, header: Header) -> None:
        """The run starts."""

    def add(self, submission: SubmissionResult) -> None:
        """One submission is graded."""

    def end(self, totals: Totals) -> None:
        """The run is over."""


ReporterFactory = Callable[[TextIO, Style], Reporter]


@hookspec
def gradecheck_exercises() -> Iterable[AnyExercise]:
    """Offer exercises. An id that another plugin offers already is refused."""
    return ()


@hookspec
def gradecheck_reporters() -> Mapping[str, ReporterFactory]:
    """Offer ways to write a report, by the name that ``--format`` takes."""
    return {}
