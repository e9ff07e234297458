"""A task file becomes a :class:`~gradecheck.model.Task`, or the list of everything that is wrong with it.

Two steps, since a task names the plugins that its exercises come from: :func:`read` finds the plugins,
:func:`resolve` is told what is on offer and makes the task. The caller loads the plugins in between.
"""

import keyword
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from gradecheck.errors import TaskError
from gradecheck.model import Limits, Task, TaskItem, Text
from gradecheck.suggest import did_you_mean
from gradecheck.taskschema import TaskModel, got, problems, titled
from gradecheck.yamlfile import Document, Loc, Problem, fault, load, spelt

#: diagnoses that any exercise can earn credit for; where nothing was answered there is nothing to credit
GENERAL = frozenset(
    {
        "added-term",
        "approximate",
        "column-factor",
        "constant-factor",
        "entry-factor",
        "flickers",
        "formula",
        "impure",
        "layout",
        "mutant",
        "not-finite",
        "proportional",
        "row-factor",
        "sign-flip",
        "single-precision",
        "some-entries",
        "symmetric-convention",
        "transposed",
        "wrong",
        "wrong-kind",
        "wrong-shape",
        "zero",
    }
)
#: those of a script, beside the ``wrong-<role>`` that its exercise makes known
SCRIPT = frozenset({"pretended-losses"})
#: what may hold of a script, beside the ``gradient-<role>`` of each trained array
FACTS = frozenset({"losses", "falling", "replayed", "settings", "convention", "log-agrees"})


class Known(NamedTuple):
    """What must be known of an exercise: its own diagnoses, and the names that it asks for.

    ``diagnoses`` are its misconceptions and, of a script, ``wrong-<role>``; the general ones are not
    among them. Each of ``names`` is asked for as ``<entry>_<name>``, beside the entry itself.
    ``quotient``: it is the derivative of a function, so that difference quotients can be taken.
    """

    diagnoses: frozenset[str]
    script: bool = False
    names: tuple[str, ...] = ()
    quotient: bool = False


@dataclass(frozen=True)
class RawTask:
    """A task file that was read but not resolved. ``plugins`` are absolute paths of existing files.

    ``problems`` are kept for :func:`resolve`, which reports them with its own; ``id`` and ``title`` are
    empty, and the ``count`` of exercises 0, where they are among them.
    """

    path: Path
    id: str
    title: Text
    count: int
    plugins: tuple[Path, ...]
    document: Document
    problems: tuple[Problem, ...]


def read(path: Path) -> RawTask:
    """Read a task file. Raises ``TaskError`` if it is not a mapping written in YAML.

    Whatever else is wrong is raised by :func:`resolve`, so that an author sees all of it at once.
    """
    document = load(path)
    if not isinstance(document.data, dict):
        said = f"expected a mapping, got {got(document.data)}; begin with format: 1"
        raise fault(path, [document.problem((), said)])
    found = [*document.problems, *problems(document)]
    wrong = {problem.loc[0] for problem in found if problem.loc}
    sound = {key: value for key, value in document.data.items() if key not in wrong}
    title = titled(sound.get("title", ""))
    files = [_absolute(path.parent / name) for name in sound.get("plugins", [])]
    found += (
        document.problem(("plugins", n), f"there is no file {str(file)!r}; write a path relative to the task")
        for n, file in enumerate(files)
        if not file.is_file()
    )
    return RawTask(
        path,
        sound.get("id", ""),
        Text(title["en"], title.get("zh-CN", "")),
        len(sound.get("exercises", [])),
        tuple(dict.fromkeys(file for file in files if file.is_file())),
        document,
        tuple(found),
    )


def resolve(raw: RawTask, known: Mapping[str, Known]) -> Task:
    """The task, given what is known of each exercise on offer. Raises ``TaskError`` with every problem."""
    found = [*raw.problems, *_exercise_problems(raw, known)]
    if found:
        raise fault(raw.path, found)
    model = TaskModel.model_validate(raw.document.data)
    items = tuple(
        TaskItem(
            i.use,
            _entry(i.use, i.entry, known[i.use]),
            i.points,
            i.cases,
            i.credit,
            i.facts,
            set_aside=i.set_aside,
            compare=i.compare if isinstance(i.compare, str) else i.compare.fixed(),
        )
        for i in model.exercises
    )
    return Task(model.id, raw.title, items, Limits(**model.limits.model_dump()), model.file, model.seed)


def index(paths: Iterable[Path]) -> dict[str, Path]:
    """Installed task files by id. Raises ``TaskError`` if two have the same.

    A file whose id cannot be read goes by its own name unless a task has it: naming it shows its errors.
    """
    found: dict[str, Path] = {}
    nameless: dict[str, Path] = {}
    for path in dict.fromkeys(paths):
        raw = _readable(path)
        if raw is None or not raw.id:
            nameless[path.stem] = path
        elif raw.id in found:
            said = f"{raw.id!r} is the id of {found[raw.id]} already; give one of the two another"
            raise fault(path, [raw.document.problem(("id",), said)])
        else:
            found[raw.id] = path
    return nameless | found


def _readable(path: Path) -> RawTask | None:
    try:
        return read(path)
    except TaskError:
        return None


def _absolute(path: Path) -> Path:
    """``path`` from the root and without ``..``; links are not followed, so that names stay as written."""
    return Path(os.path.abspath(path))  # noqa: PTH100 -- Path.resolve() would follow links


def _entry(use: str, entry: str | None, exercise: Known) -> str | None:
    """The entry of an exercise: as written, or its id with underscores; a script has none."""
    return None if exercise.script else entry or use.replace("-", "_")


def _exercise_problems(raw: RawTask, known: Mapping[str, Known]) -> Iterator[Problem]:
    """What is wrong with the exercises beyond their form; what has a wrong form is passed over."""
    plugins_loaded = not any(problem.loc[:1] == ("plugins",) for problem in raw.problems)
    taken: dict[tuple[bool, str], Loc] = {}
    for loc, item in _items(raw.document):
        exercise = known.get(item["use"])
        if exercise is not None:
            yield from _credit_problems(raw.document, loc, item, exercise)
            yield from _facts_problems(raw.document, loc, item, exercise)
            if exercise.script and item.get("compare", "floor") != "floor":
                said = "a script is judged by its steps, not by a tolerance; remove this line"
                yield raw.document.problem((*loc, "compare"), said)
            elif not exercise.quotient and item.get("compare") == "mml":
                said = f"{item['use']!r} is not the derivative of a function by one variable; write floor"
                yield raw.document.problem((*loc, "compare"), said)
            yield from _entry_problems(raw.document, loc, item, exercise, taken)
        elif plugins_loaded:
            instead = did_you_mean(item["use"], known, "`gradecheck exercises` lists what there is")
            yield raw.document.problem((*loc, "use"), f"there is no exercise {item['use']!r}; {instead}")


def _items(document: Document) -> Iterator[tuple[Loc, dict[str, Any]]]:
    """The mappings under ``exercises`` that name an exercise, and their places."""
    exercises = document.data.get("exercises")
    for n, item in enumerate(exercises if isinstance(exercises, list) else []):
        if isinstance(item, dict) and isinstance(item.get("use"), str):
            yield ("exercises", n), item


def _credit_problems(
    document: Document, loc: Loc, item: dict[str, Any], exercise: Known
) -> Iterator[Problem]:
    """Credit for diagnoses that the exercise never gets."""
    credit = item.get("credit")
    possible = exercise.diagnoses | GENERAL | (SCRIPT if exercise.script else frozenset())
    for diagnosis in credit if isinstance(credit, dict) else ():
        if diagnosis not in possible:
            own = ", ".join(sorted(exercise.diagnoses)) or "a general one, like transposed"
            instead = did_you_mean(diagnosis, sorted(possible), f"write {own}")
            said = f"{item['use']!r} has no such diagnosis; {instead}"
            yield document.key_problem((*loc, "credit", diagnosis), said)


def _facts_problems(document: Document, loc: Loc, item: dict[str, Any], exercise: Known) -> Iterator[Problem]:
    """Shares for facts that are never looked at."""
    facts = item.get("facts")
    roles = (d.removeprefix("wrong-") for d in exercise.diagnoses if d.startswith("wrong-"))
    possible = sorted(FACTS | {f"gradient-{role}" for role in roles}) if exercise.script else []
    for fact in facts if isinstance(facts, dict) else ():
        if fact not in possible:
            instead = did_you_mean(fact, possible, f"write {', '.join(possible) or 'credit instead'}")
            said = f"{item['use']!r} has no such fact; {instead}"
            yield document.key_problem((*loc, "facts", fact), said)


def _entry_problems(
    document: Document, loc: Loc, item: dict[str, Any], exercise: Known, taken: dict[tuple[bool, str], Loc]
) -> Iterator[Problem]:
    """An entry that cannot be, or that an earlier exercise has; ``taken`` has those and is added to."""
    use, written = item["use"], item.get("entry")
    if not isinstance(written, str | None):
        return
    where = (*loc, "use" if written is None else "entry")
    entry = _entry(use, written, exercise)
    if entry is None and written is not None:
        yield document.problem(where, "a script is run as a whole and has no entry; remove this line")
    if written is None and entry is not None and keyword.iskeyword(entry):
        yield document.problem(where, f"the default entry {entry!r} is a word of Python; write an entry")
    asked = [use] if entry is None else [entry, *(f"{entry}_{name}" for name in exercise.names)]
    for name in asked:
        other = taken.setdefault((exercise.script, name), loc)
        if other != loc:
            line = document.values[other].line
            instead = "remove one of them" if entry is None else "write another entry"
            yield document.problem(
                where, f"{spelt(other)} in line {line} asks for {name!r} already; {instead}"
            )
            return
