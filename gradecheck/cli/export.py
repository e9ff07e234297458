"""``gradecheck export``: a task for a course platform."""

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer


def build() -> typer.Typer:
    """The commands below ``gradecheck export``, one for each platform."""
    app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
    app.callback()(_export)
    app.command("gradescope")(gradescope)
    return app


def _export() -> None:
    """Make the file that a course platform takes: export gradescope TASK -o ZIP."""


def gradescope(
    task: Annotated[str, typer.Argument(help="A task file, or the id of an installed task.")],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="ZIP", help="Where to.")],
) -> None:
    """Make the zip that Gradescope takes: the task, its plugins, and gradecheck as it is installed here.

    It holds the key: upload it as the autograder, and give it to nobody. Its reports speak the language of
    the locale (LANGUAGE=zh-CN for Chinese).

    Exit code: 0 done, 2 the task cannot move, 3 it or a plugin is broken, or ZIP cannot be written.
    """
    from gradecheck import export, taskfile  # noqa: PLC0415 -- pulls in numpy
    from gradecheck.cli.grading import load_task  # noqa: PLC0415 -- see above
    from gradecheck.cli.options import language, task_path  # noqa: PLC0415 -- see above
    from gradecheck.cli.outputs import atomic  # noqa: PLC0415 -- see above

    registry, loaded = load_task(task)
    raw = taskfile.read(task_path(task, registry))
    data = export.gradescope(raw, loaded, registry, language(None))
    with ExitStack() as stack:
        atomic(output, stack).buffer.write(data)
