"""Read a file from a place where a student may have put anything: links, pipes, devices, gigabytes."""

import errno
import os
import stat
from pathlib import Path

from gradecheck.model import Message

#: bytes of a file
MAX_FILE = 1 << 20

#: the names that lead from a trusted folder to something below it; () is the folder (or file) itself
Parts = tuple[str, ...]

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
_NOT_REGULAR = (errno.ELOOP, errno.EMLINK, errno.ENOTDIR, errno.EISDIR, errno.ENXIO)


class RefusedError(Exception):
    """A file is not read. Carries the message that says why."""

    def __init__(self, id: str, **params: object) -> None:
        super().__init__(id)
        self.message = Message(id, params)


def content(root: Path, parts: Parts, name: str, limit: int = MAX_FILE) -> bytes:
    """The bytes of a regular file of at most ``limit`` bytes, which messages call ``name``.

    Links are followed up to ``root``, never below it. Raises ``RefusedError``.
    """
    try:
        descriptor = _open(root, parts) if os.open in os.supports_dir_fd else _open_anywhere(root, parts)
    except OSError as error:
        if error.errno in _NOT_REGULAR:
            raise RefusedError("file-not-regular", name=name) from error
        raise RefusedError("file-unreadable", name=name, reason=error.strerror) from error
    try:
        status = os.fstat(descriptor)
        # a second name of the file may be a key's: ln needs no right to read
        if not stat.S_ISREG(status.st_mode) or (parts and status.st_nlink > 1):
            raise RefusedError("file-not-regular", name=name)
        found = b""
        if status.st_size <= limit:
            with open(descriptor, "rb", closefd=False) as file:
                found = file.read(limit + 1)
    finally:
        os.close(descriptor)
    if max(status.st_size, len(found)) > limit:  # it may have grown
        raise RefusedError("file-too-large", name=name, limit_kb=limit >> 10)
    return found


def _open(root: Path, parts: Parts) -> int:
    """A descriptor of a file below ``root``: each step is opened from the one before, and is no link.

    Without ``O_NONBLOCK`` opening a FIFO would wait for a writer. Raises ``OSError``.
    """
    if not parts:
        return os.open(root, _FLAGS)
    here = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
    for n, part in enumerate(parts, 1):
        kind = os.O_DIRECTORY if n < len(parts) else 0
        try:
            there = os.open(part, _FLAGS | os.O_NOFOLLOW | kind, dir_fd=here)
        finally:
            os.close(here)
        here = there
    return here


def _open_anywhere(root: Path, parts: Parts) -> int:
    """The same for systems that cannot open a file from a folder's descriptor. Raises ``OSError``."""
    path = root
    for part in parts:
        path /= part
        if path.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return os.open(path, _FLAGS)
