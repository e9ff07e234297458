"""Gradient descent on the loss of a two-layer network: one update, and the script that trains it."""

import numpy as np

from gradecheck.author import Band, Text, exercise, script_exercise
from gradecheck_backprop import hints, sayings
from gradecheck_backprop.backward import (
    draw,
    grads,
    half,
    inverted_mask,
    loss,
    mask_on_gradient,
    masked,
    mean_over_n,
    pre_activation,
    relu,
    without_mask,
)
from gradecheck_backprop.starter import STARTER


def by_sample(x, y, w1, w2, lr):
    """The same update, from the derivative of one sample's loss by one hidden unit at a time."""
    new1, new2 = w1.copy(), w2.copy()
    for row, target in zip(x, y, strict=True):
        residual = sum(max(row @ w1[:, j], 0) * w2[j] for j in range(len(w2))) - target
        for j in range(len(w2)):
            if row @ w1[:, j] > 0:
                new1[:, j] -= lr * 2 * (residual @ w2[j]) * row
                new2[j] -= lr * 2 * (row @ w1[:, j]) * residual
    return new1, new2


def per_step_length(new, _x, _y, w1, w2, lr):
    """What is compared: how far the weights moved, in step lengths."""
    return (new[0] - w1) / lr, (new[1] - w2) / lr


@exercise(
    "backprop-update",
    oracle=by_sample,
    inputs=lambda rng, k: [*draw(rng, k), 1e-3],
    outputs=("w1_new", "w2_new"),
    judged=per_step_length,
    layout="denominator",
    signature="step(x: (N,Din), y: (N,Dout), w1: (Din,H), w2: (H,Dout), lr) "
    "-> (w1_new: (Din,H), w2_new: (H,Dout))",
    latex=r"w_i\leftarrow w_i-\eta\,\nabla_{w_i}\lVert\max(xw_1,0)\,w_2-y\rVert_F^2,\quad i=1,2",
    place="Homework 4, code exercise, update lines",
    zh="做一步梯度下降：返回新的 w1、w2（不得改动输入）。按权重的变化除以 lr 评分。",
    notes=Text(
        hints.NOTES.en + " The script updates in place; this exercise forbids it.",
        hints.NOTES.zh + "脚本是原地更新的；本题不允许。",
    ),
)
def update(x, y, w1, w2, lr):
    """One gradient-descent step: return the new w1 and w2 (inputs must stay unchanged).

    Scored on (new - old)/lr.
    """
    h = x @ w1
    h_relu = np.maximum(h, 0)
    grad_y_pred = 2 * (h_relu @ w2 - y)
    grad_h = (grad_y_pred @ w2.T) * (h > 0)
    return w1 - lr * (x.T @ grad_h), w2 - lr * (h_relu.T @ grad_y_pred)


def descending(gradients, length=1.0):
    """The step that a script with these gradients takes; ``length`` multiplies the learning rate."""

    def step(x, y, w1, w2, lr):
        grad_w1, grad_w2 = gradients(x, y, w1, w2)
        return w1 - length * lr * grad_w1, w2 - length * lr * grad_w2

    return step


def w1_frozen(x, y, w1, w2, lr):
    return w1.copy(), update(x, y, w1, w2, lr)[1]


def w2_frozen(x, y, w1, w2, lr):
    return update(x, y, w1, w2, lr)[0], w2.copy()


def w2_first(x, y, w1, w2, lr):
    h = x @ w1
    g = 2 * (relu(h) @ w2 - y)
    moved = w2 - lr * (relu(h).T @ g)
    return w1 - lr * (x.T @ masked(h, g @ moved.T)), moved


def w1_first(x, y, w1, w2, lr):
    h = x @ w1
    g = 2 * (relu(h) @ w2 - y)
    moved = w1 - lr * (x.T @ masked(h, g @ w2.T))
    return moved, w2 - lr * (relu(x @ moved).T @ g)


plus = descending(grads, length=-1.0)
ten_times = descending(grads, length=10.0)

update.wrong("plus", plus, hint=hints.TINY_STEP, says=sayings.UPHILL)
update.wrong("w1-frozen", w1_frozen, hint=hints.ALL_MOVE, says=sayings.W1_STAYS)
update.wrong("w2-frozen", w2_frozen, hint=hints.ALL_MOVE, says=sayings.W2_STAYS)
update.wrong("w2-first", w2_first, hint=hints.SAME_WEIGHTS, says=sayings.W2_MOVED_FIRST)
update.wrong("w1-first", w1_first, hint=hints.SAME_WEIGHTS, says=sayings.W1_MOVED_FIRST)
update.wrong("lr-times-ten", ten_times, hint=hints.STEP_LENGTH, says=sayings.TEN_TIMES_THE_STEP)
update.wrong(
    "half-gradient", descending(half), hint=hints.NUMERICAL_DIFFERENCE, says=sayings.HALF_THE_GRADIENT
)
update.wrong("missing-mask", descending(without_mask), hint=hints.DEAD_UNITS, says=sayings.NO_MASK)


#: where the script ends when np.random.randn draws its arrays: extremes of 1000 seeds, a little widened
#: (``benchmarks/simulated_losses.py bands``). The last loss is spread over eight decades, its fall is not.
BANDS = {
    None: Band(last=(4e-10, 0.5), ratio=(0.55, 0.82)),
    "half-gradient": Band(last=(5e-4, 60), ratio=(0.70, 0.90)),
}


@script_exercise(
    "backprop-script",
    loss=loss,
    roles=("x", "y", "w1", "w2"),
    trained=("w1", "w2"),
    steps=500,
    learning_rate=1e-6,
    shapes={"x": (64, 1000), "y": (64, 10), "w1": (1000, 100), "w2": (100, 10)},
    starter=STARTER,
    bands=BANDS,
    latex=r"\min_{w_1,w_2}\lVert\max(xw_1,0)\,w_2-y\rVert_F^2",
    place="Homework 4, code exercise, the whole script and its last ten printed losses",
    zh="补全脚本（两层网络、梯度下降 500 次、学习率 1e-6），提交代码与最后 10 次打印的损失。",
    notes=hints.NOTES,
)
def script(x, y, w1, w2, learning_rate):
    """Complete the script and submit the code and the last 10 printed losses.

    500 iterations of gradient descent on the two-layer network, learning rate 1e-6.
    """
    return update(x, y, w1, w2, learning_rate)


script.wrong("half-gradient", descending(half), hint=hints.ONE_UPDATE, says=sayings.HALF_THE_GRADIENT)
script.wrong(
    "missing-mask", descending(without_mask), hint=hints.FALLING_PROVES_NOTHING, says=sayings.NO_MASK
)
script.wrong("inverted-mask", descending(inverted_mask), hint=hints.FLAT_SIDE, says=sayings.MASK_INVERTED)
script.wrong(
    "mask-on-gradient", descending(mask_on_gradient), hint=hints.ACTIVE_UNITS, says=sayings.MASK_OF_GRADIENT
)
script.wrong("w1-frozen", w1_frozen, hint=hints.ALL_MOVE, says=sayings.W1_STAYS)
script.wrong("w2-frozen", w2_frozen, hint=hints.ALL_MOVE, says=sayings.W2_STAYS)
script.wrong("w2-first", w2_first, hint=hints.SAME_WEIGHTS, says=sayings.W2_MOVED_FIRST)
script.wrong("w1-first", w1_first, hint=hints.SAME_WEIGHTS, says=sayings.W1_MOVED_FIRST)
script.wrong("plus", plus, hint=hints.UP_OR_DOWN, says=sayings.UPHILL)
script.wrong("lr-times-ten", ten_times, hint=hints.PRINTED_STEP_LENGTH, says=sayings.TEN_TIMES_THE_STEP)
script.wrong(
    "lr-tenth",
    descending(grads, length=0.1),
    hint=hints.PRINTED_STEP_LENGTH,
    says=Text("the step is a tenth of the one asked for", "步长只有题目要求的十分之一"),
)
script.wrong(
    "mean-over-n", descending(mean_over_n), hint=hints.SUM_OR_AVERAGE, says=sayings.DIVIDED_BY_SAMPLES
)
script.wrong(
    "pre-activation", descending(pre_activation), hint=hints.WHICH_HIDDEN, says=sayings.BEFORE_THE_RELU
)
