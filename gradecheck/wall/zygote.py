"""A clean interpreter with numpy warm that forks a worker for each submission. It holds nothing secret.

It gives up every right for good, says what stands, and then answers two questions over one end of a
SEQPACKET socket pair::

    {"memory": bytes, "cpu": seconds} and three descriptors  -> {"pid": n} and a pidfd, or {"error": text}
    {"reap": pid}                                            -> {"status": wait status, "peak": KiB}

It never runs a student's code itself, and never reads what a worker says. Linux only.
"""

import fcntl
import gc
import json
import os
import platform
import socket
from typing import Any, NamedTuple

import numpy as np

from . import confine, seccomp, worker
from .importer import Memory


class Nest(NamedTuple):
    """What every worker is made from: its filter, and the bytes of memory that it begins with."""

    student: worker.Student
    program: bytes | None
    base: int


def serve(config: dict[str, Any], stubs: Memory) -> None:
    """Give up rights, say what stands, and answer until the other side is gone."""
    abi = confine.landlock_abi() if config["landlock"] else 0
    filtered = config["seccomp"] and confine.seccomp_stands()
    control = socket.socket(fileno=config["control"])
    base = confine.memory_in_use()
    program = seccomp.program(platform.machine(), may_open=abi > 0) if filtered else None
    stands = give_up_rights(config, abi) | {"seccomp": filtered}
    nest = Nest(worker.settle(stubs), program, base)
    gc.collect()
    gc.freeze()
    os.dup2(0, 2)  # what went wrong could be said up to here
    control.sendall(json.dumps(stands).encode())
    while True:
        said, descriptors, _, _ = socket.recv_fds(control, 4096, 3)
        if not said:
            os._exit(0)
        answer(control, nest, json.loads(said), descriptors)


def give_up_rights(config: dict[str, Any], abi: int) -> dict[str, Any]:
    """Everything that can be done once and is inherited by every worker. Returns what came of it."""
    stands: dict[str, Any] = {"landlock": abi, "threads": confine.threads()}
    confine.first_to_be_killed()
    readable = all(_readable_by_all(str(module.__file__)) for module in (os, np))
    stands["uid"] = confine.drop_privileges(config["uid"] if readable or not abi else None)
    confine.no_new_privileges()
    confine.die_with_parent(config["parent"])
    confine.hide_memory()
    confine.limit(core=0, fsize=0, nofile=64, memlock=0, msgqueue=0, rtprio=0)
    if abi:
        confine.allow_reading_only(readable_paths(os.path.dirname(str(np.__file__))), abi)
    return stands


def readable_paths(numpy: str) -> list[str]:
    """What a worker may read: the standard library without installed packages, numpy, two devices."""
    library = os.path.dirname(os.__file__)
    installed = {"site-packages", "dist-packages"}
    entries = [os.path.join(library, entry) for entry in os.listdir(library) if entry not in installed]
    return [*entries, numpy, f"{numpy}.libs", "/dev/null", "/dev/urandom"]


def _readable_by_all(path: str) -> bool:
    """Whether a user whom nobody knows could read this file."""
    path = os.path.realpath(path)
    if not os.stat(path).st_mode & 0o004:
        return False
    while path != os.path.dirname(path):
        path = os.path.dirname(path)
        if not os.stat(path).st_mode & 0o001:
            return False
    return True


def begin(descriptors: list[int], limits: dict[str, int], program: bytes | None) -> None:
    """A new worker, first of all: its descriptors, its limits, its filter.

    0 nothing, 1 output, 2 nothing, 3 replies, 4 requests; every other one is closed.
    """
    request, reply, output = descriptors
    nothing = 2
    aside = [fcntl.fcntl(d, fcntl.F_DUPFD, 10) for d in (nothing, output, nothing, reply, request)]
    for number, descriptor in enumerate(aside):
        os.dup2(descriptor, number)
    os.closerange(len(aside), 1 << 16)
    confine.limit(**limits, nproc=0, nofile=16)
    if program is not None:
        confine.filter_calls(program)


def fork(nest: Nest, descriptors: list[int], limits: dict[str, int]) -> int:
    """Fork a worker, and return its process id. The worker never returns."""
    zygote = os.getpid()
    pid = os.fork()
    if pid == 0:
        try:
            confine.die_with_parent(zygote)
            begin(descriptors, limits, nest.program)
            worker.serve(nest.student)
        finally:
            os._exit(0)
    return pid


def answer(control: socket.socket, nest: Nest, said: dict[str, Any], descriptors: list[int]) -> None:
    """One question from outside."""
    if "reap" in said:
        _, status, used = os.wait4(said["reap"], 0)
        control.sendall(json.dumps({"status": status, "peak": used.ru_maxrss}).encode())
        return
    try:
        pid = fork(nest, descriptors, {"as": nest.base + said["memory"], "cpu": said["cpu"]})
    except OSError as error:
        control.sendall(json.dumps({"error": str(error)}).encode())
        return
    finally:
        for descriptor in descriptors:
            os.close(descriptor)
    pidfd = os.pidfd_open(pid)
    socket.send_fds(control, [json.dumps({"pid": pid}).encode()], [pidfd])
    os.close(pidfd)
