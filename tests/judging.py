"""Judge what a Python function returns, as if it had come through the wall."""

import numpy as np

from gradecheck.answerkey import prepare
from gradecheck.author import exercise
from gradecheck.judge import Answers, judge
from gradecheck.messages import say
from gradecheck.model import Returned, Task, TaskItem, Text

HINT = Text("Count the constants.", "数一数常数。")


def inverse_gradient():
    """W -> -(W^-1 W^-1)^T, with one named mistake."""

    @exercise(
        "trace-inverse",
        zh="求梯度。",
        layout="denominator",
        derivative_of=lambda W: np.trace(np.linalg.inv(W)),
        wrt="W",
    )
    def key(W):
        """Gradient of tr(W^-1)."""
        inverse = np.linalg.inv(W)
        return -(inverse @ inverse).T

    @key.inputs
    def _(rng, k):
        return [rng.standard_normal((k + 3, k + 3)) + 3 * np.eye(k + 3)]

    key.wrong("not-inverted", lambda W: -(W @ W).T, hint=HINT)
    return key


def key_of(made, **wanted):
    """The answer key of one exercise; ``wanted`` are fields of its item of the task."""
    item = TaskItem(made.id, "entry", 10.0, **{"cases": 3, **wanted})
    return prepare(Task("t", Text("t", "t"), (item,)), {made.id: made}, 11).keys[0]


def judged(made, student, *, again=True, **wanted):
    """The result of a student's function; ``again`` allows a second round of calls."""
    key = key_of(made, **wanted)

    def ask(arguments):
        given = [np.copy(a) if isinstance(a, np.ndarray) else a for a in arguments]
        answer = student(*given)
        return answer if hasattr(answer, "__match_args__") else Returned(answer)

    outcomes = [ask(call.arguments) for call in key.calls]
    return judge(key, Answers(outcomes, {}), ask if again else None)


def told(result, lang="en"):
    """Diagnosis and sentence."""
    return result.diagnosis, say(result.message, lang)
