"""``gradecheck doctor``: which walls stand on this machine."""

import json
from typing import Annotated

import typer

from gradecheck.errors import ExitCode


def doctor(
    *, as_json: Annotated[bool, typer.Option("--json", help="For programs: a list of objects.")] = False
) -> None:
    """Say which walls stand between submissions and this machine, and what that means.

    A real worker tries everything that is forbidden. Exit code 3 if submissions would be refused here.
    """
    from gradecheck.wall import probe  # noqa: PLC0415 -- starts with numpy

    rows = probe.survey()
    if as_json:
        typer.echo(json.dumps([row._asdict() for row in rows], indent=1))
    else:
        width = max(len(row.name) for row in rows)
        for row in rows:
            typer.echo(f"{'✓' if row.stands else '✗'} {row.name:{width}}  {row.meaning}")
    if not next(row for row in reversed(rows) if row.name in ("mode", "processes")).stands:
        raise typer.Exit(ExitCode.BROKEN)
