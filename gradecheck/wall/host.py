"""The wall from outside: which layers stand, one zygote behind them, one worker for each submission."""

import importlib.util
import os
import sys
from typing import Self

from gradecheck import model
from gradecheck.errors import MachineError
from gradecheck.wall import confine, probe
from gradecheck.wall.client import Worker
from gradecheck.wall.link import Link
from gradecheck.wall.plain import PlainLink
from gradecheck.wall.spawn import Lost, Zygote

__all__ = ["Wall", "Worker", "raise_wall"]

#: from best to none
MODES = ("full", "strict", "weak", "none")
#: users that no one is; a slot has one of its own
FIRST_UID = 61000
#: seconds of processor time beyond what the clock allows, before the kernel ends a worker by itself
GRACE = 10

NO_SECCOMP = (
    "refusing to run student code: seccomp is not available (kernel, container or architecture). "
    "Student code could signal this process, use the network over UDP, or change file modes. "
    "Use --isolation weak to accept this; the report will say so"
)
NO_FORK = (
    "refusing to run student code: on this system there is no isolation, and student code could read "
    "the answer key and change its own score. To check a file of your own, or to accept this, "
    "use --isolation none; the report will say so"
)
NO_LANDLOCK = (
    "--isolation full needs Landlock (Linux 5.13 or later, and a container that allows it); strict needs none"
)


class Wall:
    """What stands between us and students' code. ``missing`` are the layers that do not stand."""

    def __init__(self, mode: str, missing: tuple[str, ...], slot: int) -> None:
        self.mode = mode
        self.missing = missing
        self._config = {
            "walls": mode != "none",
            "landlock": mode in ("full", "weak") and "landlock" not in missing,
            "seccomp": mode in ("full", "strict"),
            "uid": FIRST_UID + slot,
            "numpy": os.path.dirname(os.path.dirname(str(_numpy()))),
        }
        self._zygote = Zygote(self._config) if self._config["walls"] else None
        self._checked = self._zygote is None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the zygote and every worker. May be called again."""
        if self._zygote is not None:
            self._zygote.close()

    def check(self) -> None:
        """Wait until the wall stands, and try it. Raises ``MachineError`` that says what does not hold.

        The first worker is not opened before that; call it earlier to hear of it earlier.
        """
        if self._checked:
            return
        self._wait()
        if self.mode in ("full", "strict"):
            probe.refuse_holes(self._insist)
        self._checked = True

    def open(self, source: model.Source, limits: model.Limits) -> Worker:
        """A worker for one submission. Raises ``MachineError`` if there is none at the second attempt."""
        self.check()
        return self._insist(source, limits)

    def _insist(self, source: model.Source, limits: model.Limits) -> Worker:
        """Try twice; the second time behind a new zygote."""
        try:
            return self._attempt(source, limits)
        except Lost:
            if self._zygote is not None:
                self._zygote.close()
                self._zygote = Zygote(self._config)
                self._wait()
        try:
            return self._attempt(source, limits)
        except Lost as lost:
            raise MachineError(f"no process could be started for a submission: {lost}") from lost

    def _attempt(self, source: model.Source, limits: model.Limits) -> Worker:
        worker = Worker(self._link(limits), source, limits)
        worker.wait_ready()
        return worker

    def _link(self, limits: model.Limits) -> Link:
        memory = limits.memory_mb << 20
        if self._zygote is None:
            return PlainLink({**self._config, "memory": memory})
        return self._zygote.fork(memory, int(limits.total_seconds + 2 * limits.seconds) + GRACE)

    def _wait(self) -> None:
        if self._zygote is not None and self._zygote.stands()["threads"] != 1:
            raise MachineError("refusing to run student code: numpy starts threads that must not be forked")


def raise_wall(isolation: str, slot: int = 0) -> Wall:
    """The wall that ``isolation`` asks for: ``auto`` or one of ``MODES``. From the main thread only.

    Its zygote warms up while the caller goes on; ``check`` waits for it. Raises ``MachineError`` if it does
    not stand here, or ``auto`` would find less than ``strict``.
    """
    if isolation == "none":
        return Wall("none", ("landlock", "seccomp", "limits"), slot)
    if sys.platform != "linux" or not hasattr(os, "pidfd_open"):
        raise MachineError(NO_FORK)
    landlock, seccomp = confine.landlock_abi() > 0, confine.seccomp_stands()
    if isolation == "weak":
        return Wall("weak", ("seccomp",) if landlock else ("landlock", "seccomp"), slot)
    if not seccomp:
        raise MachineError(NO_SECCOMP)
    if isolation == "full" and not landlock:
        raise MachineError(NO_LANDLOCK)
    if isolation == "strict" or not landlock:
        return Wall("strict", ("landlock",), slot)
    return Wall("full", (), slot)


def _numpy() -> str | None:
    spec = importlib.util.find_spec("numpy")
    return spec.origin if spec else None
