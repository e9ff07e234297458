"""``gradecheck tasks``: the installed tasks."""

import typer


def tasks() -> None:
    """List the installed tasks: id, number of exercises, title."""
    from gradecheck import plugins, taskfile  # noqa: PLC0415 -- pulls in numpy
    from gradecheck.cli.options import language, warn  # noqa: PLC0415 -- see above

    registry = plugins.load()
    warn(registry.warnings)
    files = (file for plugin in registry.plugins for file in plugin.task_files())
    for name, path in sorted(taskfile.index(files).items()):
        raw = taskfile.read(path)
        typer.echo(f"{name:24} {raw.title.say(language(None))}")
