"""A task for a course platform: everything that grading needs, in one file to upload.

Gradescope takes a zip with ``setup.sh``, which is run once when its image is built, and ``run_autograder``,
which is run for each submission. Ours also holds the task, its plugin files, and gradecheck (with the
installed plugins that the task uses) as wheels made from what is installed here: nothing need be published,
and what grades there is what was tried here. Other packages are pinned to the versions installed here.
Source: gradescope-autograders.readthedocs.io, specs.
"""

import json
import os
import shlex
from importlib import metadata, resources
from pathlib import Path, PurePath

from gradecheck.errors import UsageError
from gradecheck.messages import say
from gradecheck.model import Message, Task
from gradecheck.plugins import GROUP, Registry
from gradecheck.taskfile import RawTask
from gradecheck.wheels import pins, wheel, zipped

SCRIPTS = {"setup.sh": "gradescope_setup.sh.txt", "run_autograder": "gradescope_run.sh.txt"}


def gradescope(raw: RawTask, task: Task, registry: Registry, lang: str) -> bytes:
    """The zip file for Gradescope; its reports speak ``lang``.

    Raises ``UsageError`` for a task that cannot move, ``PluginError`` for a plugin that cannot.
    """
    files = {name: _template(template) for name, template in SCRIPTS.items()}
    layout = _layout(raw)
    settings = {"TASK": layout[raw.path], "LANGUAGE": lang}
    lines = (f"{name}={shlex.quote(value)}\n" for name, value in settings.items())
    files["settings.sh"] = "".join(lines).encode()
    files["not-graded.json"] = _not_graded(task, lang)
    used = _distributions(task, registry)
    files["constraints.txt"] = "".join(f"{pin}\n" for pin in pins(used)).encode()
    files |= {f"wheels/{name}": data for name, data in map(wheel, used)}
    files |= {path: file.read_bytes() for file, path in layout.items()}
    return zipped(files, executable=SCRIPTS)


def _layout(raw: RawTask) -> dict[Path, str]:
    """Each file of the task, and its path in the zip: they lie to each other as they lie here."""
    for written in raw.document.data.get("plugins", []):
        if PurePath(written).is_absolute():
            said = "would not be there on Gradescope; write a path relative to the task"
            raise UsageError(f"{raw.path}: plugins: {written!r} {said}")
    task = Path(os.path.abspath(raw.path))  # noqa: PTH100 -- as for plugins, links are not followed
    top = os.path.commonpath([task.parent, *(plugin.parent for plugin in raw.plugins)])
    places = {raw.path: task} | {plugin: plugin for plugin in raw.plugins}
    return {file: f"task/{place.relative_to(top).as_posix()}" for file, place in places.items()}


def _distributions(task: Task, registry: Registry) -> list[metadata.Distribution]:
    """What gradecheck comes in, and whatever offers an exercise of the task and is not a file beside it."""
    owners = {registry.owners[item.use].name for item in task.items}
    entries = [entry for entry in metadata.entry_points(group=GROUP) if entry.name in owners]
    found = {entry.dist.name: entry.dist for entry in entries if entry.dist}
    ours = metadata.distribution("gradecheck")
    return list(({ours.name: ours} | found).values())


def _not_graded(task: Task, lang: str) -> bytes:
    """The results of a submission in which there is nothing to grade, or too much."""
    asked = Message("hand-in-file", {"file": task.file}) if task.file else Message("hand-in-one")
    results = {"score": 0, "output": say(asked, lang), "output_format": "text", "visibility": "visible"}
    return json.dumps(results, ensure_ascii=False).encode()


def _template(name: str) -> bytes:
    return resources.files("gradecheck").joinpath("templates", name).read_bytes()
