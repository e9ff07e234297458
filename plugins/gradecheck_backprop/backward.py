"""The whole backward pass of a two-layer network, and the mistakes that it can contain.

``loss = sum((relu(x w1) w2 - y)^2)`` with x (N, Din), y (N, Dout), w1 (Din, H), w2 (H, Dout). Gradients
have the shape of the variable.
"""

import numpy as np

from gradecheck.author import exercise
from gradecheck.draw import normal, sizes
from gradecheck_backprop import hints, sayings

#: no hidden value is nearer to the kink of the relu than this: differences must not step over it
MARGIN = 0.02


def loss(x, y, w1, w2):
    """The loss that the script prints: the plain sum of squares, a number."""
    return np.square(np.maximum(x @ w1, 0) @ w2 - y).sum()


def draw(rng, k):  # noqa: ARG001 -- sizes are drawn, not counted
    """x, y, w1, w2 of pairwise different sizes, with gradients of both signs on both sides of the kink.

    Otherwise a mask that looks at the gradient, or no mask at all, can give the right answer.
    """
    N, Din, H, Dout = sizes(rng, 4, 3, 7)
    while True:
        x, y, w1, w2 = normal(rng, N, Din), normal(rng, N, Dout), normal(rng, Din, H), normal(rng, H, Dout)
        h = x @ w1
        G = (np.maximum(h, 0) @ w2 - y) @ w2.T
        if np.abs(h).min() > MARGIN and (G[h > 0] < 0).any() and (G[h < 0] > 0).any():
            return [x, y, w1, w2]


@exercise(
    "backprop-grads",
    derivative_of=loss,
    wrt=("w1", "w2"),
    inputs=draw,
    outputs=("grad_w1", "grad_w2"),
    layout="denominator",
    signature="grads(x: (N,Din), y: (N,Dout), w1: (Din,H), w2: (H,Dout)) "
    "-> (grad_w1: (Din,H), grad_w2: (H,Dout))",
    latex=r"\nabla_{w_1,w_2}\lVert\max(xw_1,0)\,w_2-y\rVert_F^2,"
    r"\quad w_1\in\mathbb R^{D_{in}\times H},\quad w_2\in\mathbb R^{H\times D_{out}}",
    place="Homework 4, code exercise, whole backward pass",
    zh="求所打印的损失对 w1 和 w2 的梯度。",
    notes=hints.NOTES,
)
def grads(x, y, w1, w2):
    """Gradients of the printed loss with respect to w1 and w2."""
    h = x @ w1
    h_relu = np.maximum(h, 0)
    grad_y_pred = 2 * (h_relu @ w2 - y)
    grad_h = (grad_y_pred @ w2.T) * (h > 0)
    return x.T @ grad_h, h_relu.T @ grad_y_pred


def relu(h):
    return np.maximum(h, 0)


def masked(h, G):
    return G * (h > 0)


def mistaken(gate=masked, hidden=relu, scale=1.0):
    """Gradients that differ in the way back through the relu, in what meets w2, or by a factor."""

    def answer(x, y, w1, w2):
        h = x @ w1
        g = 2 * scale * (relu(h) @ w2 - y)
        return x.T @ gate(h, g @ w2.T), hidden(h).T @ g

    return answer


half = mistaken(scale=0.5)
without_mask = mistaken(gate=lambda _h, G: G)
inverted_mask = mistaken(gate=lambda h, G: G * (h <= 0))
mask_on_gradient = mistaken(gate=lambda _h, G: np.maximum(G, 0))
pre_activation = mistaken(hidden=lambda h: h)


def mean_over_n(x, y, w1, w2):
    return tuple(g / len(x) for g in grads(x, y, w1, w2))


grads.wrong("half-gradient", half, hint=hints.CONSTANT_RATIO, says=sayings.HALF_THE_GRADIENT)
grads.wrong("missing-mask", without_mask, hint=hints.DEAD_UNITS, says=sayings.NO_MASK)
grads.wrong("inverted-mask", inverted_mask, hint=hints.FLAT_SIDE, says=sayings.MASK_INVERTED)
grads.wrong("mask-on-gradient", mask_on_gradient, hint=hints.ACTIVE_UNITS, says=sayings.MASK_OF_GRADIENT)
grads.wrong(
    "times-activation",
    mistaken(gate=lambda h, G: G * relu(h)),
    hint=hints.SLOPE_OF_RELU,
    says=sayings.TIMES_ACTIVATION,
)
grads.wrong("pre-activation", pre_activation, hint=hints.WHICH_HIDDEN, says=sayings.BEFORE_THE_RELU)
grads.wrong("mean-over-n", mean_over_n, hint=hints.SUM_OR_AVERAGE, says=sayings.DIVIDED_BY_SAMPLES)
grads.wrong("sign-flip", mistaken(scale=-1.0), hint=hints.TINY_STEP, says=sayings.NEGATED)
