"""``gradecheck show``: one exercise, as students and teachers may know it."""

import sys
from typing import Annotated

import typer

from gradecheck.errors import UsageError


def show(
    exercise: Annotated[str, typer.Argument(help="The id of an exercise; gradecheck exercises lists them.")],
    *,
    notes: Annotated[bool, typer.Option("--notes", help="Also what only teachers should read.")] = False,
    lang: Annotated[str | None, typer.Option(help="en or zh-CN; the locale's by default.")] = None,
) -> None:
    """Print an exercise: statement, signature, inputs, layout, source. Never the key."""
    from gradecheck import plugins  # noqa: PLC0415 -- pulls in numpy
    from gradecheck.cli.options import did_you_mean, language, terminal, warn  # noqa: PLC0415 -- see above
    from gradecheck.describe import describe  # noqa: PLC0415 -- see above
    from gradecheck.reports.page import Page  # noqa: PLC0415 -- see above

    style = terminal(language(lang))
    registry = plugins.load()
    warn(registry.warnings)
    if exercise not in registry.exercises:
        raise UsageError(f"there is no exercise {exercise!r}{did_you_mean(exercise, registry.exercises)}")
    found, owner = registry.exercises[exercise], registry.owners[exercise]
    Page(sys.stdout, style).write(describe(found, owner.name, style.lang, notes=notes))
