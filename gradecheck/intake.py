"""Find submissions and read them: files, folders and archives. Their code is never run or parsed here.

A folder is looked at once; the rules of ``folder.py`` say which submissions it holds. What a student may
have put there is not believed: below an argument no link is followed, and only regular files of bounded
size and number are read. An archive is a folder, read in memory.
"""

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from gradecheck.errors import UsageError
from gradecheck.folder import (
    LOG,
    METADATA,
    PACKED,
    Folder,
    has_code,
    is_code,
    is_notebook,
    is_python,
    listed,
    main_file,
    members,
    no_code,
    nobodys,
    stem,
)
from gradecheck.layouts import Student, gradescope, students
from gradecheck.messages import clean
from gradecheck.model import Message, Source, Submission
from gradecheck.notebook import program
from gradecheck.places import Place, enter, is_packed, overview
from gradecheck.safefile import Parts, RefusedError

#: bytes of all the files of a submission
MAX_TOTAL = 4 << 20
#: Python files of a submission; names of files beside them
MAX_FILES, MAX_UNREAD = 200, 20


class Intake(NamedTuple):
    """What there is to grade, and the names of files in a class that belong to nobody's submission."""

    submissions: list[Submission]
    unread: tuple[str, ...]


def find(paths: Sequence[Path], file: str | None) -> list[Submission]:
    """The submissions of :func:`survey`."""
    return survey(paths, file).submissions


def survey(paths: Sequence[Path], file: str | None) -> Intake:
    """The submissions under files and folders, in the order given, each once; ``file`` is the task's.

    Raises ``UsageError`` for a path that does not exist and for a folder without submissions.
    """
    missing = [repr(str(path)) for path in paths if not os.path.exists(path)]  # noqa: PTH110 -- never raises
    if missing:
        raise UsageError(f"there is no file or folder {', '.join(missing)}")
    places: dict[str, tuple[Path, Parts]] = {}
    unread: dict[str, None] = {}
    for path in paths:
        under, others = _under(path, file)
        unread |= dict.fromkeys(clean(str(path.joinpath(*parts))) for parts in others)
        for parts in under:
            # not Path.resolve(): two links to one file are two submissions
            places.setdefault(os.path.abspath(path.joinpath(*parts)), (path, parts))  # noqa: PTH100 -- see above
    found = list(places.values())
    whose = students(found, cache(_metadata))
    submissions = [
        Submission(
            id_, str(path.joinpath(*parts)), str(path) if parts else "", clean(one.name) if one else ""
        )
        for id_, (path, parts), one in zip(ids(found, whose), found, whose, strict=True)
    ]
    return Intake(submissions, _cut(list(unread)))


def ids(found: Sequence[tuple[Path, Parts]], whose: Sequence[Student | None] = ()) -> list[str]:
    """An id for each argument and what leads to the submission below it; no two are equal.

    It is the student's where ``whose`` says so and nobody else has it, else the path. Equal ids are told
    apart by the argument, then by the suffix (``alice.py`` beside ``alice/``), at last by a number.
    """
    paths = [_id(parts or (_name(path),)) for path, parts in found]
    typed = [path.joinpath(*parts).as_posix().split("/") for path, parts in found]
    named = [(one and clean(one.id)) or path for path, one in zip_longest(paths, whose)]
    for better in (paths, [_id(one) for one in typed], [_id(one, suffix=True) for one in typed]):
        count = Counter(named)
        named = [b if count[n] > 1 else n for n, b in zip(named, better, strict=True)]
    return _numbered(named)


def read(submission: Submission, file: str | None) -> Source:
    """The code of a submission and the names of its other files; or why there is nothing to run."""
    root = Path(submission.root or submission.path)
    base = Path(submission.path).relative_to(root).parts
    try:
        place, base = enter(root, base)
        folder = place.look(base)
        if folder is None:
            return _read_file(place, base, base[-1] if base else _name(root))
        return _read_folder(place, base, folder, file)
    except OSError as error:
        reason = Message("file-unreadable", {"name": _name(root.joinpath(*base)), "reason": error.strerror})
        return Source("", {}, refused=reason)
    except RefusedError as refused:
        return Source("", {}, refused=refused.message)


# --- what there is ------------------------------------------------------------------------------------


def _under(path: Path, file: str | None) -> tuple[Iterable[Parts], Iterable[Parts]]:
    """The submissions under one argument, and the files there that are in none."""
    packed = is_packed(path)
    if not path.is_dir() and not packed:
        return [()], ()
    try:
        folder = overview(path)
    except RefusedError:  # an archive that nobody can open is the work of somebody who is to be told
        return [()], ()
    except OSError as error:
        raise UsageError(f"cannot look into {error.filename!r}: {error.strerror}") from error
    if not has_code(folder) and not packed:
        raise UsageError(f"there are no submissions in {str(path)!r}: it holds no .py or .ipynb file")
    return members(folder, file), nobodys(folder, file)


def _metadata(path: Path, parts: Parts) -> Mapping[str, Student]:
    """What a Gradescope export says about the submissions in one of its folders."""
    try:
        place, rest = enter(path, (*parts, METADATA))
        return gradescope(place.get(rest, METADATA).decode("utf-8", "replace"))
    except (OSError, RefusedError):
        return {}


def _name(path: Path) -> str:
    """The last name of a path, of ``.`` and ``..`` too."""
    return os.path.basename(os.path.abspath(path))  # noqa: PTH100, PTH119 -- keeps links, unlike resolve()


def _id(parts: Sequence[str], *, suffix: bool = False) -> str:
    """A path as an id: one harmless line."""
    *above, last = parts
    path = [*(stem(part, PACKED) for part in above), last if suffix else stem(last)]
    return clean("/".join(path), limit=4096) or "unnamed"


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


def _read_file(place: Place, base: Parts, name: str) -> Source:
    if not is_code(name):
        raise no_code([name])
    code, cells = _code(place, base, name)
    return Source(clean(name), {clean(name): code}, cells=cells)


def _read_folder(place: Place, base: Parts, folder: Folder, file: str | None) -> Source:
    """The files of a folder, the main one first; those beyond the limits stay unread."""
    found = {clean("/".join(parts)): parts for parts in listed(folder)}
    try:
        main = main_file(folder, file)
        code, cells = _code(place, (*base, main), main)
    except RefusedError as refused:
        beside = [name for name in found if not is_code(name)]
        return Source("", {}, _cut(beside), refused.message)
    files = {clean(main): code}
    too_much = 0
    for name, parts in found.items():
        # not everything that lies there is read, only to be left out
        may_fit = name not in files and len(files) < MAX_FILES and too_much < MAX_UNREAD
        module = _module(place, (*base, *parts)) if may_fit else None
        if module is not None and sum(map(len, files.values())) + len(module) > MAX_TOTAL:
            too_much += 1
        elif module is not None:
            files[name] = module
    log = _log(place, base) if LOG in found else None
    used = files.keys() if log is None else {*files, LOG}
    return Source(
        clean(main), files, _cut([name for name in found if name not in used]), log=log, cells=cells
    )


def _code(place: Place, parts: Parts, name: str) -> tuple[bytes, tuple[tuple[int, int], ...] | None]:
    """The text of the main file; of a notebook the text of its cells, and where each begins."""
    data = place.get(parts, name)
    return program(data, name) if is_notebook(name) else (data, None)


def _log(place: Place, base: Parts) -> bytes | None:
    """The losses that are said to have been printed; None if the file may not be read."""
    try:
        return place.get((*base, LOG), LOG)
    except RefusedError:
        return None


def _module(place: Place, parts: Parts) -> bytes | None:
    """A Python file beside the main one; None if it is none or may not be read."""
    if not is_python(parts[-1]):
        return None
    try:
        return place.get(parts, parts[-1])
    except RefusedError:
        return None


def _cut(names: list[str]) -> tuple[str, ...]:
    """At most ``MAX_UNREAD`` names; the last says how many more there are."""
    if len(names) <= MAX_UNREAD:
        return tuple(names)
    kept = names[: MAX_UNREAD - 1]
    return (*kept, f"… (+{len(names) - len(kept)})")
