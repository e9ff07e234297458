"""What is in a folder, on disk or packed, and which of it are submissions: plain functions over names.

A folder is one submission if it holds the task's ``file``. Without such a name, it is one if it holds exactly
one ``.py`` (or no ``.py`` and exactly one ``.ipynb``) and no other code lies beside or below it; the notebook
that a script was exported from, of the same name, is no other code. (A folder with ``alice.py`` and
``bob/hw.py`` is a class; a submission with folders of modules of its own needs a task that names its
``file``.) A folder without any code is one submission too: who handed in a picture is told so. In a class an
archive that cannot be looked into is somebody's submission; any other file that is no code is nobody's.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from gradecheck.safefile import Parts, RefusedError

#: folders inside each other
MAX_DEPTH = 20
#: the file beside a script with the losses that it printed
LOG = "losses.txt"
#: what a Gradescope export says about its submissions
METADATA = "submission_metadata.yml"
#: how the names of archives end
PACKED = (".zip", ".tar", ".tar.gz", ".tgz")
#: how the names of archives end that are not looked into
SEALED = (".rar", ".7z", ".zipx", ".tar.bz2", ".tbz2", ".tar.xz", ".txz", ".tar.zst")

# What machines leave behind; a virtual environment is known by its pyvenv.cfg.
_PASSED_OVER = ("__pycache__", "__MACOSX", "node_modules")


class Folder(NamedTuple):
    """What is visible in a folder: its folders, none of them empty, and the names of all else, sorted."""

    files: Parts
    folders: Mapping[str, "Folder"]


EMPTY = Folder((), {})
#: one that cannot be looked into seems to hold one thing without a name: it costs only itself
CLOSED = Folder(("",), {})


# --- names ----------------------------------------------------------------------------------------------


def is_python(name: str) -> bool:
    """Whether a file is a Python module, by its name."""
    return name.lower().endswith(".py")


def is_notebook(name: str) -> bool:
    """Whether a file is a Jupyter notebook, by its name."""
    return name.lower().endswith(".ipynb")


def is_code(name: str) -> bool:
    """Whether a file can be a submission, by its name."""
    return is_python(name) or is_notebook(name)


def is_archive(name: str) -> bool:
    """Whether a file is an archive that is looked into, by its name."""
    return name.lower().endswith(PACKED)


def is_sealed(name: str) -> bool:
    """Whether a file is an archive that is not looked into, by its name."""
    return name.lower().endswith(SEALED)


def stem(name: str, suffixes: Iterable[str] = (".py", ".ipynb", *PACKED, *SEALED)) -> str:
    """A file's name without its suffix, if it is one of these and not the whole name."""
    for suffix in suffixes:
        if name.lower().endswith(suffix) and len(name) > len(suffix):
            return name[: -len(suffix)]
    return name


def is_visible(folder: str) -> bool:
    """Whether a folder of this name is looked into."""
    return not folder.startswith(".") and folder not in _PASSED_OVER


# --- folders --------------------------------------------------------------------------------------------


def pruned(folder: Folder, *, top: bool = True) -> Folder:
    """The folder without empty folders in it; a virtual environment below the top counts as empty."""
    if not top and "pyvenv.cfg" in folder.files:
        return EMPTY
    inner = {name: pruned(one, top=False) for name, one in folder.folders.items()}
    return Folder(folder.files, {name: one for name, one in inner.items() if one != EMPTY})


def tree(paths: Iterable[Parts]) -> Folder:
    """The folder that holds files at these paths; of a file and a folder of one name, the file is lost."""
    files: set[str] = set()
    below: dict[str, list[Parts]] = {}
    for path in paths:
        if len(path) > 1:
            below.setdefault(path[0], []).append(path[1:])
        else:
            files.update(path)
    return Folder(tuple(sorted(files - set(below))), {name: tree(below[name]) for name in sorted(below)})


def at(folder: Folder, parts: Parts) -> Folder | None:
    """The folder at a path below another; None if there is none."""
    for part in parts:
        if part not in folder.folders:
            return None
        folder = folder.folders[part]
    return folder


def listed(folder: Folder) -> Iterator[Parts]:
    """What leads to each file in a folder, at any depth."""
    yield from ((name,) for name in folder.files)
    for name, inner in folder.folders.items():
        yield from ((name, *parts) for parts in listed(inner))


def has_code(folder: Folder) -> bool:
    """Whether there is a module or a notebook in the folder, at any depth."""
    return any(map(is_code, folder.files)) or any(map(has_code, folder.folders.values()))


# --- submissions ----------------------------------------------------------------------------------------


def members(folder: Folder, file: str | None) -> Iterator[Parts]:
    """The submissions in a folder by the rule above, sorted; only ``()`` if the folder itself is one."""
    if _is_one(folder, file):
        yield ()
        return
    for name in sorted([*filter(_is_handed_in, folder.files), *folder.folders]):
        inside = members(folder.folders[name], file) if name in folder.folders else [()]
        yield from ((name, *parts) for parts in inside)


def nobodys(folder: Folder, file: str | None) -> Iterator[Parts]:
    """What leads to each file in a class that is no submission and in none, by the rule above."""
    if _is_one(folder, file):
        return
    yield from ((name,) for name in folder.files if not _is_handed_in(name) and name != METADATA)
    for name, inner in folder.folders.items():
        yield from ((name, *parts) for parts in nobodys(inner, file))


def main_file(folder: Folder, file: str | None) -> str:
    """The name of the file to run. Raises ``RefusedError`` where it is not clear."""
    if file in folder.files:
        return str(file)
    code = [name for name in folder.files if is_code(name)]
    only = _only(code)
    if only and file is None:
        return only
    if not code:
        raise no_code(folder.files)
    # members() makes several submissions of such a folder; it may have changed since
    raise RefusedError("several-python-files", file=file) if file else RefusedError("too-many-python-files")


def no_code(names: Iterable[str]) -> RefusedError:
    """Why there is nothing to run in files of these names, none of them code."""
    sealed = next(filter(is_sealed, names), None)
    return RefusedError("archive-sealed", name=sealed) if sealed else RefusedError("no-python-file")


def _is_handed_in(name: str) -> bool:
    """Whether a file in a class is a submission, by its name."""
    return is_code(name) or is_sealed(name)


def _is_one(folder: Folder, file: str | None) -> bool:
    """The rule of this module: whether the folder as a whole is one submission."""
    if not has_code(folder):
        return True
    if file is not None:
        return file in folder.files
    only = _only([name for name in folder.files if is_code(name)])
    return only is not None and not any(map(has_code, folder.folders.values()))


def _only(code: list[str]) -> str | None:
    """The one file among a folder's code that is meant; None if there are several, or none."""
    python = [name for name in code if is_python(name)]
    if len(python or code) != 1:
        return None
    only = (python or code)[0]
    return only if all(stem(name) == stem(only) for name in code) else None
