"""Find submissions on disk and read them. Nothing here runs, imports or parses a student's code.

A folder is looked at once, as a :class:`Folder`; the rules are plain functions over that. What a student
may have put there is not believed: below an argument no link is followed, and only regular files of
bounded size and number are read.

A folder is one submission if it holds the task's ``file``; without such a name, if it holds exactly one
``.py`` and no folder in it holds another. (A folder with ``alice.py`` and ``bob/hw.py`` is a class; a
submission with folders of modules of its own needs a task that names its ``file``.) A folder in which
there is no ``.py`` at all is one submission too: who handed in a picture is told so.
"""

import os
import stat
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from gradecheck.errors import UsageError
from gradecheck.messages import clean
from gradecheck.model import Message, Source, Submission
from gradecheck.safefile import Parts, RefusedError, content

#: bytes of all the files of a submission
MAX_TOTAL = 4 << 20
#: Python files of a submission; names of files beside them; folders inside each other
MAX_FILES, MAX_UNREAD, MAX_DEPTH = 200, 20, 20

# What machines leave behind; a virtual environment is known by its pyvenv.cfg.
_PASSED_OVER = ("__pycache__", "__MACOSX", "node_modules")


class Folder(NamedTuple):
    """What is visible in a folder: its folders, none of them empty, and the names of all else, sorted."""

    files: Parts
    folders: Mapping[str, "Folder"]


def find(paths: Sequence[Path], file: str | None) -> list[Submission]:
    """The submissions under files and folders, in the order given, each once; ``file`` is the task's.

    Raises ``UsageError`` for a path that does not exist and for a folder without submissions.
    """
    missing = [repr(str(path)) for path in paths if not os.path.exists(path)]  # noqa: PTH110 -- never raises
    if missing:
        raise UsageError(f"there is no file or folder {', '.join(missing)}")
    places: dict[str, tuple[Path, Parts]] = {}
    for path in paths:
        for parts in _under(path, file):
            # not Path.resolve(): two links to one file are two submissions
            places.setdefault(os.path.abspath(path.joinpath(*parts)), (path, parts))  # noqa: PTH100 -- see above
    found = list(places.values())
    return [
        Submission(id_, str(path.joinpath(*parts)), str(path) if parts else "")
        for id_, (path, parts) in zip(ids(found), found, strict=True)
    ]


def members(folder: Folder, file: str | None) -> Iterator[Parts]:
    """The submissions in a folder by the rule above, sorted; only ``()`` if the folder itself is one."""
    if _is_one(folder, file):
        yield ()
        return
    for name in sorted([*filter(_is_python, folder.files), *folder.folders]):
        inside = members(folder.folders[name], file) if name in folder.folders else [()]
        yield from ((name, *parts) for parts in inside)


def ids(found: Sequence[tuple[Path, Parts]]) -> list[str]:
    """An id for each argument and what leads to the submission below it; no two are equal.

    Equal ids are told apart by the argument, then by the suffix (``alice.py`` beside ``alice/``), at
    last by a number.
    """
    named = [_id("/".join(parts) or _name(path)) for path, parts in found]
    typed = [path.joinpath(*parts).as_posix() for path, parts in found]
    for better in ([_id(text) for text in typed], [_id(text, suffix=True) for text in typed]):
        count = Counter(named)
        named = [b if count[n] > 1 else n for n, b in zip(named, better, strict=True)]
    return _numbered(named)


def read(submission: Submission, file: str | None) -> Source:
    """The Python files of a submission and the names of the others; or why there is nothing to run."""
    root = Path(submission.root or submission.path)
    base = Path(submission.path).relative_to(root).parts
    try:
        mode = os.stat(submission.path, follow_symlinks=not base).st_mode  # noqa: PTH116 -- one call for both
        return _read_folder(root, base, file) if stat.S_ISDIR(mode) else _read_file(root, base)
    except OSError as error:
        reason = Message("file-unreadable", {"name": _name(root.joinpath(*base)), "reason": error.strerror})
        return Source("", {}, refused=reason)
    except RefusedError as refused:
        return Source("", {}, refused=refused.message)


# --- what there is ------------------------------------------------------------------------------------


def _under(path: Path, file: str | None) -> Iterable[Parts]:
    """The submissions under one argument."""
    if not path.is_dir():
        return [()]
    try:
        folder = _look(path)
    except OSError as error:
        raise UsageError(f"cannot look into {error.filename!r}: {error.strerror}") from error
    if not _has_python(folder):
        raise UsageError(f"there are no submissions in {str(path)!r}: it holds no .py file")
    return members(folder, file)


def _look(path: Path, depth: int = 0) -> Folder:
    """What is visible in a folder. Raises ``OSError`` where it cannot be listed.

    A folder in it that cannot be listed seems to hold one thing without a name: it costs only itself.
    """
    try:
        with os.scandir(path) as entries:
            visible = sorted((e for e in entries if e.name[0] != "."), key=lambda entry: entry.name)
    except OSError:
        if depth:
            return Folder(("",), {})
        raise
    inner = [e.name for e in visible if e.is_dir(follow_symlinks=False)]
    files = tuple(e.name for e in visible if not e.is_dir(follow_symlinks=False))
    if depth and "pyvenv.cfg" in files:
        return Folder((), {})
    wanted = [name for name in inner if depth < MAX_DEPTH and name not in _PASSED_OVER]
    folders = {name: _look(path / name, depth + 1) for name in wanted}
    return Folder(files, {name: folder for name, folder in folders.items() if folder != ((), {})})


def _is_python(name: str) -> bool:
    return name.lower().endswith(".py")


def _has_python(folder: Folder) -> bool:
    """Whether there is a Python file in the folder, at any depth."""
    return any(map(_is_python, folder.files)) or any(map(_has_python, folder.folders.values()))


def _is_one(folder: Folder, file: str | None) -> bool:
    """The rule of this module: whether the folder as a whole is one submission."""
    if not _has_python(folder):
        return True
    if file is not None:
        return file in folder.files
    return sum(map(_is_python, folder.files)) == 1 and not any(map(_has_python, folder.folders.values()))


def _name(path: Path) -> str:
    """The last name of a path, of ``.`` and ``..`` too."""
    return os.path.basename(os.path.abspath(path))  # noqa: PTH100, PTH119 -- keeps links, unlike resolve()


def _id(path: str, *, suffix: bool = False) -> str:
    """A path as an id: one harmless line."""
    return clean(path[:-3] if _is_python(path) and not suffix else path, limit=4096) or "unnamed"


def _numbered(names: Iterable[str]) -> list[str]:
    """The names, with ``(2)``, ``(3)``, ... behind those that were there before."""
    made: dict[str, None] = {}
    for name in names:
        free, n = name, 2
        while free in made:
            free, n = f"{name} ({n})", n + 1
        made[free] = None
    return list(made)


# --- what is in it ------------------------------------------------------------------------------------


def _read_file(root: Path, base: Parts) -> Source:
    name = base[-1] if base else _name(root)
    if not _is_python(name):
        raise RefusedError("no-python-file")
    return Source(clean(name), {clean(name): content(root, base, name)})


def _read_folder(root: Path, base: Parts, file: str | None) -> Source:
    """The files of a folder, the main one first; those beyond the limits stay unread."""
    folder = _look(root.joinpath(*base))
    found = {clean("/".join(parts)): parts for parts in _files(folder)}
    try:
        main = _main(folder, file)
        files = {clean(main): content(root, (*base, main), main)}
    except RefusedError as refused:
        beside = [name for name in found if not _is_python(name)]
        return Source("", {}, _cut(beside), refused.message)
    for name, parts in found.items():
        module = _module(root, (*base, *parts), files) if name not in files else None
        if module is not None:
            files[name] = module
    return Source(clean(main), files, _cut([name for name in found if name not in files]))


def _main(folder: Folder, file: str | None) -> str:
    """The name of the file to run. Raises ``RefusedError`` where it is not clear."""
    if file in folder.files:
        return str(file)
    python = [name for name in folder.files if _is_python(name)]
    if len(python) == 1 and file is None:
        return python[0]
    if not python:
        raise RefusedError("no-python-file")
    # find() makes several submissions of such a folder; it may have changed since
    raise RefusedError("several-python-files", file=file) if file else RefusedError("too-many-python-files")


def _files(folder: Folder) -> Iterator[Parts]:
    """What leads to each file in a folder, at any depth."""
    yield from ((name,) for name in folder.files)
    for name, inner in folder.folders.items():
        yield from ((name, *parts) for parts in _files(inner))


def _module(root: Path, parts: Parts, files: Mapping[str, bytes]) -> bytes | None:
    """A Python file beside the main one; None if it is none or may not be read besides ``files``."""
    if not _is_python(parts[-1]) or len(files) >= MAX_FILES:
        return None
    try:
        found = content(root, parts, parts[-1])
    except RefusedError:
        return None
    return found if sum(map(len, files.values())) + len(found) <= MAX_TOTAL else None


def _cut(names: list[str]) -> tuple[str, ...]:
    """At most ``MAX_UNREAD`` names; the last says how many more there are."""
    if len(names) <= MAX_UNREAD:
        return tuple(names)
    kept = names[: MAX_UNREAD - 1]
    return (*kept, f"… (+{len(names) - len(kept)})")
