"""``gradecheck merge``: the reports of shards become one."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer


def merge(
    reports: Annotated[
        list[Path], typer.Argument(help="Reports (json, jsonl) or stores of the shards of one class.")
    ],
    *,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to; jsonl if it ends so, else json.")
    ] = None,
) -> None:
    """Make one report of REPORTS, as if the class had been graded in one run.

    Exit code: 0 done, 2 a file is no report, or they are of several tasks, seeds or versions, or two of
    them have the same submission, 3 it cannot be written.
    """
    from gradecheck.cli.outputs import atomic  # noqa: PLC0415 -- pulls in numpy
    from gradecheck.merge import merged, write  # noqa: PLC0415 -- see above
    from gradecheck.reread import read  # noqa: PLC0415 -- see above

    whole = merged([read(report, "en") for report in reports])
    with ExitStack() as stack:
        stream = atomic(output, stack) if output else sys.stdout
        write(whole, stream, lines=output is not None and output.suffix == ".jsonl")
