"""No wall: one plain interpreter for each submission, over the same frames. Works on every system."""

import contextlib
import os
import queue
import signal
import subprocess
import threading
import time
from collections.abc import Mapping
from typing import IO, Any

from gradecheck.errors import MachineError
from gradecheck.wall.link import CHUNK, PARTING, Ending, Event
from gradecheck.wall.spawn import command, environment

#: chunks that may wait between a pipe and us
WAITING = 64


class PlainLink:
    """A link to a child process by its three standard streams, each served by a thread."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        try:
            self._process = subprocess.Popen(  # noqa: S603 -- our own interpreter and file
                command({**config, "parent": os.getpid()}),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment(),
                bufsize=0,
                start_new_session=True,
                cwd=os.path.abspath(os.sep),
            )
        except OSError as error:
            raise MachineError(f"no process could be started for submissions: {error}") from error
        self._events: queue.Queue[Event] = queue.Queue(WAITING)
        self._requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._ending: Ending | None = None
        self._threads = [
            threading.Thread(target=self._write, daemon=True),
            threading.Thread(target=self._read, args=(self._process.stdout, "reply"), daemon=True),
            threading.Thread(target=self._read, args=(self._process.stderr, "output"), daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def send(self, data: bytes) -> None:
        """Hand ``data`` to the thread that writes."""
        self._requests.put(data)

    def next(self, deadline: float) -> Event:
        """Wait for the next event."""
        left = deadline - time.monotonic()
        try:
            event = self._events.get(timeout=left) if left > 0 else Event("clock")
        except queue.Empty:
            return Event("clock")
        if event.kind == "closed":  # it may be about to end in its own way
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(PARTING)
        return event

    def rest(self) -> list[bytes]:
        """What the thread that reads hands over within a moment, of what may follow a last reply."""
        parts: list[bytes] = []
        with contextlib.suppress(queue.Empty):
            while len(parts) < WAITING:
                parts.append(self._events.get(timeout=PARTING).data)
        return parts

    def end(self) -> Ending:
        """Kill the process and what it has started, and let the threads end."""
        if self._ending is None:
            code = self._process.poll()
            self._kill()
            self._process.wait()
            self._requests.put(b"")
            while any(thread.is_alive() for thread in self._threads):
                with contextlib.suppress(queue.Empty):
                    self._events.get(timeout=0.01)
            for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
                if stream:
                    stream.close()
            self._ending = Ending(-code if code is not None and code < 0 else 0)
        return self._ending

    def _kill(self) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()

    def _read(self, stream: IO[bytes], kind: str) -> None:
        while data := stream.read(CHUNK):
            self._events.put(Event(kind, data))
        if kind == "reply":
            self._events.put(Event("closed"))

    def _write(self) -> None:
        pipe = self._process.stdin
        with contextlib.suppress(OSError):  # it has ended: its replies say why
            while data := self._requests.get():
                rest = memoryview(data)
                while rest and pipe:
                    rest = rest[pipe.write(rest) or 0 :]
