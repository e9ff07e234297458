"""What a submission prints while it answers: how much of it is kept, and how much is too much."""

#: megabytes that may be printed in answer to what is asked at once
PRINT_LIMIT_MB = 64
#: bytes that are kept of the beginning, and of the end, of what is printed
KEEP = 256 << 10


class Flooded(Exception):  # noqa: N818 -- what we are
    """Too much was printed."""


class Printed:
    """What a worker prints: the first and the last part of it, and how much it was."""

    def __init__(self) -> None:
        self._first = bytearray()
        self._last = bytearray()
        self._size = 0

    def add(self, data: bytes) -> None:
        """Take more. Raises ``Flooded`` when it is too much."""
        self._size += len(data)
        room = KEEP - len(self._first)
        self._first += data[:room]
        self._last += data[room:]
        if len(self._last) > 4 * KEEP:
            del self._last[:-KEEP]
        if self._size > PRINT_LIMIT_MB << 20:
            raise Flooded

    def text(self) -> str:
        """The first and the last part; whole lines of the latter if something is left out between them."""
        last = bytes(self._last)
        if len(last) > KEEP:
            last = last[-KEEP:].partition(b"\n")[2]
        return (bytes(self._first) + last).decode("utf-8", "replace")
