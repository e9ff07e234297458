"""``gradecheck new``: a folder with a plugin and a task that work at once."""

from pathlib import Path
from typing import Annotated

import typer

from gradecheck.cli.options import registry
from gradecheck.errors import UsageError


def new(name: Annotated[str, typer.Argument(help="The task's id, kebab-case: my-homework.")]) -> None:
    """Make a folder NAME with an exercise, a task, sample submissions and a test, all of which work."""
    from gradecheck import scaffold, taskfile  # noqa: PLC0415 -- pulls in numpy

    offered = registry()
    taken = offered.owners.get(scaffold.exercise_id(name))
    if taken:
        raise UsageError(f"{taken.name} offers an exercise of this name already; take another than {name!r}")
    if name in taskfile.index(offered.task_files()):
        raise UsageError(f"a task of this name is installed already; take another than {name!r}")
    for file in scaffold.scaffold(name, Path()):
        typer.echo(file)
