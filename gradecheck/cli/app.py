"""The commands by name. Nothing heavy is imported here: each command imports what it needs."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from gradecheck import __version__
from gradecheck.cli import (
    check,
    diff,
    doctor,
    exercises,
    export,
    merge,
    new,
    run,
    schema,
    show,
    starter,
    tasks,
)


def build() -> Callable[..., Any]:
    """The command line as one function of ``sys.argv``."""
    app = typer.Typer(
        help="Grade gradients and training scripts, and name the mistake.",
        rich_markup_mode=None,  # rich help costs more time than everything else together
        pretty_exceptions_enable=False,  # tracebacks with local variables would show keys
        no_args_is_help=True,
    )
    app.callback()(_options)
    app.command("run")(run.run)
    app.command("tasks")(tasks.tasks)
    app.command("exercises")(exercises.exercises)
    app.command("check")(check.check)
    app.command("show")(show.show)
    app.command("starter")(starter.starter)
    app.command("new")(new.new)
    app.command("schema")(schema.schema)
    app.command("diff")(diff.diff)
    app.command("merge")(merge.merge)
    app.add_typer(export.build(), name="export")
    app.command("doctor")(doctor.doctor)
    return typer.main.get_command(app)


def _version(asked: bool) -> None:  # noqa: FBT001 -- the callback of a flag
    if asked:
        typer.echo(f"gradecheck {__version__}")
        raise typer.Exit


def _options(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say the version and exit.")
    ] = False,
) -> None:
    """Grade gradients and training scripts, and name the mistake."""
    del version  # its callback has done the work
