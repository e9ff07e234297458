"""The lines of the backward pass one by one: keys, oracles, and mistakes that the inputs let one see."""

import functools

import numpy as np
import plugin_checks as checks
import pytest
import yaml
from gradecheck_backprop import plugin, steps

from gradecheck import plugins
from gradecheck.exercise import ScriptExercise

EXERCISES = {exercise.id: exercise for exercise in steps.EXERCISES}

#: every mistake and how far it is from the right answer: the median of ||wrong - right|| / ||right||,
#: or "shape", "raises"
CATALOGUE = {
    "backprop-forward-loss": "mean 0.96, half 0.5, no-relu 0.87, root 0.94, relu-on-output 0.37",
    "backprop-grad-ypred": (
        "half-gradient 0.5, sign-flip 2, mean-over-n 0.75, mean-over-all 0.94, absolute 1.4, value 1.4, "
        "norm 0.91"
    ),
    "backprop-grad-w2": (
        "pre-activation 1.1, transposed shape, reshape 1.3, mean 0.83, no-transpose raises, binary 0.46"
    ),
    "backprop-grad-hrelu": ("no-transpose raises, transposed shape, reshape 1.4, masked-early 0.7, sign 2"),
    "backprop-grad-h": (
        "missing-mask 0.96, inverted-mask 1.4, mask-on-output 0.96, mask-on-gradient 1, "
        "times-activation 0.55, relu-of-product 1.1"
    ),
    "backprop-grad-w1": (
        "transposed shape, reshape 1.4, no-transpose raises, mean 0.82, sum-over-samples-lost 0.91"
    ),
}
TABLE = {id: dict(mistake.split() for mistake in row.split(", ")) for id, row in CATALOGUE.items()}
#: mistakes whose answers are those of another: the name that is told
THE_SAME = {("backprop-grad-h", "mask-on-output"): "missing-mask"}
each = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES.keys())


@functools.cache
def differences(exercise_id, mistake_id):
    exercise = EXERCISES[exercise_id]
    (mistake,) = [m for m in exercise.misconceptions if m.id == mistake_id]
    return checks.differences(exercise, mistake)


def test_every_line_of_the_backward_pass_names_all_mistakes_of_the_catalogue_in_order():
    offered = {id: [m.id for m in exercise.misconceptions] for id, exercise in EXERCISES.items()}
    assert {id: list(row) for id, row in TABLE.items()} == offered


def test_97_exercises_and_585_mistakes_are_on_offer():
    """All of the catalogue, over the three plugins: 96 functions and one script."""
    offered = list(plugins.load().exercises.values())
    assert 97 == len(offered)
    assert 585 == sum(len(exercise.misconceptions) for exercise in offered)
    assert ["backprop-script"] == [e.id for e in offered if isinstance(e, ScriptExercise)]


@each
def test_the_key_agrees_with_an_independent_route(exercise):
    assert (exercise.oracle is None) != (exercise.derivative_of is None)
    for k in range(checks.DRAWS):
        right = checks.answered(exercise, exercise.key, k)
        assert checks.difference(right, checks.independent(exercise, k)) <= 1e-12


@each
def test_every_mistake_is_visible_on_every_draw(exercise):
    for mistake in exercise.misconceptions:
        for found in differences(exercise.id, mistake.id):
            assert isinstance(found, str) or found > 1e-3, mistake.id


@each
def test_a_mistake_is_as_far_off_as_the_catalogue_says(exercise):
    for mistake in exercise.misconceptions:
        expected = TABLE[exercise.id][mistake.id]
        found = differences(exercise.id, mistake.id)
        assert mistake.raises == (expected == "raises"), mistake.id
        if expected in {"shape", "raises"}:
            assert {expected} == set(found), mistake.id
        else:
            assert float(expected) / 2 <= np.median(found) <= 2 * float(expected), mistake.id


@each
def test_every_mistake_handed_in_is_called_by_its_name(exercise):
    mistakes = exercise.misconceptions
    right, *results = checks.diagnosed(exercise, exercise.key, *(m.answer for m in mistakes))
    assert "pass" == right.verdict
    for mistake, result in zip(mistakes, results, strict=True):
        if mistake.raises:
            assert ("error", mistake.hint) == (result.verdict, result.hint)
        else:
            assert THE_SAME.get((exercise.id, mistake.id), mistake.id) == result.diagnosis


@each
def test_same_seed_same_bytes_and_the_key_leaves_them_alone(exercise):
    for k in range(6):
        before = checks.frozen(list(checks.calls(exercise, k)))
        for arguments, _ in checks.calls(exercise, k):
            given = [np.copy(a) for a in arguments]
            exercise.key(*given)
            assert checks.frozen(given) == checks.frozen(arguments)
        assert before == checks.frozen(list(checks.calls(exercise, k)))
    assert before != checks.frozen(list(checks.calls(exercise, k, seed=1)))


def test_the_five_lines_make_the_backward_pass():
    """What the lines give one after another is what the exercise of the whole pass asks for."""
    x, y, w1, w2 = plugin.draw(np.random.default_rng(0), 0)
    h = x @ w1
    h_relu = np.maximum(h, 0)
    g = steps.grad_y_pred(h_relu @ w2, y)
    grad_w1 = steps.grad_w1(x, steps.grad_h(h, steps.grad_h_relu(g, w2)))
    expected_w1, expected_w2 = plugin.grads(x, y, w1, w2)
    np.testing.assert_allclose(grad_w1, expected_w1, rtol=1e-12)
    np.testing.assert_allclose(steps.grad_w2(h_relu, g), expected_w2, rtol=1e-12)
    assert plugin.loss(x, y, w1, w2) == steps.forward_loss(x, y, w1, w2)


def test_the_task_asks_every_line_and_the_whole_for_a_hundred_points():
    (path,) = [p for p in plugins.load().plugins if p.name == "gradecheck_backprop"]
    task = yaml.safe_load((path.path.parent / "backprop-steps.yaml").read_text("utf-8"))
    assert [*EXERCISES, "backprop-grads", "backprop-update"] == [item["use"] for item in task["exercises"]]
    assert 100 == sum(item["points"] for item in task["exercises"])
