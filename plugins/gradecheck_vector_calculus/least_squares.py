"""Mathematics for Machine Learning, example 5.11: least squares by the chain rule."""

import numpy as np
from numpy.linalg import norm

from gradecheck.author import Hidden, Text, exercise
from gradecheck.draw import case_sizes, normal
from gradecheck_vector_calculus import hints

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
    notes=NOTES,
    zh="设 L(e)=‖e‖²，求 ∂L/∂e（行向量）。",
)
def dL_de(e):  # noqa: N802 -- named like the derivative
    """dL/de for L(e) = ||e||^2, a row (1,N)."""
    return 2 * e[np.newaxis, :]


@dL_de.inputs
def _(rng, k):
    return [normal(rng, 3 + k % 4)]


dL_de.wrong("half", lambda e: e[np.newaxis, :], hint=hints.CONSTANTS)
dL_de.wrong("column", lambda e: 2 * e[:, np.newaxis], hint=hints.LAYOUT)
dL_de.wrong("norm", lambda e: e[np.newaxis, :] / norm(e), hint=hints.NORM_OR_SQUARE)
dL_de.wrong("scalar", lambda e: 2 * e.sum(), hint=hints.ONE_NUMBER_PER_VARIABLE)
dL_de.wrong("mean", lambda e: 2 * e[np.newaxis, :] / len(e), hint=hints.SUM_OR_MEAN)


@exercise(
    "lsq-jacobian-e",
    place="Mathematics for Machine Learning, example 5.11, de/dtheta",
    layout="numerator",
    oracle=columns_of_the_error,
    signature="de_dtheta(Phi: (N,D)) -> (N,D)",
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


de_dtheta.wrong("sign-lost", lambda Phi: Phi.copy(), hint=hints.SIGN)
de_dtheta.wrong("transposed", lambda Phi: -Phi.T, hint=hints.LAYOUT)
de_dtheta.wrong("value", lambda Phi, *, theta: -Phi @ theta, hint=hints.NOT_A_DERIVATIVE)
de_dtheta.wrong(
    "elementwise",
    lambda Phi, *, theta: -Phi * theta,
    hint=Text(
        "The residual is linear in theta: can theta remain in the derivative?",
        "残差对 θ 是线性的：导数里还会有 θ 吗？",
    ),
)


@exercise(
    "lsq-grad-theta",
    place="Mathematics for Machine Learning, example 5.11",
    derivative_of=loss,
    wrt="theta",
    layout="numerator",
    inputs=draw,
    signature="grad(Phi: (N,D), theta: (D,), y: (N,)) -> (1,D)",
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
)
gradient.wrong("sign-lost", lambda Phi, theta, y: -gradient(Phi, theta, y), hint=hints.SIGN)
gradient.wrong("column", lambda Phi, theta, y: gradient(Phi, theta, y).T, hint=hints.LAYOUT)
gradient.wrong("flat", lambda Phi, theta, y: gradient(Phi, theta, y)[0], hint=hints.LAYOUT)
gradient.wrong("mean", lambda Phi, theta, y: gradient(Phi, theta, y) / len(y), hint=hints.SUM_OR_MEAN)
gradient.wrong(
    "no-residual-y", lambda Phi, theta, y: gradient(Phi, theta, np.zeros_like(y)), hint=hints.FORGOTTEN_INPUT
)
gradient.wrong(
    "no-theta",
    lambda Phi, theta, y: gradient(Phi, np.zeros_like(theta), y),
    hint=Text(
        "Is L quadratic in theta? Then its gradient cannot be constant.",
        "L 是 θ 的二次函数吗？那么梯度不会是常数。",
    ),
)
gradient.wrong(
    "no-transpose",
    lambda Phi, theta, y: -2 * (y - Phi @ theta)[np.newaxis, :] @ Phi.T,
    hint=hints.SHAPES,
    raises=True,
)


def derivatives_of_squares(Phi, theta, y, d):
    """Derivatives of every e_n^2 by theta_d."""
    moved = theta + 1e-30j * np.eye(len(theta))[d]
    return ((y - Phi @ moved) ** 2).imag / 1e-30


@exercise(
    "lsq-grad-element",
    place="Mathematics for Machine Learning, example 5.11, the d-th element as a sum over n",
    oracle=derivatives_of_squares,
    signature="terms(Phi, theta, y, d: int) -> (N,)",
    notes=NOTES,
    zh="设 L=‖e‖²，e=y−Φθ。∂L/∂θ[1,d]=Σ_n ∂L/∂e[n]·∂e/∂θ[n,d]：返回求和的 N 项（d 从 0 开始）。",
)
def terms(Phi, theta, y, d):
    """For L = ||e||^2, e = y - Phi theta: dL/dtheta[1,d] = sum_n dL/de[n] de/dtheta[n,d]: return the
    N terms of the sum (d counts from 0).
    """
    return -2 * (y - Phi @ theta) * Phi[:, d]


@terms.inputs
def _(rng, k):
    Phi, theta, y = draw(rng, k)
    return [Phi, theta, y, int(rng.integers(min(Phi.shape)))]


terms.wrong(
    "summed",
    lambda Phi, theta, y, d: terms(Phi, theta, y, d).sum(),
    hint=Text(
        "Return the terms before they are summed.",
        "请返回求和之前的各项。",
    ),
)
terms.wrong("one-based", lambda Phi, theta, y, d: terms(Phi, theta, y, d - 1), hint=hints.FIRST_INDEX)
terms.wrong(
    "row-of-phi",
    lambda Phi, theta, y, d: -2 * (y - Phi @ theta)[d] * Phi[d, :],
    hint=Text(
        "Which index runs over the samples?",
        "哪个下标遍历样本？",
    ),
)
terms.wrong("sign-lost", lambda Phi, theta, y, d: -terms(Phi, theta, y, d), hint=hints.SIGN)
terms.wrong("half", lambda Phi, theta, y, d: terms(Phi, theta, y, d) / 2, hint=hints.CONSTANTS)


def three_terms(Phi, theta, y):
    """y^T y, -2 y^T Phi theta and theta^T Phi^T Phi theta."""
    return np.array([y @ y, -2 * y @ Phi @ theta, theta @ Phi.T @ Phi @ theta])


@exercise(
    "lsq-direct",
    place="Mathematics for Machine Learning, example 5.11, closing remark (without the chain rule)",
    derivative_of=three_terms,
    wrt="theta",
    layout="numerator",
    inputs=draw,
    signature="grads(Phi, theta, y) -> (3, D)",
    notes=NOTES,
    zh="把 L=‖y−Φθ‖² 展开成 yᵀy−2yᵀΦθ+θᵀΦᵀΦθ，分别返回三项对 θ 的梯度（行向量）。",
)
def gradients(Phi, theta, y):
    """The gradient of L = ||y - Phi theta||^2 with respect to theta from the expansion L = y^T y - 2
    y^T Phi theta + theta^T Phi^T Phi theta: return the gradient of each of the three terms, as
    rows.
    """
    return np.stack([np.zeros(len(theta)), -2 * y @ Phi, 2 * theta @ Phi.T @ Phi])


gradients.wrong(
    "quadratic-halved",
    lambda Phi, theta, y: gradients(Phi, theta, y) * [[1], [1], [0.5]],
    hint=hints.EVERY_OCCURRENCE,
)
gradients.wrong(
    "cross-halved",
    lambda Phi, theta, y: gradients(Phi, theta, y) * [[1], [0.5], [1]],
    hint=Text(
        "Both mixed products of the expansion must be counted.",
        "展开式里的两个交叉项都要算上。",
    ),
)
gradients.wrong(
    "y-term",
    lambda Phi, theta, y: np.stack([2 * np.resize(y, len(theta)), *gradients(Phi, theta, y)[1:]]),
    hint=Text(
        "Does the first term depend on theta?",
        "第一项依赖 θ 吗？",
    ),
)
gradients.wrong("sign", lambda Phi, theta, y: gradients(Phi, theta, y) * [[1], [-1], [1]], hint=hints.SIGN)
gradients.wrong(
    "gram-wrong",
    lambda Phi, theta, y: np.stack([np.zeros(len(theta)), -2 * y @ Phi, 2 * theta @ (Phi @ Phi.T)]),
    hint=hints.SHAPES,
    raises=True,
)


EXERCISES = (dL_de, de_dtheta, gradient, terms, gradients)
