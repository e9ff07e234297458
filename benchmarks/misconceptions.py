"""Which misconceptions are told apart by name: each one handed in as a submission, behind the wall.

    python benchmarks/misconceptions.py [EXERCISE...]        a table on stdout
    python benchmarks/misconceptions.py > docs/misconceptions.md

A submission is a file whose function answers every call of the five cases of seed 1 with what the mistake
answers to it (or raises what it raises). It is read, imported and called in a worker, and its answers
are judged, as in ``gradecheck run``. The mistakes of the script are the samples in ``submissions/backprop``.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from gradecheck import plugins
from gradecheck.answerkey import AnswerKey, prepare
from gradecheck.checks.subject import unjudged
from gradecheck.cli.grading import load_task
from gradecheck.exercise import AnyExercise, Exercise, Misconception, ScriptExercise
from gradecheck.grade import grade
from gradecheck.model import Submission, Task, TaskItem, Text
from gradecheck.report import ExerciseResult
from gradecheck.wall.host import Wall, raise_wall

SAMPLES = Path(__file__).parent.parent / "submissions" / "backprop"
SEED = 1
HEAD = """\
# Misconceptions told apart by name

Every misconception of every exercise, handed in as a submission: read, imported and called behind the wall,
and judged as by `gradecheck run`. The file answers each call of five cases (seed 1) with what the mistake
answers, or raises what it raises; those of the script are samples in `submissions/backprop`. This page is
what `python benchmarks/misconceptions.py` prints.

* **by its own name**: the diagnosis is the mistake's name;
* **equal to another**: the two answer the same in every call, within the tolerance: one name stands for both;
* **raises**: there is no answer to compare; the verdict is `error`, with the mistake's own hint.
"""


class Row(NamedTuple):
    """What became of the mistakes of one exercise: their names; and whatever else was said, by name."""

    exercise: str
    named: list[str]
    equal: dict[str, str]
    raising: list[str]
    lost: dict[str, str]


def main(wanted: Sequence[str]) -> int:
    """Print the page, or the rows of some exercises; 1 if a mistake is not told apart."""
    offered = plugins.load().exercises
    chosen = [offered[name] for name in wanted] or list(offered.values())
    with raise_wall("auto") as wall:
        wall.check()
        rows = [row(exercise, wall) for exercise in chosen]
    print("\n".join([*([] if wanted else [HEAD, summary(rows)]), *table(rows)]))
    return int(any(one.lost for one in rows))


def row(exercise: AnyExercise, wall: Wall) -> Row:
    """Hand in every mistake of an exercise."""
    if isinstance(exercise, ScriptExercise):
        _, task = load_task("backprop")
    else:
        task = Task("misconceptions", Text("", ""), (TaskItem(exercise.id, "entry", 1.0),))
    key = prepare(task, {exercise.id: exercise}, SEED)
    made = Row(exercise.id, [], {}, [], {})
    for mistake in exercise.misconceptions:
        result = handed_in(key, exercise, mistake, wall)
        if mistake.raises and (result.verdict, result.hint) == ("error", mistake.hint):
            made.raising.append(mistake.id)
        elif result.diagnosis == mistake.id:
            made.named.append(mistake.id)
        elif any(m.id == result.diagnosis for m in exercise.misconceptions):
            made.equal[mistake.id] = str(result.diagnosis)
        else:
            made.lost[mistake.id] = str(result.diagnosis or result.verdict)
    return made


def handed_in(key: AnswerKey, exercise: AnyExercise, mistake: Misconception, wall: Wall) -> ExerciseResult:
    """The result of the submission that makes one mistake."""
    with tempfile.TemporaryDirectory() as folder:
        if isinstance(exercise, ScriptExercise):
            path = min(SAMPLES.glob(f"*/{mistake.id}__*.py"))
        else:
            path = Path(folder, "submission.py")
            path.write_text(source(key, exercise, mistake.answer), "utf-8")
        return grade(key, Submission(mistake.id, str(path)), wall).exercises[0]


def source(key: AnswerKey, exercise: Exercise, answer: Callable[..., Any]) -> str:
    """A file whose function answers call after call as a mistake does."""
    lines = ["import numpy as np", "calls = []", "def entry(*_):", "    calls.append(0)"]
    for number, call in enumerate(key.keys[0].calls):
        with np.errstate(all="ignore"):
            try:
                does = f"return {written(unjudged(exercise, answer, call))}"
            except Exception as error:  # noqa: BLE001 -- what a mistake raises, its submission raises
                kind = "np.linalg.LinAlgError" if "LinAlg" in type(error).__name__ else type(error).__name__
                does = f"raise {kind}({str(error)!r})"
        lines.append(f"    if len(calls) == {number + 1}: {does}")
    values = (f"entry_{name} = {written(value)}" for name, value in exercise.values.items())
    return "\n".join([*lines, *values, ""])


def written(value: Any) -> str:
    """A value as an expression that gives exactly this value."""
    if isinstance(value, (tuple, list)):
        inside = "".join(f"{written(part)}, " for part in value)
        return f"({inside})" if isinstance(value, tuple) else f"[{inside}]"
    if isinstance(value, (np.ndarray, np.generic)):
        array = np.ascontiguousarray(value)
        bytes_ = f"np.frombuffer(bytes.fromhex({array.tobytes().hex()!r}), {array.dtype.str!r})"
        return f"{bytes_}.reshape({np.shape(value)}).copy()[()]"
    return f"float({str(value)!r})" if isinstance(value, float) else repr(value)


def summary(rows: Sequence[Row]) -> str:
    """How many there are of each kind."""
    named, equal, raising, lost = (
        sum(len(kind) for kind in kinds) for kinds in zip(*(one[1:] for one in rows), strict=True)
    )
    told = f"{named} by their own name, {equal} equal to another, {raising} raise"
    count = named + equal + raising + lost
    return f"{count} misconceptions of {len(rows)} exercises: {told}, {lost} not told apart.\n"


def table(rows: Sequence[Row]) -> Iterator[str]:
    """A line for each exercise."""
    yield "| exercise | by its own name | equal to another | raises |"
    yield "|---|---|---|---|"
    for one in rows:
        equal = [f"`{name}` = `{other}`" for name, other in one.equal.items()]
        lost = [f"**not told apart: `{name}` is called `{said}`**" for name, said in one.lost.items()]
        named, raising = ([f"`{name}`" for name in names] for names in (one.named, one.raising))
        yield f"| `{one.exercise}` | {', '.join(named + lost)} | {', '.join(equal)} | {', '.join(raising)} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
