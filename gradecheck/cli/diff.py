"""``gradecheck diff``: what changed between two gradings."""

from pathlib import Path
from typing import Annotated

import typer

from gradecheck.cli.options import Lang, language
from gradecheck.errors import ExitCode


def diff(
    old: Annotated[Path, typer.Argument(help="A report (json, jsonl) or a store.")],
    new: Annotated[Path, typer.Argument(help="Another, of the same task.")],
    *,
    lang: Lang = None,
) -> None:
    """Say whose result differs between OLD and NEW: old and new score, and why, for each exercise.

    A store shows the results of its last run; keep a copy of it (or a report) before you grade again.
    Exit code: 0 every result is the same, 1 some differ, 2 a file is neither report nor store or the tasks
    differ, 3 a store is in use or damaged.
    """
    from gradecheck.changes import compared  # noqa: PLC0415 -- pulls in numpy
    from gradecheck.reread import read  # noqa: PLC0415 -- see above

    lang = language(lang)
    different, lines = compared(read(old, lang), read(new, lang), lang)
    typer.echo("\n".join(lines))
    if different:
        raise typer.Exit(ExitCode.BELOW)
