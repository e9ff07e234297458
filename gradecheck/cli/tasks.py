"""``gradecheck tasks``: the installed tasks."""

import typer

from gradecheck.cli.options import Lang


def tasks(*, lang: Lang = None) -> None:
    """List the installed tasks: id, number of exercises, title."""
    from gradecheck import taskfile  # noqa: PLC0415 -- pulls in pydantic
    from gradecheck.cli.options import language, registry  # noqa: PLC0415 -- see above

    spoken = language(lang)
    for name, path in sorted(taskfile.index(registry().task_files()).items()):
        raw = taskfile.read(path)
        typer.echo(f"{name:24} {raw.count:3}  {raw.title.say(spoken)}")
