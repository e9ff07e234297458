"""What ``gradecheck check`` does with its arguments: load, review, and say what was found."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import Any

import typer

from gradecheck import __version__
from gradecheck.checks import samples
from gradecheck.checks.review import CODES, Review, review
from gradecheck.checks.subject import Finding
from gradecheck.cli.grading import load_task
from gradecheck.cli.options import task_path, unknown
from gradecheck.errors import ExitCode, UsageError
from gradecheck.wall.host import raise_wall

FORMATS = ("text", "json")


def check_tasks(tasks: Sequence[str], folder: Path | None, format: str) -> ExitCode:
    """Review every task and say what was found. Raises ``UsageError`` for a wrong argument."""
    if format not in FORMATS:
        raise unknown("--format: there is no format", format, FORMATS)
    if folder is not None and not folder.is_dir():
        raise UsageError(f"--samples: there is no folder {str(folder)!r}")
    reviews = []
    for name in tasks:
        reviews.append(reviewed(name, folder))
        if format == "text":
            typer.echo("\n".join(text(reviews[-1])))
    if format == "json":
        typer.echo(json.dumps(as_data(reviews), ensure_ascii=False, indent=1))
    if any(one.broken for one in reviews):
        return ExitCode.BROKEN
    return ExitCode.BELOW if any(one.faults for one in reviews) else ExitCode.OK


def reviewed(name: str, folder: Path | None) -> Review:
    """The review of one task, with the samples in ``folder`` or those that lie nearest."""
    registry, task = load_task(name)
    nearest = samples.found(task.id, task_path(name, registry).parent, Path.cwd())
    chosen = folder or nearest
    if chosen is None or not samples.files(chosen):
        return review(task, registry.exercises, None, None)
    with raise_wall("auto") as wall:
        wall.check()
        return review(task, registry.exercises, chosen, wall)


# --- for people -----------------------------------------------------------------------------------------


def text(one: Review) -> Iterator[str]:
    """What is said about one task, line by line: notes, what is set aside, findings, and a summary."""
    yield one.task.id
    notes = [f for f in one.findings if f.note and not f.reason]
    aside = [f for f in one.findings if f.reason]
    yield from _listed("worth a look", notes)
    yield from _listed("set aside", aside)
    yield from _listed("findings", one.faults)
    if one.broken:
        yield "  cannot be judged"
        yield from (f"    {reason}" for reason in one.broken)
    where = f"in {one.samples}" if one.samples else f"(no {samples.FOLDER}/{one.task.id} found)"
    yield (
        f"  exercises: {len(one.task.items)}, samples: {one.graded} {where}, "
        f"findings: {len(one.faults)}, set aside: {len(aside)}"
    )


def _listed(heading: str, findings: Sequence[Finding]) -> Iterator[str]:
    """The findings of one kind; those of one check in one exercise or sample together."""
    if findings:
        yield f"  {heading}"
    for (about, code), group in groupby(findings, lambda f: (f.sample or f.exercise, f.code)):
        first, *others = CODES[code].told(list(group))
        yield f"    {about}: {first}"
        yield from (f"    {line}" for line in others)


# --- for programs ---------------------------------------------------------------------------------------


def as_data(reviews: Sequence[Review]) -> dict[str, Any]:
    """The same for programs; keys are only ever added."""
    return {
        "format": 1,
        "gradecheck": __version__,
        "tasks": [
            {
                "id": one.task.id,
                "exercises": len(one.task.items),
                "samples": {"folder": str(one.samples) if one.samples else None, "graded": one.graded},
                "broken": list(one.broken),
                "findings": [_finding(found) for found in one.findings],
            }
            for one in reviews
        ],
    }


def _finding(found: Finding) -> dict[str, Any]:
    check = CODES[found.code]
    return {**asdict(found), "lines": list(found.lines), "title": check.title, "advice": check.advice}
