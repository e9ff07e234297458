"""``gradecheck starter``: the file that a student fills in."""

from typing import Annotated

import typer

from gradecheck.cli.options import Lang, language


def starter(
    task: Annotated[str, typer.Argument(help="A task file, or the id of an installed task.")],
    *,
    lang: Lang = None,
) -> None:
    """Print the file that a student fills in: statements, shapes, an example call, and no answers."""
    from gradecheck.cli.grading import load_task  # noqa: PLC0415 -- pulls in numpy
    from gradecheck.starter import starter as written  # noqa: PLC0415 -- see above

    spoken = language(lang)
    registry, loaded = load_task(task)
    typer.echo(written(loaded, registry.exercises, spoken), nl=False)
