"""A Jupyter notebook becomes the text of its code cells. Nothing is run here, and no kernel is needed.

What only IPython understands is put aside so that every line keeps its number. Line magics, shell lines
and requests for help become ``pass``; ``x = !ls`` and ``x = %magic`` become ``x = None``; of ``%time f()``
the statement stays. Of the cell magics ``%%time``, ``%%timeit``, ``%%capture`` and ``%%prun`` leave the cell
as it is, and every other one (``%%bash``, ``%%html``, ``%%writefile``) means that the cell is not Python: it
is skipped. Saved outputs are what somebody claims to have seen; they are not read.

Cells are counted as "Restart and run all" numbers them: code cells that are not blank, from 1.
"""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from gradecheck.model import Source
from gradecheck.safefile import MAX_FILE, RefusedError

#: bytes of a notebook, with all its pictures; its cells; brackets, each of which costs memory
MAX_BYTES, MAX_CELLS, MAX_BRACKETS = 16 << 20, 2000, 1 << 20

_BODY_IS_PYTHON = ("time", "timeit", "capture", "prun")
_MAGIC = re.compile(r"\s*(?:[%!]|\?|(?:pip3?|conda|mamba)\s+(?:install|uninstall)\b)")
_HELP = re.compile(r"\s*[\w.*%]+\?{1,2}\s*\Z")
_TIME = re.compile(r"(\s*)%time\s+(?=\S)")
_ASSIGNED = re.compile(r"([\w\s.,*\[\]]+=)\s*[!%]")
# Most cells hold nothing like these, and are not looked at line by line.
_SUSPECT = re.compile(r"^[^\S\n]*(?:[%!?]|pip|conda|mamba)|\?[^\S\n]*$|=[^\S\n]*[!%]", re.MULTILINE)
# What may hold a line end that ends no statement: strings and brackets; and what hides these.
_TOKEN = re.compile(
    r"""\#[^\n]* | \\\n | (?P<quote>'''|\"{3})(?:\\.|(?!(?P=quote)).)*(?:(?P=quote)|\Z)
    | '(?:\\.|[^'\\\n])*'? | "(?:\\.|[^"\\\n])*"? | (?P<open>[(\[{]) | (?P<close>[)\]}]) | (?P<end>\n)""",
    re.VERBOSE | re.DOTALL,
)


class Program(NamedTuple):
    """The cells one below the other; the first line of each (from 1) with the number of its cell."""

    text: bytes
    cells: tuple[tuple[int, int], ...]


def program(data: bytes, name: str) -> Program:
    """The code of a notebook, which messages call ``name``. Raises ``RefusedError``, and nothing else."""
    texts: list[str] = []
    places: list[tuple[int, int]] = []
    line, size = 1, 0
    for number, source in enumerate(filter(str.strip, _code_cells(data, name)), 1):
        size += len(source.encode("utf-8", "replace")) + 1
        if size > MAX_FILE:
            raise RefusedError("code-too-large", name=name, limit_kb=MAX_FILE >> 10)
        text = python(source)
        if text is not None:
            texts.append(text + "\n")
            places.append((line, number))
            line += text.count("\n") + 1
    return Program("".join(texts).encode("utf-8", "replace"), tuple(places))


def cell(source: Source, number: int | None) -> str:
    """The text of one cell of a notebook that was read; empty if there is none of this number."""
    lines = source.files[source.main].decode().split("\n")
    numbers = [found for _, found in source.cells or ()]
    firsts = [first for first, _ in source.cells or ()] + [len(lines) + 1]
    if number not in numbers:
        return ""
    place = numbers.index(number)
    return "\n".join(lines[firsts[place] - 1 : firsts[place + 1] - 1])


def python(cell: str) -> str | None:
    """The Python of one cell, with as many lines; None if the cell is in another language."""
    text = cell.replace("\r\n", "\n").replace("\r", "\n")
    above = len(text) - len(text.lstrip())
    if text.startswith("%%", above):
        magic = re.match(r"%%(\w*)", text[above:])
        if magic is None or magic[1] not in _BODY_IS_PYTHON:
            return None
        text = f"{text[:above]}# {text[above:]}"
    return "".join(map(_plain, _statements(text))) if _SUSPECT.search(text) else text


def _code_cells(data: bytes, name: str) -> Iterator[str]:
    """The source of every code cell; a cell that is none costs only itself."""
    if data.count(b"[") + data.count(b"{") > MAX_BRACKETS:
        raise RefusedError("notebook-broken", name=name)
    try:
        notebook = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise RefusedError("notebook-broken", name=name) from error
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if isinstance(notebook, dict) and "worksheets" in notebook and cells is None:
        raise RefusedError("notebook-old", name=name)
    if not isinstance(cells, list) or len(cells) > MAX_CELLS:
        raise RefusedError("notebook-broken", name=name)
    yield from (_source(one) for one in cells if isinstance(one, dict) and one.get("cell_type") == "code")


def _source(cell: dict[str, Any]) -> str:
    """The text of a cell: a string, or the list of its lines. Empty if it is neither."""
    source = cell.get("source")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        return "".join(source)
    return source if isinstance(source, str) else ""


def _statements(text: str) -> Iterator[str]:
    """The lines of a cell, those of one statement together: only where one begins can a magic stand."""
    start = 0
    while start < len(text):
        end = _line_end(text, start) if _is_magic(_line(text, start)) else _statement_end(text, start)
        yield text[start:end]
        start = end


def _line(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start:] if end < 0 else text[start:end]


def _line_end(text: str, start: int) -> int:
    """Where a magic ends: at the first line end that no backslash takes back."""
    while True:
        end = text.find("\n", start)
        if end < 0:
            return len(text)
        if text[end - 1 : end] != "\\":
            return end + 1
        start = end + 1


def _statement_end(text: str, start: int) -> int:
    """Where a statement's last line ends: outside of strings and brackets, as far as they are closed."""
    depth = 0
    for token in _TOKEN.finditer(text, start):
        if token["open"]:
            depth += 1
        elif token["close"]:
            depth = max(depth - 1, 0)
        elif token["end"] and not depth:
            return token.end()
    return len(text)


def _is_magic(line: str) -> bool:
    return bool(_MAGIC.match(line) or _HELP.match(line) or _ASSIGNED.match(line))


def _plain(statement: str) -> str:
    """A statement as Python has it, with as many lines."""
    line = _line(statement, 0)
    if not _is_magic(line):
        return statement
    timed = _TIME.match(line)
    if timed:
        return timed[1] + statement[timed.end() :]
    assigned = _ASSIGNED.match(line)
    indent = line[: len(line) - len(line.lstrip())]
    kept = f"{assigned[1]} None" if assigned else f"{indent}pass"
    return kept + "\n" * statement.count("\n")
