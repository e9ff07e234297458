"""Values as trees of plain JSON with buffers beside them, and back. Bounded where a hostile side wrote them.

A tree is null, a bool, a 64-bit integer, a float or a string, or has one key that says its kind::

    {"t": [tree, ...]}          tuple            {"l": [tree, ...]}          list
    {"n": [dtype, count]}       list of numbers  {"z": [real, imaginary]}    complex
    {"a": [dtype, shape]}       numpy array

The buffers are named by their lengths, in the order in which the trees are read.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

#: the most characters of one string, nodes of all trees of a frame, and their depth
TEXT_LIMIT, NODE_LIMIT, DEPTH_LIMIT = 4096, 2000, 10
#: the largest length of one axis of an array, and the most axes
AXIS_LIMIT, AXES_LIMIT = 1 << 40, 32
#: the largest product of a hostile array's axes but those of length 0: sums over these are of that size
ROOM_LIMIT = 1 << 25
#: lists of more numbers than this are written as a buffer
PACKED = 8

DTYPES = {d.str: d for d in map(np.dtype, "? i1 i2 i4 i8 u1 u2 u4 u8 f2 f4 f8 c8 c16".split())}
#: types that cross as shorter ones
LONG = {"g": np.dtype("f8"), "G": np.dtype("c16")}

Kinds = Mapping[str, Callable[[Any], Any]]


class Malformed(ValueError):  # noqa: N818 -- it says what the frame is
    """Bytes that are not a frame, or one that is larger than allowed."""


class TooLarge(ValueError):  # noqa: N818 -- it says what the value is
    """A value that does not fit into a frame."""


def refuse(value: Any, _write: Callable[[Any], Any]) -> Any:
    """Nothing but numbers, arrays, short texts, tuples and lists may be written."""
    raise TypeError(f"a {type(value).__name__} cannot cross the wall")


class Writer:
    """Trees of values, and the buffers that they name."""

    def __init__(self, other: Callable[[Any, Callable[[Any], Any]], Any], limit: int | None) -> None:
        self.buffers: list[bytes] = []
        self.size = 0
        self.depth = 0
        self.nodes = 0
        self.other = other
        self.limit = limit

    def tree(self, value: Any) -> Any:
        """The tree of one value. Raises ``TooLarge`` for deep nesting and, under a limit, many nodes."""
        self.depth += 1
        self.nodes += 1
        if self.depth > DEPTH_LIMIT or (self.limit is not None and self.nodes > NODE_LIMIT):
            raise TooLarge("too many values")
        try:
            return self._tree(value)
        finally:
            self.depth -= 1

    def _tree(self, value: Any) -> Any:  # noqa: PLR0911 -- one line for each kind
        if isinstance(value, (np.ndarray, np.generic)):
            return self._array(value)
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, int) and -(2**63) <= value < 2**63:
            return int(value)
        if isinstance(value, float):
            return float(value)
        if isinstance(value, complex):
            return {"z": [value.real, value.imag]}
        if isinstance(value, str) and len(value) <= TEXT_LIMIT:
            return str(value)
        if isinstance(value, tuple):
            return {"t": [self.tree(item) for item in value]}
        if isinstance(value, list):
            return self._numbers(value) or {"l": [self.tree(item) for item in value]}
        return self.other(value, self._buffer if isinstance(value, bytes) else self.tree)

    def _numbers(self, value: list[Any]) -> Any:
        """The packed form of a long list of plain floats, or plain 64-bit integers, and nothing else."""
        kind = {float: "<f8", int: "<i8"}.get(type(value[0])) if len(value) > PACKED else None
        if kind is None or any(type(item) is not type(value[0]) for item in value):
            return None
        try:
            self._buffer(np.array(value, kind).tobytes())
        except OverflowError:
            return None
        return {"n": [kind, len(value)]}

    def _array(self, value: Any) -> Any:
        plain = value.view(np.ndarray) if isinstance(value, np.ndarray) else np.asarray(value)
        dtype = LONG.get(plain.dtype.char) or plain.dtype.newbyteorder("=")
        if dtype.str not in DTYPES:
            return self.other(value, self.tree)
        self._room(plain.size * dtype.itemsize)
        self._buffer(np.ascontiguousarray(plain, dtype).tobytes())
        return {"a": [dtype.str, list(plain.shape)]}

    def _buffer(self, data: bytes) -> int:
        self._room(len(data))
        self.size += len(data)
        self.buffers.append(data)
        return len(data)

    def _room(self, size: int) -> None:
        if self.limit is not None and self.size + size > self.limit:
            raise TooLarge("larger than allowed")


class Reader:
    """Values of trees, and how far the body has been used."""

    def __init__(self, data: bytes, position: int, kinds: Kinds, nodes: int | None) -> None:
        self.data = data
        self.position = position
        self.nodes = nodes
        self.kinds = kinds
        self.readers: dict[str, Callable[[Any, int], Any]] = {
            "t": lambda tree, depth: tuple(self._items(tree, depth)),
            "l": self._items,
            "n": lambda tree, _: self._numbers(*tree),
            "z": lambda tree, _: complex(*_floats(tree)),
            "a": lambda tree, _: self._array(*tree),
        }

    def value(self, tree: Any, depth: int = 1) -> Any:
        """The value of one tree at ``depth``."""
        if self.nodes is not None:
            self.nodes -= 1
            if self.nodes < 0 or depth > DEPTH_LIMIT:
                raise Malformed("too many values")
        if tree is None or type(tree) in (bool, float):
            return tree
        if type(tree) is int and -(2**63) <= tree < 2**63:
            return tree
        if type(tree) is str:
            return _text(tree)
        if type(tree) is not dict or len(tree) != 1:
            raise Malformed("not a value")
        ((kind, rest),) = tree.items()
        if kind in self.readers:
            return self.readers[kind](rest, depth + 1)
        return self.kinds[kind](self._rest(kind, rest, depth + 1))

    def _rest(self, kind: str, rest: Any, depth: int) -> Any:
        """What a further kind is made from: bytes for ``b``, the text for ``s``, else values."""
        if kind == "b":
            return self._take(rest)
        return _text(rest) if kind == "s" else self._items(rest, depth)

    def _items(self, tree: Any, depth: int) -> list[Any]:
        if type(tree) is not list:
            raise Malformed("not a list")
        return [self.value(item, depth) for item in tree]

    def _take(self, count: Any) -> bytes:
        if type(count) is not int or not 0 <= count <= len(self.data) - self.position:
            raise Malformed("bytes that are not there")
        self.position += count
        return self.data[self.position - count : self.position]

    def _numbers(self, name: Any, count: Any) -> list[Any]:
        if name not in ("<f8", "<i8") or type(count) is not int or not 0 <= count <= AXIS_LIMIT:
            raise Malformed("not a list of numbers")
        numbers: list[Any] = np.frombuffer(self._take(count * 8), name).tolist()
        return numbers

    def _array(self, name: Any, shape: Any) -> Any:
        dtype = DTYPES[name]
        if type(shape) is not list or len(shape) > AXES_LIMIT:
            raise Malformed("not a shape")
        count, room = dtype.itemsize, 1
        for axis in shape:
            if type(axis) is not int or not 0 <= axis <= AXIS_LIMIT:
                raise Malformed("not a shape")
            count, room = count * axis, room * (axis or 1)
        if self.nodes is not None and room > ROOM_LIMIT:
            raise Malformed("larger than allowed")
        raw = self._take(count)
        if dtype.kind == "b":  # a bool is one byte that is 0 or 1; others could be anything
            return (np.frombuffer(raw, np.uint8) != 0).reshape(shape)
        return np.frombuffer(raw, dtype).reshape(shape).copy()


def _floats(tree: Any) -> list[float]:
    if type(tree) is not list or len(tree) != 2 or any(type(part) is not float for part in tree):
        raise Malformed("not a complex number")
    return tree


def _text(tree: Any) -> str:
    if type(tree) is not str:
        raise Malformed("not a text")
    return tree[:TEXT_LIMIT].encode("utf-8", "replace").decode("utf-8")
