"""A folder that works at once: a plugin with one exercise, a task, right and wrong samples, a test."""

import re
from importlib import resources
from pathlib import Path
from string import Template

from gradecheck.errors import MachineError, UsageError

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
#: each file of the folder, and the template (package data) that it is made from
FILES = {
    "README.md": "README.md.txt",
    "exercises.py": "exercises.py.txt",
    "task.yaml": "task.yaml.txt",
    "test_exercises.py": "test_exercises.py.txt",
    "submissions/$name/pass/right.py": "right.py.txt",
    "submissions/$name/partial/factor-two__half_forgotten.py": "factor_two.py.txt",
    "submissions/$name/fail/sign-flip__residual_reversed.py": "sign_flip.py.txt",
}


def exercise_id(name: str) -> str:
    """The id of the one exercise that a new plugin offers."""
    return f"{name}-grad"


def scaffold(name: str, where: Path) -> list[Path]:
    """Make the folder ``where / name``; gives its files. ``where`` has to exist.

    Raises ``UsageError`` for a name that is not kebab-case and for a folder with something in it,
    ``MachineError`` if nothing can be written there.
    """
    if not NAME.fullmatch(name):
        raise UsageError(f"{name!r} is no name for a task; write kebab-case{_instead(name)}")
    folder = where / name
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} exists already; take another name, or remove it")
    filled = {"name": name, "title": name.replace("-", " ").capitalize()}
    try:
        return [_write(folder, path, template, filled) for path, template in FILES.items()]
    except OSError as error:
        raise MachineError(f"cannot write {folder}: {error.strerror}") from error


def _write(folder: Path, path: str, template: str, filled: dict[str, str]) -> Path:
    text = resources.files("gradecheck").joinpath("templates", template).read_text("utf-8")
    file = folder / Template(path).substitute(filled)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(Template(text).substitute(filled), "utf-8", newline="\n")
    return file


def _instead(name: str) -> str:
    """`` like 'my-homework'``, made from the name where that is possible."""
    words = re.findall(r"[a-z0-9]+", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", name).lower())
    kebab = "-".join(words)
    return f" like {kebab if NAME.fullmatch(kebab) else 'my-homework'!r}"
