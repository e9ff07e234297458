"""Progress on stderr: how many of how many, for people who watch a class being graded."""

import sys
from collections.abc import Iterable, Iterator

from gradecheck.report import SubmissionResult


def watched(results: Iterable[SubmissionResult], count: int, *, wanted: bool) -> Iterator[SubmissionResult]:
    """The results as they come, with a bar on stderr if it is a terminal and there is more than one."""
    if not wanted or count < 2 or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console  # noqa: PLC0415 -- only where somebody watches
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn  # noqa: PLC0415 -- see above

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("grading", total=count)
        for result in results:
            progress.advance(bar)
            yield result
