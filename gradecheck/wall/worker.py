"""The student's side: one submission in one process. Reads requests, answers them, and states nothing else.

A reply is a frame whose head says what happened: ``returned`` (with ``changed`` and the value; for a notebook
also ``failed``, what its cells raised), ``raised`` (``kind``, ``line``, ``file``, ``text``,
``forbidden``), ``absent`` (``found``, but no function), ``too-large``; before the end of a script come
``snapshot``s. Nothing that a student does in here can be trusted, and nothing is.
"""

import builtins
import contextlib
import os
import sys
import types
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from posixpath import basename
from typing import Any

import numpy as np

from . import capture, cells, confine, frame, importer, salted, statements

#: file descriptors of a worker: nothing, output, nothing, replies, requests
OUTPUT, REPLY, REQUEST = 1, 3, 4
#: what entries that were put back may be off by, relative to the largest
PUT_BACK = 1e-14
#: what an audit event means, in a word that the other side knows
FORBIDDEN = {
    "open": "files",
    "os.listdir": "files",
    "os.scandir": "files",
    "os.mkdir": "files",
    "os.remove": "files",
    "os.rename": "files",
    "os.chmod": "files",
    "os.utime": "files",
    "tempfile.mkstemp": "files",
    "tempfile.mkdtemp": "files",
    "socket.__new__": "network",
    "socket.getaddrinfo": "network",
    "os.fork": "processes",
    "os.exec": "processes",
    "os.system": "processes",
    "os.posix_spawn": "processes",
    "subprocess.Popen": "processes",
    "os.kill": "processes",
}


@dataclass
class Student:
    """The submission at work: its files, its module once imported, and what it tried last."""

    stubs: importer.Memory
    tell: Callable[[bytes], None]
    files: Mapping[str, bytes] = field(default_factory=dict)
    main: str = ""
    module: types.ModuleType | None = None
    tried: str = ""
    output: capture.Output | None = None


def settle(stubs: importer.Memory, reply: int = REPLY) -> Student:
    """What a student's code expects to find: quiet numpy, standard streams, ``exit``.

    Before a fork: what is written once here need not be written by every worker.
    """
    student = Student(stubs, lambda data: _write(reply, data))
    np.seterr(all="ignore")
    warnings.simplefilter("ignore")
    student.output = sys.stdout = capture.Output(OUTPUT)
    sys.stdin = capture.nothing()
    builtins.exit = builtins.quit = sys.exit  # type: ignore[assignment]  # replacing it is the point
    sys.addaudithook(lambda event, _: _note(student, event))
    return student


def serve(student: Student, request: int = REQUEST) -> None:
    """Answer requests until the channel is closed. The first reply says that all is ready."""
    student.tell(frame.pack({"is": "ready"}))
    for data in _frames(request):
        student.tell(respond(student, data))


def alone(stubs: importer.Memory, memory: int, parent: int) -> None:
    """Serve without a wall: requests on standard input, replies on standard output, printing on the third."""
    request, reply, nothing = os.dup(0), os.dup(1), os.open(os.devnull, os.O_RDWR)
    for source, target in ((nothing, 0), (2, OUTPUT), (nothing, 2)):
        os.dup2(source, target)
    if sys.platform == "linux":
        confine.die_with_parent(parent)
        confine.limit(**{"as": confine.memory_in_use() + memory, "core": 0})
    serve(settle(stubs, reply), request)


def respond(student: Student, data: bytes) -> bytes:
    """One request's reply: decode, do, encode."""
    head, values = frame.unpack(data, KINDS, bounded=False)
    student.tried = ""
    try:
        reply = DOES[head["do"]](student, head, values)
    except BaseException as error:  # noqa: BLE001 -- whatever a student raises, sys.exit() too, is an answer
        reply = statements.raised(error, student.files, student.tried)
    if student.output is not None:
        _quietly(student.output.flush)
    return reply


# --- what can be asked ------------------------------------------------------------------------------


def _load(student: Student, head: Mapping[str, Any], values: list[Any]) -> bytes:
    finder = _take_files(student, head, values)
    name = basename(student.main).rpartition(".")[0]
    module = _module(name, student.main, finder)
    if name not in sys.modules and name not in sys.stdlib_module_names:
        sys.modules[name] = module
    failed = cells.execute(finder, head, module.__dict__, lambda: student.tried)
    student.module = module
    return frame.pack({"is": "returned", "changed": False} | failed, [None])


def _call(student: Student, head: Mapping[str, Any], arguments: list[Any]) -> bytes:
    function = getattr(student.module, head["entry"], None)
    if not callable(function):
        return frame.pack({"is": "absent", "found": hasattr(student.module, head["entry"])})
    held = _arrays(arguments)
    before = [array.tobytes() for array in held]
    return statements.answer(function(*arguments), changed=any(map(_changed, held, before)))


def _value(student: Student, head: Mapping[str, Any], _: list[Any]) -> bytes:
    if not hasattr(student.module, head["entry"]):
        return frame.pack({"is": "absent", "found": False})
    return statements.answer(getattr(student.module, head["entry"]), changed=False)


def _run(student: Student, head: Mapping[str, Any], values: list[Any]) -> bytes:
    finder = _take_files(student, head, values)
    salted.install(bytes.fromhex(head["salt"]), own_seeds=head["own_seeds"])
    module = _module("__main__", student.main, finder)
    sys.modules["__main__"] = module
    sys.argv[:] = [student.main]
    watcher = capture.Watcher(
        head["roles"],
        head["shapes"],
        module.__dict__,
        lambda *kept: student.tell(statements.snapshot(*kept)),
        student.files,
    )
    output = student.output = sys.stdout = sys.stderr = capture.Output(OUTPUT, watcher.look)
    failed: dict[str, Any] = {}
    try:
        watcher.loops.begin()
        failed = cells.execute(finder, head, module.__dict__, lambda: student.tried)
    except SystemExit as end:
        if end.code not in (None, 0):
            raise
    finally:
        _quietly(lambda: watcher.ended(output))
    return frame.pack({"is": "returned", "changed": False} | failed, [None])


DOES: dict[str, Callable[[Student, Mapping[str, Any], list[Any]], bytes]] = {
    "load": _load,
    "call": _call,
    "value": _value,
    "run": _run,
}


# --- the process ------------------------------------------------------------------------------------


def _note(student: Student, event: str) -> None:
    if event in FORBIDDEN:
        student.tried = FORBIDDEN[event]


def _take_files(student: Student, head: Mapping[str, Any], values: list[Any]) -> importer.Memory:
    student.main, (student.files,) = head["main"], values
    finder = importer.submission(student.files, student.main)
    importer.install(student.stubs, finder)
    return finder


def _module(name: str, file: str, finder: importer.Memory) -> types.ModuleType:
    module = types.ModuleType(name)
    module.__file__ = file
    module.__dict__.update(__loader__=finder, __builtins__=builtins)
    return module


def _arrays(values: Sequence[Any]) -> list[Any]:
    """Every array among the arguments, in tuples and lists too."""
    found: list[Any] = []
    for value in values:
        if isinstance(value, np.ndarray):
            found.append(value)
        elif isinstance(value, (tuple, list)):
            found += _arrays(value)
    return found


def _changed(array: Any, was: bytes) -> bool:
    """Whether an array holds something else now; by rounding, put-back entries may be off."""
    same = bool(array.tobytes() == was)
    if same or array.dtype.kind not in "fc" or array.nbytes != len(was):
        return not same
    old = np.frombuffer(was, array.dtype).reshape(array.shape)
    return not np.all(np.abs(array - old) <= PUT_BACK * np.max(np.abs(old)))


def _quietly(do: Callable[[], Any]) -> None:
    with contextlib.suppress(Exception):  # a student closed or replaced what we use: their loss
        do()


def _formula(parts: list[Any]) -> Callable[..., Any]:
    """A function from its expression, its variables and its constants; written by an author."""
    expression, variables, constants = parts
    names = {"np": np, **constants}
    text = f"lambda {', '.join(variables)}: {expression}"
    function: Callable[..., Any] = eval(text, names)  # noqa: S307 -- an author's, like a plugin
    return function


#: the further kinds of values in requests
KINDS: frame.Kinds = {
    "b": bytes,
    "d": lambda parts: dict(zip(parts[::2], parts[1::2], strict=True)),
    "f": _formula,
}


def _write(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _frames(descriptor: int) -> Iterator[bytes]:
    """Whole frames until the channel is closed; several of them may come in one read."""
    data = bytearray()
    while part := os.read(descriptor, 1 << 16):
        data += part
        while (whole := frame.taken(data)) is not None:
            yield whole
