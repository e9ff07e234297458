"""The exercises of homework 4: keys, oracles, and mistakes that the inputs let one see."""

import functools
from pathlib import Path

import numpy as np
import plugin_checks as checks
import pytest
import yaml
from gradecheck_matrix_calculus import plugin

EXERCISES = {exercise.id: exercise for exercise in plugin.gradecheck_exercises()}

#: every mistake and how far it is from the right answer: the median of ||wrong - right|| / ||right||,
#: or "shape", "layout" (the right numbers in another shape), "nan", "raises"
CATALOGUE = {
    "affine-lsq-grad-x": (
        "factor-two 1, sign-flip 2, no-transpose raises, residual-only shape, dropped-b 0.34, "
        "norm-not-squared 0.77, column-sums 1.3, row-layout layout"
    ),
    "affine-lsq-grad-matrix": (
        "factor-two 1, sign-flip 2, transposed shape, gradient-in-x shape, residual-square shape, "
        "inner-product 1.2, dropped-x 1.6, dropped-b 0.49"
    ),
    "affine-lsq-differential": (
        "only-dA 0.77, only-dx 0.63, kept-half 0.5, second-order-kept 1.5, sign-flip 2, cross-term 1.2"
    ),
    "trace-inverse-grad": (
        "not-transposed 1.1, sign-lost 2, logdet-rule 1.4, mixed-transposes 1.2, elementwise-square 1.1, "
        "elementwise-scalar-rule 2.9e+02, traced 1.4"
    ),
    "inverse-differential": (
        "commuted-left 1.3, commuted-right 1.4, sign-lost 2, inverse-of-dW 1.4, transposed-dW 1.2, "
        "elementwise 1.3e+02"
    ),
    "trace-inverse-differential": (
        "entrywise-sum 0.93, one-inverse 1.4, sign-lost 2, product-of-traces 1.2, transposed-pair 1.4"
    ),
    "quadratic-form-grad-x": (
        "assumed-symmetric 0.78, assumed-symmetric-T 0.78, left-x-frozen 0.63, right-x-frozen 0.65, "
        "minus 1.3, elementwise shape, row-layout layout"
    ),
    "quadratic-form-grad-matrix": (
        "factor-two 1, inner-product shape, diagonal-only 0.75, symmetric-A-rule 0.75, gradient-in-x "
        "shape, kept-A 2"
    ),
    "quadratic-form-differential": (
        "dropped-dA 0.5, assumed-symmetric 0.52, one-dx-term 0.52, all-at-once 1.1, increment 0.78"
    ),
    "softmax": (
        "overflow nan, divide-by-max 0.44, linear-normalisation 0.74, sigmoid 2.2, log-softmax 8.7, "
        "negated 1.3"
    ),
    "softmax-jacobian": (
        "diagonal-only 0.54, vector shape, no-delta 1.4, plus 1.6, sign-flip 2, off-diagonal-rule 2.7, "
        "forgot-square 2.1"
    ),
    "cross-entropy-grad-q": (
        "sign-lost 2, gradient-in-p 2.1, inverted 1.1, jumped-ahead 0.96, dropped-p 3.1, value 1.3"
    ),
    "softmax-ce-terms": (
        "swapped-indices 0.56, diagonal-only 0.56, off-diagonal-only 1.1, sign-flip 2, summed-already 1.1"
    ),
    "softmax-ce-grad-z": (
        "sign-flip 2, no-softmax-jacobian 13, diagonal-jacobian 1, off-diagonal-only 0.95, mean 0.75, "
        "unnormalised 9.5, logits 4.1"
    ),
    "softmax-ce-grad-z-unnormalised": (
        "textbook-formula 1.1, normalised-p 0.66, sign-flip 2, n-times 0.74, no-softmax-jacobian 13"
    ),
    "softmax-linear-grad-w": (
        "transposed shape, seed-slip 4.3, sign-flip 2, no-p 1.1, no-softmax-jacobian 17, gradient-in-x "
        "shape, diagonal-jacobian 1, elementwise 1.4"
    ),
    "softmax-linear-w-claim": (
        "always-yes 1.9, always-no 1, shape-only 1.7, exact-equality 1, sum-only 1.6, norm-only 1.4, "
        "transposed-claim 1.2"
    ),
    "gaussian-loglik": (
        "logdet-once 0.046, no-half 0.91, sigma-not-inverse 0.64, mean 0.88, dropped-2pi 0.14, "
        "full-quadratic 4, negative 2"
    ),
    "mahalanobis-grad-mu": (
        "inner-minus-lost 2, no-two 0.5, sigma-not-inverse 0.73, no-sigma 0.49, elementwise 0.1"
    ),
    "gaussian-grad-mu": (
        "sign-flip 2, kept-half 0.5, factor-two 1, mean 0.86, no-sigma 0.48, sigma-not-inverse 0.73, "
        "mu-subtracted-once 0.38, wrong-axis raises"
    ),
    "logdet-grad": (
        "not-transposed 1.3, det-gradient 0.89, one-over-det 0.53, elementwise 18, sign-flip 2, trace 1.1"
    ),
    "mahalanobis-grad-sigma": (
        "sign-lost 2, one-sided 0.51, commuted 0.3, not-inverted 2.6, scalar shape, symmetric-rule 0.7"
    ),
    "gaussian-grad-sigma": (
        "sign-flip 2, logdet-once 0.27, no-half 1, mean 0.88, inner-sign 2.4, one-sided 0.69, "
        "single-sample 1.1, symmetric-rule 0.6, not-centred 3.9"
    ),
    "gaussian-grad-sigma-symmetric": (
        "unconstrained 0.42, doubled-everywhere 0.53, halved-diagonal 0.5, symmetrised 0.42, lower-only 0.6"
    ),
    "gaussian-mle-mu": "sum 7, median 0.14, n-minus-1 0.14, wrong-axis shape, weighted 0.94",
    "gaussian-mle-sigma": (
        "n-minus-1 0.14, sum 7, not-centred 2.9, seed-slip 0.91, inverse 1.3, diagonal 0.47, gram shape, "
        "std 0.77"
    ),
    "det-grad": "adjugate-not-transposed 1.2, logdet 1.2, scalar-rule 1.6, sign-flip 2, no-inverse 1.8",
    "det-power-grad": (
        "lost-k 0.75, lost-det-factor 0.75, not-transposed 1.2, power-rule 1.2, scalar-multiple 5.2, "
        "inverse-power 1.5, subscript-reading 1.1"
    ),
    "trace-axbxc-grad": (
        "first-X-only 0.65, second-X-only 0.67, assumed-symmetric 0.92, transposed shape, B-swapped "
        "0.98, minus 1.3, halved 0.5, wrong-order raises"
    ),
    "trace-axbxc-differential": ("one-term 0.64, doubled 0.55, both-at-once 1.2, minus 1.3, increment 0.63"),
    "sigmoid-derivative": (
        "plus 5.6, sign-flip 2, no-numerator 2.5, no-square 4.2, already-activated 2.5e+06, tanh 4.7, "
        "overflow nan, value 2.8"
    ),
    "sigmoid-jacobian": "vector shape, softmax-like 2.1, outer 2.3, value 1.6, identity 3.8",
    "gaussian-kernel-grad": (
        "sign-flip 2, no-outer-value 0.76, no-inner 4.7, norm-not-squared 1.4, factor-two 1, kept-half "
        "0.5, elementwise-sigma 3.6, row-layout layout, no-half-in-k 0.43"
    ),
    "gaussian-kernel-differential": (
        "not-contracted shape, sign-flip 2, no-outer-value 0.74, increment 0.69, factor-two 1"
    ),
}
TABLE = {id: dict(mistake.split() for mistake in row.split(", ")) for id, row in CATALOGUE.items()}
#: mistakes whose answers are those of another: the name that is told
THE_SAME = {
    ("softmax-linear-w-claim", "exact-equality"): "always-no",
    ("gaussian-grad-sigma-symmetric", "symmetrised"): "unconstrained",
}
each = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES.keys())


@functools.cache
def differences(exercise_id, mistake_id):
    exercise = EXERCISES[exercise_id]
    (mistake,) = [m for m in exercise.misconceptions if m.id == mistake_id]
    return checks.differences(exercise, mistake)


def test_every_exercise_names_all_mistakes_of_the_catalogue_in_order():
    offered = {id: [m.id for m in exercise.misconceptions] for id, exercise in EXERCISES.items()}
    assert offered == {id: list(row) for id, row in TABLE.items()}
    assert 220 == sum(len(mistakes) for mistakes in offered.values())


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
    assert before != checks.frozen(list(checks.calls(exercise, k, seed=1)))


@each
def test_everything_is_said_in_both_languages(exercise):
    texts = [exercise.statement, *(m.hint for m in exercise.misconceptions)]
    for text in [*texts, exercise.notes] if exercise.notes else texts:
        assert text.en.isascii() or exercise.notes is text
        assert any("\u4e00" <= character <= "\u9fff" for character in text.zh)
    assert exercise.place.startswith("Homework 4, problem")
    assert exercise.signature


def test_the_overflow_of_softmax_is_seen_on_every_second_case():
    (overflow,) = [m for m in EXERCISES["softmax"].misconceptions if m.id == "overflow"]
    found = checks.differences(EXERCISES["softmax"], overflow)
    assert set(found[1::2]) == {"nan"}
    assert all(value < 1e-12 for value in found[::2])


def test_no_neighbour_of_the_covariance_of_the_key_is_more_likely():
    from gradecheck_matrix_calculus.gaussian_covariance import log_likelihood_at_mean

    rng = np.random.default_rng(0)
    (((X,), _),) = checks.calls(EXERCISES["gaussian-mle-sigma"], 1)
    best = EXERCISES["gaussian-mle-sigma"](X)
    for _ in range(40):
        step = rng.standard_normal(best.shape)
        neighbour = best + 0.02 * (step @ step.T - np.eye(len(best)))
        assert log_likelihood_at_mean(X, neighbour) < log_likelihood_at_mean(X, best)


def test_a_judge_that_always_says_the_same_is_wrong():
    judge = EXERCISES["softmax-linear-w-claim"]
    verdicts = checks.answered(judge, judge.key, 0)
    assert [False] * 7 + [True] * 2 == sorted(verdicts)


def test_the_task_asks_the_fifteen_questions_for_a_hundred_points():
    folder = Path(plugin.__file__).parent
    task = yaml.safe_load((folder / "matrix-calculus.yaml").read_text("utf-8"))
    assert task["id"] == "matrix-calculus"
    assert len(task["exercises"]) == 15
    assert sum(item["points"] for item in task["exercises"]) == 100
    assert {item["use"] for item in task["exercises"]} <= EXERCISES.keys()
