"""The file that a student fills in: what a task asks for, in its order, with nothing of the answers.

Handed in as it is, it earns nothing and is told so kindly: every answer is ``raise NotImplementedError``.
"""

import re
import textwrap
from collections.abc import Iterator, Mapping
from itertools import pairwise

from gradecheck.errors import BrokenError
from gradecheck.example import doctest, example
from gradecheck.exercise import AnyExercise, Exercise, ScriptExercise
from gradecheck.messages import say
from gradecheck.model import Message, Task, TaskItem
from gradecheck.numerics.kinds import expected
from gradecheck.reports.page import breaks

#: columns of a line of text
WIDTH = 96
#: what stands for an answer
TO_DO = "raise NotImplementedError"


def starter(task: Task, exercises: Mapping[str, AnyExercise], lang: str) -> str:
    """The starter file of a task. Raises ``BrokenError`` if an author's key or inputs do."""
    functions, scripts = [], []
    for item in task.items:
        exercise = exercises[item.use]
        if isinstance(exercise, ScriptExercise):
            scripts.append(_script(item, exercise, lang))
        else:
            functions.append(_function(item, exercise, lang))
    head = _docstring([*_head(task, lang, tried=bool(functions))])
    if functions:  # the file is imported too, and then its script must not run
        scripts = [f'\nif __name__ == "__main__":\n{textwrap.indent(text, "    ")}' for text in scripts]
        head += "\n\nimport numpy as np"
    return "\n\n".join([head, *functions, *scripts]) + "\n"


def _head(task: Task, lang: str, *, tried: bool) -> Iterator[str]:
    """What the file is, and how it becomes a submission."""
    yield f"{task.title.say(lang)} ({task.id})"
    yield ""
    yield from wrapped(say(Message("starter-do", {"todo": TO_DO}), lang))
    if task.file:
        yield from wrapped(say(Message("starter-file", {"file": task.file}), lang))
    if tried:
        yield from wrapped(say(Message("starter-try", {"file": task.file or "FILE.py"}), lang))


def _function(item: TaskItem, exercise: Exercise, lang: str) -> str:
    """One stub: its statement, its shapes and an example call; further values below it."""
    entry = str(item.entry)
    lines = [*wrapped(exercise.statement.say(lang)), ""]
    if exercise.signature:
        lines += [*wrapped(named(exercise.signature, entry))]
    if exercise.layout:
        lines += wrapped(say(Message(f"layout-{exercise.layout}"), lang))
    lines += ["", *doctest(entry, exercise, example(exercise))]
    body = textwrap.indent(f"{_docstring(lines)}\n{TO_DO}", "    ")
    stub = f"{_heading(item, exercise, lang)}\ndef {entry}({', '.join(exercise.parameters)}):\n{body}"
    values = [_value(f"{entry}_{name}", value, lang) for name, value in exercise.values.items()]
    return "\n" + "\n\n\n".join([stub, *values])


def _value(name: str, value: object, lang: str) -> str:
    """The line of an answer that is a value."""
    return f"{name} = None  # {say(Message('starter-value', {'kind': expected(value)}), lang)}"


def _script(item: TaskItem, exercise: ScriptExercise, lang: str) -> str:
    """The script that its plugin offers, below its statement."""
    if not exercise.starter:
        raise BrokenError(f"{exercise.id} offers no starter file; its plugin may set starter=...")
    statement = "\n".join(f"# {line}".rstrip() for line in wrapped(exercise.statement.say(lang)))
    return f"{_heading(item, exercise, lang)}\n{statement}\n\n{exercise.starter.rstrip()}"


def _heading(item: TaskItem, exercise: AnyExercise, lang: str) -> str:
    points = say(Message("starter-points", {"id": item.use, "points": item.points}), lang)
    place = f"\n# {exercise.place}" if exercise.place else ""
    return f"# {points}{place}"


def named(signature: str, entry: str) -> str:
    """A signature under the name that the task asks for."""
    return re.sub(r"^\w+(?=\()", entry, signature)


def wrapped(text: str) -> list[str]:
    """The paragraphs of a text, in lines of at most ``WIDTH`` columns."""
    lines: list[str] = []
    for number, paragraph in enumerate(text.split("\n\n")):
        words = " ".join(paragraph.split())
        edges = [0, *breaks(words, WIDTH), len(words)]
        lines += [""] * bool(number)
        lines += [words[a:b].rstrip() for a, b in pairwise(edges)]
    return lines


def _docstring(lines: list[str]) -> str:
    """Lines as a docstring that says exactly these."""
    text = "\n".join(lines).replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return f'"""{text}\n"""'
