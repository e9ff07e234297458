"""``gradecheck run``: grade submissions against a task."""

from pathlib import Path
from typing import Annotated

import typer

from gradecheck.cli.options import Lang


def run(
    task: Annotated[str, typer.Argument(metavar="TASK", help="A task file, or the id of an installed task.")],
    submissions: Annotated[
        list[Path], typer.Argument(metavar="SUBMISSION...", help="Files or folders of submissions.")
    ],
    *,
    format: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME[=FILE]", help="text, html, json, csv, junit, ...; repeatable."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where the one --format goes.")
    ] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Submissions graded side by side.")] = 1,
    seed: Annotated[int | None, typer.Option(min=0, help="Draw the cases from this seed.")] = None,
    lang: Lang = None,
    fail_under: Annotated[
        float, typer.Option(min=0, max=100, help="Percent of the points that everyone must reach.")
    ] = 100.0,
    only: Annotated[list[str] | None, typer.Option(help="Grade only this exercise; repeatable.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say less.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Say more.")] = False,
    progress: Annotated[bool, typer.Option("--progress/--no-progress", help="A bar on stderr.")] = True,
    csv_bom: Annotated[
        bool, typer.Option("--csv-bom", help="Start csv with a byte order mark, for Excel.")
    ] = False,
    store: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Keep results here as they come; grade only what is missing or changed."
        ),
    ] = None,
    shard: Annotated[
        str | None, typer.Option(metavar="I/N", help="Only the Ith of N parts of the class; see merge.")
    ] = None,
    roster: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="CSV with id,name: shows names, and who handed nothing in."),
    ] = None,
    isolation: Annotated[
        str, typer.Option(help="The wall around submissions: auto, full, strict, weak or none.")
    ] = "auto",
) -> None:
    """Grade SUBMISSIONS against TASK and say which mistakes were made.

    Exit code: 0 everyone reached --fail-under, 1 someone did not, 2 wrong usage, 3 something could not
    be graded, 4 a bug in gradecheck.

    With --store, the same command goes on where it was stopped; without --seed or a seed in the task, the
    store's seed is used. What changed is graded again: the files of a submission, the task, its plugins,
    the seed, the isolation, the versions of gradecheck, Python and numpy.
    """
    from gradecheck.cli.grading import Wishes, grade_course  # noqa: PLC0415 -- pulls in numpy

    wishes = Wishes(
        task=task,
        submissions=submissions,
        formats=format or [],
        output=output,
        jobs=jobs,
        seed=seed,
        lang=lang,
        fail_under=fail_under,
        only=only or [],
        verbosity=verbose - quiet,
        progress=progress,
        isolation=isolation,
        csv_bom=csv_bom,
        store=store,
        shard=shard,
        roster=roster,
    )
    raise typer.Exit(grade_course(wishes))
