"""``gradecheck schema``: the task file described to editors."""

import json

import typer

from gradecheck.cli.options import registry


def schema() -> None:
    """Print the JSON Schema of the task file, with the exercises that are installed.

    Keep it beside your tasks and begin them with "# yaml-language-server: $schema=FILE".
    """
    from gradecheck import editor  # noqa: PLC0415 -- pulls in numpy
    from gradecheck.cli.grading import known_of  # noqa: PLC0415 -- see above

    exercises = registry().exercises
    statements = {name: " ".join(e.statement.en.split()) for name, e in exercises.items()}
    whole = editor.schema({name: known_of(e) for name, e in exercises.items()}, statements)
    typer.echo(json.dumps(whole, ensure_ascii=False, indent=1))
