"""What is different between two reports: who, which exercise, the old and the new score, and why."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from gradecheck.errors import UsageError
from gradecheck.messages import clean, say
from gradecheck.model import Message, Verdict
from gradecheck.reports.words import out_of, verdict_word
from gradecheck.reread import Graded, Record


def compared(old: Graded, new: Graded, lang: str) -> tuple[bool, list[str]]:
    """Whether any submission differs, and the lines that say so, those of the old one with ``-``.

    What differs is points, verdict, diagnosis or what was said; not the sizes of errors, nor seconds.
    Raises ``UsageError`` for reports of two tasks.
    """
    if old.header["task"] != new.header["task"]:
        tasks = f"task {new.header['task']!r}, {old.file} of {old.header['task']!r}"
        raise UsageError(f"{new.file} is a report of {tasks}; only reports of one task can be compared")
    lines = list(_runs(old.header, new.header))
    count = Counter({"changed": 0, "gone": 0, "new": 0, "same": 0})
    for id_ in {**old.submissions, **new.submissions}:
        kind, found = _submission(old.submissions.get(id_), new.submissions.get(id_), lang)
        count[kind] += 1
        lines += found
    different = count["same"] < count.total()
    return different, [*lines, say(Message("diff-summary", count), lang)]


def _runs(old: Record, new: Record) -> Iterator[str]:
    """What differs in the runs themselves, and may be why."""
    for key in ("gradecheck", "numpy", "seed"):
        if old[key] != new[key]:
            yield f"{key}: {clean(str(old[key]))} → {clean(str(new[key]))}"
    for name in sorted(old["plugins"].keys() | new["plugins"].keys()):
        before, after = (_short(one["plugins"].get(name)) for one in (old, new))
        if before != after:
            yield f"{clean(name)}: {before} → {after}"
    modes = old["isolation"]["mode"], new["isolation"]["mode"]
    if modes[0] != modes[1]:
        yield f"isolation: {clean(modes[0])} → {clean(modes[1])}"


def _short(fingerprint: object) -> str:
    """A plugin's version and the first digits of its hash."""
    version, mark, digest = str(fingerprint or "–").rpartition("sha256:")
    return clean(f"{version}{mark}{digest[:12]}")


def _submission(old: Record | None, new: Record | None, lang: str) -> tuple[str, list[str]]:
    """One submission: ``changed``, ``gone``, ``new`` or the ``same``, and the lines that say so."""
    if new is None or old is None:
        sign, kind, one = ("+", "new", new or {}) if old is None else ("-", "gone", old)
        return kind, [f"{sign} {clean(one['id'])}  {_score(one)}"]
    exercises = list(_exercises(old, new, lang))
    if not exercises and _marks(old) == _marks(new):
        return "same", []
    scores = _score(old) if _score(old) == _score(new) else f"{_score(old)} → {_score(new)}"
    return "changed", [f"~ {clean(new['id'])}  {scores}", *exercises]


def _exercises(old: Record, new: Record, lang: str) -> Iterator[str]:
    before, after = ({one["id"]: one for one in which["exercises"]} for which in (old, new))
    for id_ in before | after:
        was, now = before.get(id_), after.get(id_)
        if was is not None and now is not None and _marks(was) == _marks(now):
            continue
        yield f"    {clean(id_)}"
        yield from (f"    {sign} {_found(one, lang)}" for sign, one in (("-", was), ("+", now)) if one)


def _marks(record: Record) -> tuple[Any, ...]:
    """What makes two results the same, whatever language they were said in."""
    message: Mapping[str, Any] = record.get("message") or {}
    found = (record["points"], record["max_points"], record["verdict"], record.get("diagnosis"))
    return (*found, message.get("id"))


def _found(exercise: Record, lang: str) -> str:
    """Verdict, points, diagnosis and sentence of one exercise."""
    sentence = exercise["message"]["text"] if exercise["message"] else ""
    why = ": ".join(filter(None, (exercise["diagnosis"], sentence)))
    return clean(f"{verdict_word(Verdict(exercise['verdict']), lang)}  {_score(exercise)}  {why}", 1000)


def _score(record: Record) -> str:
    return out_of(record["points"], record["max_points"])
