"""The nouns: frozen, without input or output. Everything else is functions over these."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal, NamedTuple

import numpy as np


class Verdict(StrEnum):
    """What the grader says, mildest first."""

    PASS = "pass"  # noqa: S105 -- a verdict, not a password
    PARTIAL = "partial"
    FAIL = "fail"
    ERROR = "error"
    TIMEOUT = "timeout"
    BROKEN = "broken"

    @property
    def severity(self) -> int:
        """Position in the order above, 0 for ``pass``."""
        return _SEVERITY[self]


_SEVERITY = {verdict: place for place, verdict in enumerate(Verdict)}


class Text(NamedTuple):
    """One sentence in both languages."""

    en: str
    zh: str

    def say(self, lang: str) -> str:
        """The sentence in ``lang``; English where there is no translation."""
        return self.zh if lang == "zh-CN" and self.zh else self.en


@dataclass(frozen=True)
class Message:
    """What is said to people: an id of ``messages/*.toml`` and what fills its placeholders.

    A parameter may be a :class:`Text` (an author's own sentence); it is said in the reader's language.
    """

    id: str
    params: Mapping[str, Any] = field(default_factory=dict)


# --- inputs of an exercise that are not plain values ------------------------------------------------


@dataclass(frozen=True)
class Function:
    """A function handed to a student's code: it is callable here, and crosses the wall as text.

    ``Function("x @ Q @ x + b @ np.sin(x)", "x", Q=Q, b=b)`` is a function of ``x``; the expression sees
    its variables, its constants and ``np``.
    """

    expression: str
    variables: tuple[str, ...]
    constants: Mapping[str, Any]

    def __init__(self, expression: str, *variables: str, **constants: Any) -> None:
        object.__setattr__(self, "expression", expression)
        object.__setattr__(self, "variables", variables)
        object.__setattr__(self, "constants", constants)

    def __call__(self, *values: Any) -> Any:
        """Evaluate the expression; raises ``TypeError`` on a wrong number of values."""
        names = {"np": np, **self.constants, **dict(zip(self.variables, values, strict=True))}
        return eval(self.expression, {"__builtins__": {}}, names)  # noqa: S307 -- an author wrote it, in a plugin


@dataclass(frozen=True)
class Hidden:
    """Inputs that reach key, oracle and misconceptions as keyword arguments, never a student."""

    values: Mapping[str, Any]

    def __init__(self, **values: Any) -> None:
        object.__setattr__(self, "values", values)


class Calls(tuple[list[Any], ...]):
    """Several calls that make one case: it is right only if all of them are."""

    __slots__ = ()


# --- what happened in a student's process -----------------------------------------------------------


@dataclass(frozen=True)
class Strange:
    """An answer (or part) that is not made of numbers and arrays; ``kind`` is a built-in type's name."""

    kind: str


@dataclass(frozen=True)
class Returned:
    """The call came back: the worker saw that inputs were ``changed``, that cells of it ``failed``."""

    value: Any
    changed: bool = False
    failed: tuple["Raised", ...] = ()


@dataclass(frozen=True)
class Raised:
    """Student code raised. ``kind`` is a built-in exception's name, ``line`` that of the file or ``cell``.

    ``forbidden`` says what the wall refused, if that is why: files, network, threads or processes.
    """

    kind: str
    line: int | None = None
    text: str = ""
    file: str = ""
    forbidden: str = ""
    cell: int | None = None


@dataclass(frozen=True)
class Absent:
    """The submission has no such name, or (``found``) it is not a function."""

    found: bool = False


@dataclass(frozen=True)
class TimedOut:
    """The clock ran out after ``seconds``: those of the exercise, or (``total``) of the whole submission."""

    seconds: float
    total: bool = False


@dataclass(frozen=True)
class Died:
    """The worker ended without an answer; ``reason`` is an id of the messages (``died-memory``, ...)."""

    reason: str
    params: Mapping[str, Any] = field(default_factory=dict)


Outcome = Returned | Raised | Absent | TimedOut | Died


@dataclass(frozen=True)
class Snapshot:
    """The arrays of a script's roles at one moment, when ``printed`` characters had been printed."""

    printed: int
    arrays: Mapping[str, Any]


@dataclass(frozen=True)
class ScriptRun:
    """A script that was run; ``snapshots``: first print with all roles, next with a change, end."""

    outcome: "Outcome"
    output: str = ""
    snapshots: tuple[Snapshot, ...] = ()


# --- tasks ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Limits:
    """What a submission may use: seconds for each exercise and in all, and memory."""

    seconds: float = 10.0
    total_seconds: float = 60.0
    memory_mb: int = 1024


class Tolerances(NamedTuple):
    """Fixed tolerances: an entry may be off by ``atol + rtol * |key|``."""

    rtol: float
    atol: float = 0.0


@dataclass(frozen=True)
class TaskItem:
    """One exercise as a task uses it.

    ``entry`` is None for a script exercise; ``facts`` gives what holds of a script its share of the points.
    ``compare`` is by measured tolerances (``floor``), by the book's criterion (``mml``), or by fixed ones.
    ``set_aside`` has a reason for each finding of ``check`` that is meant to be so, by its code.
    """

    use: str
    entry: str | None
    points: float
    cases: int = 5
    credit: Mapping[str, float] = field(default_factory=dict)
    facts: Mapping[str, float] = field(default_factory=dict)
    compare: Literal["floor", "mml"] | Tolerances = "floor"
    set_aside: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Task:
    """One homework: the exercises that it picks, in order, and what they are worth."""

    id: str
    title: Text
    items: tuple[TaskItem, ...]
    limits: Limits = Limits()
    file: str | None = None
    seed: int | None = None


# --- submissions ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Submission:
    """One student's work as it lies on disk, perhaps packed: where, and what it is called. Not yet read.

    ``root`` is the argument it was found under (empty: it is the argument). Links below are never followed.
    """

    id: str
    path: str
    root: str = ""
    name: str = ""


@dataclass(frozen=True)
class Source:
    """A submission that was read: the bytes of its Python files by module path, ``main`` among them.

    ``unread``: the files beside the code that were not read. ``refused``: why there is nothing to run (no
    ``files`` then). ``log``: ``losses.txt``. ``cells``: first line and number of each cell of a notebook.
    """

    main: str
    files: Mapping[str, bytes]
    unread: tuple[str, ...] = ()
    refused: Message | None = None
    log: bytes | None = None
    cells: tuple[tuple[int, int], ...] | None = None
