"""Zip and tar archives, read in memory: nothing is written to disk, nothing in them is believed.

What an archive holds is a folder like any other. Only code, archives and what describes them is inflated,
and never beyond the limits; links and devices are refused when they are asked for; names that lead out of
the archive are passed over, and so are those that leave no trace on a careful disk (``folder.py``). A folder
around everything, as most programs put it there, is taken off unless its name says whose it is.

Names are UTF-8 where they say so or could be, else GBK: that is what Windows writes in China.
"""

import gzip
import io
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from gradecheck.folder import (
    LOG,
    MAX_DEPTH,
    METADATA,
    Folder,
    is_archive,
    is_code,
    is_notebook,
    is_visible,
    tree,
)
from gradecheck.layouts import student
from gradecheck.notebook import MAX_BYTES
from gradecheck.safefile import MAX_FILE, Parts, RefusedError

#: bytes of an archive below an argument, and of what a layout says about its submissions
MAX_ARCHIVE, MAX_METADATA = 32 << 20, 16 << 20

# What zipfile, tarfile, gzip and zlib raise over bytes that are no archive.
_DAMAGED = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    TypeError,
    ValueError,
)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Caps(NamedTuple):
    """The most that one archive may hold: bytes that we inflate, and names."""

    total: int
    files: int


#: an archive that the instructor names, and one that lies in a class
ARGUMENT, BELOW = Caps(512 << 20, 200_000), Caps(MAX_ARCHIVE, 500)

_Member = tuple[str, bytes | RefusedError]


class Archive(NamedTuple):
    """What is visible in an archive, and what was read of it, by path; or why a file was not."""

    folder: Folder
    contents: Mapping[Parts, bytes | RefusedError]

    def content(self, parts: Parts, name: str) -> bytes:
        """The bytes of a file, which messages call ``name``. Raises ``RefusedError``."""
        found = self.contents.get(parts)
        if found is None:
            raise RefusedError("file-not-regular", name=name)
        if isinstance(found, RefusedError):
            raise found
        return found


def opened(data: bytes, name: str, caps: Caps = BELOW) -> Archive:
    """An archive from its bytes; messages call it ``name``. Raises ``RefusedError``, and nothing else."""
    read = _zip if name.lower().endswith(".zip") else _tar
    try:
        members = list(islice(_bounded(read(data, name, caps), name, caps), caps.files + 1))
    except RefusedError:
        raise
    except _DAMAGED as error:
        raise RefusedError("archive-broken", name=name) from error
    if len(members) > caps.files:
        raise _too_large(name, caps)
    contents = _unwrapped({parts: found for path, found in members if (parts := _parts(path))})
    return Archive(tree(contents), contents)


def limit(name: str) -> int:
    """The most bytes of a file that are read, by its name; 0: it is of no use."""
    if is_notebook(name):
        return MAX_BYTES
    if is_archive(name):
        return MAX_ARCHIVE
    if name == METADATA:
        return MAX_METADATA
    return MAX_FILE if is_code(name) or name == LOG else 0


def _bounded(members: Iterator[_Member], name: str, caps: Caps) -> Iterator[_Member]:
    """The members, as long as they do not grow beyond the limit."""
    left = caps.total
    for path, found in members:
        left -= len(found) if isinstance(found, bytes) else 0
        if left < 0:
            raise _too_large(name, caps)
        yield path, found


def _too_large(name: str, caps: Caps) -> RefusedError:
    return RefusedError("archive-too-large", name=name, limit_mb=caps.total >> 20, files=caps.files)


# --- paths ----------------------------------------------------------------------------------------------


def _parts(path: str) -> Parts:
    """A member's path below the archive; () if it leads elsewhere or is not looked at."""
    if path.startswith("/"):
        return ()
    parts = tuple(part for part in path.split("/") if part not in ("", "."))
    if ".." in parts or not 0 < len(parts) <= MAX_DEPTH + 1 or parts[-1].startswith("."):
        return ()
    return parts if all(map(is_visible, parts[:-1])) else ()


def _unwrapped(contents: dict[Parts, bytes | RefusedError]) -> dict[Parts, bytes | RefusedError]:
    """The contents without a folder around everything, if that does not say whose work it is."""
    while True:
        first = {parts[0] for parts in contents}
        if len(first) != 1 or student(*first) or any(len(parts) == 1 for parts in contents):
            return contents
        contents = {parts[1:]: found for parts, found in contents.items()}


def _decoded(raw: bytes) -> str:
    """A name from bytes of unknown encoding."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


# --- formats --------------------------------------------------------------------------------------------


def _zip(data: bytes, name: str, caps: Caps) -> Iterator[_Member]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if len(archive.infolist()) > caps.files:
            raise _too_large(name, caps)
        for info in archive.infolist():
            path = info.orig_filename
            if not info.flag_bits & 0x800:  # zipfile has read it in the alphabet of the first PC
                path = _decoded(path.encode("cp437"))
            path = path.replace("\\", "/")
            if not path.endswith("/"):
                yield path, _zip_content(archive, info, path.rpartition("/")[2])


def _zip_content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> bytes | RefusedError:
    """A file of the archive; one that is damaged or encrypted costs only itself."""
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return RefusedError("file-not-regular", name=name)
    most = limit(name)
    if not most:
        return b""
    if info.file_size > most:  # zipfile gives no more than it says: nothing need be inflated to know
        return _too_large_file(name, most)
    if info.flag_bits & 0x1 or info.compress_type not in _METHODS:
        return RefusedError("file-unreadable", name=name, reason="encrypted, or packed in an unusual way")
    try:
        with archive.open(info) as file:
            found = file.read(most + 1)
    except _DAMAGED:
        return RefusedError("file-unreadable", name=name, reason="damaged")
    return found if len(found) <= most else _too_large_file(name, most)


def _tar(data: bytes, name: str, caps: Caps) -> Iterator[_Member]:
    if not name.lower().endswith(".tar"):
        with gzip.GzipFile(fileobj=io.BytesIO(data)) as packed:
            data = packed.read(caps.total + 1)
        if len(data) > caps.total:
            raise _too_large(name, caps)
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:", encoding="utf-8") as archive:
        # damaged offsets can lead back: whoever calls us stops at a number of members
        for info in archive:
            path = _decoded(info.name.encode("utf-8", "surrogateescape"))
            if not info.isdir():
                yield path, _tar_content(archive, info, path.rpartition("/")[2])


def _tar_content(archive: tarfile.TarFile, info: tarfile.TarInfo, name: str) -> bytes | RefusedError:
    if info.type not in (tarfile.REGTYPE, tarfile.AREGTYPE) or info.issparse():
        return RefusedError("file-not-regular", name=name)
    most = limit(name)
    if info.size > most:
        return _too_large_file(name, most) if most else b""
    file = archive.extractfile(info)
    return file.read() if file and most else b""


def _too_large_file(name: str, most: int) -> RefusedError:
    return RefusedError("file-too-large", name=name, limit_kb=most >> 10)
