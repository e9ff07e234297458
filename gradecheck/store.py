"""Results on disk, as they come: what was stopped goes on, and only what changed is graded again.

A store is one SQLite file with a row for each submission, committed when its result is there. A row is
as good as a new result while two digests agree: that of the conditions (task, plugins, versions, seed,
isolation) and that of the submission's files. The journal is SQLite's write-ahead log: whatever kills
the grader, every row is there completely or not at all. One grader at a time holds the file.
"""

import hashlib
import json
import os
import platform
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from gradecheck import intake, records
from gradecheck.errors import MachineError, UsageError
from gradecheck.model import Submission, Task, Text, Verdict
from gradecheck.report import SubmissionResult

#: how the tables are laid out; another number is another version's
FORMAT = 1
#: what tells a store from any other database: "GrCk"
APPLICATION = 0x4772436B

_LAYOUT = """
CREATE TABLE run (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE results (
    submission TEXT PRIMARY KEY,  -- its id
    conditions TEXT NOT NULL,     -- digest of what it was graded with
    content TEXT NOT NULL,        -- digest of its files
    result TEXT NOT NULL          -- the result, in JSON
);
"""
_BUSY = "another gradecheck is using it; wait for it, or give each its own store"
_REASONS = {
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_FULL": "the disk is full; make room and run the same command again, nothing is lost",
    "SQLITE_IOERR": "the disk is full or failing; run the same command again, nothing is lost",
    "SQLITE_READONLY": "it may not be written",
    "SQLITE_CANTOPEN": "it cannot be opened or made there",
    "SQLITE_CORRUPT": "it is damaged; keep it aside and begin a new one",
}


class Store:
    """The results of one class on one task. Made by :func:`opened`."""

    def __init__(self, file: Path, connection: sqlite3.Connection) -> None:
        self._file, self._connection = file, connection
        self._conditions = ""
        self._asked: dict[str, bytes] = {}
        self._named: str | None = None

    @property
    def seed(self) -> int | None:
        """The seed of the last run; None in a new store."""
        header = self.header()
        return header["seed"] if header else None

    def header(self) -> dict[str, Any]:
        """What was true of the last run, as a report says it; empty in a new store."""
        found = self._ask("SELECT value FROM run WHERE name = 'header'")
        return dict(json.loads(found[0][0])) if found else {}

    def begin(self, header: Mapping[str, Any], task: Task) -> None:
        """Set the conditions of this run, and remember them. ``header`` is that of a JSON report."""
        self._named = task.file
        self._conditions = _digest(_conditions(header, task)).hex()
        values = (json.dumps(header), self._conditions)
        self._ask("INSERT OR REPLACE INTO run VALUES ('header', ?), ('conditions', ?)", values)

    def missing(self, submissions: Sequence[Submission]) -> list[Submission]:
        """Those without a result that is still good: new ones, changed ones, and what was broken."""
        kept = dict(
            self._ask("SELECT submission, content FROM results WHERE conditions = ?", (self._conditions,))
        )
        found = []
        for submission in submissions:
            content = _content(submission, self._named)
            if kept.get(submission.id) != content.hex():
                self._asked[submission.id] = content
                found.append(submission)
        return found

    def keep(self, submission: Submission, result: SubmissionResult) -> None:
        """Keep a result. Not one that is broken, nor one of files that changed while they were graded."""
        content = _content(submission, self._named)
        if result.verdict is Verdict.BROKEN or content != self._asked[submission.id]:
            return
        row = (submission.id, self._conditions, content.hex(), records.written(result))
        self._ask("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?)", row)

    def completed(
        self, submissions: Sequence[Submission], fresh: Iterator[SubmissionResult]
    ) -> Iterator[SubmissionResult]:
        """The results of all, in order: ``fresh`` has those of the missing ones, the others are kept here."""
        for submission in submissions:
            yield next(fresh) if submission.id in self._asked else self._kept(submission)
        yield from fresh  # there are no more; asked for them, what graded takes itself down in peace

    def results(self) -> Iterator[SubmissionResult]:
        """Every result of the last run's conditions, by id."""
        sql = (
            "SELECT result FROM results, run WHERE name = 'conditions' AND value = conditions"
            " ORDER BY submission"
        )
        with _blame(self._file):
            yield from (records.read(text) for (text,) in self._connection.execute(sql))

    def _kept(self, submission: Submission) -> SubmissionResult:
        """A result that is still good; where the submission lies and the roster may have changed."""
        [(text,)] = self._ask("SELECT result FROM results WHERE submission = ?", (submission.id,))
        return replace(records.read(text), path=submission.path, name=submission.name)

    def _ask(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        with _blame(self._file):
            return self._connection.execute(sql, values).fetchall()


@contextmanager
def opened(file: Path, task: str) -> Iterator[Store]:
    """The store of a task's results in ``file``, made if there is none; nobody else may use it meanwhile.

    Raises ``UsageError`` for a file that is something else or another task's store, ``MachineError`` for
    one that is in use, damaged, or cannot be written.
    """
    if file.is_file() and not os.access(file, os.W_OK):
        raise MachineError(f"store {file}: it may not be written")
    with _blame(file):
        connection = _connected(file, "rwc")
    try:
        with _blame(file):
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")  # kept until we are gone, however we go
            connection.execute("BEGIN EXCLUSIVE")
            if _is_new(file, connection):
                _lay_out(connection, task)
            _check_task(file, connection, task)
            connection.execute("COMMIT")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
        yield Store(file, connection)
        with suppress(sqlite3.Error):  # only for neatness: a store at rest is one file
            connection.execute("PRAGMA journal_mode = DELETE")
    finally:
        connection.close()


@contextmanager
def looked_into(file: Path) -> Iterator[Store]:
    """A store that is only read. Raises as :func:`opened` does, and where there is none."""
    with _blame(file):
        connection = _connected(file, "ro")
    try:
        with _blame(file):
            if _is_new(file, connection):
                raise UsageError(f"{file} is an empty store")
        yield Store(file, connection)
    finally:
        connection.close()


def is_database(file: Path) -> bool:
    """Whether the file is one of SQLite's. Raises ``OSError`` if it cannot be read."""
    with file.open("rb") as stream:
        return stream.read(16) == b"SQLite format 3\0"


def _connected(file: Path, mode: str) -> sqlite3.Connection:
    if file.exists() and not file.is_file():
        raise UsageError(f"{file} is not a file; a store is one")
    address = f"{file.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, timeout=0.5, isolation_level=None, uri=True)


def _is_new(file: Path, connection: sqlite3.Connection) -> bool:
    """Whether nothing is in it yet. Raises ``UsageError`` if what is in it is not ours."""
    [(application,)] = connection.execute("PRAGMA application_id").fetchall()
    [(tables,)] = connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    if application == APPLICATION:
        [(version,)] = connection.execute("PRAGMA user_version").fetchall()
        if version != FORMAT:
            raise UsageError(f"{file} is a store of another version of gradecheck; begin a new one")
        return False
    if application or tables:
        raise UsageError(f"{file} is not a store of gradecheck, but another database")
    return True


def _lay_out(connection: sqlite3.Connection, task: str) -> None:
    """Everything in the transaction at hand: a store is there completely or not at all."""
    for statement in filter(str.strip, _LAYOUT.split(";\n")):
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    connection.execute("INSERT INTO run VALUES ('task', ?)", (task,))


def _check_task(file: Path, connection: sqlite3.Connection, task: str) -> None:
    [(kept,)] = connection.execute("SELECT value FROM run WHERE name = 'task'").fetchall()
    if kept != task:
        raise UsageError(f"{file} is the store of task {kept!r}, not of {task!r}; give each its own")


@contextmanager
def _blame(file: Path) -> Iterator[None]:
    """SQLite's errors in our words: whose fault it is, and what to do."""
    try:
        yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith("SQLITE_NOTADB"):
            raise UsageError(f"{file} is not a store of gradecheck") from error
        general = "_".join(name.split("_")[:2])  # SQLITE_IOERR_WRITE is an SQLITE_IOERR
        raise MachineError(f"store {file}: {_REASONS.get(general, error)}") from error


def _conditions(header: Mapping[str, Any], task: Task) -> Any:
    """What a result depends on beside the submission. A task's title and a patch of numpy change none."""
    return {
        **header,
        "numpy": header["numpy"].split(".")[:2],
        "python": platform.python_version_tuple()[:2],
        "task": asdict(replace(task, title=Text("", ""), seed=None)),
    }


def _content(submission: Submission, named: str | None) -> bytes:
    """The digest of what is graded: the names and bytes of a submission's files, and what was not read."""
    return _digest(asdict(intake.read(submission, named)))


def _digest(value: Any) -> bytes:
    return hashlib.sha256(json.dumps(value, sort_keys=True, default=_hashed).encode()).digest()


def _hashed(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
