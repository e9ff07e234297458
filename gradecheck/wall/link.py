"""Bytes to and from one worker, under a clock. What they mean is not known here.

A link is asked for the next thing that happens: bytes of a reply, bytes of output, the end of the replies,
or that time is up.
"""

import contextlib
import math
import os
import select
import signal
import time
from collections.abc import Callable
from typing import NamedTuple, Protocol

#: bytes that are read or written at once
CHUNK = 1 << 18
#: seconds that a worker has to end by itself once it has closed its replies
PARTING = 0.2


class Event(NamedTuple):
    """``kind`` is ``reply``, ``output``, ``closed`` (no more replies) or ``clock`` (time is up)."""

    kind: str
    data: bytes = b""


class Ending(NamedTuple):
    """How a process ended by itself: its signal (0: none, or it was us); its most memory in bytes, or 0."""

    signal: int = 0
    peak: int = 0


class Link(Protocol):
    """What a worker is reached by."""

    def send(self, data: bytes) -> None:
        """Send ``data`` while events are waited for."""

    def next(self, deadline: float) -> Event:
        """The next event before ``deadline`` (of ``time.monotonic``). Output comes before replies."""

    def rest(self) -> list[bytes]:
        """Output that has arrived by now, without waiting."""

    def end(self) -> Ending:
        """Kill the process if it has not ended, reap it, and close everything. May be called again."""


class PipeLink:
    """A link over pipes to a process behind a pidfd. ``reap`` waits for it and says how it ended."""

    def __init__(self, pipes: tuple[int, int, int], pidfd: int, reap: Callable[[], Ending]) -> None:
        self._request, self._reply, self._output = pipes
        self._pidfd = pidfd
        self._reap = reap
        self._left = memoryview(b"")
        self._ending: Ending | None = None
        self._poll = select.poll()
        self._poll.register(self._reply, select.POLLIN)
        self._poll.register(self._output, select.POLLIN)
        for pipe in pipes:
            os.set_blocking(pipe, False)

    def send(self, data: bytes) -> None:
        """Write what fits at once; the rest is written while events are waited for."""
        self._left = memoryview(data)
        self._write()
        if self._left:
            self._poll.register(self._request, select.POLLOUT)

    def next(self, deadline: float) -> Event:
        """Wait for the next event; writes what is left of a request meanwhile."""
        while (left := deadline - time.monotonic()) > 0:
            ready = dict(self._poll.poll(math.ceil(left * 1000)))
            if self._request in ready:
                self._write()
                if not self._left:
                    self._poll.unregister(self._request)
            for pipe, kind in ((self._output, "output"), (self._reply, "reply")):
                if pipe not in ready:
                    continue
                if data := os.read(pipe, CHUNK):
                    return Event(kind, data)
                self._poll.unregister(pipe)
                if pipe == self._reply:  # it may be about to end in its own way
                    select.select([self._pidfd], [], [], PARTING)
                    return Event("closed")
        return Event("clock")

    def rest(self) -> list[bytes]:
        """What lies in the pipe: at most its capacity, since the worker may go on printing."""
        parts = []
        for _ in range(4):
            try:
                parts.append(os.read(self._output, CHUNK))
            except BlockingIOError:
                break
        return parts

    def end(self) -> Ending:
        """Kill it by its pidfd, which cannot mean another process, and have it reaped."""
        if self._ending is None:
            alone = bool(select.select([self._pidfd], [], [], 0)[0])
            with contextlib.suppress(ProcessLookupError):  # the zygote is gone, and took it along
                signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
            self._ending = Ending()
            for descriptor in (self._request, self._reply, self._output, self._pidfd):
                os.close(descriptor)
            ending = self._reap()
            self._ending = ending if alone else Ending(peak=ending.peak)
        return self._ending

    def _write(self) -> None:
        try:
            while self._left:
                self._left = self._left[os.write(self._request, self._left[:CHUNK]) :]
        except BlockingIOError:
            return
        except BrokenPipeError:  # it will not read any more; its replies say why
            self._left = memoryview(b"")
