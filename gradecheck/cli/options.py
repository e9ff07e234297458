"""What several commands share: languages, suggestions, where a task is, and warnings."""

import difflib
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from gradecheck.errors import UsageError

if TYPE_CHECKING:  # the registry pulls in numpy, which --help must not
    from gradecheck.hookspecs import Style
    from gradecheck.plugins import Registry


def language(asked: str | None) -> str:
    """``--lang``, else the locale's language: ``zh-CN`` or ``en``. Raises ``UsageError`` for another."""
    if asked is not None:
        if asked not in ("en", "zh-CN"):
            raise UsageError(f"--lang: {asked!r} is not spoken here; en or zh-CN")
        return asked
    for name in ("GRADECHECK_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "zh-CN" if value.lower().startswith("zh") else "en"
    return "en"


def terminal(lang: str, verbosity: int = 0) -> "Style":
    """How to write to stdout: with the colours and the columns that rich finds."""
    from rich.console import Console  # noqa: PLC0415 -- --help must not import it

    from gradecheck.hookspecs import Style  # noqa: PLC0415 -- pulls in numpy

    console = Console(file=sys.stdout)
    return Style(lang, console.color_system is not None, console.width, verbosity)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`` did you mean X?`` for the nearest known word, or nothing."""
    close = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""


def warn(lines: Iterable[str]) -> None:
    """Say warnings on stderr, one line each."""
    for line in lines:
        print(f"gradecheck: warning: {line}", file=sys.stderr)  # noqa: T201 -- messages go to stderr


def say_absent(lines: Iterable[str], all: int, lang: str) -> None:
    """Say on stderr who is on the roster and handed nothing in, one a line."""
    from gradecheck.messages import say  # noqa: PLC0415 -- pulls in numpy
    from gradecheck.model import Message  # noqa: PLC0415 -- pulls in numpy

    absent = list(lines)
    if absent:
        said = say(Message("roster-absent", {"count": len(absent), "all": all}), lang)
        print(said, *absent, sep="\n  ", file=sys.stderr)  # noqa: T201 -- messages go to stderr


def task_path(name: str, registry: "Registry") -> Path:
    """The task file that ``name`` means: a path, or the id of an installed task.

    Raises ``UsageError`` where there is none.
    """
    from gradecheck import taskfile  # noqa: PLC0415 -- pulls in yaml and pydantic

    path = Path(name)
    if path.suffix in (".yaml", ".yml") or len(path.parts) > 1:
        if not path.is_file():
            raise UsageError(f"there is no task file {name!r}")
        return path
    installed = taskfile.index(file for plugin in registry.plugins for file in plugin.task_files())
    if name not in installed:
        raise UsageError(f"there is no task {name!r}{did_you_mean(name, installed)}")
    return installed[name]
