"""A result survives being written and read, whatever it says and in whatever language it is said."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gradecheck import records
from gradecheck.model import Message, Text, Verdict
from gradecheck.report import CaseResult, ExerciseResult, FactResult, OutputResult, SubmissionResult

verdicts = st.sampled_from(Verdict)
numbers = st.none() | st.floats(allow_nan=False)
points = st.floats(0, 100)
texts = st.builds(Text, st.text(), st.text())
values = st.text() | st.integers() | st.floats(allow_nan=False) | texts | st.none() | st.booleans()
messages = st.builds(Message, st.text(), st.dictionaries(st.text(), values))
outputs = st.builds(OutputResult, st.text(), verdicts, st.none() | st.text(), points, points)
facts = st.builds(FactResult, st.text(), st.none() | st.booleans(), points, st.none() | messages)
cases = st.builds(CaseResult, verdicts, numbers, numbers)
exercises = st.builds(
    ExerciseResult,
    id=st.text(),
    entry=st.none() | st.text(),
    verdict=verdicts,
    points=points,
    max_points=points,
    diagnosis=st.none() | st.text(),
    message=st.none() | messages,
    hint=st.none() | texts,
    error=numbers,
    tolerance=numbers,
    outputs=st.lists(outputs, max_size=2).map(tuple),
    facts=st.lists(facts, max_size=2).map(tuple),
    losses=st.none() | st.lists(st.floats(allow_nan=False), max_size=3).map(tuple),
    cases=st.lists(cases, max_size=2).map(tuple),
)
results = st.builds(
    SubmissionResult,
    id=st.text(),
    path=st.text(),
    verdict=verdicts,
    points=points,
    max_points=points,
    seconds=points,
    messages=st.lists(messages, max_size=2).map(tuple),
    exercises=st.lists(exercises, max_size=2).map(tuple),
)


def result(**exercise):
    """A result with one exercise that says what is asked for."""
    one = ExerciseResult(
        **{"id": "e", "entry": "e", "verdict": Verdict.FAIL, "points": 0.0, "max_points": 1.0} | exercise
    )
    return SubmissionResult("alice", "alice.py", Verdict.FAIL, 0.0, 1.0, 0.1, (), (one,))


@given(results)
def test_a_result_is_read_as_it_was_written(given_result):
    assert given_result == records.read(records.written(given_result))


def test_a_result_is_one_line_of_ascii():
    line = records.written(result(message=Message("raised", {"kind": "\u202e\n\ud800"})))

    assert line.isascii()
    assert line.isprintable()


def test_an_authors_sentence_keeps_both_languages():
    hint = Text("Count the constants.", "数一数常数。")

    assert hint == records.read(records.written(result(hint=hint))).exercises[0].hint


def test_losses_that_are_not_finite_stay_so():
    losses = records.read(records.written(result(losses=(math.inf, math.nan)))).exercises[0].losses

    assert math.inf == losses[0]
    assert math.isnan(losses[1])


def test_numbers_of_numpy_become_plain_ones():
    said = records.read(records.written(result(message=Message("m", {"wrong": np.int64(3)})))).exercises[0]

    assert Message("m", {"wrong": 3}) == said.message
