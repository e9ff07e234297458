"""Homework 4, problem 9: the Gaussian kernel exp(-||x-mu||^2 / (2 ||sigma||^2)), sigma a vector."""

import numpy as np

from gradecheck.author import Text, exercise
from gradecheck.draw import normal
from gradecheck_matrix_calculus import hints, sayings

NOTES = Text(
    "In the homework sheet the subscript 2 of the norms is dropped half-way, bars are misplaced, and one "
    "exponent is printed as -2/(2||sigma||^2). The result is right.",
    "习题原文中，范数的下标 2 中途丢失，竖线位置有误，有一处指数印成了 −2/(2‖σ‖²)。结果正确。",
)


def kernel(x, mu, sigma):
    """The function of the problem."""
    return np.exp(-(x - mu) @ (x - mu) / (2 * sigma @ sigma))


def draw(rng, k):
    n = 3 + k % 4
    return [normal(rng, n), normal(rng, n), rng.uniform(0.6, 1.8, n)]


def draw_with_direction(rng, k):
    x, mu, sigma = draw(rng, k)
    return [x, mu, sigma, normal(rng, len(x))]


@exercise(
    "gaussian-kernel-grad",
    latex=r"\nabla_x\exp\Bigl(-\frac{\lVert x-\mu\rVert_2^2}{2\lVert\sigma\rVert_2^2}\Bigr)\in\mathbb R^{n}",
    place="Homework 4, problem 9",
    derivative_of=kernel,
    wrt="x",
    layout="denominator",
    inputs=draw,
    signature="grad_x(x: (n,), mu: (n,), sigma: (n,)) -> (n,)",
    notes=NOTES,
    zh="求 exp{−‖x−μ‖²/(2‖σ‖²)} 对 x 的梯度（σ 为向量）。",
)
def grad_x(x, mu, sigma):
    """Gradient of exp(-||x-mu||^2 / (2 ||sigma||^2)) with respect to x; sigma is a vector."""
    return -(x - mu) / (sigma @ sigma) * kernel(x, mu, sigma)


grad_x.wrong(
    "sign-flip",
    lambda x, mu, sigma: (x - mu) / (sigma @ sigma) * kernel(x, mu, sigma),
    hint=hints.SIGN,
    says=sayings.NEGATED,
)
grad_x.wrong(
    "no-outer-value",
    lambda x, mu, sigma: -(x - mu) / (sigma @ sigma),
    hint=hints.DERIVATIVE_OF_EXP,
    says=sayings.WITHOUT_EXP,
)
grad_x.wrong(
    "no-inner",
    lambda x, mu, sigma: -(x - mu) * kernel(x, mu, sigma),
    hint=hints.INNER_DERIVATIVE,
    says=Text("outside the exponent sigma does not occur in your answer", "你的答案在指数之外没有 σ"),
)
grad_x.wrong(
    "norm-not-squared",
    lambda x, mu, sigma: -(x - mu) / np.linalg.norm(sigma) * kernel(x, mu, sigma),
    hint=Text(
        "Check the power of the norm in the exponent.",
        "检查指数里范数的幂次。",
    ),
    says=Text(
        "your answer divides by the norm of sigma without squaring it", "你的答案除以的是未平方的 σ 的范数"
    ),
)
grad_x.wrong(
    "factor-two",
    lambda x, mu, sigma: -2 * (x - mu) / (sigma @ sigma) * kernel(x, mu, sigma),
    hint=hints.CONSTANTS,
    says=sayings.DOUBLED,
)
grad_x.wrong(
    "kept-half",
    lambda x, mu, sigma: -(x - mu) / (2 * sigma @ sigma) * kernel(x, mu, sigma),
    hint=hints.CONSTANTS,
    says=sayings.HALVED,
)
grad_x.wrong(
    "elementwise-sigma",
    lambda x, mu, sigma: -(x - mu) / sigma**2 * kernel(x, mu, sigma),
    hint=Text(
        "Is sigma used entry by entry, or only through one number?",
        "σ 是逐元素使用，还是只通过一个数进入？",
    ),
    says=Text("your answer divides by the entries of sigma one by one", "你的答案逐个除以了 σ 的分量"),
)
grad_x.wrong(
    "row-layout",
    lambda x, mu, sigma: grad_x(x, mu, sigma)[np.newaxis],
    hint=hints.LAYOUT,
    says=sayings.ONE_ROW,
)
grad_x.wrong(
    "no-half-in-k",
    lambda x, mu, sigma: -(x - mu) / (sigma @ sigma) * kernel(x, mu, sigma) ** 2,
    hint=Text(
        "Evaluate the function itself at one point by hand first.",
        "先手算函数本身在一点的值。",
    ),
    says=Text("the exponent in your answer lacks the factor 1/2", "你的答案的指数里少了系数 1/2"),
)


@exercise(
    "gaussian-kernel-differential",
    latex=r"\mathrm d\exp\Bigl(-\frac{\lVert x-\mu\rVert_2^2}{2\lVert\sigma\rVert_2^2}\Bigr)[\mathrm dx]"
    r"\in\mathbb R,\quad x,\mu,\sigma,\mathrm dx\in\mathbb R^{n}",
    place="Homework 4, problem 9, the trace steps",
    derivative_of=kernel,
    along={"x": "dx"},
    inputs=draw_with_direction,
    signature="df(x, mu, sigma, dx: (n,)) -> float",
    notes=NOTES,
    zh="求 exp(−‖x−μ‖²/(2‖σ‖²))（σ 为向量）沿方向 dx 的微分。",
)
def differential(x, mu, sigma, dx):
    """Differential of exp(-||x-mu||^2 / (2 ||sigma||^2)) (sigma is a vector) in the direction dx."""
    return -(x - mu) @ dx / (sigma @ sigma) * kernel(x, mu, sigma)


differential.wrong(
    "not-contracted",
    lambda x, mu, sigma, dx: grad_x(x, mu, sigma) * dx,
    hint=Text(
        "The differential of a scalar function is a number.",
        "标量函数的微分是一个数。",
    ),
    says=Text(
        "your answer is a vector whose entries are not yet added up", "你的答案是一个向量，各分量还没有加起来"
    ),
)
differential.wrong(
    "sign-flip",
    lambda x, mu, sigma, dx: -differential(x, mu, sigma, dx),
    hint=hints.SIGN,
    says=sayings.NEGATED,
)
differential.wrong(
    "no-outer-value",
    lambda x, mu, sigma, dx: -(x - mu) @ dx / (sigma @ sigma),
    hint=hints.DERIVATIVE_OF_EXP,
    says=sayings.WITHOUT_EXP,
)
differential.wrong(
    "increment",
    lambda x, mu, sigma, dx: kernel(x + dx, mu, sigma) - kernel(x, mu, sigma),
    hint=Text(
        "A differential is linear: doubling dx must double it.",
        "微分是线性的：dx 加倍，结果也要加倍。",
    ),
    says=sayings.INCREMENT,
)
differential.wrong(
    "factor-two",
    lambda x, mu, sigma, dx: 2 * differential(x, mu, sigma, dx),
    hint=hints.CONSTANTS,
    says=sayings.DOUBLED,
)


EXERCISES = (grad_x, differential)
