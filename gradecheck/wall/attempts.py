"""What is forbidden, tried in earnest. ``probe`` runs this file as a submission behind the wall.

In a process without a wall every attempt succeeds (a test sees to that), so one that succeeds behind it has
found a hole. Nothing is harmed: the files are made for this, and signals are number 0.
"""

import ctypes
import os
import platform
import socket
import threading
from collections.abc import Callable

#: shmget and add_key, from ``asm/unistd_64.h`` and ``asm-generic/unistd.h``
SHARED_MEMORY, KEYRING = (29, 248) if platform.machine() in ("x86_64", "AMD64") else (194, 217)
IPC_PRIVATE, KEY_SPEC_PROCESS_KEYRING = 0, -2


def succeeded(path: str, grader: int, port: int) -> tuple[str, ...]:
    """The attempts that succeed: on the file ``path``, the process ``grader``, the closed ``port``."""
    return tuple(name for name, attempt in _attempts(path, grader, port).items() if _succeeds(attempt))


def _succeeds(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except ConnectionRefusedError:  # somebody was reached
        return True
    except Exception:  # noqa: BLE001 -- however it fails, it fails
        return False
    return True


def _attempts(path: str, grader: int, port: int) -> dict[str, Callable[[], object]]:
    import resource  # noqa: PLC0415 -- Linux only, as all of this

    here = os.path.dirname(path)
    return {
        "read": lambda: os.close(os.open(path, os.O_RDONLY)),
        "write": lambda: os.close(os.open(path, os.O_WRONLY)),
        "create": lambda: os.close(os.open(f"{path}.new", os.O_WRONLY | os.O_CREAT)),
        "list": lambda: os.listdir(here),
        "permissions": lambda: os.chmod(path, 0o644),
        "times": lambda: os.utime(path),
        "rename": lambda: os.rename(path, f"{path}.moved"),
        "memory": lambda: os.close(os.open(f"/proc/{grader}/mem", os.O_RDONLY)),
        "signal": lambda: os.kill(grader, 0),
        "signal-parent": lambda: os.kill(os.getppid(), 0),
        "limits": lambda: resource.prlimit(grader, resource.RLIMIT_CORE),
        "processors": lambda: os.sched_setaffinity(grader, os.sched_getaffinity(grader)),
        "tcp": lambda: socket.create_connection(("127.0.0.1", port), 1).close(),
        "udp": lambda: _udp(port),
        "unix": _unix,
        "thread": _thread,
        "process": _process,
        "program": _program,
        "shared-memory": lambda: _call(SHARED_MEMORY, IPC_PRIVATE, 4096, 0o600),
        "keyring": lambda: _call(KEYRING, b"user", b"gradecheck", b"x", 1, KEY_SPEC_PROCESS_KEYRING),
    }


def _unix() -> None:
    for end in socket.socketpair():
        end.close()


def _udp(port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
        end.sendto(b"x", ("127.0.0.1", port))


def _thread() -> None:
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()


def _process() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def _program() -> None:
    """There is no such program; that this is found out means that one would have been run."""
    try:
        os.execv("/no/such/program", ["program"])  # noqa: S606 -- it does not exist
    except FileNotFoundError:
        return


def _call(number: int, *arguments: object) -> None:
    longs = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    libc = ctypes.CDLL(None, use_errno=True)
    result = libc.syscall(ctypes.c_long(number), *longs)
    if result < 0:
        raise OSError(ctypes.get_errno(), "refused")
    if number == SHARED_MEMORY:
        libc.shmctl(result, 0, None)  # IPC_RMID
