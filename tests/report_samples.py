"""A small report as data: three students, every kind of finding. What the tests of the formats write."""

import io
from dataclasses import replace

from gradecheck.hookspecs import Style
from gradecheck.model import Message, Text, Verdict
from gradecheck.report import (
    CaseResult,
    ExerciseResult,
    FactResult,
    Header,
    OutputResult,
    SubmissionResult,
    Totals,
)
from gradecheck.reports.plugin import gradecheck_reporters

HEADER = Header(
    task="demo",
    title=Text("Matrix calculus", "矩阵微积分"),
    seed=7,
    plugins={},
    isolation="full",
    missing=(),
    count=1,
    statements={"trace-grad": Text("Gradient of tr(W).", "求 tr(W) 的梯度。")},
    formulas={"trace-grad": r"\frac{\partial}{\partial W} \operatorname{tr}(W)"},
)
RIGHT = ExerciseResult("trace-grad", "p1", Verdict.PASS, 5.0, 5.0, message=Message("right"))
NAMED = ExerciseResult(
    "lsq-grad",
    "lsq_grad",
    Verdict.PARTIAL,
    2.5,
    5.0,
    "factor-two",
    Message("named", {"name": "factor-two"}),
    Text("Where does the 2 go?", "2 到哪里去了？"),
    error=1.0,
    tolerance=1e-13,
    cases=(CaseResult(Verdict.PASS), CaseResult(Verdict.FAIL)),
)
RAISED = ExerciseResult(
    "softmax",
    "softmax",
    Verdict.ERROR,
    0.0,
    10.0,
    message=Message("raised", {"kind": "ValueError", "line": 12}),
)
SCRIPT = ExerciseResult(
    "backprop-script",
    None,
    Verdict.PARTIAL,
    10.0,
    30.0,
    "wrong-w1",
    Message("script-overflow"),
    outputs=(
        OutputResult("w1", Verdict.FAIL, "wrong", 0.0, 15.0),
        OutputResult("w2", Verdict.PASS, None, 10.0, 15.0),
    ),
    facts=(
        FactResult("falling", holds=True, share=0.5, message=Message("fact-falling")),
        FactResult("replayed", holds=False, share=0.5),
    ),
    losses=(100.0, 10.0, float("inf"), 1.0),
)
EXERCISES = (RIGHT, NAMED, RAISED, SCRIPT)
ALICE = SubmissionResult(
    "alice",
    "alice.py",
    Verdict.PARTIAL,
    17.5,
    50.0,
    0.25,
    (Message("file-not-read", {"name": "shot.png"}),),
    EXERCISES,
)
SYNTAX = Message("syntax-error", {"file": "张三.py", "line": 3, "text": "invalid syntax"})
ZHANG = SubmissionResult(
    "张三",
    "张三.py",
    Verdict.ERROR,
    0.0,
    50.0,
    0.1,
    (),
    tuple(
        ExerciseResult(one.id, one.entry, Verdict.ERROR, 0.0, one.max_points, "syntax-error", SYNTAX)
        for one in EXERCISES
    ),
)
REASON = Message("broken", {"reason": "no key"})
EVE = replace(
    ALICE,
    id="eve",
    path="eve.py",
    verdict=Verdict.BROKEN,
    points=5.0,
    messages=(),
    exercises=(RIGHT, *(replace(one, verdict=Verdict.BROKEN, points=0.0, message=REASON, diagnosis=None)
                        for one in EXERCISES[1:])),
)  # fmt: skip


def perfect(id_):
    """A submission with everything right."""
    exercises = tuple(
        ExerciseResult(one.id, one.entry, Verdict.PASS, one.max_points, one.max_points) for one in EXERCISES
    )
    return SubmissionResult(id_, f"{id_}.py", Verdict.PASS, 50.0, 50.0, 0.5, (), exercises)


def hostile(words):
    """A submission that says ``words`` wherever a student's words can stand."""
    raised = replace(RAISED, message=Message("import-raised", {"kind": "E", "line": 1, "text": words}))
    unread = (Message("file-not-read", {"name": words}),)
    return replace(ALICE, id=words, path=f"{words}.py", messages=unread, exercises=(raised, NAMED))


def written(name, *submissions, header=HEADER, **style):
    """What the reporter of one format writes about some submissions."""
    stream = io.StringIO()
    reporter = gradecheck_reporters()[name](stream, Style(**style))
    reporter.begin(replace(header, count=len(submissions)))
    for one in submissions:
        reporter.add(one)
    broken = sum(one.verdict is Verdict.BROKEN for one in submissions)
    reporter.end(Totals(len(submissions), broken, 0, 1.0))
    return stream.getvalue()
