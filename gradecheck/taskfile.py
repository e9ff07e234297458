"""A task file becomes a :class:`~gradecheck.model.Task`, or the list of everything that is wrong with it.

Two steps, since a task names the plugins that its exercises come from: :func:`read` finds the plugins,
:func:`resolve` is told what is on offer and makes the task. What can be said about a value is written
once, in the models below: it checks, it describes the format to editors, and it words the errors.
"""

import difflib
import json
import keyword
import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from gradecheck.errors import TaskError
from gradecheck.model import Limits, Task, TaskItem, Text
from gradecheck.yamlfile import Document, Loc, Problem, fault, load, spelt

#: diagnoses that any exercise can earn credit for
GENERAL = frozenset(
    """added-term approximate column-factor constant-factor flickers impure layout missing missing-module
    mutant not-finite proportional row-factor sign-flip some-entries symmetric-convention syntax-error
    transposed wrong wrong-kind wrong-shape zero""".split()
)
#: those of a script, beside the ``wrong-<role>`` that its exercise makes known
SCRIPT = frozenset({"pretended-losses"})


class Known(NamedTuple):
    """What must be known of an exercise: its own diagnoses, and the names that it asks for.

    ``diagnoses`` are its misconceptions and, of a script, ``wrong-<role>``; the general ones are not
    among them. Each of ``names`` is asked for as ``<entry>_<name>``, beside the entry itself.
    """

    diagnoses: frozenset[str]
    script: bool = False
    names: tuple[str, ...] = ()


def _identifier(text: str) -> str:
    """Raises ``ValueError`` if no function can be found under this name."""
    if not text.isidentifier() or keyword.iskeyword(text) or unicodedata.normalize("NFKC", text) != text:
        raise ValueError
    return text


class _Strict(BaseModel):
    """No conversions, no unknown keys. A field's description and example word its errors."""

    model_config = ConfigDict(extra="forbid", strict=True)


class _Title(_Strict):
    en: str = Field(min_length=1, description="text", examples=["Matrix calculus"])
    zh: str = Field("", alias="zh-CN", description="text", examples=["矩阵微积分"])


def _titled(title: Any) -> Any:
    return {"en": title} if isinstance(title, str) else title


class _Limits(_Strict):
    seconds: float = Field(
        10.0, gt=0, le=86400, description="a number above 0 and at most 86400", examples=[10]
    )
    total_seconds: float = Field(
        60.0, gt=0, le=86400, description="a number above 0 and at most 86400", examples=[60]
    )
    memory_mb: int = Field(
        1024, ge=1, le=2**20, description="a whole number from 1 to 1048576", examples=[1024]
    )


class _Item(_Strict):
    use: str = Field(description="the id of an exercise", examples=["trace-inverse-grad"])
    entry: Annotated[str, AfterValidator(_identifier)] | None = Field(
        None, description="a name that a Python function can have", examples=["grad_W"]
    )
    points: float = Field(gt=0, le=1e6, description="a number above 0 and at most 1000000", examples=[5])
    cases: int = Field(5, ge=1, le=1000, description="a whole number from 1 to 1000", examples=[5])
    credit: dict[
        str, Annotated[float, Field(ge=0, le=1, description="a number from 0 to 1", examples=[0.5])]
    ] = Field({}, description="a share for each diagnosis", examples=[{"transposed": 0.5}])


_Plugin = Annotated[str, Field(min_length=1, description="the name of a file", examples=["exercises.py"])]


class _File(_Strict):
    format: int = Field(ge=1, le=1, description="the number 1", examples=[1])
    id: str = Field(
        pattern="^[a-z][a-z0-9-]*$",
        description="lower-case letters, digits and hyphens, a letter first",
        examples=["my-homework"],
    )
    title: Annotated[_Title, BeforeValidator(_titled, json_schema_input_type=str | _Title)] = Field(
        description="text, or a text for each language", examples=[{"en": "Matrix calculus"}]
    )
    plugins: list[_Plugin] = Field([], description="a list of files", examples=[["exercises.py"]])
    file: str | None = Field(
        None,
        pattern=r"^[^/\\]+\.py$",
        description="the name of a .py file, without a folder",
        examples=["answers.py"],
    )
    seed: int | None = Field(
        None, ge=0, lt=2**63, description=f"a whole number from 0 to {2**63 - 1}", examples=[20201120]
    )
    limits: _Limits = Field(_Limits(), description="a mapping", examples=[{"seconds": 10}])
    exercises: list[_Item] = Field(
        min_length=1,
        description="a list of at least one exercise",
        examples=[[{"use": "trace-inverse-grad", "points": 5}]],
    )


@dataclass(frozen=True)
class RawTask:
    """A task file that was read but not resolved. ``plugins`` are absolute paths of existing files.

    ``problems`` are kept for :func:`resolve`, which reports them with its own; ``id`` and ``title`` are
    empty where they are among them.
    """

    path: Path
    id: str
    title: Text
    plugins: tuple[Path, ...]
    document: Document
    problems: tuple[Problem, ...]


def read(path: Path) -> RawTask:
    """Read a task file. Raises ``TaskError`` if it is not a mapping written in YAML.

    Whatever else is wrong is raised by :func:`resolve`, so that an author sees all errors at once.
    """
    document = load(path)
    if not isinstance(document.data, dict):
        said = f"expected a mapping, got {_got(document.data)}; begin with format: 1"
        raise fault(path, [document.problem((), said)])
    problems = [*document.problems, *_schema_problems(document)]
    wrong = {problem.loc[0] for problem in problems if problem.loc}
    id_, title, plugins = (
        default if key in wrong else document.data.get(key, default)
        for key, default in (("id", ""), ("title", ""), ("plugins", []))
    )
    files = [Path(os.path.abspath(path.parent / name)) for name in plugins]  # noqa: PTH100 -- keeps links
    for n, file in enumerate(files):
        if not file.is_file():
            said = f"there is no file {plugins[n]!r} beside the task; write a path relative to the task file"
            problems.append(document.problem(("plugins", n), said))
    found = tuple(dict.fromkeys(file for file in files if file.is_file()))
    return RawTask(path, id_, _text(_titled(title)), found, document, tuple(problems))


def resolve(raw: RawTask, known: Mapping[str, Known]) -> Task:
    """The task, given what is known of each exercise on offer. Raises ``TaskError`` with every problem."""
    problems = [*raw.problems, *_exercise_problems(raw, known)]
    if problems:
        raise fault(raw.path, problems)
    file = _File.model_validate(raw.document.data)
    items = tuple(
        TaskItem(
            i.use, None if known[i.use].script else i.entry or _default(i.use), i.points, i.cases, i.credit
        )
        for i in file.exercises
    )
    limits = Limits(**file.limits.model_dump())
    return Task(file.id, raw.title, items, limits, file.file, file.seed)


def index(paths: Iterable[Path]) -> dict[str, Path]:
    """Installed task files by id. Raises ``TaskError`` if two have the same.

    A file without a readable id goes by its own name, unless a task has it: asking for it shows its errors.
    """
    found: dict[str, Path] = {}
    nameless: dict[str, Path] = {}
    for path in dict.fromkeys(paths):
        try:
            raw = read(path)
        except TaskError:
            nameless[path.stem] = path
            continue
        if not raw.id:
            nameless[path.stem] = path
        elif raw.id in found:
            said = f"{raw.id!r} is the id of {found[raw.id]} already; give one of them another id"
            raise fault(path, [raw.document.problem(("id",), said)])
        else:
            found[raw.id] = path
    return {**nameless, **found}
