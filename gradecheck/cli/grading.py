"""What ``gradecheck run`` does with its arguments: load, resolve, prepare, grade, report."""

import secrets
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from gradecheck import intake, plugins, roster, taskfile
from gradecheck.answerkey import AnswerKey, ExerciseKey, prepare
from gradecheck.cases import has_quotient
from gradecheck.cli.options import (
    TASK_FILES,
    language,
    registry,
    say_names,
    task_path,
    terminal,
    unknown,
    warn,
)
from gradecheck.cli.outputs import Output, reporters, wishes
from gradecheck.cli.portion import results, shard
from gradecheck.errors import ExitCode, UsageError
from gradecheck.exercise import AnyExercise, ScriptExercise
from gradecheck.hookspecs import Reporter
from gradecheck.messages import say
from gradecheck.model import Message, Task, Verdict
from gradecheck.plugins import Registry
from gradecheck.report import Header, SubmissionResult, Totals
from gradecheck.reports.as_json import header_record
from gradecheck.store import Store, opened
from gradecheck.wall.host import MODES, Wall, raise_wall

ISOLATIONS = ("auto", *MODES)
#: of a seed that is drawn: too many to be guessed, and still a number for every reader of JSON
SEED_BITS = 53


@dataclass(frozen=True)
class Wishes:
    """The arguments of ``gradecheck run``."""

    task: str
    submissions: Sequence[Path]
    formats: Sequence[str]
    output: Path | None
    jobs: int
    seed: int | None
    lang: str | None
    fail_under: float
    only: Sequence[str]
    verbosity: int
    progress: bool
    isolation: str
    csv_bom: bool = False
    store: Path | None = None
    shard: str | None = None
    roster: Path | None = None


def grade_course(wanted: Wishes) -> ExitCode:
    """Grade everything that was asked for and say it; the exit code is all that is left to do.

    Ctrl-C says on stderr how many were graded, once no bar and no process is left.
    """
    try:
        return _grade_course(wanted)
    except KeyboardInterrupt as stop:
        if stop.args:
            print(f"gradecheck: {stop}", file=sys.stderr)  # noqa: T201 -- messages go to stderr
        raise


def _grade_course(wanted: Wishes) -> ExitCode:
    start = time.monotonic()
    _in_order(wanted)
    registry, task = load_task(wanted.task)
    task = _only(task, wanted.only)
    if wanted.isolation not in ISOLATIONS:
        raise unknown("--isolation: there is no mode", wanted.isolation, ISOLATIONS)
    outputs = wishes(wanted.formats, wanted.output, registry.reporters)
    style = replace(terminal(language(wanted.lang), wanted.verbosity), csv_bom=wanted.csv_bom)
    names = roster.read(wanted.roster) if wanted.roster else {}
    handed_in = intake.survey(wanted.submissions, task.file)
    everyone = roster.named(handed_in.submissions, names)
    found = shard(everyone, wanted.shard)
    with ExitStack() as stack:
        store = stack.enter_context(opened(wanted.store, task.id)) if wanted.store else None
        seed = _seed(wanted, task, store)
        # the wall first: its numpy is being imported while we compute the key
        wall = stack.enter_context(raise_wall(wanted.isolation))
        key = prepare(task, registry.exercises, seed)
        warn(_faults(key))
        wall.check()
        made = reporters(outputs, registry.reporters, style, stack)
        header = _header(key, registry, wall, len(found))
        if store:
            store.begin(header_record(header), task)
        for reporter in made:
            reporter.begin(header)
        bar = wanted.progress and not _rows_are_seen(outputs)
        graded = results(key, found, wall, wanted.jobs, store, stack, progress=bar)
        stopped = Message("interrupted-kept" if store else "interrupted", {"count": len(found)})
        totals = _report(graded, made, wanted.fail_under, stopped, style.lang)
        for reporter in made:
            reporter.end(replace(totals, seconds=time.monotonic() - start))
    say_names("class-not-read", handed_in.unread, style.lang)
    say_names("roster-absent", roster.absent(everyone, names), style.lang, all=len(names))
    if totals.broken:
        return ExitCode.BROKEN
    return ExitCode.BELOW if totals.below else ExitCode.OK


def _in_order(wanted: Wishes) -> None:
    """Raises ``UsageError`` where the task stands after the submissions."""
    tasks = [path for path in wanted.submissions if path.suffix in TASK_FILES]
    if tasks and Path(wanted.task).suffix not in TASK_FILES:
        raise UsageError(f"TASK comes first: gradecheck run {tasks[0]} {wanted.task}")


def load_task(name: str) -> tuple[Registry, Task]:
    """The registry with a task's own plugins, and the task. Raises ``UsageError``, ``BrokenError``."""
    installed = registry()
    raw = taskfile.read(task_path(name, installed))
    offered = plugins.add(installed, raw.plugins)
    known = {id_: known_of(exercise) for id_, exercise in offered.exercises.items()}
    return offered, taskfile.resolve(raw, known)


def known_of(exercise: AnyExercise) -> taskfile.Known:
    """What a task file may say about an exercise."""
    mistakes = frozenset(m.id for m in exercise.misconceptions)
    if isinstance(exercise, ScriptExercise):
        return taskfile.Known(
            mistakes | {f"wrong-{role}" for role in exercise.trained}, script=True, names=()
        )
    return taskfile.Known(
        mistakes, script=False, names=tuple(exercise.values), quotient=has_quotient(exercise)
    )


def _only(task: Task, wanted: Sequence[str]) -> Task:
    """The task with only the exercises asked for; all of them if none is."""
    uses = [item.use for item in task.items]
    for use in wanted:
        if use not in uses:
            raise unknown(f"--only: task {task.id!r} has no exercise", use, uses)
    return replace(task, items=tuple(i for i in task.items if i.use in wanted)) if wanted else task


def _seed(wanted: Wishes, task: Task, store: Store | None) -> int:
    """The seed asked for, the task's, that of the store, or a new one."""
    if wanted.store and wanted.only:
        raise UsageError("--only goes without --store: a store keeps whole submissions")
    known = (wanted.seed, task.seed, store.seed if store else None)
    fresh = None if wanted.shard else secrets.randbits(SEED_BITS)
    seed = next((one for one in (*known, fresh) if one is not None), None)
    if seed is None:
        raise UsageError("--shard needs the same seed in every shard; write --seed, or seed: in the task")
    return seed


def _header(key: AnswerKey, registry: Registry, wall: Wall, count: int) -> Header:
    used = {registry.owners[item.use] for item in key.task.items}
    prints = {plugin.name: plugin.fingerprint() for plugin in sorted(used, key=lambda p: p.name)}
    exercises = [registry.exercises[item.use] for item in key.task.items]
    return Header(
        key.task.id,
        key.task.title,
        key.seed,
        prints,
        wall.mode,
        wall.missing,
        count,
        statements={one.id: one.statement for one in exercises},
        formulas={one.id: one.latex for one in exercises if one.latex},
    )


def _report(
    results: Iterable[SubmissionResult],
    made: Sequence[Reporter],
    fail_under: float,
    stopped: Message,
    lang: str,
) -> Totals:
    """Hand every result to the reporters. Ctrl-C is raised with the words for how many there were."""
    count = broken = below = 0
    try:
        for result in results:
            count += 1
            broken += result.verdict is Verdict.BROKEN
            below += result.points < result.max_points * fail_under / 100
            for reporter in made:
                reporter.add(result)
    except KeyboardInterrupt as stop:
        told = replace(stopped, params={**stopped.params, "done": count})
        raise KeyboardInterrupt(say(told, lang)) from stop
    return Totals(count, broken, below, 0.0)


def _rows_are_seen(outputs: Sequence[Output]) -> bool:
    """Whether a report's rows appear on the terminal as they come: a bar between them would only disturb."""
    return sys.stdout.isatty() and any(output.file is None for output in outputs)


def _faults(key: AnswerKey) -> list[str]:
    """What is broken in the key itself, for the person who runs this."""
    return [k.reason for k in key.keys if isinstance(k, ExerciseKey) and k.fault]
