"""``gradecheck exercises``: what is on offer."""

import typer


def exercises(
    pattern: str = typer.Argument("", help="Only exercises whose id or statement contains this."),
    lang: str | None = typer.Option(None, "--lang", help="en or zh-CN."),
) -> None:
    """List the exercises on offer, one a line: id, plugin, statement."""
    from gradecheck import plugins  # noqa: PLC0415 -- pulls in numpy
    from gradecheck.cli.options import language, warn  # noqa: PLC0415 -- see above

    registry, spoken = plugins.load(), language(lang)
    warn(registry.warnings)
    for name, exercise in registry.exercises.items():
        statement = " ".join(exercise.statement.say(spoken).split())
        if pattern.lower() in f"{name} {statement}".lower():
            typer.echo(f"{name:32} {registry.owners[name].name:28} {statement}")
