"""Installed distributions as wheels again: what is exported needs no package index to find us.

A wheel is made from the files that are installed, also where these are a checkout (an editable install).
Source of the format: packaging.python.org, binary distribution format.
"""

import base64
import hashlib
import importlib.util
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path

from gradecheck.errors import PluginError

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
#: what is made for one system; a wheel made from it would be a lie elsewhere
_COMPILED = {".so", ".pyd", ".dylib"}
#: the first moment that a zip file can name: the same files give the same bytes
_DATE = (1980, 1, 1, 0, 0, 0)
_WHEEL = "Wheel-Version: 1.0\nGenerator: gradecheck\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def wheel(distribution: metadata.Distribution) -> tuple[str, bytes]:
    """The file name and the bytes of a wheel. Raises ``PluginError`` for what is not pure Python."""
    name, version = re.sub(r"[-_.]+", "_", distribution.name).lower(), distribution.version
    info = f"{name}-{version}.dist-info"
    files = {path: file.read_bytes() for path, file in sorted(_installed(distribution).items())}
    files[f"{info}/METADATA"] = (distribution.read_text("METADATA") or "").encode()
    files[f"{info}/WHEEL"] = _WHEEL.encode()
    files[f"{info}/entry_points.txt"] = (distribution.read_text("entry_points.txt") or "").encode()
    record = "".join(f"{path},{_digest(data)},{len(data)}\n" for path, data in files.items())
    files[f"{info}/RECORD"] = f"{record}{info}/RECORD,,\n".encode()
    return f"{name}-{version}-py3-none-any.whl", zipped(files)


def pins(distributions: Iterable[metadata.Distribution]) -> list[str]:
    """``name==version`` of all that these need, as it is installed here, sorted.

    What is not installed is needed on another system or by an extra only, and is left out.
    """
    found: dict[str, str] = {}
    waiting = list(distributions)
    while waiting:
        for name in _required(waiting.pop()):
            if name not in found:
                try:
                    needed = metadata.distribution(name)
                except metadata.PackageNotFoundError:
                    continue
                found[name] = needed.version
                waiting.append(needed)
    return [f"{name}=={version}" for name, version in sorted(found.items())]


def zipped(files: Mapping[str, bytes], executable: Iterable[str] = ()) -> bytes:
    """A zip file of these files; those named in ``executable`` may be run."""
    runs = set(executable)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            entry = zipfile.ZipInfo(path, _DATE)
            entry.create_system = 3  # Unix: only then the mode is read
            entry.external_attr = (0o100755 if path in runs else 0o100644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return stream.getvalue()


def _installed(distribution: metadata.Distribution) -> dict[str, Path]:
    """Every file of the distribution, by its path in a wheel."""
    found = {}
    for file in distribution.files or ():
        licence = file.parts[0].endswith(".dist-info") and "licenses" in file.parts
        if licence or not (file.parts[0].endswith(".dist-info") or file.suffix == ".pth"):
            found[file.as_posix()] = Path(str(distribution.locate_file(file)))
    for entry in distribution.entry_points:  # of an editable install, the files are elsewhere
        found |= dict(_package(entry.module.split(".")[0]))
    kept = {path: file for path, file in found.items() if _belongs(path) and file.is_file()}
    compiled = sorted(path for path in kept if Path(path).suffix in _COMPILED)
    if compiled:
        raise PluginError(f"{distribution.name}: {compiled[0]} is compiled for this system; only Python goes")
    return kept


def _package(name: str) -> Iterator[tuple[str, Path]]:
    """The files of an importable package or module, by their paths in a wheel."""
    spec = importlib.util.find_spec(name)
    for folder in (spec and spec.submodule_search_locations) or ():
        for file in Path(folder).rglob("*"):
            yield f"{name}/{file.relative_to(folder).as_posix()}", file
    if spec and spec.origin and spec.submodule_search_locations is None:
        yield Path(spec.origin).name, Path(spec.origin)


def _belongs(path: str) -> bool:
    """Not a script of the environment, and nothing that Python writes by itself."""
    return not path.startswith("..") and "__pycache__" not in path and not path.endswith(".pyc")


def _required(distribution: metadata.Distribution) -> Iterator[str]:
    for requirement in distribution.requires or ():
        name = _NAME.match(requirement)
        if name and "extra ==" not in requirement:
            yield re.sub(r"[-_.]+", "-", name[0]).lower()


def _digest(data: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=")
    return f"sha256={digest.decode()}"
