"""What takes rights away from this process for good: privileges, limits, Landlock, seccomp. ctypes, alone.

Constants are from the headers named beside them (Linux 6.1 and later). Every function raises ``OSError``
where the kernel refuses; nothing is imported from outside the standard library.
"""

import ctypes
import errno
import os
import platform
import struct
from collections.abc import Iterable
from functools import cache
from typing import Any

from . import seccomp, syscalls

# linux/prctl.h
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_CAPBSET_DROP = 1, 4, 24
PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 38, 47, 4
# linux/capability.h: _LINUX_CAPABILITY_VERSION_3, and two sets of effective, permitted, inheritable
CAPABILITIES_3, NO_CAPABILITIES = 0x20080522, bytes(24)
# linux/seccomp.h
SECCOMP_SET_MODE_FILTER, SECCOMP_GET_ACTION_AVAIL = 1, 2
# linux/landlock.h: rights known since an ABI (LANDLOCK_ACCESS_FS_*, _NET_*, LANDLOCK_SCOPE_*)
LANDLOCK_CREATE_RULESET_VERSION, LANDLOCK_RULE_PATH_BENEATH = 1, 1
LANDLOCK_FS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
LANDLOCK_TCP, LANDLOCK_SCOPE = 0b11, 0b11
READ_FILE, READ_DIR = 1 << 2, 1 << 3

SIGKILL = 9
KIB, MIB = 1 << 10, 1 << 20


@cache
def _libc() -> ctypes.CDLL:
    """The C library; loaded when first needed, since other systems have none by this name."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    return libc


def _call(name: str, *arguments: Any) -> int:
    """A system call by name; -1 and errno where it fails. Raises ``KeyError`` where it has no number."""
    number = syscalls.TABLES[platform.machine()][name]
    longs = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    return int(_libc().syscall(ctypes.c_long(number), *longs))


def _must(result: int, what: str) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


def _prctl(option: int, *arguments: int) -> int:
    longs = [ctypes.c_ulong(a) for a in (*arguments, 0, 0, 0, 0)[:4]]
    return int(_libc().prctl(ctypes.c_int(option), *longs))


# --- privileges -------------------------------------------------------------------------------------


def drop_privileges(uid: int | None) -> int | None:
    """As root: become ``uid`` (if given and possible) and keep no capability. Returns the new uid."""
    if os.getuid() != 0:
        return None
    for capability in range(64):
        if _prctl(PR_CAPBSET_DROP, capability) != 0:
            break
    became = _become(uid) if uid else None
    _prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    header = struct.pack("<Ii", CAPABILITIES_3, 0)
    _must(_libc().capset(header, NO_CAPABILITIES), "capset")
    return became


def _become(uid: int) -> int | None:
    try:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    except OSError:  # a container that has no such user
        return None
    return uid


def no_new_privileges() -> None:
    """No set-uid program can give anything back."""
    _must(_prctl(PR_SET_NO_NEW_PRIVS, 1), "no_new_privs")


def die_with_parent(parent: int) -> None:
    """Be killed when ``parent`` ends. A change of uid undoes it. Exits at once if it has ended already."""
    _must(_prctl(PR_SET_PDEATHSIG, SIGKILL), "pdeathsig")
    if os.getppid() != parent:
        os._exit(1)


def hide_memory() -> None:
    """No core dump, and no other process of the same user may read our memory."""
    _must(_prctl(PR_SET_DUMPABLE, 0), "dumpable")


# --- limits -----------------------------------------------------------------------------------------


def limit(**values: int) -> None:
    """Set resource limits by their lower-case names, as far as this system has them."""
    import resource  # noqa: PLC0415 -- Windows has no such module

    for name, value in values.items():
        kind = getattr(resource, f"RLIMIT_{name.upper()}", None)
        if kind is not None:
            _, most = resource.getrlimit(kind)
            top = value if most == resource.RLIM_INFINITY else min(value, most)
            resource.setrlimit(kind, (top, top))


def memory_in_use() -> int:
    """Bytes of address space of this process."""
    with open("/proc/self/statm", "rb") as statm:
        return int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")


def threads() -> int:
    """Threads of this process."""
    return len(os.listdir("/proc/self/task"))


def first_to_be_killed() -> None:
    """When the machine runs out of memory, let it be us and not the grader; best effort."""
    try:
        with open("/proc/self/oom_score_adj", "w") as score:
            score.write("1000")
    except OSError:  # a container that does not let us: the grader is no worse off than without us
        return


# --- Landlock ---------------------------------------------------------------------------------------


def landlock_abi() -> int:
    """Version of Landlock, 0 where there is none."""
    try:
        return max(0, _call("landlock_create_ruleset", None, 0, LANDLOCK_CREATE_RULESET_VERSION))
    except KeyError:
        return 0


def allow_reading_only(paths: Iterable[str], abi: int) -> None:
    """Of all files, only those at or below ``paths`` can be opened, and only for reading.

    From ABI 4 on also no TCP, from 6 on no abstract sockets of others and no signals to others.
    """
    rights = LANDLOCK_FS[min(abi, max(LANDLOCK_FS))]
    wanted = struct.pack("<QQQ", rights, LANDLOCK_TCP, LANDLOCK_SCOPE)[
        : 24 if abi >= 6 else 16 if abi >= 4 else 8
    ]
    rules = _must(_call("landlock_create_ruleset", wanted, len(wanted), 0), "landlock_create_ruleset")
    try:
        for path in paths:
            _allow_reading(rules, path)
        _must(_call("landlock_restrict_self", rules, 0), "landlock_restrict_self")
    finally:
        os.close(rules)


def _allow_reading(rules: int, path: str) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except FileNotFoundError:  # a wheel without ``numpy.libs``, an interpreter without a zip
        return
    try:
        rights = READ_FILE | READ_DIR if os.path.isdir(path) else READ_FILE
        rule = struct.pack("<Qi", rights, descriptor)
        _must(
            _call("landlock_add_rule", rules, LANDLOCK_RULE_PATH_BENEATH, rule, 0),
            f"landlock_add_rule {path}",
        )
    finally:
        os.close(descriptor)


# --- seccomp ----------------------------------------------------------------------------------------


def seccomp_stands() -> bool:
    """Whether this kernel, container and architecture take a filter that can end a process."""
    action = struct.pack("<I", seccomp.KILL_PROCESS)
    try:
        return _call("seccomp", SECCOMP_GET_ACTION_AVAIL, 0, action) == 0
    except KeyError:
        return False


def filter_calls(program: bytes) -> None:
    """Install a filter of :func:`seccomp.program` for this process, for good."""
    code = program.replace(struct.pack("<I", seccomp.PID_MARK), struct.pack("<I", os.getpid()))
    address = ctypes.c_void_p.from_buffer(ctypes.c_char_p(code)).value  # cheaper than an array type
    header = struct.pack("@HP", len(code) // 8, address)  # struct sock_fprog
    if _call("seccomp", SECCOMP_SET_MODE_FILTER, 0, header) != 0:
        raise OSError(ctypes.get_errno() or errno.EPERM, "seccomp refused the filter")
