"""A submission's modules, from memory: what is imported is what was read, and nothing else is opened.

The finders come after the standard library and numpy, so a student's ``numpy.py`` shadows nothing; the
stand-ins of ``stubs/`` come before the submission's own files.
"""

import importlib.util
import linecache
import sys
from collections.abc import Mapping, Sequence
from importlib.machinery import ModuleSpec
from posixpath import dirname
from types import CodeType, ModuleType
from typing import Any


class Memory:
    """Finds modules in ``files`` (path -> source) below ``roots`` (folders, ``""`` for the top)."""

    def __init__(self, files: Mapping[str, bytes], roots: Sequence[str] = ("",)) -> None:
        self.files = files
        self.roots = roots

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> ModuleSpec | None:
        """A file, a package with ``__init__.py``, or a folder that holds some file."""
        del path, target
        for root in self.roots:
            base = (f"{root}/" if root else "") + fullname.replace(".", "/")
            for name in (f"{base}/__init__.py", f"{base}.py"):
                if name in self.files:
                    return self._spec(fullname, name, package=name.endswith("/__init__.py"))
            if any(name.startswith(f"{base}/") for name in self.files):
                return self._spec(fullname, None, package=True)
        return None

    def _spec(self, fullname: str, name: str | None, *, package: bool) -> ModuleSpec:
        loader: Any = self  # importlib.abc would cost a megabyte in every worker
        spec = ModuleSpec(fullname, loader, origin=name, is_package=package)
        spec.has_location = name is not None
        return spec

    def create_module(self, spec: ModuleSpec) -> None:
        """The default module."""

    def exec_module(self, module: ModuleType) -> None:
        """Run the module's source; a folder has none."""
        spec = module.__spec__
        if spec is not None and spec.origin is not None:
            exec(self.code(spec.origin), module.__dict__)  # noqa: S102 -- importing is executing

    def code(self, name: str) -> CodeType:
        """Compile a file. The bytes themselves, so that BOM, line ends and coding cookies are obeyed."""
        remember_lines(name, self.files[name])
        try:
            return compile(self.files[name], name, "exec", dont_inherit=True)
        except (SyntaxError, ValueError) as error:
            if getattr(error, "filename", None) is None:  # null bytes
                raise SyntaxError(str(error), (name, 1, None, None)) from error
            raise

    def get_source(self, fullname: str) -> str | None:
        """The text of a module, for ``inspect`` and ``linecache``."""
        spec = self.find_spec(fullname)
        return importlib.util.decode_source(self.files[spec.origin]) if spec and spec.origin else None


def remember_lines(name: str, source: bytes) -> None:
    """Let ``inspect.getsource`` and tracebacks show the lines of a file that is not on disk."""
    try:
        lines = importlib.util.decode_source(source).splitlines(keepends=True)
    except (SyntaxError, UnicodeDecodeError):  # it will not compile either
        return
    linecache.cache[name] = (len(source), None, lines, name)


def submission(files: Mapping[str, bytes], main: str) -> Memory:
    """The finder of a submission: beside its main file first, then from its top folder."""
    return Memory(files, tuple(dict.fromkeys((dirname(main), ""))))


def install(*finders: Memory) -> None:
    """Ask these finders, in order, after everybody else."""
    sys.meta_path.extend(finders)
