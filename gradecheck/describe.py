"""One exercise in words: what a student may know, and apart from it what only teachers should read.

Neither the key nor what a misconception answers is ever said.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from rich.cells import cell_len

from gradecheck.example import example
from gradecheck.exercise import AnyExercise, Exercise, ScriptExercise
from gradecheck.messages import say
from gradecheck.model import Function, Message, Text
from gradecheck.numerics.kinds import Words, expected
from gradecheck.reports.page import Line, line, padded

#: the words before what they name, in the order in which they are printed
LABELS = ("signature", "beside", "training", "inputs", "answer", "layout", "place")


def describe(exercise: AnyExercise, owner: str, lang: str, *, notes: bool) -> list[Line]:
    """The lines of ``gradecheck show``. Raises ``BrokenError`` if the author's key or inputs do."""
    told = dict(
        _script(exercise, lang) if isinstance(exercise, ScriptExercise) else _function(exercise, lang)
    )
    labels = {name: say(Message(f"show-{name}"), lang) for name in LABELS}
    columns = 2 + max(map(cell_len, labels.values()))
    lines = [
        line(0, (exercise.id, "bold"), f"  {say(Message('show-offered', {'plugin': owner}), lang)}"),
        line(0, ""),
        *(line(0, paragraph) for paragraph in exercise.statement.say(lang).split("\n\n")),
        line(0, ""),
    ]
    for name, label in labels.items():
        if told.get(name):
            lines.append(line(0, (padded(label, columns), "dim"), told[name], hang=columns))
    return [*lines, *_notes(exercise, lang)] if notes else lines


def _function(exercise: Exercise, lang: str) -> Iterator[tuple[str, str]]:
    """What is said of a function: its shapes in letters, then in the numbers of one example."""
    shown = example(exercise)
    shapes = exercise.signature or f"key({', '.join(exercise.parameters)})"
    yield "signature", exercise.id.replace("-", "_") + shapes[shapes.index("(") :]  # the default entry
    beside = [
        say(Message("show-beside-value", {"name": f"..._{name}", "kind": expected(value)}), lang)
        for name, value in exercise.values.items()
    ]
    yield "beside", ", ".join(beside)
    yield "inputs", _listed([_input(name, value, lang) for name, value in shown.arguments.items()], lang)
    answers = zip(exercise.outputs or ("",), shown.shapes, shown.kinds, strict=True)
    yield "answer", _listed([_named(name, shape, kind, lang) for name, shape, kind in answers], lang)
    yield "layout", say(Message(f"layout-{exercise.layout}"), lang) if exercise.layout else ""
    yield "place", exercise.place


def _script(exercise: ScriptExercise, lang: str) -> Iterator[tuple[str, str]]:
    """What is said of a script: its arrays, and how it trains."""
    settings = {"steps": exercise.steps, "rate": exercise.learning_rate}
    yield "training", say(Message("show-script", settings), lang)
    yield "inputs", ", ".join(f"{name} {shape}" for name, shape in exercise.shapes.items())
    yield "place", exercise.place


def _input(name: str, value: Any, lang: str) -> str:
    """An argument: ``A (2, 4)``, ``k a whole number``, ``f a function of x``."""
    if isinstance(value, Function):
        return f"{name} {say(Message('show-function', {'variables': ', '.join(value.variables)}), lang)}"
    return _named(name, np.shape(value), expected(value), lang)


def _named(name: str, shape: tuple[int, ...], kind: Words, lang: str) -> str:
    """A name and the shape of its value, or its kind if it has none."""
    said = kind.say(lang) if isinstance(kind, Text) else kind
    return f"{name} {shape or said}".strip()


def _listed(things: Sequence[str], lang: str) -> str:
    shapes = ", ".join(things)
    return say(Message("show-for-example", {"shapes": shapes}), lang) if things else ""


def _notes(exercise: AnyExercise, lang: str) -> Iterator[Line]:
    """What teachers read: slips in the source, and the ids that ``credit:`` may name."""
    text = exercise.notes.say(lang) if exercise.notes else say(Message("show-no-notes"), lang)
    yield line(0, "")
    yield line(0, (say(Message("show-notes"), lang), "bold"))
    yield from (line(2, paragraph) for paragraph in text.split("\n\n"))
    yield line(0, "")
    yield line(0, (say(Message("show-mistakes"), lang), "bold"))
    for mistake in exercise.misconceptions:
        yield line(2, f"{mistake.id}: ", mistake.hint.say(lang), hang=2)
