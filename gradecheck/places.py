"""Where submissions lie: in a folder on disk, or in an archive, or in an archive in that; one view of all."""

import os
import stat
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from gradecheck.archive import ARGUMENT, Archive, limit, opened
from gradecheck.folder import CLOSED, EMPTY, MAX_DEPTH, Folder, at, is_archive, is_visible, pruned
from gradecheck.safefile import MAX_FILE, Parts, RefusedError, content

#: archives in each other; and in one that lies in a class, else none of them is opened
MAX_NESTED, MAX_INNER = 2, 8


_Stamp = tuple[int, int]


class Place(NamedTuple):
    """Something that holds submissions: how to look at it, and how to read what it holds.

    ``look(parts)`` gives the folder at a path below, None for a file; raises ``OSError``.
    ``get(parts, name)`` gives the bytes of a file, which messages call ``name``; raises ``RefusedError``.
    """

    look: Callable[[Parts], Folder | None]
    get: Callable[[Parts, str], bytes]


def enter(root: Path, parts: Parts) -> tuple[Place, Parts]:
    """The innermost archive on the way from an argument to a path below it, and the rest of the way.

    Raises ``RefusedError`` for an archive that cannot be read.
    """
    place = _held(_argument(root)) if is_packed(root) else _disk(root)
    stamp = _stamp(root) if is_packed(root) else None
    inside = 0
    for n, name in enumerate(parts, 1):
        if is_archive(name) and place.look(parts[inside:n]) is None:
            stamp = stamp or _stamp(root.joinpath(*parts[:n]), follow=False)
            place, inside = _held(_remembered_below(str(root), parts[:n], stamp)), n
    return place, parts[inside:]


def overview(root: Path) -> Folder:
    """What is visible under an argument; archives are folders, too. Raises ``OSError``, ``RefusedError``."""
    place, _ = enter(root, ())
    return _expanded(place.look(()) or EMPTY, place, 1 if is_packed(root) else 0)


def is_packed(root: Path) -> bool:
    """Whether an argument is an archive."""
    return is_archive(root.name) and root.is_file()


def _disk(root: Path) -> Place:
    def get(parts: Parts, name: str) -> bytes:
        return content(root, parts, name, limit(name) or MAX_FILE)

    return Place(partial(_look, root), get)


def _held(archive: Archive) -> Place:
    return Place(lambda parts: at(archive.folder, parts), archive.content)


def _argument(root: Path) -> Archive:
    """An archive that the instructor names: of all its submissions, the next is likely to be asked for."""
    return _remembered(str(root), _stamp(root))


def _stamp(path: Path, *, follow: bool = True) -> _Stamp:
    """What changes with a file that holds archives. Raises ``OSError``."""
    status = path.stat(follow_symlinks=follow)
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=1)
def _remembered(root: str, _stamp: _Stamp) -> Archive:
    path = Path(root)
    return opened(content(path, (), path.name, ARGUMENT.total), path.name, ARGUMENT)


@lru_cache(maxsize=MAX_NESTED)
def _remembered_below(root: str, parts: Parts, _stamp: _Stamp) -> Archive:
    """An archive below an argument: it may hold a class, and is not to be read for each of its students."""
    place, rest = enter(Path(root), parts[:-1])
    return opened(place.get((*rest, parts[-1]), parts[-1]), parts[-1])


def _look(root: Path, parts: Parts) -> Folder | None:
    """What is visible at a path on disk; a link below the root is a file like any other."""
    path = root.joinpath(*parts)
    mode = os.stat(path, follow_symlinks=not parts).st_mode  # noqa: PTH116 -- one call for both
    return pruned(_folder(path)) if stat.S_ISDIR(mode) else None


def _folder(path: Path, depth: int = 0) -> Folder:
    """A folder on disk. Raises ``OSError`` where it cannot be listed; below, that costs only itself."""
    try:
        with os.scandir(path) as entries:
            visible = sorted((e for e in entries if e.name[0] != "."), key=lambda entry: entry.name)
    except OSError:
        if depth:
            return CLOSED
        raise
    files = tuple(e.name for e in visible if not e.is_dir(follow_symlinks=False))
    inner = [e.name for e in visible if e.is_dir(follow_symlinks=False) and is_visible(e.name)]
    return Folder(files, {name: _folder(path / name, depth + 1) for name in inner if depth < MAX_DEPTH})


def _expanded(folder: Folder, place: Place, nested: int, above: Parts = ()) -> Folder:
    """The folder with its archives as folders, as far as they are not nested too deep."""
    folders = {n: _expanded(one, place, nested, (*above, n)) for n, one in folder.folders.items()}
    packed = {n for n in folder.files if is_archive(n)} if nested < MAX_NESTED else set()
    folders |= {n: _inside(place, (*above, n), nested + 1) for n in sorted(packed)}
    return Folder(tuple(n for n in folder.files if n not in packed), folders)


def _inside(place: Place, parts: Parts, nested: int) -> Folder:
    """What an archive holds; one that cannot be read, or is empty, costs only itself."""
    try:
        archive = opened(place.get(parts, parts[-1]), parts[-1])
    except RefusedError:
        return CLOSED
    inner = sum(is_archive(inside[-1]) for inside in archive.contents)
    depth = nested if inner <= MAX_INNER else MAX_NESTED  # a hundred bombs in one would take minutes
    return _expanded(pruned(archive.folder), _held(archive), depth) if archive.contents else CLOSED
