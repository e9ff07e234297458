"""Mathematics for Machine Learning, example 5.11: least squares by the chain rule."""

import numpy as np
from numpy.linalg import norm

from gradecheck.author import Hidden, Text, exercise
from gradecheck.draw import case_sizes, normal
from gradecheck_vector_calculus import hints, sayings

NOTES = Text(
    "输入的特征值 ('eigenvalues of the inputs') mistranslates 'input features'. L is the plain sum of "
    "squares here, whereas homework 4, problem 1 has 1/2: the factor 2 is right here and wrong there. "
    "Row here, column there.",
    "“输入的特征值”是误译，应为“输入特征”。这里的 L 就是平方和，而作业 4 第 1 题前面有 ½："
    "因子 2 在这里正确、在那里错误。这里写成行，那里写成列。",
)


def squared_norm(e):
    """L(e) = ||e||^2."""
    return e @ e


def loss(Phi, theta, y):
    """L(theta) = ||y - Phi theta||^2."""
    return squared_norm(y - Phi @ theta)


def draw(rng, k):
    N, D = case_sizes(k, 2)
    return [normal(rng, N, D), normal(rng, D), normal(rng, N)]


def columns_of_the_error(Phi, *, theta, y):
    """Derivatives of e = y - Phi theta by every theta_d, side by side."""
    steps = [(y - Phi @ (theta + 1e-30j * u)).imag / 1e-30 for u in np.eye(len(theta))]
    return np.stack(steps, axis=1)


@exercise(
    "lsq-grad-e",
    place="Mathematics for Machine Learning, example 5.11, dL/de",
    derivative_of=squared_norm,
    wrt="e",
    layout="numerator",
    signature="dL_de(e: (N,)) -> (1,N)",
    latex=r"\frac{\partial L}{\partial e}\in\mathbb R^{1\times N},\quad L(e)=\lVert e\rVert^2",
    notes=NOTES,
    zh="设 L(e)=‖e‖²，求 ∂L/∂e（行向量）。",
)
def dL_de(e):  # noqa: N802 -- named like the derivative
    """dL/de for L(e) = ||e||^2, a row (1,N)."""
    return 2 * e[np.newaxis, :]


@dL_de.inputs
def _(rng, k):
    return [normal(rng, 3 + k % 4)]


dL_de.wrong("half", lambda e: e[np.newaxis, :], hint=hints.CONSTANTS, says=sayings.HALF)
dL_de.wrong("column", lambda e: 2 * e[:, np.newaxis], hint=hints.LAYOUT, says=sayings.COLUMN)
dL_de.wrong("norm", lambda e: e[np.newaxis, :] / norm(e), hint=hints.NORM_OR_SQUARE, says=sayings.OF_THE_NORM)
dL_de.wrong("scalar", lambda e: 2 * e.sum(), hint=hints.ONE_NUMBER_PER_VARIABLE, says=sayings.ADDED_UP)
dL_de.wrong("mean", lambda e: 2 * e[np.newaxis, :] / len(e), hint=hints.SUM_OR_MEAN, says=sayings.OF_A_MEAN)


@exercise(
    "lsq-jacobian-e",
    place="Mathematics for Machine Learning, example 5.11, de/dtheta",
    layout="numerator",
    oracle=columns_of_the_error,
    signature="de_dtheta(Phi: (N,D)) -> (N,D)",
    latex=r"\frac{\partial e}{\partial\theta}\in\mathbb R^{N\times D},\quad e(\theta)=y-\Phi\theta",
    notes=NOTES,
    zh="设 e=y−Φθ，求 ∂e/∂θ。",
)
def de_dtheta(Phi):
    """de/dtheta for e = y - Phi theta."""
    return -Phi


@de_dtheta.inputs
def _(rng, k):
    Phi, theta, y = draw(rng, k)
    return [Phi, Hidden(theta=theta, y=y)]


de_dtheta.wrong("sign-lost", lambda Phi: Phi.copy(), hint=hints.SIGN, says=sayings.OPPOSITE_SIGN)
de_dtheta.wrong("transposed", lambda Phi: -Phi.T, hint=hints.LAYOUT, says=sayings.TRANSPOSE)
de_dtheta.wrong(
    "value",
    lambda Phi, *, theta: -Phi @ theta,
    hint=hints.NOT_A_DERIVATIVE,
    says=Text(
        "this is the part of e that contains theta, not its derivative",
        "这是 e 中含 θ 的部分，而不是它的导数",
    ),
)
de_dtheta.wrong(
    "elementwise",
    lambda Phi, *, theta: -Phi * theta,
    hint=Text(
        "The residual is linear in theta: can theta remain in the derivative?",
        "残差对 θ 是线性的：导数里还会有 θ 吗？",
    ),
    says=Text("each column is still multiplied by its entry of theta", "每一列还乘着 θ 的对应分量"),
)


@exercise(
    "lsq-grad-theta",
    place="Mathematics for Machine Learning, example 5.11",
    derivative_of=loss,
    wrt="theta",
    layout="numerator",
    inputs=draw,
    signature="grad(Phi: (N,D), theta: (D,), y: (N,)) -> (1,D)",
    latex=r"\frac{\partial L}{\partial\theta}\in\mathbb R^{1\times D},"
    r"\quad L(\theta)=\lVert y-\Phi\theta\rVert^2",
    notes=NOTES,
    zh="设 L=‖y−Φθ‖²，求 ∂L/∂θ（行向量，1×D）。",
)
def gradient(Phi, theta, y):
    """dL/dtheta for L = ||y - Phi theta||^2, a row (1,D)."""
    return -2 * (y - Phi @ theta)[np.newaxis, :] @ Phi


gradient.wrong(
    "half",
    lambda Phi, theta, y: gradient(Phi, theta, y) / 2,
    hint=Text(
        "Is there a factor 1/2 in front of this loss?",
        "这个损失前面有 1/2 吗？",
    ),
    says=sayings.HALF,
)
gradient.wrong(
    "sign-lost", lambda Phi, theta, y: -gradient(Phi, theta, y), hint=hints.SIGN, says=sayings.OPPOSITE_SIGN
)
gradient.wrong(
    "column", lambda Phi, theta, y: gradient(Phi, theta, y).T, hint=hints.LAYOUT, says=sayings.COLUMN
)
gradient.wrong("flat", lambda Phi, theta, y: gradient(Phi, theta, y)[0], hint=hints.LAYOUT, says=sayings.FLAT)
gradient.wrong(
    "mean",
    lambda Phi, theta, y: gradient(Phi, theta, y) / len(y),
    hint=hints.SUM_OR_MEAN,
    says=sayings.OF_A_MEAN,
)
gradient.wrong(
    "no-residual-y",
    lambda Phi, theta, y: gradient(Phi, theta, np.zeros_like(y)),
    hint=hints.FORGOTTEN_INPUT,
    says=Text("y does not enter the answer", "答案里没有用到 y"),
)
gradient.wrong(
    "no-theta",
    lambda Phi, theta, y: gradient(Phi, np.zeros_like(theta), y),
    hint=Text(
        "Is L quadratic in theta? Then its gradient cannot be constant.",
        "L 是 θ 的二次函数吗？那么梯度不会是常数。",
    ),
    says=Text("theta does not enter the answer", "答案里没有用到 θ"),
)
gradient.wrong(
    "no-transpose",
    lambda Phi, theta, y: -2 * (y - Phi @ theta)[np.newaxis, :] @ Phi.T,
    hint=hints.SHAPES,
    says=sayings.SHAPES_DO_NOT_FIT,
    raises=True,
)


EXERCISES = (dL_de, de_dtheta, gradient)
