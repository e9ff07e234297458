"""What is on offer: all that is installed, or what a task or a plugin file has."""

from dataclasses import replace
from pathlib import Path

from gradecheck import plugins
from gradecheck.cli.grading import load_task
from gradecheck.cli.options import registry
from gradecheck.errors import UsageError
from gradecheck.plugins import Registry


def offered(where: str | None) -> Registry:
    """The registry with the exercises that ``where`` has: a task's, a plugin file's; None for all installed.

    A task is a path or the id of an installed one, as for ``gradecheck run``; its own plugins are found
    beside it. Raises ``UsageError``, ``BrokenError``.
    """
    if where is None:
        return registry()
    if Path(where).suffix == ".py":
        if not Path(where).is_file():
            raise UsageError(f"there is no plugin file {where!r}")
        known = plugins.add(registry(), [Path(where).absolute()])
        own = [name for name, owner in known.owners.items() if owner == known.plugins[-1]]
    else:
        known, task = load_task(where)
        own = [item.use for item in task.items]
    return replace(known, exercises={name: known.exercises[name] for name in own})
