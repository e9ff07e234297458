"""Many submissions: slots that grade side by side, and results in the order of the submissions.

A slot is a process of our own, forked once the key is ready (a key full of functions cannot be pickled)
and before any thread exists; each has its own wall. With one job there is no slot: we grade ourselves.
"""

import multiprocessing
import os
import signal
import sys
import traceback
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, cast

from gradecheck.answerkey import AnswerKey
from gradecheck.errors import GradecheckError, MachineError
from gradecheck.grade import broken, grade
from gradecheck.model import Message, Submission
from gradecheck.report import SubmissionResult
from gradecheck.wall.host import Wall, raise_wall

#: how many submissions may be graded ahead of the first that is not yet done, for each slot
_AHEAD = 16

Keep = Callable[[Submission, SubmissionResult], None]


def _forget(submission: Submission, result: SubmissionResult) -> None:
    """Where results are not kept."""


def grade_all(
    key: AnswerKey, submissions: Sequence[Submission], wall: Wall, jobs: int = 1, keep: Keep = _forget
) -> Generator[SubmissionResult]:
    """The result of every submission, in order. ``wall`` serves this process; slots raise their own.

    ``keep`` is told each result as soon as it is there, in whatever order that is. Close the iterator
    when you stop early: slots that are left wait for work, and so would the end of this process.
    Raises ``MachineError`` if no process can be had. A slot that dies makes the submission it was at
    ``broken`` and is replaced.
    """
    jobs = min(jobs, len(submissions))
    if jobs <= 1 or not hasattr(os, "fork"):
        for submission in submissions:
            result = _graded(key, submission, wall)
            keep(submission, result)
            yield result
        return
    isolation = wall.mode
    wall.close()
    with ExitStack() as stack:
        yield from _Slots(key, submissions, isolation, jobs, stack, keep).results()


def _graded(key: AnswerKey, submission: Submission, wall: Wall) -> SubmissionResult:
    """The result of one submission: ``broken`` if the machine or a bug fails it, not worth nothing."""
    try:
        try:
            return grade(key, submission, wall)
        except MachineError:  # a zygote that died under it has a successor: once more
            return grade(key, submission, wall)
    except MachineError as error:
        return broken(key, submission, Message("broken", {"reason": str(error)}))
    except Exception as error:  # noqa: BLE001 -- a bug of ours that one submission brings out costs no other
        traceback.print_exc()
        return broken(key, submission, Message("broken-bug", {"kind": type(error).__name__}))


@dataclass
class _Slot:
    """One process, the pipe to it, and the number of the submission that it is at."""

    process: Any
    pipe: Connection
    number: int | None = None


class _Slots:
    """The slots of one run: hands out submissions and puts the results back in order."""

    def __init__(
        self,
        key: AnswerKey,
        submissions: Sequence[Submission],
        isolation: str,
        jobs: int,
        stack: ExitStack,
        keep: Keep,
    ) -> None:
        self._key, self._submissions, self._isolation = key, submissions, isolation
        self._stack, self._keep = stack, keep
        self._wanted = self._next = 0
        self._done: dict[int, SubmissionResult] = {}
        self._slots: list[_Slot] = []
        for index in range(jobs):
            self._slots.append(self._fork(index))

    def _fork(self, index: int) -> _Slot:
        context = multiprocessing.get_context("fork")
        ours, theirs = context.Pipe()
        inherited = [ours, *(slot.pipe for slot in self._slots)]
        process = context.Process(
            target=_slot,
            args=(self._key, self._submissions, self._isolation, index, theirs, inherited, os.getpid()),
            daemon=False,  # a daemon may not start the helper that runs mutants
        )
        process.start()
        theirs.close()
        self._stack.callback(process.join)
        self._stack.callback(process.terminate)
        self._stack.callback(ours.close)
        return _Slot(process, ours)

    def results(self) -> Iterator[SubmissionResult]:
        """Every result, in order; no slot runs far ahead of the first that is missing."""
        while self._wanted < len(self._submissions):
            while self._wanted not in self._done:
                for slot in self._slots:
                    self._hand_out(slot)
                self._collect()
            yield self._done.pop(self._wanted)
            self._wanted += 1
        for slot in self._slots:  # all are idle: they take down their walls and end by themselves
            slot.pipe.close()
            slot.process.join()

    def _hand_out(self, slot: _Slot) -> None:
        limit = min(len(self._submissions), self._wanted + _AHEAD * len(self._slots))
        if slot.number is None and self._next < limit:
            slot.number, self._next = self._next, self._next + 1
            with suppress(OSError):  # it died while it had nothing to do; its pipe will say so
                slot.pipe.send(slot.number)

    def _collect(self) -> None:
        busy = {slot.pipe: slot for slot in self._slots if slot.number is not None}
        for pipe in wait(list(busy)):
            number, result = self._received(busy[cast("Connection", pipe)])
            self._done[number] = result
            self._keep(self._submissions[number], result)

    def _received(self, slot: _Slot) -> tuple[int, SubmissionResult]:
        """What a slot has to say. It has its next submission before we turn to the result."""
        number, slot.number = cast("int", slot.number), None
        try:
            result = slot.pipe.recv()
        except (EOFError, OSError):
            result = broken(self._key, self._submissions[number], Message("broken-slot"))
            self._slots[self._slots.index(slot)] = self._fork(self._slots.index(slot))
        else:
            self._hand_out(slot)
        if isinstance(result, GradecheckError):
            raise result
        return number, result


def _slot(
    key: AnswerKey,
    submissions: Sequence[Submission],
    isolation: str,
    index: int,
    pipe: Connection,
    inherited: Sequence[Connection],
    parent: int,
) -> None:
    """The life of a slot: a wall of its own, then one submission after another until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the first process's affair
    if sys.platform == "linux":
        from gradecheck.wall import confine  # noqa: PLC0415 -- only there

        confine.die_with_parent(parent)
    for end in inherited:  # else the pipe would stay open when the first process is gone
        end.close()
    try:
        wall = raise_wall(isolation, index)
    except GradecheckError as error:
        pipe.recv()
        pipe.send(error)
        return
    with wall:
        while True:
            try:
                number = pipe.recv()
            except EOFError:
                return
            pipe.send(_graded(key, submissions[number], wall))
