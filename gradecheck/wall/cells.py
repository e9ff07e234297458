"""Running a submission's main file: a module as a whole, a notebook cell by cell.

A cell that does not compile or that raises costs only itself: the cells after it run all the same, on what is
there, as if each had been started by hand. What went wrong is stated beside the answer.
"""

from collections.abc import Callable, Mapping
from itertools import pairwise
from types import CodeType
from typing import Any

from .importer import Memory, remember_lines
from .statements import described

#: how many cells that went wrong are stated
STATED = 8


def execute(
    finder: Memory, head: Mapping[str, Any], namespace: dict[str, Any], tried: Callable[[], str]
) -> dict[str, Any]:
    """Run ``main`` of a request in ``namespace``; a notebook's ``cells`` are the first line of each.

    Returns what a reply says about cells: those that ``failed``, one description each.
    """
    main = head["main"]
    if "cells" not in head:
        exec(finder.code(main), namespace)  # noqa: S102 -- this is what we are for
        return {}
    namespace.setdefault("display", lambda *_, **__: None)
    namespace.setdefault("get_ipython", _Shell)
    failed = []
    for first, text in _texts(finder, main, head["cells"]):
        try:
            exec(_compiled(text, first, main), namespace)  # noqa: S102 -- this is what we are for
        except BaseException as error:  # noqa: BLE001 -- whatever it is: the next cell is the next
            if not (isinstance(error, SystemExit) and error.code in (None, 0)):
                failed.append(described(error, finder.files, tried()))
    return {"failed": failed[:STATED]}


def _texts(finder: Memory, main: str, cells: list[int]) -> list[tuple[int, str]]:
    """Each cell's first line and text."""
    remember_lines(main, finder.files[main])
    lines = finder.files[main].decode().split("\n")
    places = pairwise([*cells, len(lines) + 1])
    return [(first, "\n".join(lines[first - 1 : after - 1])) for first, after in places]


def _compiled(text: str, first: int, main: str) -> CodeType:
    """A cell's code, in which every line has its number in the whole text."""
    try:
        return compile("\n" * (first - 1) + text + "\n", main, "exec", dont_inherit=True)
    except (SyntaxError, ValueError) as error:
        if getattr(error, "filename", None) is None:  # null bytes
            raise SyntaxError(str(error), (main, first, None, None)) from error
        raise


class _Shell:
    """What ``get_ipython()`` gives: a shell that takes every order and does nothing."""

    def __getattr__(self, _: str) -> Callable[..., None]:
        return lambda *_, **__: None
