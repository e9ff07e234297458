"""Attacks: every file of ``hostile/`` is run behind the real wall, which must hold.

Each says in its docstring what it tries and which verdict it earns. Whatever it earns: no planted token comes
back, no listener is reached, no file is changed, no process is left, and the grader goes on in time.
"""

import contextlib
import os
import re
import secrets
import shutil
import socket
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from gradecheck.model import Died, Limits, Raised, Returned, Source, TimedOut
from gradecheck.wall import confine
from gradecheck.wall.host import raise_wall

HERE = Path(__file__).parent / "hostile"
FILES = sorted(HERE.rglob("*.py"))
FAMILIES = {"read", "score", "state", "tamper", "denial", "network", "escape", "report", "honest"}
LINUX = sys.platform == "linux"
LANDLOCK = LINUX and confine.landlock_abi() > 0
LIMITS = Limits(seconds=0.5, total_seconds=10, memory_mb=512)
PATIENT = Limits(seconds=20, total_seconds=60, memory_mb=512)
DESCRIPTION = re.compile(r'"""(.+)\n\nverdict: ([a-z ]+)\n"""')
X = np.array([1.5, -2.0, 0.25])

#: what an attack is told; nothing of it is secret
TARGET = """
import ctypes, platform
FOLDER, KEY, RESULTS, OTHER = {folder!r}, {key!r}, {results!r}, {other!r}
LEFT = {left!r}
UNIX, ABSTRACT = {unix!r}, {abstract!r}
TCP, UDP, GRADER = {tcp}, {udp}, {grader}
def raw(x86, arm, *arguments):
    number = x86 if platform.machine() == "x86_64" else arm
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    return libc.syscall(*(ctypes.c_long(a) if isinstance(a, int) else a for a in (number, *arguments)))
"""


@dataclass
class World:
    """What is there to be attacked: files with a token, listeners, the grader itself."""

    folder: Path
    token: str
    sockets: dict[str, socket.socket]
    left: str

    def target(self):
        """The module that tells an attack where everything is."""
        return TARGET.format(
            folder=str(self.folder),
            key=str(self.folder / "key.py"),
            results=str(self.folder / "results.json"),
            other=str(self.folder / "others" / "alice.py"),
            left=self.left,
            unix=str(self.folder / "socket"),
            abstract=self.sockets["abstract"].getsockname()[1:].decode(),
            tcp=self.sockets["tcp"].getsockname()[1],
            udp=self.sockets["udp"].getsockname()[1],
            grader=os.getpid(),
        ).encode()

    def files(self):
        """Everything about every file that could be changed, and what else could be left behind."""
        everything = [(str(p), p.lstat()) for p in self.folder.rglob("*")]
        found = {name: (status.st_mode, status.st_mtime_ns, status.st_uid) for name, status in everything}
        found |= {f"in {p}": p.read_bytes() for p in self.folder.rglob("*") if p.is_file()}
        folders = (Path(np.__file__).parent, Path(os.__file__).parent)
        found |= {str(p): p.stat().st_mtime_ns for p in (*folders, *(p / "__pycache__" for p in folders))}
        places = (Path("/tmp"), Path("/dev/shm"), Path.cwd())
        found |= {str(p): True for place in places if (p := place / self.left).exists()}
        for kind in ("shm", "msg", "sem"):
            found[kind] = Path(f"/proc/sysvipc/{kind}").read_text().count("\n")
        return found

    def reached(self):
        """Which listeners were."""
        return [name for name, end in self.sockets.items() if _was_reached(end)]


def _was_reached(end):
    reached = False
    with contextlib.suppress(BlockingIOError):
        while True:
            if end.type == socket.SOCK_DGRAM:
                end.recv(1)
            else:
                end.accept()[0].close()
            reached = True
    return reached


@pytest.fixture(scope="module")
def world():
    """A world with planted tokens, open to everybody but for the wall."""
    folder = Path(tempfile.mkdtemp(prefix="attacked-"))
    token = "planted-" + secrets.token_hex(8)
    planted = {
        "key.py": f"SECRET = {token!r}\n",
        "results.json": f'{{"secret": "{token}"}}',
        "others/alice.py": f"# {token}",
        ".git/config": token,
        "secret_plugin.py": f"SECRET = {token!r}\n",
    }
    for name, text in planted.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777)
    sockets = {
        "tcp": _listener(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0)),
        "udp": _listener(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", 0)),
        "unix": _listener(socket.AF_UNIX, socket.SOCK_STREAM, str(folder / "socket")),
        "abstract": _listener(socket.AF_UNIX, socket.SOCK_STREAM, f"\0{token}x"[:12] + secrets.token_hex(4)),
    }
    name = sockets["abstract"].getsockname() + b"-datagram"
    sockets["datagram"] = _listener(socket.AF_UNIX, socket.SOCK_DGRAM, name)
    (folder / "socket").chmod(0o777)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SECRET_TOKEN", token)
        patch.setenv("PYTHONPATH", str(folder))
        # a name of our own: other runs may be at work on the same machine
        yield World(folder, token, sockets, "gradecheck-left-" + secrets.token_hex(8))
    for end in sockets.values():
        end.close()
    shutil.rmtree(folder)


def _listener(family, kind, address):
    end = socket.socket(family, kind)
    end.bind(address)
    end.setblocking(False)
    if kind == socket.SOCK_STREAM:
        end.listen(50)
    return end


def _mode(name, *, stands):
    reason = f"not run: the wall of mode {name} does not stand on this machine"
    return pytest.param(name, marks=pytest.mark.skipif(not stands, reason=reason))


@pytest.fixture(scope="module", params=[_mode("strict", stands=LINUX), _mode("full", stands=LANDLOCK)])
def wall(request, world):
    """The wall, in each mode that claims to hold."""
    with raise_wall(request.param) as raised:
        raised.check()
        yield raised


def expected(path):
    """The verdicts that a file may earn, from its docstring."""
    return DESCRIPTION.match(path.read_text("utf-8"))[2].split(" or ")


def attack(wall, world, path, limits):
    """Import a submission and call it twice: what came of it, and everything that was said."""
    source = Source(path.name, {path.name: path.read_bytes(), "target.py": world.target()})
    with wall.open(source, limits) as worker:
        outcomes = [worker.load(limits.seconds)]
        for _ in range(1 if path.parent.name == "honest" else 2):
            if worker.alive and isinstance(outcomes[0], Returned):
                outcomes.append(worker.call("answer", [X], limits.seconds))
    return outcomes


def verdict(outcomes):
    """The verdict that these outcomes would earn."""
    last = outcomes[1] if len(outcomes) > 1 else outcomes[0]
    match last:
        case Raised() | Died():
            return "error"
        case TimedOut():
            return "timeout"
        case Returned(value):
            right = type(value) is np.ndarray and value.shape == X.shape and value.dtype.kind == "f"
            return "pass" if right and np.allclose(value, 2 * X) else "fail"
        case _:
            return "fail"


def workers():
    """Our processes behind walls: their command lines name us."""
    mark = f'"parent": {os.getpid()}'.encode()
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            if mark in path.read_bytes():
                found.append(int(path.parent.name))
    return sorted(found)


def memory():
    """Bytes of memory that we hold."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def said(outcomes):
    """Everything that came back, in every form that a token could take."""
    text = repr(outcomes)
    for outcome in outcomes:
        if isinstance(outcome, Returned) and isinstance(outcome.value, np.ndarray):
            text += outcome.value.tobytes().decode("latin-1")
    return text + re.sub(r"[^0-9a-f]", "", text)


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_the_wall_holds(wall, world, path):
    """The attack earns its verdict, and nothing else comes of it."""
    limits = PATIENT if path.parent.name == "honest" else LIMITS
    files, before, processes, start = world.files(), memory(), workers(), time.monotonic()
    outcomes = attack(wall, world, path, limits)
    took = time.monotonic() - start
    assert verdict(outcomes) in expected(path), outcomes
    assert world.token not in said(outcomes)
    assert world.token.encode().hex() not in said(outcomes)
    assert world.reached() == []
    assert world.files() == files
    assert workers() == processes
    assert took < limits.seconds * len(outcomes) + 1
    assert memory() - before < 64 << 20
    if path.parent.name == "state":
        assert "left-behind" not in repr(attack(wall, world, path, limits)[:2])


@pytest.mark.parametrize("path", FILES, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_every_attack_is_described(path):
    """One sentence and the verdict; only honest work may pass."""
    assert DESCRIPTION.match(path.read_text("utf-8"))[1].endswith(".")
    assert path.parent.name in FAMILIES
    assert set(expected(path)) <= {"fail", "error", "timeout"} or path.parent.name == "honest"


def test_there_are_enough_attacks():
    """At least ninety, over every family, and honest controls beside them."""
    families = [path.parent.name for path in FILES]
    assert set(families) == FAMILIES
    assert len(families) - families.count("honest") >= 90
    assert families.count("honest") >= 10


@pytest.mark.skipif(not LINUX, reason="nothing is attacked without a wall")
def test_the_attacks_would_succeed_without_a_wall(world):
    """Where there is no wall, tokens are read, files are changed and listeners are reached."""
    with raise_wall("none") as plain:
        outcomes = attack(plain, world, HERE / "read" / "open.py", PATIENT)
        assert world.token in said(outcomes)
        for name in ("tcp", "udp", "unix", "abstract"):
            attack(plain, world, HERE / "network" / f"{name}.py", PATIENT)
            assert world.reached() == [name]
        files = world.files()
        attack(plain, world, HERE / "tamper" / "append.py", PATIENT)
        assert world.files() != files
        files = world.files()
        attack(plain, world, HERE / "state" / "temporary_file.py", PATIENT)
        assert world.files() != files
        (Path("/tmp") / world.left).unlink()
