"""The zygote from outside: start it, have it fork, reap and end it. Linux only."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from typing import Any

from gradecheck.errors import MachineError
from gradecheck.wall.link import Ending, PipeLink

#: seconds for an interpreter to start and import numpy on a busy machine
PATIENCE = 60.0
#: set for every worker: one thread per process, no hash seeds, nothing of ours
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "HOME": "/",
    "LANG": "C.UTF-8",
    "PYTHONHASHSEED": "0",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}
#: passed through: the kernels of BLAS must be the parent's, and Windows starts nothing without its root
PASSED = ("OPENBLAS_CORETYPE", "SYSTEMROOT")


class Lost(Exception):  # noqa: N818 -- it says what became of the zygote
    """The zygote or its worker ended before any student's code ran, or could not be made."""


def command(config: Mapping[str, Any]) -> list[str]:
    """The command line of an interpreter that knows nothing but the standard library and ``inside.py``."""
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "inside.py")
    return [sys.executable, "-I", "-S", "-B", script, json.dumps(config)]


def environment() -> dict[str, str]:
    """The clean environment of everything behind the wall."""
    return ENVIRONMENT | {name: os.environ[name] for name in PASSED if name in os.environ}


class Zygote:
    """A running zygote, which may still be warming up.

    It is killed when the thread that started it ends: start it from the main thread.
    """

    def __init__(self, config: Mapping[str, Any]) -> None:
        with ExitStack() as stack:
            try:
                self._control, theirs = map(
                    stack.enter_context, socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
                )
                self._process = self._start({**config, "control": theirs.fileno(), "parent": os.getpid()})
            except OSError as error:
                raise MachineError(f"no process could be started for submissions: {error}") from error
            stack.pop_all()
            theirs.close()
        self._control.settimeout(PATIENCE)

    def _start(self, config: Mapping[str, Any]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(  # noqa: S603 -- our own interpreter and file
            command(config),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment(),
            pass_fds=(config["control"],),
            start_new_session=True,
            cwd="/",
        )

    def stands(self) -> dict[str, Any]:
        """Wait until it is warm, once; what it says about its layers. Raises ``MachineError`` if it ended."""
        try:
            return self._hear()[0]
        except Lost as lost:
            raise MachineError(
                f"no process could be started for submissions: {self._last_words(lost)}"
            ) from lost

    def fork(self, memory: int, seconds: int) -> PipeLink:
        """A worker with so many bytes of memory and seconds of processor time. Raises ``Lost``."""
        with ExitStack() as ours, ExitStack() as theirs:
            try:
                ends = [_pipe(*sides) for sides in ((theirs, ours), (ours, theirs), (ours, theirs))]
                (request_out, request), (reply, reply_in), (output, output_in) = ends
                question = json.dumps({"memory": memory, "cpu": seconds}).encode()
                socket.send_fds(self._control, [question], [request_out, reply_in, output_in])
                said, descriptors = self._hear()
            except OSError as error:
                raise Lost(str(error)) from error
            if len(descriptors) != 1:
                raise Lost(said.get("error", "no process"))
            ours.pop_all()
            return PipeLink((request, reply, output), descriptors[0], lambda: self._reap(said["pid"]))

    def close(self) -> None:
        """End the zygote, and with it every worker. May be called again."""
        self._control.close()
        self._process.kill()
        self._process.wait()
        if self._process.stderr:
            self._process.stderr.close()

    def _reap(self, pid: int) -> Ending:
        """Wait for a worker. Raises ``MachineError`` if the zygote has died, and taken it along."""
        try:
            self._control.sendall(json.dumps({"reap": pid}).encode())
            said, _ = self._hear()
        except (OSError, Lost) as error:
            if self._control.fileno() < 0:  # we have closed the wall before the worker
                return Ending()
            raise MachineError(f"the process that starts workers has ended: {error}") from error
        status = said["status"]
        return Ending(os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0, said["peak"] << 10)

    def _hear(self) -> tuple[dict[str, Any], list[int]]:
        try:
            data, descriptors, _, _ = socket.recv_fds(self._control, 1 << 16, 1)
        except OSError as error:
            raise Lost(str(error)) from error
        if not data:
            raise Lost("it ended")
        for descriptor in descriptors:
            os.set_inheritable(descriptor, False)  # noqa: FBT003 -- its only signature
        return json.loads(data), descriptors

    def _last_words(self, lost: Lost) -> str:
        """The last line that a zygote that did not start has said."""
        self._process.kill()
        self._control.close()
        _, words = self._process.communicate()
        lines = words.decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else str(lost)


def _pipe(reader: ExitStack, writer: ExitStack) -> tuple[int, int]:
    """A pipe whose ends are closed with the stacks that they belong to."""
    out, in_ = os.pipe()
    reader.callback(os.close, out)
    writer.callback(os.close, in_)
    return out, in_
