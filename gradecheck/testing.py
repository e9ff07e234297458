"""For plugin authors: every check of a task as a test of pytest, in two lines.

::

    from gradecheck.testing import check_task

    test_task = check_task("task.yaml")

There is one test for each check of each exercise (``test_task[ridge-grad-GC201]``), one for each sample
(``test_task[fail/no-penalty__forgotten.py]``), and one for what the task file sets aside.
"""

import inspect
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from gradecheck.answerkey import prepare
from gradecheck.checks import samples
from gradecheck.checks.review import (
    CODES,
    SEEDS,
    checks_of,
    looked,
    sample_findings,
    subject_of,
    unused,
)
from gradecheck.checks.subject import Check, Finding, Subject
from gradecheck.cli.grading import load_task
from gradecheck.cli.options import task_path
from gradecheck.exercise import AnyExercise
from gradecheck.model import Task
from gradecheck.wall.host import raise_wall

#: what one test looks at: gives what is to be repaired, set aside or only noted
Look = Callable[[], list[Finding]]


def check_task(task: str, *, folder: Path | None = None, seeds: Sequence[int] = SEEDS) -> Callable[..., None]:
    """A test function with one test for each check of a task, to be given a name that begins with ``test``.

    ``task`` is a path relative to the file of the caller, or the id of an installed task. ``folder`` has the
    samples; without it they are looked for as ``gradecheck check`` does. Needs pytest. Raises what
    ``gradecheck run`` would say of the task file and of its plugins.
    """
    import pytest  # noqa: PLC0415 -- only tests need it

    frame = inspect.currentframe()
    caller = Path(frame.f_back.f_code.co_filename).parent if frame and frame.f_back else Path()
    name = str(caller / task) if Path(task).suffix in (".yaml", ".yml") else task
    registry, loaded = load_task(name)
    chosen = folder or samples.found(loaded.id, task_path(name, registry).parent, caller)
    looks = dict(_looks(loaded, registry.exercises, chosen, seeds))

    @pytest.mark.parametrize("look", looks.values(), ids=looks.keys())
    def test(look: Look) -> None:
        """There is nothing to repair."""
        faults = [found for found in look() if not found.note and not found.reason]
        codes = dict.fromkeys(found.code for found in faults)
        told = [line for code in codes for line in CODES[code].told([f for f in faults if f.code == code])]
        if told:
            pytest.fail("\n".join(told), pytrace=False)

    return test


def _looks(
    task: Task, exercises: dict[str, AnyExercise], folder: Path | None, seeds: Sequence[int]
) -> Iterator[tuple[str, Look]]:
    """What each test looks at, by its id."""
    found: list[Look] = []
    for item in task.items:
        subject = subject_of(item, exercises[item.use], seeds)
        for check in checks_of(subject):
            found.append(cache(_exercise_look(check, subject)))
            yield f"{item.use}-{check.code}", found[-1]

    paths = samples.files(folder) if folder else []

    @cache
    def graded() -> dict[Path, list[Finding]]:
        if folder is None:
            return {}
        with raise_wall("auto") as wall:
            wall.check()
            keys = [prepare(task, exercises, seed) for seed in seeds]
            made = (samples.tried(path, keys, wall) for path in paths)
            return {sample.path: list(sample_findings(task, sample, folder)) for sample in made}

    for path in paths:
        yield path.relative_to(folder or path).as_posix(), lambda path=path: graded()[path]  # type: ignore[misc]  # the path of now

    def set_aside() -> list[Finding]:
        told = [one for look in found for one in look()] + [one for ones in graded().values() for one in ones]
        return list(unused(task, told, sampled=bool(paths)))

    yield "set-aside", set_aside


def _exercise_look(check: Check, subject: Any) -> Look:
    def look() -> list[Finding]:
        fault = subject.fault if isinstance(subject, Subject) else ""
        return [Finding(fault, code=check.code)] if fault else list(looked(check, subject))

    return look
