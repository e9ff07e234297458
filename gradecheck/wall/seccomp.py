"""The filter of system calls as a program of classic BPF: an allow-list with checked arguments.

What is not named is refused with EPERM, so that Python raises ``PermissionError`` and a student gets a line
to read; what nobody calls by accident ends the process. Pure bytes: ``confine`` installs it. Constants are
from ``linux/seccomp.h``, ``linux/filter.h``, ``linux/bpf_common.h`` and ``asm-generic/fcntl.h``.
"""

import errno
import struct

from .syscalls import AUDIT_ARCH, TABLES

ALLOW, KILL_PROCESS, ERRNO = 0x7FFF0000, 0x80000000, 0x00050000
#: offsets in ``struct seccomp_data``
NUMBER, ARCH, ARGUMENTS = 0, 4, 16
#: stands for the worker's own process id until the filter is installed
PID_MARK = 0x5A17C0DE
#: numbers of the x32 calls begin here (``__X32_SYSCALL_BIT``)
X32 = 0x40000000

FREE = """read write close fstat lseek mmap mprotect munmap brk rt_sigaction rt_sigprocmask rt_sigreturn
pread64 readv writev sched_yield mremap madvise dup dup2 dup3 nanosleep getpid gettid exit
exit_group uname getcwd gettimeofday getrlimit getrusage sysinfo times getuid getgid geteuid
getegid getppid sigaltstack time futex sched_getaffinity set_tid_address restart_syscall
clock_gettime clock_getres clock_nanosleep pselect6 ppoll poll select set_robust_list getrandom
rseq""".split()
#: calls that name a path without opening it; Landlock decides about the rest
PATHS = "stat lstat access newfstatat faccessat faccessat2 statx getdents64 readlink readlinkat".split()
#: calls that no student needs and that reach other processes or much of the kernel
FATAL = """ptrace process_vm_readv process_vm_writev io_uring_setup io_uring_enter io_uring_register bpf
kexec_load userfaultfd perf_event_open pidfd_getfd unshare""".split()

#: ``O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | __O_TMPFILE``
WRITING = 0o3 | 0o100 | 0o1000 | 0o2000 | 0o20000000
AT_EMPTY_PATH = 0x1000
#: ``F_DUPFD F_GETFD F_SETFD F_GETFL F_DUPFD_CLOEXEC``; ``F_SETOWN`` could have the kernel signal the grader,
#: and what ``F_SETFL`` sets on descriptors 0 and 2 would be there for the next submission
FCNTL = (0, 1, 2, 3, 1030)
#: ``TCGETS FIOCLEX FIONCLEX FIONREAD TIOCGWINSZ``
IOCTL = (0x5401, 0x5451, 0x5450, 0x541B, 0x5413)

Instruction = tuple[int, int, int, int]


def program(machine: str, *, may_open: bool) -> bytes:
    """The filter for ``machine``; without ``may_open`` no path can be opened or looked at.

    Raises ``KeyError`` for a machine that has no table.
    """
    numbers = TABLES[machine]
    code = [_load(ARCH), *_if_equal(AUDIT_ARCH[machine], 1, 0), _return(KILL_PROCESS), _load(NUMBER)]
    if numbers["read"] == 0:  # x86-64
        code += [_jump(0x35, X32, 0, 1), _return(KILL_PROCESS)]
    bodies = {name: [_return(ALLOW)] for name in FREE} | {name: [_return(KILL_PROCESS)] for name in FATAL}
    bodies |= _paths(may_open=may_open) | _checked()
    for name, body in bodies.items():
        if name in numbers:
            code += [*_if_equal(numbers[name], 0, len(body)), *body]
    code.append(_refuse(errno.EPERM))
    return b"".join(struct.pack("<HBBI", *instruction) for instruction in code)


def _paths(*, may_open: bool) -> dict[str, list[Instruction]]:
    """Calls that take a path. glibc's ``fstat`` is ``newfstatat`` with an empty one."""
    if not may_open:
        empty = [_load_argument(3), _jump(0x45, AT_EMPTY_PATH, 0, 1), _return(ALLOW), _refuse(errno.EACCES)]
        refused = [_refuse(errno.EACCES)]
        return {"open": refused, "openat": refused, "newfstatat": empty}
    bodies = {name: [_return(ALLOW)] for name in PATHS}
    for name, flags in (("open", 1), ("openat", 2)):
        bodies[name] = [
            _load_argument(flags),
            _jump(0x45, WRITING, 0, 1),
            _refuse(errno.EACCES),
            _return(ALLOW),
        ]
    return bodies


def _checked() -> dict[str, list[Instruction]]:
    """Calls that are allowed with some arguments only."""
    own_limits = [  # prlimit64(0, any, NULL, any): read one's own
        _load_argument(0),
        *_if_equal(0, 0, 5),
        _load_argument(2),
        *_if_equal(0, 0, 3),
        _load_argument(2, high=True),
        *_if_equal(0, 0, 1),
        _return(ALLOW),
        _refuse(errno.EPERM),
    ]
    own_thread = [_load_argument(0), *_if_equal(PID_MARK, 0, 1), _return(ALLOW), _refuse(errno.EPERM)]
    absent = [_refuse(errno.ENOSYS)]  # glibc then falls back to what is checked above
    return {
        "fcntl": [_load_argument(1), *_allow_any(FCNTL), _refuse(errno.EPERM)],
        "ioctl": [_load_argument(1), *_allow_any(IOCTL), _refuse(errno.ENOTTY)],
        "prlimit64": own_limits,
        "tgkill": own_thread,
        "clone3": absent,
        "openat2": absent,
    }


def _load(offset: int) -> Instruction:
    return (0x20, 0, 0, offset)  # BPF_LD | BPF_W | BPF_ABS


def _load_argument(number: int, *, high: bool = False) -> Instruction:
    return _load(ARGUMENTS + 8 * number + 4 * high)


def _jump(code: int, value: int, true: int, false: int) -> Instruction:
    """``code``: 0x15 equal, 0x35 greater or equal, 0x45 any common bit (``BPF_JMP | BPF_*``)."""
    return (code, true, false, value)


def _if_equal(value: int, true: int, false: int) -> list[Instruction]:
    return [_jump(0x15, value, true, false)]


def _return(action: int) -> Instruction:
    return (0x06, 0, 0, action)  # BPF_RET


def _refuse(number: int) -> Instruction:
    return _return(ERRNO | number)


def _allow_any(values: tuple[int, ...]) -> list[Instruction]:
    return [step for value in values for step in (*_if_equal(value, 0, 1), _return(ALLOW))]
