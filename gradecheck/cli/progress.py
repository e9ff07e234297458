"""Progress on stderr: how many of how many, how fast and how much longer, for people who watch a class."""

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def watched(results: Iterable[T], count: int, *, wanted: bool = True) -> Iterator[T]:
    """The results as they come, with a bar on stderr if it is a terminal and there is more than one."""
    if not wanted or count < 2 or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console  # noqa: PLC0415 -- only where somebody watches
    from rich.progress import (  # noqa: PLC0415 -- see above
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    rate = TextColumn("{task.fields[rate]}/s", markup=False)
    columns = (BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("grading", total=count, rate="–")
        start = time.monotonic()
        for done, result in enumerate(results, 1):
            progress.update(bar, completed=done, rate=f"{done / (time.monotonic() - start):.1f}")
            yield result
