"""A YAML file becomes plain data and the place of every value. Nothing here knows what a task is.

Strict YAML 1.2: ``1e-6`` is a number; ``yes``, ``0o10`` and ``2020-11-20`` stay text. Anchors, aliases,
tags, repeated keys, deep nesting and large files are refused. The pure-Python parser of PyYAML is used,
because the C one crashes on deep nesting.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from gradecheck.errors import TaskError
from gradecheck.messages import clean

#: bytes of a file
MAX_BYTES = 256 * 1024
#: lists and mappings inside each other
MAX_DEPTH = 32

#: where a value is in the data: keys and list positions, from the top
Loc = tuple[str | int, ...]

# The core schema of YAML 1.2, but without its octal and hexadecimal numbers.
_WORDS = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# Longer whole numbers stay text: Python refuses to read them.
_INT = re.compile(r"[-+]?[0-9]{1,600}")
_FLOAT = re.compile(r"[-+]?(?:(?:\.[0-9]+|[0-9]+\.[0-9]*)(?:[eE][-+]?[0-9]+)?|[0-9]+[eE][-+]?[0-9]+)")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Place(NamedTuple):
    """Line and column, counted from 1."""

    line: int
    column: int


class Problem(NamedTuple):
    """One thing that is wrong: where it is in the file and in the data, and what to say."""

    place: Place
    loc: Loc
    text: str


@dataclass(frozen=True)
class Document:
    """What a file says. ``values`` has the place of every value, ``keys`` that of every key."""

    data: Any = None
    values: dict[Loc, Place] = field(default_factory=dict)
    keys: dict[Loc, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, loc: Loc, text: str) -> Problem:
        """Something wrong with the value at ``loc``, or with the mapping in which it is missing."""
        there = loc
        while there not in self.values:
            there = there[:-1]
        return Problem(self.values[there], loc, text)

    def key_problem(self, loc: Loc, text: str) -> Problem:
        """Something wrong with the key at ``loc``."""
        return Problem(self.keys[loc], loc, text)


def load(path: Path) -> Document:
    """Read a file. Its ``problems`` are those that leave the other values readable: repeated keys.

    Raises ``TaskError`` for the rest: no file, too large, not UTF-8, empty, not YAML, nested too deep,
    anchors, aliases and tags.
    """
    root = _compose(path, _characters(path))
    document = Document()
    data = _plain(root, (), document)
    return Document(data, document.values, document.keys, document.problems)


def fault(path: Path, problems: Iterable[Problem]) -> TaskError:
    """All problems of a file as one error: a line each, in the order of the file."""
    ordered = sorted(problems, key=lambda problem: problem.place)
    lines = [f"{path}:{p.place.line}:{p.place.column}: {spelt(p.loc)}: {clean(p.text)}" for p in ordered]
    return TaskError("\n".join(dict.fromkeys(lines)))


def spelt(loc: Loc) -> str:
    """A place in the data as people write it: ``exercises[0].points``; ``task`` is the whole."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in loc)
    return clean("".join(steps).removeprefix(".")) or "task"


def _characters(path: Path) -> str:
    """What a file of at most ``MAX_BYTES`` bytes of UTF-8 says, without a byte order mark."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise _stop(path, "", f"cannot be read ({error.strerror}); name a task file") from error
    if len(content) > MAX_BYTES:
        raise _stop(path, "", f"is larger than {MAX_BYTES // 1024} KiB; split it into several tasks")
    try:
        text = content.decode("utf-8").removeprefix("\N{BYTE ORDER MARK}")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        raise _stop(path, before, "is not UTF-8 here; save the file as UTF-8") from error
    if bad := yaml.reader.Reader.NON_PRINTABLE.search(text):
        said = f"holds the control character U+{ord(bad.group()):04X}; remove it"
        raise _stop(path, text[: bad.start()], said)
    return text


def _stop(path: Path, before: str, text: str) -> TaskError:
    """The error of a file that is wrong after the characters ``before``."""
    place = Place(before.count("\n") + 1, len(before) - before.rfind("\n"))
    return fault(path, [Problem(place, (), text)])


def _compose(path: Path, text: str) -> yaml.Node:
    loader = _Loader(text)
    try:
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        loader.note(error.problem_mark, _words(error))
    except (ValueError, OverflowError):  # from chr(): PyYAML does not check "\UFFFFFFFF"
        loader.note(loader.get_mark(), "is no character; write it in another way")
    if loader.problems:
        raise fault(path, loader.problems)
    if root is None:
        raise _stop(path, "", "is empty; begin with format: 1")
    return root


def _words(error: yaml.MarkedYAMLError) -> str:
    if isinstance(error, _TooDeepError):
        return f"lists and mappings are more than {MAX_DEPTH} deep here; write it flatter"
    if isinstance(error, yaml.composer.ComposerError):
        return "a second document begins here; write one task in a file"
    return f"is not YAML here ({error.problem}); check indentation (no tabs), colons and quotes"


class _TooDeepError(yaml.MarkedYAMLError):
    """Nesting beyond ``MAX_DEPTH``; nothing further is read."""


class _Loader(yaml.BaseLoader):
    """Composes nodes. Stops at ``MAX_DEPTH`` while it does; notes anchors, aliases and tags."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.depth = 0
        self.problems: list[Problem] = []

    def note(self, mark: Any, text: str) -> None:
        """Add a problem."""
        self.problems.append(Problem(_place(mark), (), text))

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        """One value. Raises ``_TooDeepError``."""
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]  # not in PyYAML's stubs
        if isinstance(event, yaml.AliasEvent):
            self.get_event()  # type: ignore[no-untyped-call]  # as above
            self.note(event.start_mark, f"the alias *{event.anchor} is not followed; write the value again")
            return yaml.ScalarNode("", "")
        if event.anchor is not None:
            self.note(event.start_mark, f"an anchor (&{event.anchor}) is of no use here; remove it")
            event.anchor = None
        if event.tag is not None:
            self.note(event.start_mark, f"a tag ({event.tag}) is of no use here; remove it")
        return self._nested(event, parent, index)

    def _nested(self, event: Any, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.depth == MAX_DEPTH and not isinstance(event, yaml.ScalarEvent):
            raise _TooDeepError(problem_mark=event.start_mark)
        self.depth += 1
        node: yaml.Node | None = super().compose_node(parent, index)
        self.depth -= 1
        return node


def _place(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1)


def _plain(node: Any, loc: Loc, document: Document) -> Any:
    """The data of a node; the places in it and its problems are added to ``document``."""
    document.values[loc] = _place(node.start_mark)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(value, (*loc, n), document) for n, value in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, loc, document)
    if _SURROGATE.search(node.value):
        document.problems.append(
            document.problem(loc, "half a surrogate pair is no text; write the character")
        )
    return _scalar(node.value) if node.style is None else node.value


def _mapping(node: yaml.MappingNode, loc: Loc, document: Document) -> dict[str, Any]:
    """A mapping. Its keys are text however they are written; of equal ones the first counts."""
    data: dict[str, Any] = {}
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else "?"
        place, there = _place(key.start_mark), (*loc, name)
        if not isinstance(key, yaml.ScalarNode):
            document.problems.append(Problem(place, there, "a list or mapping cannot be a key; write a word"))
        elif name in data:
            said = f"is written twice (first in line {document.keys[there].line}); remove one"
            document.problems.append(Problem(place, there, said))
        else:
            document.keys[there] = place
            data[name] = _plain(value, there, document)
    return data


def _scalar(text: str) -> bool | int | float | str | None:
    """What a plain scalar (one without quotes) means."""
    if text in _WORDS:
        return _WORDS[text]
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return float(text)
    return float(text.replace(".", "")) if _NOT_FINITE.fullmatch(text) else text
