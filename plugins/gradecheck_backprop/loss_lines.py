"""The lines of homework 4's script about the loss: its value, and its derivative by the prediction."""

import numpy as np

from gradecheck.author import Text, exercise
from gradecheck.draw import normal, sizes
from gradecheck_backprop import hints, sayings


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
    "mean",
    lambda x, y, w1, w2: forward_loss(x, y, w1, w2) / y.size,
    hint=hints.SUM_OR_AVERAGE,
    says=Text("your answer is the mean of the squares, not their sum", "你的答案是平方的平均，而不是总和"),
)
forward_loss.wrong(
    "half",
    lambda x, y, w1, w2: forward_loss(x, y, w1, w2) / 2,
    hint=hints.CONSTANTS,
    says=Text("your answer is half of what it should be", "你的答案只有应有结果的一半"),
)
forward_loss.wrong(
    "no-relu",
    lambda x, y, w1, w2: np.square(x @ w1 @ w2 - y).sum(),
    hint=hints.BETWEEN_THE_LAYERS,
    says=Text("the relu does not occur in your answer", "你的答案里没有 relu"),
)
forward_loss.wrong(
    "root",
    lambda x, y, w1, w2: np.sqrt(forward_loss(x, y, w1, w2)),
    hint=hints.NORM_OR_SQUARE,
    says=Text("your answer is the square root of the loss", "你的答案是损失的平方根"),
)
forward_loss.wrong(
    "relu-on-output",
    lambda x, y, w1, w2: np.square(np.maximum(x @ w1 @ w2, 0) - y).sum(),
    hint=hints.WHERE_THE_RELU_STANDS,
    says=Text(
        "your answer applies the relu to the output of the network", "你的答案把 relu 用在了网络的输出上"
    ),
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
    "half-gradient", lambda y_pred, y: y_pred - y, hint=hints.CONSTANT_RATIO, says=sayings.HALF_THE_GRADIENT
)
grad_y_pred.wrong("sign-flip", lambda y_pred, y: 2 * (y - y_pred), hint=hints.TINY_STEP, says=sayings.NEGATED)
grad_y_pred.wrong(
    "mean-over-n",
    lambda y_pred, y: 2 * (y_pred - y) / len(y),
    hint=hints.SUM_OR_AVERAGE,
    says=sayings.DIVIDED_BY_SAMPLES,
)
grad_y_pred.wrong(
    "mean-over-all",
    lambda y_pred, y: 2 * (y_pred - y) / y.size,
    hint=hints.SUM_OR_AVERAGE,
    says=Text("the gradient is divided by the number of all entries", "梯度被除以了全部元素的个数"),
)
grad_y_pred.wrong(
    "absolute",
    lambda y_pred, y: 2 * np.abs(y_pred - y),
    hint=hints.SLOPE_OF_A_SQUARE,
    says=Text(
        "your answer takes absolute values: none of its entries is negative",
        "你的答案取了绝对值：没有一个分量是负的",
    ),
)
grad_y_pred.wrong(
    "value",
    lambda y_pred, y: (y_pred - y) ** 2,
    hint=hints.NOT_A_DERIVATIVE,
    says=Text(
        "your answer contains the squares themselves, not their derivatives",
        "你的答案是各个平方本身，而不是它们的导数",
    ),
)
grad_y_pred.wrong(
    "norm",
    lambda y_pred, y: (y_pred - y) / np.linalg.norm(y_pred - y),
    hint=hints.NORM_OR_SQUARE,
    says=Text("your answer is the gradient of the square root of the loss", "你的答案是损失的平方根的梯度"),
)


EXERCISES = (forward_loss, grad_y_pred)
