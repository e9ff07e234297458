"""``gradecheck schema``: the task file described to editors."""

import json

import typer


def schema() -> None:
    """Print the JSON Schema of the task file, with the exercises that are installed.

    Keep it beside your tasks and begin them with "# yaml-language-server: $schema=FILE".
    """
    from gradecheck import editor, plugins  # noqa: PLC0415 -- pulls in numpy
    from gradecheck.cli.grading import known_of  # noqa: PLC0415 -- see above
    from gradecheck.cli.options import warn  # noqa: PLC0415 -- see above

    registry = plugins.load()
    warn(registry.warnings)
    statements = {name: " ".join(e.statement.en.split()) for name, e in registry.exercises.items()}
    whole = editor.schema({name: known_of(e) for name, e in registry.exercises.items()}, statements)
    typer.echo(json.dumps(whole, ensure_ascii=False, indent=1))
