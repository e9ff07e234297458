"""Values as bytes and back: bounded, without pickle. The same file is used on both sides of the wall.

A frame is the length of its header, the length of its body, the header and the body. The header is ASCII
JSON ``{"head": {...}, "values": [tree, ...]}``; the body holds the buffers that the trees name (``tree.py``).
Whoever reads may allow further kinds of trees: ``unpack(data, {"s": Strange})``.
"""

import json
import struct
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .tree import NODE_LIMIT, Kinds, Malformed, Reader, TooLarge, Writer, refuse

__all__ = ["PREFIX", "Kinds", "Malformed", "TooLarge", "pack", "size", "taken", "unpack"]

#: lengths of header and body
PREFIX = struct.Struct("<IQ")
#: bytes of the header of a frame that a hostile side wrote
HEADER_LIMIT = 1 << 16
#: whatever json, numpy or a wrong type raise over bytes that are not a frame
HOSTILE = (ValueError, TypeError, LookupError, RecursionError, OverflowError, struct.error)


def pack(
    head: Mapping[str, Any],
    values: Sequence[Any] = (),
    other: Callable[[Any, Callable[[Any], Any]], Any] = refuse,
    limit: int | None = None,
) -> bytes:
    """A frame of ``head`` (plain JSON) and ``values``.

    ``other(value, write)`` gives the tree of a value of any further kind. Raises ``TooLarge`` if the
    body is larger than ``limit`` bytes (nothing is copied then), or the header is more than a reader takes.
    """
    writer = Writer(other, limit)
    trees = [writer.tree(value) for value in values]
    header = json.dumps({"head": head, "values": trees}, separators=(",", ":")).encode("ascii")
    if limit is not None and len(header) > HEADER_LIMIT:
        raise TooLarge("too many values")
    return b"".join((PREFIX.pack(len(header), writer.size), header, *writer.buffers))


def size(prefix: bytes | bytearray, limit: int | None = None) -> int:
    """Bytes of the whole frame that begins with ``prefix``.

    Raises ``Malformed`` if its header is larger than ``HEADER_LIMIT`` or its body than ``limit``; without
    a limit (the frame is ours) neither is checked.
    """
    header, body = PREFIX.unpack_from(prefix)
    if limit is not None and (header > HEADER_LIMIT or body > limit):
        raise Malformed("larger than allowed")
    return int(PREFIX.size + header + body)


def taken(data: bytearray, limit: int | None = None) -> bytes | None:
    """The first whole frame, taken off ``data``; None while there is none. ``limit`` as in ``size``."""
    if len(data) < PREFIX.size or len(data) < (whole := size(data, limit)):
        return None
    found = bytes(memoryview(data)[:whole])
    del data[:whole]
    return found


def unpack(data: bytes, kinds: Kinds, *, bounded: bool = True) -> tuple[dict[str, Any], list[Any]]:
    """Head and values of one whole frame. Raises ``Malformed`` for anything else, and nothing else.

    ``kinds`` are the further kinds of trees that are allowed. Only frames of our own are not ``bounded``.
    """
    try:
        header, body = PREFIX.unpack_from(data)
        start = PREFIX.size + header
        read = json.loads(data[PREFIX.size : start].decode("ascii"))
        head, trees = read["head"], read["values"]
        if start + body != len(data) or type(head) is not dict or type(trees) is not list or len(read) != 2:
            raise Malformed("not a frame")
        reader = Reader(data, start, kinds, NODE_LIMIT if bounded else None)
        values = [reader.value(tree) for tree in trees]
    except Malformed:
        raise
    except HOSTILE as error:
        raise Malformed("not a frame") from error
    if reader.position != len(data):
        raise Malformed("bytes that nothing names")
    return head, values
