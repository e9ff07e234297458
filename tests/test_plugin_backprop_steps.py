"""The lines of the backward pass, taken together; what all exercises share is in test_catalogue."""

import numpy as np
import yaml
from gradecheck_backprop import layer_lines, loss_lines
from gradecheck_backprop.backward import draw, grads, loss

from gradecheck import plugins

EXERCISES = {exercise.id: exercise for exercise in (*loss_lines.EXERCISES, *layer_lines.EXERCISES)}


def test_the_five_lines_make_the_backward_pass():
    """What the lines give one after another is what the exercise of the whole pass asks for."""
    x, y, w1, w2 = draw(np.random.default_rng(0), 0)
    h = x @ w1
    h_relu = np.maximum(h, 0)
    g = loss_lines.grad_y_pred(h_relu @ w2, y)
    grad_w1 = layer_lines.grad_w1(x, layer_lines.grad_h(h, layer_lines.grad_h_relu(g, w2)))
    expected_w1, expected_w2 = grads(x, y, w1, w2)
    np.testing.assert_allclose(grad_w1, expected_w1, rtol=1e-12)
    np.testing.assert_allclose(layer_lines.grad_w2(h_relu, g), expected_w2, rtol=1e-12)
    assert loss(x, y, w1, w2) == loss_lines.forward_loss(x, y, w1, w2)


def test_the_task_asks_every_line_and_the_whole_for_a_hundred_points():
    (path,) = [p for p in plugins.load().plugins if p.name == "gradecheck_backprop"]
    task = yaml.safe_load((path.path.parent / "backprop-steps.yaml").read_text("utf-8"))
    assert [*EXERCISES, "backprop-grads", "backprop-update"] == [item["use"] for item in task["exercises"]]
    assert 100 == sum(item["points"] for item in task["exercises"])
