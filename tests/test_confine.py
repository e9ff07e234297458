"""What takes rights away: tables of system calls, the filter as a program, and limits in real processes."""

import errno
import os
import re
import struct
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from gradecheck.wall import confine, seccomp, syscalls

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux only")

HEADERS = {
    "x86_64": ["/usr/include/x86_64-linux-gnu/asm/unistd_64.h", "/usr/include/asm/unistd_64.h"],
    "aarch64": ["/usr/include/asm-generic/unistd.h"],
}
MACHINES = sorted(HEADERS)
#: a process that gives up its rights cannot write what was measured in it
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}
ALLOWED, KILLED = "allowed", "killed"


def header(machine):
    """Numbers by name from the kernel's header, where it is installed."""
    path = next((Path(p) for p in HEADERS[machine] if Path(p).exists()), None)
    if path is None:
        pytest.skip(f"the kernel's header for {machine} is not installed")
    text = path.read_text()
    found = dict(re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)$", text, re.MULTILINE))
    return {name: int(number) for name, number in found.items()}


@pytest.mark.parametrize("machine", MACHINES)
def test_every_number_is_the_kernels(machine):
    """Both tables agree with the headers."""
    known = header(machine)
    for name, number in syscalls.TABLES[machine].items():
        assert number == known.get(name, known.get({"newfstatat": "fstatat"}.get(name))), name


def test_both_tables_have_what_the_filter_needs():
    """What is checked or fatal is known on both machines; a call that is missing has a successor."""
    only = set(syscalls.X86_64) - set(syscalls.AARCH64)
    assert only == {"open", "stat", "lstat", "poll", "access", "select", "dup2", "readlink", "time"}
    assert set(syscalls.AARCH64) <= set(syscalls.X86_64)
    named = {*seccomp.FREE, *seccomp.PATHS, *seccomp.FATAL}
    assert named <= set(syscalls.X86_64)


# --- the filter, run by an interpreter of our own ---------------------------------------------------


def decide(program, machine, call, *arguments, arch=None):
    """What a filter does with a system call: allowed, killed, or an error by name."""
    number = syscalls.TABLES[machine][call] if isinstance(call, str) else call
    arch = syscalls.AUDIT_ARCH[machine] if arch is None else arch
    data = struct.pack("<iIQ6Q", number, arch, 0, *(*arguments, 0, 0, 0, 0, 0, 0)[:6])
    steps = [struct.unpack_from("<HBBI", program, at) for at in range(0, len(program), 8)]
    at = value = 0
    while True:
        code, true, false, k = steps[at]
        at += 1
        if code == 0x20:
            (value,) = struct.unpack_from("<I", data, k)
        elif code in (0x15, 0x35, 0x45):
            holds = {0x15: value == k, 0x35: value >= k, 0x45: value & k != 0}[code]
            at += true if holds else false
        else:
            assert code == 0x06
            return {0x7FFF: ALLOWED, 0x8000: KILLED}.get(k >> 16) or errno.errorcode[k & 0xFFFF]


@pytest.fixture(params=MACHINES)
def machine(request):
    """Every machine that has a table."""
    return request.param


@pytest.fixture(params=[True, False], ids=["full", "strict"])
def may_open(request):
    """Whether files can be opened."""
    return request.param


@pytest.fixture
def ask(machine, may_open):
    """``ask("openat", ...)``: what the filter does."""
    program = seccomp.program(machine, may_open=may_open)
    return lambda *call, **options: decide(program, machine, *call, **options)


def test_whatever_is_not_named_is_refused(ask, machine):
    """Of all numbers, only those of the allow-list pass without a look at their arguments."""
    table = {number: name for name, number in syscalls.TABLES[machine].items()}
    free = {*seccomp.FREE, *seccomp.PATHS}
    for number in range(600):
        if table.get(number) not in free | set(seccomp.FATAL) | {
            "newfstatat",
            "openat",
            "open",
            "clone3",
            "openat2",
        }:
            assert ask(number, 7777, 7777, 0o20000) in ("EPERM", "ENOTTY"), table.get(number, number)
    for name in seccomp.FATAL:
        assert ask(name) == KILLED


def test_another_architecture_is_killed(ask, machine):
    """32-bit calls (int 0x80) and x32 have other numbers."""
    assert ask("read", arch=0x40000003) == KILLED
    if machine == "x86_64":
        assert ask(0x40000000) == KILLED
        assert ask(0x40000000 + 57) == KILLED


def test_files_can_be_opened_for_reading_at_most(ask, machine, may_open):
    """Write, create, truncate, append, temporary: refused; in strict mode everything is."""
    best = ALLOWED if may_open else "EACCES"
    assert ask("openat", 0, 0, os.O_RDONLY | os.O_CLOEXEC | os.O_DIRECTORY) == best
    for flags in (os.O_WRONLY, os.O_RDWR, os.O_CREAT, os.O_TRUNC, os.O_APPEND, os.O_TMPFILE):
        assert ask("openat", 0, 0, flags) == "EACCES"
        if machine == "x86_64":
            assert ask("open", 0, flags) == "EACCES"
    assert ask("openat2") == "ENOSYS"


def test_no_path_can_be_looked_at_in_strict_mode(ask, may_open):
    """``fstat`` by an empty path remains."""
    assert ask("newfstatat", 3, 0, 0, 0x1000) == ALLOWED
    assert ask("newfstatat", 3, 0, 0, 0) == (ALLOWED if may_open else "EACCES")
    assert ask("statx") == (ALLOWED if may_open else "EPERM")
    assert ask("readlinkat") == (ALLOWED if may_open else "EPERM")


def test_arguments_are_checked(ask):
    """Own limits are read, own threads signalled, descriptors duplicated; nobody else's."""
    assert ask("prlimit64", 0, 7, 0) == ALLOWED
    for arguments in ((1, 7, 0), (0, 7, 1), (0, 7, 1 << 32)):
        assert ask("prlimit64", *arguments) == "EPERM"
    assert ask("tgkill", seccomp.PID_MARK) == ALLOWED
    assert ask("tgkill", 1) == "EPERM"
    assert [ask("fcntl", 1, command) for command in (0, 1, 2, 3, 1030)] == [ALLOWED] * 5
    assert [ask("fcntl", 1, command) for command in (8, 10, 15, 1032, 1033)] == ["EPERM"] * 5
    assert [ask("fcntl", 1, 4, flags) for flags in (os.O_NONBLOCK, os.O_APPEND, 0o20000)] == ["EPERM"] * 3
    assert ask("ioctl", 1, 0x5401) == ALLOWED
    assert [ask("ioctl", 1, command) for command in (0x5412, 0x8901, 0x541C)] == ["ENOTTY"] * 3


def test_a_machine_without_a_table_has_no_filter():
    """riscv64 is not guessed at."""
    with pytest.raises(KeyError):
        seccomp.program("riscv64", may_open=True)


# --- in real processes ------------------------------------------------------------------------------


def inside(text):
    """What a child process prints that uses ``confine``."""
    code = "import os, resource, signal\nfrom gradecheck.wall import confine, seccomp\n" + textwrap.dedent(
        text
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=30, env=CLEAN
    )
    assert not done.stderr, done.stderr
    return done.stdout.strip()


def test_limits_are_lowered_and_never_raised():
    """A limit above what is allowed is what is allowed."""
    text = """
        confine.limit(nofile=20, core=0)
        confine.limit(nofile=50, no_such_limit=1)
        print(resource.getrlimit(resource.RLIMIT_NOFILE), resource.getrlimit(resource.RLIMIT_CORE))
        """
    assert inside(text) == "(20, 20) (0, 0)"


@pytest.mark.skipif(os.getuid() != 0, reason="only root has privileges to drop")
def test_root_keeps_no_capability_and_becomes_no_one():
    """All five sets are empty, the uid is another, and there is no way back."""
    text = """
        print(confine.drop_privileges(61234), os.getresuid(), os.getgroups())
        print([l.split()[1] for l in open("/proc/self/status") if l.startswith("Cap")])
        """
    assert inside(text) == f"61234 (61234, 61234, 61234) []\n{['0' * 16] * 5}"


@pytest.mark.skipif(os.getuid() == 0, reason="root has privileges to drop")
def test_an_ordinary_user_has_nothing_to_drop():
    """Nothing is changed, nothing fails."""
    assert inside("print(confine.drop_privileges(61234))") == "None"


def test_memory_and_privileges_are_hidden():
    """No new privileges, not dumpable; threads and memory are counted."""
    text = """
        confine.no_new_privileges(); confine.hide_memory(); confine.first_to_be_killed()
        status = open("/proc/self/status").read()
        print("NoNewPrivs:\\t1" in status, confine.threads(), confine.memory_in_use() > 10**6)
        """
    assert inside(text) == "True 1 True"


def test_a_process_whose_parent_has_ended_ends_at_once():
    """The parent may be gone before the kernel is told."""
    assert inside("confine.die_with_parent(1)\nprint('alive')") == ""


@pytest.mark.skipif(not confine.landlock_abi(), reason="Landlock does not stand here")
def test_landlock_leaves_reading_where_it_is_allowed(tmp_path):
    """One folder can be read, nothing else opened, nothing written; a path that is not there is skipped."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a").write_text("a")
    (tmp_path / "b").write_text("b")
    text = f"""
        here = {str(tmp_path)!r}
        confine.no_new_privileges()
        confine.allow_reading_only([here + "/in", here + "/none"], confine.landlock_abi())
        def attempt(path, flags=os.O_RDONLY):
            try: os.close(os.open(path, flags, 0o600))
            except OSError as error: return error.strerror
            return "yes"
        print([attempt(here + p) for p in ("/in/a", "/in", "/b", "")])
        print(attempt(here + "/in/a", os.O_WRONLY), attempt(here + "/in/c", os.O_CREAT | os.O_WRONLY))
        """
    no = "Permission denied"
    assert inside(text) == f"{['yes', 'yes', no, no]}\n{no} {no}"


@pytest.mark.skipif(not confine.seccomp_stands(), reason="seccomp does not stand here")
def test_the_kernel_obeys_the_filter():
    """What the interpreter above decides happens; a fatal call ends the process with SIGSYS."""
    text = """
        import platform
        confine.no_new_privileges()
        confine.filter_calls(seccomp.program(platform.machine(), may_open=False))
        for act in (os.fork, lambda: open("/etc/passwd"), lambda: os.kill(os.getpid(), 0), os.getpid):
            try: print(type(act()).__name__)
            except OSError as error: print(error.strerror)
        """
    refused = "Operation not permitted"
    assert inside(text).splitlines() == [refused, "Permission denied", refused, "int"]
    fatal = text.replace("os.fork, ", "lambda: confine._call('unshare', 0), ")
    code = "import os\nfrom gradecheck.wall import confine, seccomp\n" + textwrap.dedent(fatal)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, env=CLEAN)
    assert done.returncode == -31


def test_a_filter_that_the_kernel_does_not_take_is_an_error():
    """A program that does not end in a decision is refused."""
    text = """
        confine.no_new_privileges()
        try: confine.filter_calls(bytes(8))
        except OSError as error: print(error.strerror or error)
        """
    assert "refused" in inside(text)
