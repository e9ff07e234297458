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


#: so many names are listed where none of them is like the word that was written
FEW = 20
TASK_FILES = (".yaml", ".yml")
#: the option that every command which speaks has
Lang = Annotated[str | None, typer.Option("--lang", help="en or zh-CN; the locale's by default.")]


#: where commands that tell of exercises look for them
In = Annotated[
    str | None,
    typer.Option(
        "--in", metavar="TASK|PLUGIN", help="Those of a task, or of a plugin file; else all installed."
    ),
]


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
    """The error that there is no ``what`` called ``word``; with what may have been meant, or there is."""
    there_is = sorted(known)
    listed = f"there is {', '.join(there_is)}" if len(there_is) <= FEW else ""
    meant = did_you_mean(word, there_is, listed)
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


def say_names(id: str, names: Iterable[str], lang: str, **params: int) -> None:
    """Say on stderr what is to be said of some names, one a line; nothing if there are none."""
    from gradecheck.messages import say  # noqa: PLC0415 -- pulls in numpy
    from gradecheck.model import Message  # noqa: PLC0415 -- pulls in numpy

    listed = list(names)
    if listed:
        said = say(Message(id, params | {"count": len(listed)}), lang)
        print(said, *listed, sep="\n  ", file=sys.stderr)  # noqa: T201 -- messages go to stderr


def task_path(name: str, registry: "Registry") -> Path:
    """The task file that ``name`` means: a path, or the id of an installed task.

    Raises ``UsageError`` where there is none.
    """
    from gradecheck import taskfile  # noqa: PLC0415 -- pulls in yaml and pydantic

    path = Path(name)
    if path.suffix == ".py":
        instead = "TASK, which comes first, is a .yaml file or the id of an installed task"
        raise UsageError(f"{name!r} is a Python file; {instead}")
    if path.suffix in TASK_FILES or len(path.parts) > 1:
        if not path.is_file():
            raise UsageError(f"there is no task file {name!r}")
        return path
    installed = taskfile.index(registry.task_files())
    if name not in installed:
        raise unknown("there is no task", name, installed)
    return installed[name]
