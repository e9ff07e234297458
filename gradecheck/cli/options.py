"""What several commands share: languages, suggestions, where a task is, and warnings."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gradecheck.errors import UsageError
from gradecheck.suggest import did_you_mean

if TYPE_CHECKING:  # the registry pulls in numpy, which --help must not
    from gradecheck.hookspecs import Style
    from gradecheck.plugins import Registry


#: the option that every command which speaks has
Lang = Annotated[str | None, typer.Option("--lang", help="en or zh-CN; the locale's by default.")]


def language(asked: str | None) -> str:
    """``--lang``, else the locale's language: ``zh-CN`` or ``en``. Raises ``UsageError`` for another."""
    if asked is not None:
        if asked not in ("en", "zh-CN"):
            raise UsageError(f"--lang: {asked!r} is not spoken here; en or zh-CN")
        return asked
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
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


def unknown(what: str, word: str, known: Iterable[str]) -> UsageError:
    """The error that there is no ``what`` called ``word``; with what may have been meant."""
    meant = did_you_mean(word, known)
    return UsageError(f"{what} {word!r}" + (f"; {meant}" if meant else ""))


def registry() -> "Registry":
    """Everything that is installed; broken plugins are said on stderr."""
    from gradecheck import plugins  # noqa: PLC0415 -- pulls in numpy

    loaded = plugins.load()
    warn(loaded.warnings)
    return loaded


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
    installed = taskfile.index(registry.task_files())
    if name not in installed:
        raise unknown("there is no task", name, installed)
    return installed[name]
