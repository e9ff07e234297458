"""The exercises of vector calculus: keys, oracles, and mistakes that the inputs let one see."""

import numpy as np
import plugin_checks as checks
import pytest
from gradecheck_vector_calculus import plugin

EXERCISES = {exercise.id: exercise for exercise in plugin.gradecheck_exercises()}

#: every mistake and how far it is from the right answer: the median of ||wrong - right|| / ||right||,
#: or "shape", "layout" (the right numbers in another shape), "nan", "raises"
CATALOGUE = {
    "numeric-gradient": (
        "all-at-once 1.6, not-restored 0.44, forward-over-2h 0.5, column layout, flat layout, "
        "relative-step 1.2, backward-sign 2"
    ),
    "steepest-ascent": "descent 2, not-normalised 3.4, one-norm 0.41, signs 0.57, largest-only 0.69",
    "gradient-checker": (
        "forward-difference 1, always-accept 2.8, sum-cancels 1.4, norms-compared 1.7, loose 1.7, "
        "minus-in-denominator 1, first-entry-only 1.4, central-over-h 1.4, absolute-h 1"
    ),
    "derivative-dims": (
        "denominator-layout 0.6, column-gradient 0.33, row-velocity 0.33, always-matrix 0.06, flattened 1.8"
    ),
}
TABLE = {id: dict(mistake.split() for mistake in row.split(", ")) for id, row in CATALOGUE.items()}
each = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES.keys())


def test_every_exercise_names_all_mistakes_of_the_catalogue_in_order():
    offered = {id: [m.id for m in exercise.misconceptions] for id, exercise in EXERCISES.items()}
    assert {id: list(row) for id, row in TABLE.items()} == offered
    assert sum(len(mistakes) for mistakes in offered.values()) == 26


@each
def test_the_key_agrees_with_an_independent_route(exercise):
    assert (exercise.oracle is None) != (exercise.derivative_of is None)
    for k in range(checks.DRAWS):
        right = checks.answered(exercise, exercise.key, k)
        assert checks.difference(right, checks.independent(exercise, k)) <= 1e-9


@each
def test_every_mistake_is_visible_on_every_draw(exercise):
    for mistake in exercise.misconceptions:
        for k, found in enumerate(checks.differences(exercise, mistake)):
            assert isinstance(found, str) or found > 1e-5, (mistake.id, k)


@each
def test_a_mistake_is_as_far_off_as_the_catalogue_says(exercise):
    for mistake in exercise.misconceptions:
        expected = TABLE[exercise.id][mistake.id]
        found = checks.differences(exercise, mistake)
        numbers = [value for value in found if not isinstance(value, str)]
        assert mistake.raises == (found == ["raises"] * checks.DRAWS), mistake.id
        if expected in {"shape", "layout", "raises", "nan"}:
            assert {"layout": "shape"}.get(expected, expected) in found, mistake.id
        elif numbers:
            assert float(expected) / 3 <= np.median(numbers) <= 3 * float(expected), mistake.id
        else:
            assert set(found) == {"shape"}, mistake.id


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
        for arguments, hidden in drawn:
            exercise.key(*arguments, **hidden)
        assert before == checks.frozen(drawn)
        assert before == checks.frozen(list(checks.calls(exercise, k)))
    assert before != checks.frozen(list(checks.calls(exercise, k, seed=1)))


@each
def test_everything_is_said_in_both_languages(exercise):
    texts = [exercise.statement, *(m.hint for m in exercise.misconceptions)]
    for text in [*texts, exercise.notes] if exercise.notes else texts:
        assert text.en.isascii() or exercise.notes is text
        assert any("\u4e00" <= character <= "\u9fff" for character in text.zh)
    assert exercise.place.startswith("Mathematics for Machine Learning")
    assert exercise.signature


def test_a_checker_that_always_says_the_same_is_wrong():
    check = EXERCISES["gradient-checker"]
    verdicts = checks.answered(check, check.key, 0)
    assert sorted(verdicts) == [False] * 8 + [True]


@pytest.mark.parametrize("answer", [True, (True, 1e-9)])
def test_of_a_checker_that_returns_the_error_too_only_the_verdict_is_judged(answer):
    assert EXERCISES["gradient-checker"].judged(answer, None, None, None) is True
