"""What a worker states, read strictly: frames become outcomes, and everything else is malformed."""

import builtins
import unicodedata
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from gradecheck import model
from gradecheck.wall import frame

#: characters of an exception's text that are kept
TEXT = 300
#: snapshots of one script
SNAPSHOTS = 3
#: cells of a notebook that may have failed
FAILED = 10
EXCEPTIONS = {
    name
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, BaseException)
}
STRANGE = {name for name, kind in vars(builtins).items() if isinstance(kind, type)} | {
    "NoneType", "function", "builtin_function_or_method", "generator", "module", "method", "ndarray", "ufunc",
}  # fmt: skip

KINDS: frame.Kinds = {"s": lambda kind: model.Strange(kind if kind in STRANGE else "object")}
#: what the wall may have refused
FORBIDDEN = ("files", "network", "threads", "processes")


def outcome(head: Mapping[str, Any], values: Sequence[Any], files: Mapping[str, bytes]) -> model.Outcome:
    """The outcome that a last reply states. Raises ``Malformed``."""
    said = head.get("is")
    if said == "returned" and len(values) == 1 and type(head.get("changed")) is bool:
        return model.Returned(values[0], head["changed"], _failed(head.get("failed", []), files))
    if said == "raised" and not values:
        return _raised(head, files)
    if said == "absent" and not values and type(head.get("found")) is bool:
        return model.Absent(head["found"])
    if said == "too-large" and not values:
        return model.Died("died-reply")
    raise frame.Malformed("not a reply")


def snapshot(head: Mapping[str, Any], values: Sequence[Any]) -> model.Snapshot:
    """The snapshot that a reply states; its names may be a student's own. Raises ``Malformed``."""
    names, printed = head.get("names"), head.get("printed")
    if type(names) is not list or any(type(name) is not str for name in names):
        raise frame.Malformed("not a snapshot")
    if len(values) != len(names) or type(printed) is not int or printed < 0:
        raise frame.Malformed("not a snapshot")
    return model.Snapshot(printed, dict(zip(map(harmless, names), values, strict=True)))


def placed(outcome: model.Outcome, source: model.Source) -> model.Outcome:
    """The outcome with lines of a notebook counted in their cells."""
    if not source.cells:
        return outcome
    if isinstance(outcome, model.Returned):
        return replace(
            outcome, failed=tuple(_in_cell(one, source.main, source.cells) for one in outcome.failed)
        )
    return _in_cell(outcome, source.main, source.cells) if isinstance(outcome, model.Raised) else outcome


def _in_cell(raised: model.Raised, main: str, cells: Sequence[tuple[int, int]]) -> model.Raised:
    if not raised.line or raised.file != main:
        return raised
    first, number = cells[max(bisect_right(cells, raised.line, key=lambda cell: cell[0]) - 1, 0)]
    return replace(raised, line=raised.line - first + 1, cell=number)


def _failed(told: Any, files: Mapping[str, bytes]) -> tuple[model.Raised, ...]:
    if type(told) is not list or len(told) > FAILED or any(type(one) is not dict for one in told):
        raise frame.Malformed("not what cells raised")
    return tuple(_raised(one, files) for one in told)


def _raised(head: Mapping[str, Any], files: Mapping[str, bytes]) -> model.Raised:
    kind, line, file = head.get("kind"), head.get("line"), head.get("file")
    if type(kind) is not str or kind not in EXCEPTIONS:
        kind = "Exception"
    source = files.get(file) if type(file) is str else None
    known = source is not None and type(line) is int and 0 < line <= len(source) + 1
    text, forbidden = head.get("text"), head.get("forbidden")
    return model.Raised(
        kind,
        line if known else None,
        harmless(text) if type(text) is str else "",
        str(file) if known else "",
        str(forbidden) if forbidden in FORBIDDEN else "",
    )


def harmless(text: str) -> str:
    """A student's words without control, format and surrogate characters, and not too many of them."""
    kept = (c if c == " " or unicodedata.category(c)[0] not in "CZ" else " " for c in text[: 4 * TEXT])
    return "".join(kept)[:TEXT].strip()
