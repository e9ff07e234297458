"""Work side by side: slots that each do one piece after another, and results in the order of the pieces.

A slot is a process of our own, forked before any thread exists (what it works with is full of functions
and cannot be pickled); each has its own wall. With one job there is no slot: we work ourselves.
"""

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, nullcontext, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar, cast

from gradecheck.errors import GradecheckError
from gradecheck.wall.host import Wall, raise_wall

T = TypeVar("T")


@dataclass(frozen=True)
class Work(Generic[T]):
    """What there is to do: ``do(number, wall)`` for each of ``count`` numbers from 0 on.

    Results are picklable; a ``GradecheckError`` that is raised there is raised here. ``lost(number)`` is the
    result where a slot died, ``keep`` is told each result as soon as it is there, in whatever order that is.
    For each slot, ``ahead`` pieces may be done before the first that is missing.
    """

    do: Callable[[int, Wall | None], T]
    count: int
    lost: Callable[[int], T]
    keep: Callable[[int, T], None] = lambda *_: None
    ahead: int = 16


def side_by_side(work: Work[T], wall: Wall | None, jobs: int) -> Generator[T]:
    """The result of every piece, in order. ``wall`` serves this process; slots raise their own.

    Close the iterator when you stop early: slots that are left wait for work, and so would the end of this
    process. A slot that dies is replaced.
    """
    jobs = min(jobs, work.count)
    if jobs <= 1 or not hasattr(os, "fork"):
        for number in range(work.count):
            result = work.do(number, wall)
            work.keep(number, result)
            yield result
        return
    isolation = wall.mode if wall else None
    if wall:
        wall.close()
    with ExitStack() as stack:
        yield from _Slots(work, isolation, jobs, stack).results()


@dataclass
class _Slot:
    """One process, the pipe to it, and the number of the piece that it is at."""

    process: Any
    pipe: Connection
    number: int | None = None


class _Slots(Generic[T]):
    """The slots of one run: hands out numbers and puts the results back in order."""

    def __init__(self, work: Work[T], isolation: str | None, jobs: int, stack: ExitStack) -> None:
        self._work, self._isolation, self._stack = work, isolation, stack
        self._wanted = self._next = 0
        self._done: dict[int, T] = {}
        self._slots: list[_Slot] = []
        for index in range(jobs):
            self._slots.append(self._fork(index))

    def _fork(self, index: int) -> _Slot:
        context = multiprocessing.get_context("fork")
        ours, theirs = context.Pipe()
        inherited = [ours, *(slot.pipe for slot in self._slots)]
        process = context.Process(
            target=_slot,
            args=(self._work.do, self._isolation, index, theirs, inherited, os.getpid()),
            daemon=False,  # a daemon may not start the helper that runs mutants
        )
        process.start()
        theirs.close()
        self._stack.callback(process.join)
        self._stack.callback(process.terminate)
        self._stack.callback(ours.close)
        return _Slot(process, ours)

    def results(self) -> Iterator[T]:
        """Every result, in order; no slot runs far ahead of the first that is missing."""
        while self._wanted < self._work.count:
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
        limit = min(self._work.count, self._wanted + self._work.ahead * len(self._slots))
        if slot.number is None and self._next < limit:
            slot.number, self._next = self._next, self._next + 1
            with suppress(OSError):  # it died while it had nothing to do; its pipe will say so
                slot.pipe.send(slot.number)

    def _collect(self) -> None:
        busy = {slot.pipe: slot for slot in self._slots if slot.number is not None}
        for pipe in wait(list(busy)):
            number, result = self._received(busy[cast("Connection", pipe)])
            self._done[number] = result
            self._work.keep(number, result)

    def _received(self, slot: _Slot) -> tuple[int, T]:
        """What a slot has to say. It has its next piece before we turn to the result."""
        number, slot.number = cast("int", slot.number), None
        try:
            result = slot.pipe.recv()
        except (EOFError, OSError):
            result = self._work.lost(number)
            self._slots[self._slots.index(slot)] = self._fork(self._slots.index(slot))
        else:
            self._hand_out(slot)
        if isinstance(result, GradecheckError):
            raise result
        return number, result


def _slot(
    do: Callable[[int, Wall | None], Any],
    isolation: str | None,
    index: int,
    pipe: Connection,
    inherited: Sequence[Connection],
    parent: int,
) -> None:
    """The life of a slot: a wall of its own, then one piece after another until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the first process's affair
    if sys.platform == "linux":
        from gradecheck.wall import confine  # noqa: PLC0415 -- only there

        confine.die_with_parent(parent)
    for end in inherited:  # else the pipe would stay open when the first process is gone
        end.close()
    try:
        wall = raise_wall(isolation, index) if isolation else None
    except GradecheckError as error:
        pipe.recv()
        pipe.send(error)
        return
    with wall or nullcontext():
        while True:
            try:
                number = pipe.recv()
            except EOFError:
                return
            pipe.send(_done(do, number, wall))


def _done(do: Callable[[int, Wall | None], Any], number: int, wall: Wall | None) -> Any:
    """The result of one piece, or the fault that keeps it from having one."""
    try:
        return do(number, wall)
    except GradecheckError as error:
        return error
