"""What a worker states: an answer, an exception, a moment of a script; as frames, and nothing else."""

import builtins
from collections.abc import Callable, Container, Mapping
from typing import Any

from . import frame

#: bytes of arrays in one answer, and in one snapshot
ANSWER_LIMIT, SNAPSHOT_LIMIT = 16 << 20, 20 << 20
#: characters of an exception's text, such that several exceptions fit into one header
TEXT = 400


def answer(value: Any, *, changed: bool) -> bytes:
    """A value that came back, and whether the arguments were changed; or that it is too large."""
    try:
        return frame.pack({"is": "returned", "changed": changed}, [value], _strange, ANSWER_LIMIT)
    except frame.TooLarge:
        return frame.pack({"is": "too-large"})


def _strange(value: Any, _write: Callable[[Any], Any]) -> Any:
    """Anything that is not made of numbers and arrays is stated by its built-in type's name."""
    kinds = (k.__name__ for k in type(value).__mro__ if k.__module__ in ("builtins", "numpy"))
    return {"s": next(kinds, "object")}


def snapshot(printed: int, arrays: Mapping[str, Any]) -> bytes:
    """The arrays of a script after ``printed`` characters; nothing if they are too large."""
    head = {"is": "snapshot", "printed": printed, "names": list(arrays)}
    try:
        return frame.pack(head, list(arrays.values()), limit=SNAPSHOT_LIMIT)
    except frame.TooLarge:
        return b""


def raised(error: BaseException, files: Container[str], tried: str) -> bytes:
    """The frame of an exception."""
    return frame.pack({"is": "raised", **described(error, files, tried)})


def described(error: BaseException, files: Container[str], tried: str) -> dict[str, Any]:
    """An exception: its nearest built-in kind, where in ``files`` it happened, and what it says."""
    file, line = _place(files, error)
    text = getattr(error, "name", None) if isinstance(error, ModuleNotFoundError) else _said(error)
    return {
        "kind": next(k.__name__ for k in _kinds(error) if getattr(builtins, k.__name__, None) is k),
        "line": line,
        "file": file,
        "text": str(text)[:TEXT],
        "forbidden": _forbidden(error, tried),
    }


def _kinds(error: BaseException) -> tuple[type, ...]:
    """What an exception is, the nearest first; a debugger that nobody talks to meets the end of its input."""
    if isinstance(error, SyntaxError):
        return (SyntaxError,)
    return (EOFError,) if type(error).__qualname__ == "BdbQuit" else type(error).__mro__


def _place(files: Container[str], error: BaseException) -> tuple[str, int | None]:
    """The submission's file and line where it happened; of a syntax error, where that is."""
    if isinstance(error, SyntaxError) and error.filename in files:
        return str(error.filename), error.lineno
    place: tuple[str, int | None] = "", None
    step = error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename in files:
            place = step.tb_frame.f_code.co_filename, step.tb_lineno
        step = step.tb_next
    return place


def _said(error: BaseException) -> str:
    """The text of an exception; a student's own ``__str__`` may do anything.

    An ``ImportError`` tells where a module lies on this machine: that is nobody's business.
    """
    try:
        text = str(error.msg if isinstance(error, SyntaxError) else error)
        return (
            text.replace(f" ({error.path or 'unknown location'})", "")
            if isinstance(error, ImportError)
            else text
        )
    except BaseException:  # noqa: BLE001 -- see above
        return ""


def _forbidden(error: BaseException, tried: str) -> str:
    """What the wall refused, if that is why it was raised."""
    if isinstance(error, RuntimeError) and _said(error) == "can't start new thread":
        return "threads"
    return tried if isinstance(error, PermissionError) else ""
