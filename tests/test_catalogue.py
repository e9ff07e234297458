"""Every function exercise of the catalogue: its key, its oracle, and mistakes that the inputs let one see."""

import functools

import numpy as np
import plugin_checks as checks
import pytest
from catalogue import TABLE, THE_SAME

from gradecheck import plugins
from gradecheck.exercise import ScriptExercise
from gradecheck.reports.web.formula import formula

REGISTRY = plugins.load()
OFFERED = REGISTRY.exercises
#: the two of the homework's last problem that have a suite of their own
EXERCISES = {id: OFFERED[id] for id in OFFERED if id in TABLE}
#: exercises whose cases are the same for every seed
DRAW_NOTHING = {"taylor-figure54-errors", "lsq-dims"}
#: the plugins that say every mistake in words and every question as a formula
SPOKEN = ("gradecheck_backprop", "gradecheck_matrix_calculus", "gradecheck_vector_calculus")
each = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES.keys())


@functools.cache
def differences(exercise_id, mistake_id):
    exercise = EXERCISES[exercise_id]
    (mistake,) = [m for m in exercise.misconceptions if m.id == mistake_id]
    return checks.differences(exercise, mistake)


def offered_by(plugin):
    found = [exercise for id_, exercise in OFFERED.items() if REGISTRY.owners[id_].name == plugin]
    assert found
    return found


def test_97_exercises_and_585_mistakes_are_on_offer():
    """All of the catalogue, over the three plugins: 96 functions and one script."""
    assert 97 == len(OFFERED)
    assert 585 == sum(len(exercise.misconceptions) for exercise in OFFERED.values())
    assert ["backprop-script"] == [e.id for e in OFFERED.values() if isinstance(e, ScriptExercise)]
    assert {"backprop-grads", "backprop-update", "backprop-script"} == OFFERED.keys() - TABLE.keys()


@each
def test_every_exercise_names_all_mistakes_of_the_catalogue_in_order(exercise):
    assert list(TABLE[exercise.id]) == [m.id for m in exercise.misconceptions]


@each
def test_the_key_agrees_with_an_independent_route(exercise):
    assert (exercise.oracle is None) != (exercise.derivative_of is None)
    for k in range(checks.DRAWS):
        right = checks.answered(exercise, exercise.key, k)
        assert checks.difference(right, checks.independent(exercise, k)) <= 1e-9


@each
def test_every_mistake_is_visible_on_every_draw(exercise):
    for mistake in exercise.misconceptions:
        for k, found in enumerate(differences(exercise.id, mistake.id)):
            hidden = exercise.id == "softmax" and mistake.id == "overflow" and k % 2 == 0
            assert hidden or isinstance(found, str) or found > 1e-5, (mistake.id, k)


@each
def test_a_mistake_is_as_far_off_as_the_catalogue_says(exercise):
    for mistake in exercise.misconceptions:
        expected = TABLE[exercise.id][mistake.id]
        found = differences(exercise.id, mistake.id)
        numbers = [value for value in found if not isinstance(value, str)]
        assert mistake.raises == (found == ["raises"] * checks.DRAWS), mistake.id
        if expected in {"shape", "layout", "raises", "nan"}:
            assert {"layout": "shape"}.get(expected, expected) in found, mistake.id
        elif numbers:
            assert float(expected) / 3 <= np.median(numbers) <= 3 * float(expected), mistake.id
        else:
            assert set(found) == {"shape"}, mistake.id


@each
def test_every_mistake_handed_in_is_called_by_its_name(exercise):
    mistakes = exercise.misconceptions
    right, *results = checks.diagnosed(exercise, exercise.key, *(m.answer for m in mistakes))
    assert right.verdict == "pass"
    for mistake, result in zip(mistakes, results, strict=True):
        if mistake.raises:
            assert ("error", mistake.hint) == (result.verdict, result.hint)
        else:
            assert THE_SAME.get((exercise.id, mistake.id), mistake.id) == result.diagnosis


@each
def test_an_answer_in_the_other_layout_has_the_right_numbers(exercise):
    for mistake in exercise.misconceptions:
        if TABLE[exercise.id][mistake.id] == "layout":
            (wrong,) = checks.answered(exercise, mistake.answer, 1)
            (right,) = checks.answered(exercise, exercise.key, 1)
            assert np.array_equal(np.ravel(wrong), np.ravel(right)), mistake.id


@each
def test_same_seed_same_bytes_and_the_key_leaves_them_alone(exercise):
    for k in range(6):
        drawn = list(checks.calls(exercise, k))
        before = checks.frozen(drawn)
        for (arguments, _), (again, hidden) in zip(drawn, checks.calls(exercise, k), strict=True):
            exercise.key(*again, **checks.accepted(exercise.key, hidden))
            assert checks.frozen(again) == checks.frozen(arguments)
        assert before == checks.frozen(list(checks.calls(exercise, k)))
    if exercise.id not in DRAW_NOTHING:
        assert before != checks.frozen(list(checks.calls(exercise, k, seed=1)))


@each
def test_everything_is_said_in_both_languages(exercise):
    texts = [exercise.statement, *(m.hint for m in exercise.misconceptions)]
    for text in [*texts, exercise.notes] if exercise.notes else texts:
        assert text.en.isascii() or exercise.notes is text
        assert any("\u4e00" <= character <= "\u9fff" for character in text.zh)
    assert exercise.place.startswith(("Homework 4, ", "Mathematics for Machine Learning"))
    assert exercise.signature


def said_badly(mistake):
    """What is wrong with the sentence of a named mistake."""
    if mistake.says is None:
        yield "nothing is said"
        return
    en, zh = mistake.says.en, mistake.says.zh
    if not (en.isascii() and any("\u4e00" <= character <= "\u9fff" for character in zh)):
        yield "a language is missing"
    if not en[0].islower() or en.endswith(".") or zh.endswith("。"):
        yield "it is not a clause"
    if "-" in mistake.id and (mistake.id in en or mistake.id in zh):
        yield "it says the id"
    if mistake.hint.en == en or mistake.hint.zh == zh:
        yield "it says the hint"


@pytest.mark.parametrize("plugin", SPOKEN)
def test_every_mistake_is_said_in_words(plugin):
    mistakes = [(e.id, m) for e in offered_by(plugin) for m in e.misconceptions]
    assert [] == [(id_, m.id, fault) for id_, m in mistakes for fault in said_badly(m)]


@pytest.mark.parametrize("pair", [pair for pair in THE_SAME if REGISTRY.owners[pair[0]].name in SPOKEN])
def test_mistakes_with_the_same_answers_are_said_alike(pair):
    """The answer does not tell which was made."""
    said = {mistake.id: mistake.says for mistake in OFFERED[pair[0]].misconceptions}
    assert said[THE_SAME[pair]] == said[pair[1]]


@pytest.mark.parametrize("plugin", SPOKEN)
def test_every_question_is_a_formula_that_browsers_draw(plugin):
    drawn = {exercise.id: formula(exercise.latex) for exercise in offered_by(plugin) if exercise.latex}
    assert [exercise.id for exercise in offered_by(plugin)] == list(drawn)
    assert [] == [id_ for id_, shown in drawn.items() if not shown.startswith("<math ") or "\\" in shown]
