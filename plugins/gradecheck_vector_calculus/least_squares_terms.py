"""Mathematics for Machine Learning, example 5.11: the gradient of least squares term by term."""

import numpy as np

from gradecheck.author import Text, exercise
from gradecheck_vector_calculus import hints, sayings
from gradecheck_vector_calculus.least_squares import NOTES, draw


def derivatives_of_squares(Phi, theta, y, d):
    """Derivatives of every e_n^2 by theta_d."""
    moved = theta + 1e-30j * np.eye(len(theta))[d]
    return ((y - Phi @ moved) ** 2).imag / 1e-30


@exercise(
    "lsq-grad-element",
    place="Mathematics for Machine Learning, example 5.11, the d-th element as a sum over n",
    oracle=derivatives_of_squares,
    signature="terms(Phi, theta, y, d: int) -> (N,)",
    latex=r"\frac{\partial L}{\partial\theta}[1,d]=\sum_{n=1}^{N}t_n,"
    r"\quad t_n=\frac{\partial L}{\partial e}[n]\,\frac{\partial e}{\partial\theta}[n,d],"
    r"\quad t\in\mathbb R^{N}",
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
    says=Text("the terms are already added up", "各项已经加起来了"),
)
terms.wrong(
    "one-based",
    lambda Phi, theta, y, d: terms(Phi, theta, y, d - 1),
    hint=hints.FIRST_INDEX,
    says=sayings.INDEX_BEFORE,
)
terms.wrong(
    "row-of-phi",
    lambda Phi, theta, y, d: -2 * (y - Phi @ theta)[d] * Phi[d, :],
    hint=Text(
        "Which index runs over the samples?",
        "哪个下标遍历样本？",
    ),
    says=Text(
        "row d of Phi is used: d is taken for the number of a sample",
        "用的是 Φ 的第 d 行：把 d 当成了样本的编号",
    ),
)
terms.wrong(
    "sign-lost",
    lambda Phi, theta, y, d: -terms(Phi, theta, y, d),
    hint=hints.SIGN,
    says=sayings.OPPOSITE_SIGN,
)
terms.wrong(
    "half", lambda Phi, theta, y, d: terms(Phi, theta, y, d) / 2, hint=hints.CONSTANTS, says=sayings.HALF
)


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
    latex=r"\nabla_\theta\,y^{\mathsf T}y,\quad\nabla_\theta(-2y^{\mathsf T}\Phi\theta),"
    r"\quad\nabla_\theta\,\theta^{\mathsf T}\Phi^{\mathsf T}\Phi\theta\in\mathbb R^{1\times D}",
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
    says=Text("the gradient of the third term is half of what it should be", "第三项的梯度只有应有的一半"),
)
gradients.wrong(
    "cross-halved",
    lambda Phi, theta, y: gradients(Phi, theta, y) * [[1], [0.5], [1]],
    hint=Text(
        "Both mixed products of the expansion must be counted.",
        "展开式里的两个交叉项都要算上。",
    ),
    says=Text("the gradient of the second term is half of what it should be", "第二项的梯度只有应有的一半"),
)
gradients.wrong(
    "y-term",
    lambda Phi, theta, y: np.stack([2 * np.resize(y, len(theta)), *gradients(Phi, theta, y)[1:]]),
    hint=Text(
        "Does the first term depend on theta?",
        "第一项依赖 θ 吗？",
    ),
    says=Text("the first term is differentiated as if it depended on theta", "对第一项求导时，好像它依赖 θ"),
)
gradients.wrong(
    "sign",
    lambda Phi, theta, y: gradients(Phi, theta, y) * [[1], [-1], [1]],
    hint=hints.SIGN,
    says=Text("the gradient of the second term has the wrong sign", "第二项的梯度符号错了"),
)
gradients.wrong(
    "gram-wrong",
    lambda Phi, theta, y: np.stack([np.zeros(len(theta)), -2 * y @ Phi, 2 * theta @ (Phi @ Phi.T)]),
    hint=hints.SHAPES,
    says=sayings.SHAPES_DO_NOT_FIT,
    raises=True,
)


EXERCISES = (terms, gradients)
