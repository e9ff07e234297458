"""How learning platforms and teachers name submissions: whose one is, where that is beyond doubt.

=============  ==================================================  ==========================================
Moodle         ``Full Name_12345_assignsubmission_file_`` (or      the number is the platform's own
               ``…_file_hw.py``)
Gradescope     ``submission_123456`` beside a                      which has names and numbers of students
               ``submission_metadata.yml``
Canvas         ``doejane_LATE_123_45678_hw.py``                    only if all files of a folder look like it
by hand        ``2020123456_张三``, ``2020123456-张三_作业1.py``      a student number, then a Chinese name
=============  ==================================================  ==========================================
"""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from gradecheck.safefile import Parts

_MOODLE = re.compile(r"(?P<name>.+?)_\d+_assignsubmission_(?:file|onlinetext)(?:_.*)?", re.DOTALL)
_BY_HAND = re.compile(
    r"(?P<id>[A-Za-z]{0,4}\d{5,18})[_\-+ .]*(?P<name>[㐀-鿿·]{2,12})(?:[_\-+ .(（].*)?", re.DOTALL
)
# What stands in the place of a name if the number is a date.
_NO_NAME = re.compile("作业|实验|报告|答案|代码|习题|练习|考试|测验|提交|梯度|课")
_CANVAS = re.compile(r"(?P<id>[^\W_]+)(?:_LATE)?_\d{3,}_\d{3,}_.+", re.DOTALL)
_GRADESCOPE = re.compile(r"submission_\d+")

# A submission, its block of submitters, and what is said about one of them.
_ENTRY = re.compile(r"(submission_\d+):\s*")
_KEY = re.compile(r"  :(\w+):.*")
_FIELD = re.compile(r"\s*(-\s+)?:(name|sid|email):\s*(.*)")


class Student(NamedTuple):
    """Whose a submission is: what tells them apart, and their name, as far as it is known."""

    id: str
    name: str = ""


#: what the metadata in a folder says about the submissions beside it
About = Callable[[Path, Parts], Mapping[str, Student]]


def student(name: str) -> Student | None:
    """Whose a file or folder of this name is; None where only others could tell."""
    moodle = _MOODLE.fullmatch(name)
    if moodle:
        return Student(moodle["name"], moodle["name"])
    by_hand = _BY_HAND.fullmatch(name)
    if by_hand is None or _NO_NAME.search(by_hand["name"]):
        return None
    return Student(by_hand["id"], by_hand["name"])


def students(found: Sequence[tuple[Path, Parts]], about: About) -> list[Student | None]:
    """Whose each submission is, by the outermost name: deeper ones are for its author to choose."""
    beside: dict[tuple[Path, Parts], list[str]] = {}
    for path, parts in found:
        if parts:
            beside.setdefault((path, parts[:-1]), []).append(parts[-1])
    canvas = {place for place, names in beside.items() if all(map(_CANVAS.fullmatch, names))}
    return [_student(path, parts, about, canvas) for path, parts in found]


def _student(path: Path, parts: Parts, about: About, canvas: set[tuple[Path, Parts]]) -> Student | None:
    part = parts[0] if parts else path.name  # what lies deeper is named by a student, for anybody's work
    known = about(path, ()).get(part) if parts and _GRADESCOPE.fullmatch(part) else student(part)
    if known:
        return known
    if not parts or (path, parts[:-1]) not in canvas:
        return None
    found = _CANVAS.fullmatch(parts[-1])
    return Student(found["id"]) if found else None


def gradescope(metadata: str) -> dict[str, Student]:
    """What an export's metadata says about its submissions: students of one group are joined by ``+``.

    The file is YAML of one fixed form, written by a machine; only the lines of submitters are read.
    """
    found: dict[str, list[dict[str, str]]] = {}
    people: list[dict[str, str]] = []
    block = ""
    for line in metadata.splitlines():
        entry, key, told = _ENTRY.fullmatch(line), _KEY.fullmatch(line), _FIELD.fullmatch(line)
        if entry:
            people = found.setdefault(entry[1], [])
        if entry or key:
            block = key[1] if key else ""
        elif block == "submitters" and told:
            if told[1]:
                people.append({})
            if people:
                people[-1][told[2]] = told[3].strip().strip("'\"")
    return {name: one for name, group in found.items() if (one := _joined(group)).id}


def _joined(group: Sequence[Mapping[str, str]]) -> Student:
    ids = [one.get("sid") or one.get("email") or one.get("name", "") for one in group]
    names = [one.get("name", "") for one in group]
    return Student("+".join(filter(None, ids)), ", ".join(filter(None, names)))
