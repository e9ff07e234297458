"""What ``gradecheck check`` does with its arguments: load, review, and say what was found."""

import json
import os
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
from gradecheck.cli.options import language, task_path, unknown
from gradecheck.cli.progress import watched
from gradecheck.errors import ExitCode, UsageError
from gradecheck.messages import say
from gradecheck.model import Message
from gradecheck.wall.host import raise_wall

FORMATS = ("text", "json")
#: each has a key and a wall of its own, about 100 MB
MOST_JOBS = 8


def check_tasks(tasks: Sequence[str], folder: Path | None, format: str, lang: str | None) -> ExitCode:
    """Review every task and say what was found. Raises ``UsageError`` for a wrong argument."""
    spoken = language(lang)
    if format not in FORMATS:
        raise unknown("--format: there is no format", format, FORMATS)
    if folder is not None and not folder.is_dir():
        raise UsageError(f"--samples: there is no folder {str(folder)!r}")
    reviews = []
    for name in tasks:
        reviews.append(reviewed(name, folder))
        if format == "text":
            typer.echo("\n".join(text(reviews[-1], spoken)))
    if format == "json":
        typer.echo(json.dumps(as_data(reviews, spoken), ensure_ascii=False, indent=1))
    if any(one.broken for one in reviews):
        return ExitCode.BROKEN
    return ExitCode.BELOW if any(one.faults for one in reviews) else ExitCode.OK


def reviewed(name: str, folder: Path | None) -> Review:
    """The review of one task, with the samples in ``folder`` or those that lie nearest."""
    registry, task = load_task(name)
    nearest = samples.found(task.id, task_path(name, registry).parent, Path.cwd())
    chosen = folder or nearest
    if chosen is None or not samples.files(chosen):
        return review(task, registry.exercises, None, None, jobs=_jobs(), watch=watched)
    with raise_wall("auto") as wall:
        wall.check()
        return review(task, registry.exercises, chosen, wall, jobs=_jobs(), watch=watched)


def _jobs() -> int:
    """As many as there are processors for us: a check is the author's own machine's only work."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, MOST_JOBS)


# --- for people -----------------------------------------------------------------------------------------


def text(one: Review, lang: str = "en") -> Iterator[str]:
    """What is said about one task, line by line: notes, what is set aside, findings, and a summary."""
    yield one.task.id
    notes = [f for f in one.findings if f.note and not f.reason]
    aside = [f for f in one.findings if f.reason]
    for heading, findings in (("notes", notes), ("aside", aside), ("findings", one.faults)):
        if findings:
            yield f"  {say(Message(f'check-{heading}'), lang)}"
        yield from _listed(findings, lang)
    if one.broken:
        yield f"  {say(Message('check-broken'), lang)}"
        yield from (f"    {reason}" for reason in one.broken)
    missing = Message("check-samples-none", {"folder": f"{samples.FOLDER}/{one.task.id}"})
    where = Message("check-samples-in", {"folder": str(one.samples)}) if one.samples else missing
    told = {
        "exercises": len(one.task.items),
        "samples": one.graded,
        "where": say(where, lang),
        "findings": len(one.faults),
        "aside": len(aside),
    }
    yield f"  {say(Message('check-summary', told), lang)}"


def _listed(findings: Sequence[Finding], lang: str) -> Iterator[str]:
    """The findings of one kind; those of one check in one exercise or sample together."""
    for (about, code), group in groupby(findings, lambda f: (f.sample or f.exercise, f.code)):
        first, *others = CODES[code].told(list(group), lang)
        yield f"    {about}: {first}"
        yield from (f"    {line}" for line in others)


# --- for programs ---------------------------------------------------------------------------------------


def as_data(reviews: Sequence[Review], lang: str = "en") -> dict[str, Any]:
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
                "findings": [_finding(found, lang) for found in one.findings],
            }
            for one in reviews
        ],
    }


def _finding(found: Finding, lang: str) -> dict[str, Any]:
    check = CODES[found.code]
    return {
        **asdict(found),
        "lines": list(found.lines),
        "title": check.title(lang),
        "advice": check.advice(lang),
    }
