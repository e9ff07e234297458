"""``gradecheck check``: judge the author's work before a class sees it."""

from pathlib import Path
from typing import Annotated

import typer

from gradecheck.cli.options import Lang


def check(
    tasks: Annotated[
        list[str], typer.Argument(metavar="TASK...", help="Task files, or ids of installed tasks.")
    ],
    *,
    samples: Annotated[
        Path | None,
        typer.Option(help="Where the samples are: DIR/VERDICT/DIAGNOSIS__WHAT.py.", metavar="DIR"),
    ] = None,
    format: Annotated[str, typer.Option(help="text or json.")] = "text",
    lang: Lang = None,
) -> None:
    """Check every exercise of TASKs, and their samples: keys, inputs, named mistakes, judging.

    Samples are looked for in the nearest submissions/TASK-ID upwards from the task file, then from here.

    Exit code: 0 nothing to repair, 1 findings, 2 wrong usage, 3 an exercise could not be judged.
    """
    from gradecheck.cli.reviewing import check_tasks  # noqa: PLC0415 -- pulls in numpy

    raise typer.Exit(check_tasks(tasks, samples, format, lang))
