"""The lines of homework 4's script that go back through its layers, each by itself.

What comes back through a line is given (``g`` = dLoss/dy_pred, ``G`` = dLoss/dh), so that a mistake in
one line does not hide those in the next. Gradients have the shape of the variable.
"""

import numpy as np

from gradecheck.author import Hidden, Text, exercise
from gradecheck.draw import normal, sizes
from gradecheck_backprop import hints, sayings


def of_linear(function, shape):
    """The gradient of a function that is linear in its one argument: its values at all unit arrays."""
    units = np.eye(np.prod(shape, dtype=int)).reshape(-1, *shape)
    return np.reshape([function(unit) for unit in units], shape)


def second_layer(rng):
    """h, w2 and g of three different sizes, with hidden values of both signs in every row."""
    N, H, Dout = sizes(rng, 3)
    while True:
        h = normal(rng, N, H)
        if (h > 0).any(axis=0).all() and (h < 0).any(axis=0).all():
            return h, normal(rng, H, Dout), normal(rng, N, Dout)


@exercise(
    "backprop-grad-w2",
    oracle=lambda h_relu, g: of_linear(lambda w2: np.sum(g * (h_relu @ w2)), (h_relu.shape[1], g.shape[1])),
    layout="denominator",
    signature="grad_w2(h_relu: (N,H), g: (N,Dout)) -> (H,Dout)",
    latex=r"\partial L/\partial w_2\in\mathbb R^{H\times D_{out}},\quad \hat y=h_{relu}w_2,"
    r"\quad g=\partial L/\partial\hat y",
    place="Homework 4, code exercise, line grad_w2",
    zh="已知 y_pred = h_relu·w2 及 g=∂Loss/∂y_pred，求 ∂Loss/∂w2。",
    notes=hints.NOTES,
)
def grad_w2(h_relu, g):
    """y_pred = h_relu w2 and the loss gradient g = dLoss/dy_pred is given: return dLoss/dw2."""
    return h_relu.T @ g


@grad_w2.inputs
def _(rng, k):  # noqa: ARG001 -- sizes are drawn, not counted
    h, _, g = second_layer(rng)
    return [np.maximum(h, 0), g, Hidden(h=h)]


grad_w2.wrong(
    "pre-activation", lambda _h_relu, g, h: h.T @ g, hint=hints.WHICH_HIDDEN, says=sayings.BEFORE_THE_RELU
)
grad_w2.wrong("transposed", lambda h_relu, g: g.T @ h_relu, hint=hints.SHAPES, says=sayings.TRANSPOSED)
grad_w2.wrong(
    "reshape",
    lambda h_relu, g: (g.T @ h_relu).reshape(h_relu.shape[1], g.shape[1]),
    hint=hints.RESHAPE_IS_NO_TRANSPOSE,
    says=sayings.RESHAPED,
)
grad_w2.wrong(
    "mean",
    lambda h_relu, g: h_relu.T @ g / len(g),
    hint=hints.SUM_OR_AVERAGE,
    says=sayings.DIVIDED_BY_SAMPLES,
)
grad_w2.wrong(
    "no-transpose",
    lambda h_relu, g: h_relu @ g,
    hint=hints.SHAPES,
    says=sayings.SHAPES_DO_NOT_FIT,
    raises=True,
)
grad_w2.wrong(
    "binary",
    lambda h_relu, g: (h_relu > 0).T @ g,
    hint=hints.ACTIVATION_OR_SLOPE,
    says=Text(
        "your answer uses only whether a unit is active, not its value",
        "你的答案只用到单元是否激活，没有用它的值",
    ),
)


@exercise(
    "backprop-grad-hrelu",
    oracle=lambda g, w2: of_linear(lambda h_relu: np.sum(g * (h_relu @ w2)), (len(g), len(w2))),
    layout="denominator",
    signature="grad_h_relu(g: (N,Dout), w2: (H,Dout)) -> (N,H)",
    latex=r"\partial L/\partial h_{relu}\in\mathbb R^{N\times H},\quad \hat y=h_{relu}w_2,"
    r"\quad g=\partial L/\partial\hat y",
    place="Homework 4, code exercise, line grad_h_relu",
    zh="已知 y_pred = h_relu·w2 及 g=∂Loss/∂y_pred，求 ∂Loss/∂h_relu。",
    notes=hints.NOTES,
)
def grad_h_relu(g, w2):
    """y_pred = h_relu w2, g = dLoss/dy_pred given: return dLoss/dh_relu."""
    return g @ w2.T


@grad_h_relu.inputs
def _(rng, k):  # noqa: ARG001 -- sizes are drawn, not counted
    h, w2, g = second_layer(rng)
    return [g, w2, Hidden(h=h)]


grad_h_relu.wrong(
    "no-transpose", lambda g, w2: g @ w2, hint=hints.SHAPES, says=sayings.SHAPES_DO_NOT_FIT, raises=True
)
grad_h_relu.wrong("transposed", lambda g, w2: w2 @ g.T, hint=hints.SHAPES, says=sayings.TRANSPOSED)
grad_h_relu.wrong(
    "reshape",
    lambda g, w2: g @ w2.reshape(w2.shape[::-1]),
    hint=hints.RESHAPE_IS_NO_TRANSPOSE,
    says=sayings.RESHAPED,
)
grad_h_relu.wrong(
    "masked-early",
    lambda g, w2, h: (g @ w2.T) * (h > 0),
    hint=hints.ONE_LINE_LATER,
    says=Text(
        "your answer is the gradient with respect to h, not to h_relu",
        "你的答案是对 h 的梯度，不是对 h_relu 的",
    ),
)
grad_h_relu.wrong("sign", lambda g, w2: -g @ w2.T, hint=hints.TINY_STEP, says=sayings.NEGATED)


@exercise(
    "backprop-grad-h",
    derivative_of=lambda h, G: np.sum(G * np.maximum(h, 0)),
    wrt="h",
    layout="denominator",
    signature="grad_h(h: (N,H), G: (N,H)) -> (N,H)",
    latex=r"\partial L/\partial h\in\mathbb R^{N\times H},\quad h_{relu}=\max(h,0),"
    r"\quad G=\partial L/\partial h_{relu}",
    place="Homework 4, code exercise, lines grad_h / mask",
    zh="已知 h_relu=max(h,0) 及 G=∂Loss/∂h_relu，求 ∂Loss/∂h。",
    notes=hints.NOTES,
)
def grad_h(h, G):
    """h_relu = max(h, 0), G = dLoss/dh_relu given: return dLoss/dh."""
    return G * (h > 0)


@grad_h.inputs
def _(rng, k):  # noqa: ARG001 -- sizes are drawn, not counted
    N, H = sizes(rng, 2, 3, 7)
    while True:
        h = rng.choice([-1.0, 1.0], (N, H)) * rng.uniform(0.05, 2, (N, H))
        G = normal(rng, N, H)
        if (G[h > 0] < 0).any() and (G[h < 0] > 0).any():
            return [h, G]


grad_h.wrong("missing-mask", lambda _h, G: G.copy(), hint=hints.DEAD_UNITS, says=sayings.NO_MASK)
grad_h.wrong("inverted-mask", lambda h, G: G * (h < 0), hint=hints.FLAT_SIDE, says=sayings.MASK_INVERTED)
grad_h.wrong(
    "mask-on-output",
    lambda h, G: np.where(np.maximum(h, 0) < 0, 0, G),
    hint=hints.NEVER_NEGATIVE,
    says=sayings.NO_MASK,
)
grad_h.wrong(
    "mask-on-gradient", lambda _h, G: G * (G > 0), hint=hints.ACTIVE_UNITS, says=sayings.MASK_OF_GRADIENT
)
grad_h.wrong(
    "times-activation",
    lambda h, G: G * np.maximum(h, 0),
    hint=hints.SLOPE_OF_RELU,
    says=sayings.TIMES_ACTIVATION,
)
grad_h.wrong(
    "relu-of-product",
    lambda h, G: np.maximum(G * h, 0),
    hint=hints.NEGATIVE_ON_ACTIVE,
    says=Text("your answer is the relu of the product of G and h", "你的答案是对 G 与 h 的乘积取 relu"),
)


@exercise(
    "backprop-grad-w1",
    oracle=lambda x, G: of_linear(lambda w1: np.sum(G * (x @ w1)), (x.shape[1], G.shape[1])),
    layout="denominator",
    signature="grad_w1(x: (N,Din), G: (N,H)) -> (Din,H)",
    latex=r"\partial L/\partial w_1\in\mathbb R^{D_{in}\times H},\quad h=xw_1,\quad G=\partial L/\partial h",
    place="Homework 4, code exercise, line grad_w1",
    zh="已知 h = x·w1 及 G=∂Loss/∂h，求 ∂Loss/∂w1。",
    notes=hints.NOTES,
)
def grad_w1(x, G):
    """h = x w1, G = dLoss/dh given: return dLoss/dw1."""  # noqa: D403 -- h is the name of an array
    return x.T @ G


@grad_w1.inputs
def _(rng, k):  # noqa: ARG001 -- sizes are drawn, not counted
    N, Din, H = sizes(rng, 3)
    return [normal(rng, N, Din), normal(rng, N, H)]


grad_w1.wrong("transposed", lambda x, G: G.T @ x, hint=hints.SHAPES, says=sayings.TRANSPOSED)
grad_w1.wrong(
    "reshape",
    lambda x, G: (G.T @ x).reshape(x.shape[1], G.shape[1]),
    hint=hints.RESHAPE_IS_NO_TRANSPOSE,
    says=sayings.RESHAPED,
)
grad_w1.wrong(
    "no-transpose", lambda x, G: x @ G, hint=hints.SHAPES, says=sayings.SHAPES_DO_NOT_FIT, raises=True
)
grad_w1.wrong(
    "mean", lambda x, G: x.T @ G / len(G), hint=hints.SUM_OR_AVERAGE, says=sayings.DIVIDED_BY_SAMPLES
)
grad_w1.wrong(
    "sum-over-samples-lost",
    lambda x, G: np.outer(x[0], G[0]),
    hint=hints.EVERY_SAMPLE,
    says=Text("your answer contains the first sample only", "你的答案里只有第一个样本"),
)


EXERCISES = (grad_w2, grad_h_relu, grad_h, grad_w1)
