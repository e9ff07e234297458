"""Which walls stand: a real worker tries what is forbidden. Feature detection alone is no proof."""

import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from gradecheck import model
from gradecheck.errors import MachineError
from gradecheck.wall import confine
from gradecheck.wall.client import Worker

#: a port of this machine on which nobody listens (discard)
PORT = 9
SECONDS = 20.0
LIMITS = model.Limits(SECONDS, SECONDS, 512)

#: what is tried, in words
ATTEMPTS = {
    "read": "read another file",
    "write": "change a file",
    "create": "create a file",
    "list": "list a folder",
    "permissions": "change a file's mode",
    "times": "change a file's times",
    "rename": "rename a file",
    "memory": "read the grader's memory",
    "signal": "signal the grader",
    "signal-parent": "signal its parent",
    "limits": "change the grader's limits",
    "processors": "move the grader to other processors",
    "tcp": "connect over TCP",
    "udp": "send over UDP",
    "unix": "open a local socket",
    "thread": "start a thread",
    "process": "start a process",
    "program": "run a program",
    "shared-memory": "leave shared memory behind",
    "keyring": "leave a key in a keyring",
}

LANDLOCK = {
    True: "submissions can read the standard library and numpy, and no other file",
    False: "submissions can open no file at all, and import only what was imported before (mode strict)",
}
SECCOMP = {
    True: "submissions can start no thread, process or connection, and change no file",
    False: "gradecheck refuses to run student code, unless told --isolation weak",
}

Open = Callable[[model.Source, model.Limits], Worker]


class Row(NamedTuple):
    """One line of ``gradecheck doctor``: what it is about, whether it is as it should be, what that means."""

    name: str
    stands: bool
    meaning: str


def holes(open_worker: Open) -> tuple[str, ...]:
    """The attempts that succeed behind this wall. Raises ``MachineError`` if that cannot be found out."""
    name = "attempts.py"
    source = model.Source(name, {name: Path(__file__).with_name(name).read_bytes()})
    with tempfile.TemporaryDirectory(prefix="gradecheck-") as folder, open_worker(source, LIMITS) as worker:
        bait = Path(folder, "bait")
        bait.write_text("bait")
        bait.chmod(0o666)
        Path(folder).chmod(0o777)  # so that nothing but the wall keeps a worker from it
        outcome = worker.load(SECONDS)
        if isinstance(outcome, model.Returned):
            outcome = worker.call("succeeded", [str(bait), os.getpid(), PORT], SECONDS)
    if not isinstance(outcome, model.Returned) or not set(outcome.value) <= set(ATTEMPTS):
        raise MachineError(f"the wall's own test could not be run: {outcome}")
    return tuple(outcome.value)


def refuse_holes(open_worker: Open) -> None:
    """Raise ``MachineError`` that names what is not stopped."""
    if found := holes(open_worker):
        acts = ", ".join(ATTEMPTS[name] for name in found)
        raise MachineError(f"refusing to run student code: the wall's own test failed, it could still {acts}")


def survey() -> list[Row]:
    """What stands on this machine, what does not, and what that means, for people and for ``--json``."""
    if sys.platform != "linux" or not hasattr(os, "pidfd_open"):
        return [
            _row(
                "processes",
                stands=False,
                means="no isolation here: only --isolation none, for a file of one's own",
            )
        ]
    landlock, seccomp = confine.landlock_abi() > 0, confine.seccomp_stands()
    rows = [
        _row("landlock", stands=landlock, means=LANDLOCK[landlock]),
        _row("seccomp", stands=seccomp, means=SECCOMP[seccomp]),
    ]
    return rows + _tried()


def _tried() -> list[Row]:
    """What a worker of the best mode achieves."""
    from gradecheck.wall.host import raise_wall  # noqa: PLC0415 -- host itself asks us for holes

    try:
        with raise_wall("auto") as wall:
            found = holes(wall.open)
            mode = wall.mode
    except MachineError as error:
        return [_row("mode", stands=False, means=str(error))]
    rows = [
        _row(name, stands=name not in found, means=f"a submission cannot {act}")
        for name, act in ATTEMPTS.items()
    ]
    return [_row("mode", stands=not found, means=f"--isolation auto is {mode} on this machine"), *rows]


def _row(name: str, *, stands: bool, means: str) -> Row:
    return Row(name, stands, means)
