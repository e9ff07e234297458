"""The class list: a CSV file ``id,name[,...]`` that says whose submissions are whose, and who has none.

UTF-8 (with or without a byte order mark) or GBK, as spreadsheets save it. A first line may name the columns.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from gradecheck.errors import UsageError
from gradecheck.messages import clean
from gradecheck.model import Submission

#: what the first column may be called in a line that names the columns
_HEADINGS = frozenset(
    ("id", "sid", "student", "student id", "student_id", "studentid", "number", "学号", "学生学号", "编号")
)
_WORDS = re.compile(r"[/_+\-\s]+")


def read(path: Path) -> dict[str, str]:
    """Names by id, in the order of the file. Raises ``UsageError`` that says what is wrong with it."""
    try:
        text = _decoded(path.read_bytes(), path)
    except OSError as error:
        raise UsageError(f"--roster: cannot read {str(path)!r}: {error.strerror}") from error
    rows = csv.reader(text.splitlines(keepends=True))
    names: dict[str, str] = {}
    try:
        for row in rows:
            cells = [clean(cell) for cell in row]
            if not any(cells) or (rows.line_num == 1 and cells[0].lower() in _HEADINGS):
                continue
            place = f"--roster: {path}:{rows.line_num}"
            if len(cells) < 2 or not cells[0]:
                raise UsageError(f"{place}: a line is id,name; this one is {','.join(cells)!r}")
            if names.setdefault(cells[0], cells[1]) != cells[1]:
                raise UsageError(f"{place}: the id {cells[0]!r} is there twice, with two names")
    except csv.Error as error:
        raise UsageError(f"--roster: {path}:{rows.line_num}: not CSV: {error}") from error
    if not names:
        raise UsageError(f"--roster: {path}: nobody is on it; a line is id,name")
    return names


def named(submissions: Sequence[Submission], names: Mapping[str, str]) -> list[Submission]:
    """The submissions with the names that the roster has for them; others keep what is known."""
    found = [(one, _owners(one.id, names)) for one in submissions]
    return [replace(one, name=", ".join(names[id_] for id_ in ids)) if ids else one for one, ids in found]


def absent(submissions: Sequence[Submission], names: Mapping[str, str]) -> list[str]:
    """Who is on the roster and handed nothing in: a line each."""
    there = {id_ for one in submissions for id_ in _owners(one.id, names)}
    return [f"{id_} {name}".rstrip() for id_, name in names.items() if id_ not in there]


def _owners(id: str, names: Mapping[str, str]) -> list[str]:
    """Whose a submission is: its id, the one word of it that is on the roster, or all words of a group's."""
    if id in names:
        return [id]
    words = list(dict.fromkeys(word for word in _WORDS.split(id) if word in names))
    return words if len(words) == 1 or "+" in id else []


def _decoded(data: bytes, path: Path) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(f"--roster: {path}: neither UTF-8 nor GBK; save it as CSV UTF-8")
