"""``gradecheck show``: one exercise, as students and teachers may know it."""

import sys
from typing import Annotated

import typer

from gradecheck.cli.options import In, Lang, language, terminal, unknown


def show(
    exercise: Annotated[str, typer.Argument(help="The id of an exercise; gradecheck exercises lists them.")],
    *,
    where: In = None,
    notes: Annotated[bool, typer.Option("--notes", help="Also what only teachers should read.")] = False,
    lang: Lang = None,
) -> None:
    """Print an exercise: statement, signature, inputs, layout, source. Never the key."""
    from gradecheck.cli.offer import offered as offered_in  # noqa: PLC0415 -- pulls in numpy
    from gradecheck.describe import describe  # noqa: PLC0415 -- see above
    from gradecheck.reports.page import Page  # noqa: PLC0415 -- see above

    style = terminal(language(lang))
    offered = offered_in(where)
    if exercise not in offered.exercises:
        raise unknown("there is no exercise", exercise, offered.exercises)
    found, owner = offered.exercises[exercise], offered.owners[exercise]
    Page(sys.stdout, style).write(describe(found, owner.name, style.lang, notes=notes))
