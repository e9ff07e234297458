"""The exercises of vector calculus: keys, oracles, and mistakes that the inputs let one see."""

import functools
from pathlib import Path

import numpy as np
import plugin_checks as checks
import pytest
import yaml
from gradecheck_vector_calculus import plugin

EXERCISES = {exercise.id: exercise for exercise in plugin.gradecheck_exercises()}

#: every mistake and how far it is from the right answer: the median of ||wrong - right|| / ||right||,
#: or "shape", "layout" (the right numbers in another shape), "nan", "raises"
CATALOGUE = {
    "dot-square-value": "norm 0.53, outer shape, square-of-sum 0.75, sum 0.43, elementwise shape",
    "dot-square-grad": ("one-x-frozen 0.5, column layout, flat layout, scalar shape, value shape, unit 0.72"),
    "difference-quotient": (
        "not-divided 1.3, backward 0.44, central 0.22, sign 2, absolute-dx 2, derivative 0.24"
    ),
    "derivative-limit": (
        "h-too-large 0.061, h-too-small 1, central-over-h 1, not-divided 1, cancellation 0.011, sign 2"
    ),
    "one-sided-derivatives": (
        "right-only 0.35, central 0.28, swapped 0.42, left-sign 1.4, always-differentiable 0.19"
    ),
    "power-derivative": (
        "lost-n 0.75, power-kept 2.9, integral 0.84, exponential-rule 1.3, n-minus-1 0.25, absolute 2"
    ),
    "power-quotient-terms": (
        "h-not-cancelled 0.7, starts-at-zero shape, no-binomial 0.81, permutations 0.56, swapped-powers 1"
    ),
    "taylor-polynomial": (
        "no-factorial 3.5, k-instead-of-factorial 0.73, not-centred 1.2, one-term-short 0.11, "
        "shifted-factorial 0.52, sign 1.6"
    ),
    "taylor-x4-derivatives": (
        "coefficients 0.73, lost-factors 0.83, too-short shape, order-shifted 0.67, at-one 0.66, "
        "last-nonzero 0.58"
    ),
    "taylor-x4-coefficients": (
        "no-factorial 1.6, k-instead-of-factorial 0.3, at-one 1, reversed 1.3, monomials 1, alternating 1.5"
    ),
    "taylor-expand": "sign 1.6, no-binomial 0.91, unchanged 1, reversed 0.78, first-and-last-only 0.99",
    "taylor-sincos-derivatives": (
        "alternating 1.4, cosine-sign 1.3, coefficients 0.81, sine-only 0.74, cosine-only 0.67, shifted 1.3"
    ),
    "taylor-sincos": (
        "no-factorial 7.8e+04, one-term-short 0.13, alternating 15, exponential 13, cosine-only 0.66, "
        "sine-only 0.74, the-function 0.052, n-terms-each 0.052"
    ),
    "taylor-figure54-errors": (
        "signed 0.81, mean 0.81, right-half 0.0066, degree-off-by-one 0.53, unit-interval 0.93"
    ),
    "maclaurin-cos-sin": (
        "no-sign 16, k-factorial 2.4e+02, starts-at-one 2.8, one-too-many 0.37, swapped 1.5, exact 0.33"
    ),
    "power-series": (
        "not-centred 0.93, divided-by-factorial 0.45, highest-first 0.74, starts-at-one 0.2, sign 1.1"
    ),
    "rule-product": "product-of-derivatives 0.98, minus 0.23, first-only 0.11, sum 0.74, mispaired 1.1",
    "rule-quotient": ("reversed 2, plus 0.19, not-squared 2.5, quotient-of-derivatives 12, wrong-square 14"),
    "rule-sum": "product-rule 2.9, product 1, difference 0.74, half-differentiated 2.4, value 3.1",
    "rule-chain": (
        "outer-at-x 0.89, inner-lost 1.3, derivative-inside 1.5, wrong-order 2.1, product-rule 4.3"
    ),
    "chain-2x1-4": (
        "inner-lost 0.5, outer-lost 0.75, power-kept 2.1, inner-squared 1.6, derivative-inside 1.5, sum 0.53"
    ),
    "numeric-gradient": (
        "all-at-once 1.6, not-restored 0.44, forward-over-2h 0.5, column layout, flat layout, "
        "relative-step 1.2, backward-sign 2"
    ),
    "steepest-ascent": "descent 2, not-normalised 3.4, one-norm 0.41, signs 0.57, largest-only 0.69",
    "partials-x-2y3": (
        "inner-lost 0.84, inner-constant-lost 0.49, power-kept 0.49, outer-lost 0.5, swapped 1.2, total "
        "1, y-cubed-as-square 0.55"
    ),
    "gradient-x1sq-x2": (
        "column layout, flat layout, swapped 1.3, second-term-constant 0.53, lost-three 0.72, lost-two "
        "0.24, summed shape"
    ),
    "rule-product-gradient": (
        "rows-multiplied 0.99, mispaired 1.3, minus 1.1, first-only 0.56, inner-product shape, column layout"
    ),
    "rule-sum-gradient": ("stacked shape, concatenated shape, difference 0.99, broadcast shape, product 1.5"),
    "rule-chain-jacobian": (
        "wrong-order raises, transposed shape, outer-only shape, summed 1.4, outer-at-x 0.26"
    ),
    "chain-total-derivative": (
        "first-variable-only 0.94, not-summed shape, outer-product shape, sums-multiplied 1, crossed "
        "1.6, added 1.4"
    ),
    "chain-sin-cos": (
        "cosine-sign 3.1, no-inner 2.4, second-term-lost 1.5, two-lost 0.77, square-not-differentiated "
        "0.27, substituted-late 0.69"
    ),
    "chain-st": (
        "jacobian-transposed 0.92, column layout, elementwise shape, swapped 1.6, diagonal 0.72, inverse 1.3"
    ),
    "gradient-checker": (
        "forward-difference 1, always-accept 2.8, sum-cancels 1.4, norms-compared 1.7, loose 1.7, "
        "minus-in-denominator 1, first-entry-only 1.4, central-over-h 1.4, absolute-h 1"
    ),
    "vector-partial": (
        "row-of-jacobian shape, one-based 1.6, row-layout layout, whole-jacobian shape, summed 1.3"
    ),
    "jacobian-numeric": (
        "transposed shape, reshaped 1.3, flat layout, gradient-of-sum 1.4, one-term-lost 0.91, sign 2"
    ),
    "jacobian-sum": "number shape, column layout, flat layout, identity shape, value 1.2, mean 0.75",
    "layout-convert": "unchanged shape, reshaped 1.2, flipped 1.4, inverse 0.86",
    "jacobian-linear": "transposed shape, value shape, elementwise 1.4, row-sums shape, in-A shape",
    "area-parallelogram": (
        "signed 2, triangle 0.5, lengths 0.52, inner-product 0.81, permanent 0.45, squared 0.95"
    ),
    "basis-change-matrix": "rows 0.86, inverse 1.1, wrong-side 1.4, b-ignored 1.4, b-transposed 0.71",
    "jacobian-method2": ("transposed 0.57, columns-swapped 1.5, value-kept 1.2, sign-lost 1.4, inverse 0.83"),
    "jacobian-area-factor": "signed 2, inverse 0.93, trace 1.1, norm 0.48, gram 0.79, spectral 0.54",
    "jacobian-polar": "transposed 1.4, r-lost 0.29, cosine-sign 1, columns-swapped 1.4, inverse-map 1.2",
    "jacobian-polar-area": "one 0.41, squared 0.7, inverse 0.65, no-minus 0.33, circumference 5.3",
    "jacobian-linearise": "no-offset 0.93, exact 0.15, at-x 1.6, sign 0.64, jacobian-at-end 0.3",
    "derivative-dims": (
        "denominator-layout 0.6, column-gradient 0.33, row-velocity 0.33, always-matrix 0.06, flattened 1.8"
    ),
    "chain-exp-dfdx": "no-exp 0.49, inner-lost 1.3, two-lost 0.45, swapped 1.4, column layout",
    "chain-exp-dxdt": (
        "product-of-derivatives 1.5, t-frozen 0.69, trig-frozen 0.73, cosine-sign 1.3, row layout"
    ),
    "chain-exp-dhdt": (
        "t-frozen 0.8, first-term-only 0.94, two-lost 0.47, no-exp 0.31, cosine-sign 1.9, not-summed shape"
    ),
    "lsq-dims": "columns 0.82, mixed 0.52, swapped 0.43, scalar-loss 0.72",
    "lsq-grad-e": "half 0.5, column layout, norm 0.71, scalar shape, mean 0.75",
    "lsq-jacobian-e": "sign-lost 2, transposed shape, value shape, elementwise 1.2",
    "lsq-grad-theta": (
        "half 0.5, sign-lost 2, column layout, flat layout, mean 0.75, no-residual-y 0.45, no-theta "
        "0.95, no-transpose raises"
    ),
    "lsq-grad-element": "summed shape, one-based 1.4, row-of-phi shape, sign-lost 2, half 0.5",
    "lsq-direct": "quadratic-halved 0.45, cross-halved 0.22, y-term 0.44, sign 0.88, gram-wrong raises",
}
TABLE = {id: dict(mistake.split() for mistake in row.split(", ")) for id, row in CATALOGUE.items()}
#: mistakes whose answers are those of another: the name that is told
THE_SAME = {
    ("gradient-checker", "minus-in-denominator"): "forward-difference",
    ("gradient-checker", "absolute-h"): "forward-difference",
}
#: exercises whose cases are the same for every seed
DRAW_NOTHING = {"taylor-figure54-errors", "lsq-dims"}
each = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES.keys())


@functools.cache
def differences(exercise_id, mistake_id):
    exercise = EXERCISES[exercise_id]
    (mistake,) = [m for m in exercise.misconceptions if m.id == mistake_id]
    return checks.differences(exercise, mistake)


def test_every_exercise_names_all_mistakes_of_the_catalogue_in_order():
    offered = {id: [m.id for m in exercise.misconceptions] for id, exercise in EXERCISES.items()}
    assert offered == {id: list(row) for id, row in TABLE.items()}
    assert 302 == sum(len(mistakes) for mistakes in offered.values())


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
            assert isinstance(found, str) or found > 1e-5, (mistake.id, k)


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
            assert (result.verdict, result.hint) == ("error", mistake.hint)
        else:
            assert result.diagnosis == THE_SAME.get((exercise.id, mistake.id), mistake.id)


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
    assert exercise.place.startswith("Mathematics for Machine Learning")
    assert exercise.signature


def test_a_checker_that_always_says_the_same_is_wrong():
    check = EXERCISES["gradient-checker"]
    verdicts = checks.answered(check, check.key, 0)
    assert [False] * 8 + [True] == sorted(verdicts)


@pytest.mark.parametrize("answer", [True, (True, 1e-9)])
def test_of_a_checker_that_returns_the_error_too_only_the_verdict_is_judged(answer):
    assert EXERCISES["gradient-checker"].judged(answer, None, None, None) is True


def test_the_rules_are_checked_on_the_functions_and_not_on_the_numbers():
    for id in ("rule-product", "rule-quotient", "rule-sum", "rule-chain"):
        for _, hidden in checks.calls(EXERCISES[id], 0):
            assert "G" in hidden


def test_the_task_is_worth_a_hundred_points():
    folder = Path(plugin.__file__).parent
    task = yaml.safe_load((folder / "vector-calculus.yaml").read_text("utf-8"))
    assert task["id"] == "vector-calculus"
    assert sum(item["points"] for item in task["exercises"]) == 100
    assert sorted(item["use"] for item in task["exercises"]) == sorted(EXERCISES)
