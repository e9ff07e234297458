"""``gradecheck exercises``: what is on offer."""

from typing import Annotated

import typer

from gradecheck.cli.options import In, Lang, language


def exercises(
    pattern: Annotated[str, typer.Argument(help="Only exercises whose id or statement contains this.")] = "",
    *,
    where: In = None,
    lang: Lang = None,
) -> None:
    """List the exercises on offer, one a line: id, plugin, statement."""
    from gradecheck.cli.offer import offered as offered_in  # noqa: PLC0415 -- pulls in numpy

    spoken, offered = language(lang), offered_in(where)
    for name, exercise in offered.exercises.items():
        statement = " ".join(exercise.statement.say(spoken).split())
        if pattern.lower() in f"{name} {statement}".lower():
            typer.echo(f"{name:32} {offered.owners[name].name:28} {statement}")
