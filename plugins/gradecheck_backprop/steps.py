"""The script of homework 4 line by line: the loss, and what each line of the backward pass computes.

What comes back through a line is given (``g`` = dLoss/dy_pred, ``G`` = dLoss/dh), so that a mistake in
one line does not hide those in the next. Gradients have the shape of the variable.
"""

import numpy as np

from gradecheck.author import Hidden, exercise
from gradecheck.draw import normal, sizes
from gradecheck_backprop import hints


def of_linear(function, shape):
    """The gradient of a function that is linear in its one argument: its values at all unit arrays."""
    units = np.eye(np.prod(shape, dtype=int)).reshape(-1, *shape)
    return np.reshape([function(unit) for unit in units], shape)


def loss_by_loops(x, y, w1, w2):
    """The same number, one product at a time."""
    total = 0.0
    for n in range(len(x)):
        hidden = [max(sum(x[n, i] * w1[i, j] for i in range(len(w1))), 0.0) for j in range(len(w2))]
        for m in range(y.shape[1]):
            total += (sum(hidden[j] * w2[j, m] for j in range(len(w2))) - y[n, m]) ** 2
    return total


@exercise(
    "backprop-forward-loss",
    oracle=loss_by_loops,
    signature="loss(x: (N,Din), y: (N,Dout), w1: (Din,H), w2: (H,Dout)) -> float",
    latex=r"L=\lVert\max(xw_1,0)\,w_2-y\rVert_F^2\in\mathbb R",
    place="Homework 4, code exercise, forward pass",
    zh="两层网络的前向计算：返回损失 sum((relu(x·w1)·w2 − y)²)。",
    notes=hints.NOTES,
)
def forward_loss(x, y, w1, w2):
    """Forward pass of the two-layer network: return the loss sum((relu(x w1) w2 - y)^2)."""
    return np.square(np.maximum(x @ w1, 0) @ w2 - y).sum()


@forward_loss.inputs
def _(rng, k):  # noqa: ARG001 -- sizes are drawn, not counted
    N, Din, H, Dout = sizes(rng, 4, 3, 7)
    return [normal(rng, N, Din), normal(rng, N, Dout), normal(rng, Din, H), normal(rng, H, Dout)]


forward_loss.wrong(
    "mean", lambda x, y, w1, w2: forward_loss(x, y, w1, w2) / y.size, hint=hints.SUM_OR_AVERAGE
)
forward_loss.wrong("half", lambda x, y, w1, w2: forward_loss(x, y, w1, w2) / 2, hint=hints.CONSTANTS)
forward_loss.wrong(
    "no-relu", lambda x, y, w1, w2: np.square(x @ w1 @ w2 - y).sum(), hint=hints.BETWEEN_THE_LAYERS
)
forward_loss.wrong(
    "root", lambda x, y, w1, w2: np.sqrt(forward_loss(x, y, w1, w2)), hint=hints.NORM_OR_SQUARE
)
forward_loss.wrong(
    "relu-on-output",
    lambda x, y, w1, w2: np.square(np.maximum(x @ w1 @ w2, 0) - y).sum(),
    hint=hints.WHERE_THE_RELU_STANDS,
)


def sum_of_squares(y_pred, y):
    """The printed loss as a function of what the network predicts."""
    return np.sum((y_pred - y) ** 2)


@exercise(
    "backprop-grad-ypred",
    derivative_of=sum_of_squares,
    wrt="y_pred",
    layout="denominator",
    signature="grad_y_pred(y_pred: (N,Dout), y: (N,Dout)) -> (N,Dout)",
    latex=r"\nabla_{\hat y}\lVert\hat y-y\rVert_F^2\in\mathbb R^{N\times D_{out}}",
    place="Homework 4, code exercise, line grad_y_pred",
    zh="求损失 sum((y_pred−y)²) 对 y_pred 的梯度。",
    notes=hints.NOTES,
)
def grad_y_pred(y_pred, y):
    """Gradient of the loss sum((y_pred - y)^2) with respect to y_pred."""
    return 2 * (y_pred - y)


@grad_y_pred.inputs
def _(rng, k):  # noqa: ARG001 -- sizes are drawn, not counted
    N, Dout = sizes(rng, 2)
    return [normal(rng, N, Dout), normal(rng, N, Dout)]


grad_y_pred.wrong(
    "half-gradient", lambda y_pred, y: y_pred - y, hint=hints.CONSTANT_RATIO, says=hints.HALF_THE_GRADIENT
)
grad_y_pred.wrong("sign-flip", lambda y_pred, y: 2 * (y - y_pred), hint=hints.TINY_STEP)
grad_y_pred.wrong("mean-over-n", lambda y_pred, y: 2 * (y_pred - y) / len(y), hint=hints.SUM_OR_AVERAGE)
grad_y_pred.wrong("mean-over-all", lambda y_pred, y: 2 * (y_pred - y) / y.size, hint=hints.SUM_OR_AVERAGE)
grad_y_pred.wrong("absolute", lambda y_pred, y: 2 * np.abs(y_pred - y), hint=hints.SLOPE_OF_A_SQUARE)
grad_y_pred.wrong("value", lambda y_pred, y: (y_pred - y) ** 2, hint=hints.NOT_A_DERIVATIVE)
grad_y_pred.wrong(
    "norm", lambda y_pred, y: (y_pred - y) / np.linalg.norm(y_pred - y), hint=hints.NORM_OR_SQUARE
)


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
    latex=r"\partial L/\partial w_2\in\mathbb R^{H\times D_{out}},\quad \hat y=h_{relu}w_2",
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


grad_w2.wrong("pre-activation", lambda _h_relu, g, h: h.T @ g, hint=hints.WHICH_HIDDEN)
grad_w2.wrong("transposed", lambda h_relu, g: g.T @ h_relu, hint=hints.SHAPES)
grad_w2.wrong(
    "reshape",
    lambda h_relu, g: (g.T @ h_relu).reshape(h_relu.shape[1], g.shape[1]),
    hint=hints.RESHAPE_IS_NO_TRANSPOSE,
)
grad_w2.wrong("mean", lambda h_relu, g: h_relu.T @ g / len(g), hint=hints.SUM_OR_AVERAGE)
grad_w2.wrong("no-transpose", lambda h_relu, g: h_relu @ g, hint=hints.SHAPES, raises=True)
grad_w2.wrong("binary", lambda h_relu, g: (h_relu > 0).T @ g, hint=hints.ACTIVATION_OR_SLOPE)


@exercise(
    "backprop-grad-hrelu",
    oracle=lambda g, w2: of_linear(lambda h_relu: np.sum(g * (h_relu @ w2)), (len(g), len(w2))),
    layout="denominator",
    signature="grad_h_relu(g: (N,Dout), w2: (H,Dout)) -> (N,H)",
    latex=r"\partial L/\partial h_{relu}\in\mathbb R^{N\times H},\quad \hat y=h_{relu}w_2",
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


grad_h_relu.wrong("no-transpose", lambda g, w2: g @ w2, hint=hints.SHAPES, raises=True)
grad_h_relu.wrong("transposed", lambda g, w2: w2 @ g.T, hint=hints.SHAPES)
grad_h_relu.wrong("reshape", lambda g, w2: g @ w2.reshape(w2.shape[::-1]), hint=hints.RESHAPE_IS_NO_TRANSPOSE)
grad_h_relu.wrong("masked-early", lambda g, w2, h: (g @ w2.T) * (h > 0), hint=hints.ONE_LINE_LATER)
grad_h_relu.wrong("sign", lambda g, w2: -g @ w2.T, hint=hints.TINY_STEP)


@exercise(
    "backprop-grad-h",
    derivative_of=lambda h, G: np.sum(G * np.maximum(h, 0)),
    wrt="h",
    layout="denominator",
    signature="grad_h(h: (N,H), G: (N,H)) -> (N,H)",
    latex=r"\partial L/\partial h\in\mathbb R^{N\times H},\quad h_{relu}=\max(h,0)",
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


grad_h.wrong("missing-mask", lambda _h, G: G.copy(), hint=hints.DEAD_UNITS)
grad_h.wrong("inverted-mask", lambda h, G: G * (h < 0), hint=hints.FLAT_SIDE)
grad_h.wrong("mask-on-output", lambda h, G: np.where(np.maximum(h, 0) < 0, 0, G), hint=hints.NEVER_NEGATIVE)
grad_h.wrong("mask-on-gradient", lambda _h, G: G * (G > 0), hint=hints.ACTIVE_UNITS)
grad_h.wrong("times-activation", lambda h, G: G * np.maximum(h, 0), hint=hints.SLOPE_OF_RELU)
grad_h.wrong("relu-of-product", lambda h, G: np.maximum(G * h, 0), hint=hints.NEGATIVE_ON_ACTIVE)


@exercise(
    "backprop-grad-w1",
    oracle=lambda x, G: of_linear(lambda w1: np.sum(G * (x @ w1)), (x.shape[1], G.shape[1])),
    layout="denominator",
    signature="grad_w1(x: (N,Din), G: (N,H)) -> (Din,H)",
    latex=r"\partial L/\partial w_1\in\mathbb R^{D_{in}\times H},\quad h=xw_1",
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


grad_w1.wrong("transposed", lambda x, G: G.T @ x, hint=hints.SHAPES)
grad_w1.wrong(
    "reshape",
    lambda x, G: (G.T @ x).reshape(x.shape[1], G.shape[1]),
    hint=hints.RESHAPE_IS_NO_TRANSPOSE,
)
grad_w1.wrong("no-transpose", lambda x, G: x @ G, hint=hints.SHAPES, raises=True)
grad_w1.wrong("mean", lambda x, G: x.T @ G / len(G), hint=hints.SUM_OR_AVERAGE)
grad_w1.wrong("sum-over-samples-lost", lambda x, G: np.outer(x[0], G[0]), hint=hints.EVERY_SAMPLE)


EXERCISES = (forward_loss, grad_y_pred, grad_w2, grad_h_relu, grad_h, grad_w1)
