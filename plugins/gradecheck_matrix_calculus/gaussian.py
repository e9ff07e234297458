"""Homework 4, problem 5(1): the log-likelihood of a normal distribution, and its mean."""

import numpy as np
from numpy.linalg import det, inv

from gradecheck.author import Text, exercise
from gradecheck.draw import away_from_zero, normal, positive_definite
from gradecheck_matrix_calculus import hints, sayings

SLIPS = Text(
    "Slips in the homework sheet. In (1) the first factor of the chain rule is misprinted (the derivative "
    "of the quadratic form with respect to mu instead of that of x_t - mu), and one Sigma^-1 is printed as "
    "a sum sign. In (2) the final formulas lose the index t, and the maximiser loses the sum: "
    "Sigma = (1/N)(x-mu)(x-mu)^T would be a singular matrix of rank one for d > 1 (right only if x is "
    "read as the d x N data matrix). That Sigma is positive definite and that N > d is not stated. "
    "The step with dSigma treats all d^2 entries as independent.",
    "习题原文的疏漏：(1) 中链式法则的第一个因子印错（写成二次型对 μ 的导数，应为 x_t−μ 对 μ 的导数），"
    "还有一个 Σ⁻¹ 被印成求和号。（2） 中最后的公式丢了下标 t，极大值点又丢了求和号："
    "“Σ=(1/N)(x−μ)(x−μ)ᵀ”在 d>1 时是秩为 1 的奇异矩阵（只有把 x 读作 d×N 的数据矩阵才对）。"
    "没有说明 Σ 正定以及 N>d。dΣ 一步把 d² 个元素都当作独立变量。",
)


def log_likelihood(X, mu, Sigma):
    """L, with every line of its definition written out."""
    N, d = X.shape
    V = X - mu
    return -N * d / 2 * np.log(2 * np.pi) - N / 2 * np.log(det(Sigma)) - np.trace(V @ inv(Sigma) @ V.T) / 2


def quadratic(X, mu, M):
    """Sum over t of (x_t-mu)^T M (x_t-mu)."""
    return np.sum((X - mu) @ M * (X - mu))


def all_pairs(X, mu, Sigma):
    """Sum over s and t of (x_s-mu)^T Sigma^-1 (x_t-mu): what the N x N matrix adds up to."""
    return np.sum((X - mu) @ inv(Sigma) @ (X - mu).T)


def in_the_eigenbasis(X, mu, Sigma):
    """Sum of one-dimensional log densities along the eigenvectors of Sigma."""
    variances, basis = np.linalg.eigh(Sigma)
    return np.sum(-np.log(2 * np.pi * variances) / 2 - ((X - mu) @ basis) ** 2 / (2 * variances))


def case_shape(k):
    """N and d of case number k: N > d >= 2."""
    return 5 + k % 6, 2 + k % 3


def draw_sample(rng, k):
    """N points around a mean that is not zero."""
    N, d = case_shape(k)
    return normal(rng, N, d) + 2 * away_from_zero(rng, d)


def draw(rng, k):
    N, d = case_shape(k)
    return [normal(rng, N, d), normal(rng, d), positive_definite(rng, d, 0.3, 0.8)]


@exercise(
    "gaussian-loglik",
    latex=r"L=\sum_{t=1}^{N}\ln\mathcal N(x_t\mid\mu,\Sigma)\in\mathbb R,\quad x_t\in\mathbb R^{d}",
    place="Homework 4, problem 5, definition of L",
    oracle=in_the_eigenbasis,
    inputs=draw,
    symmetric=("Sigma",),
    signature="loglik(X: (N,d), mu: (d,), Sigma: (d,d)) -> float",
    notes=SLIPS,
    zh="实现均值为 μ、协方差为 Σ 的多元正态分布下 N 个样本（X 的各行）的对数似然 L。",
)
def loglik(X, mu, Sigma):
    """Log-likelihood of N points (the rows of X) under a d-variate normal distribution with mean mu
    and covariance Sigma.
    """
    N, d = X.shape
    V = X - mu
    constants = -N * d / 2 * np.log(2 * np.pi) - N / 2 * np.log(det(Sigma))
    return constants - np.sum(V @ inv(Sigma) * V) / 2


loglik.wrong(
    "logdet-once",
    lambda X, mu, Sigma: loglik(X, mu, Sigma) + (len(X) - 1) / 2 * np.log(det(Sigma)),
    hint=hints.NORMALISING_CONSTANTS,
    says=sayings.LOGDET_ONCE,
)
loglik.wrong(
    "no-half",
    lambda X, mu, Sigma: loglik(X, mu, Sigma) - quadratic(X, mu, inv(Sigma)) / 2,
    hint=hints.CONSTANTS,
    says=Text("the quadratic term of your answer lacks its factor 1/2", "你的答案里的二次项少了系数 1/2"),
)
loglik.wrong(
    "sigma-not-inverse",
    lambda X, mu, Sigma: loglik(X, mu, Sigma) + quadratic(X, mu, inv(Sigma) - Sigma) / 2,
    hint=hints.MATRIX_OR_INVERSE,
    says=sayings.SIGMA_NOT_INVERTED,
)
loglik.wrong(
    "mean", lambda X, mu, Sigma: loglik(X, mu, Sigma) / len(X), hint=hints.SUM_OR_MEAN, says=sayings.AVERAGED
)
loglik.wrong(
    "dropped-2pi",
    lambda X, mu, Sigma: loglik(X, mu, Sigma) + X.size / 2 * np.log(2 * np.pi),
    hint=hints.FORGOTTEN_INPUT,
    says=Text("your answer leaves out the term with 2 pi", "你的答案漏掉了含 2π 的项"),
)
loglik.wrong(
    "full-quadratic",
    lambda X, mu, Sigma: loglik(X, mu, Sigma) + (quadratic(X, mu, inv(Sigma)) - all_pairs(X, mu, Sigma)) / 2,
    hint=Text(
        "An N x N matrix appeared: which of its entries belong to the sum?",
        "出现了一个 N×N 矩阵：其中哪些元素属于这个和？",
    ),
    says=Text(
        "the quadratic term of your answer mixes different samples", "你的答案的二次项把不同的样本混在了一起"
    ),
)
loglik.wrong(
    "negative",
    lambda X, mu, Sigma: -loglik(X, mu, Sigma),
    hint=Text(
        "Likelihood or loss?",
        "是似然还是损失？",
    ),
    says=Text("your answer is minus the log-likelihood", "你的答案是对数似然的相反数"),
)


@exercise(
    "gaussian-grad-mu",
    latex=r"\nabla_\mu\sum_{t=1}^{N}\ln\mathcal N(x_t\mid\mu,\Sigma)\in\mathbb R^{d}",
    place="Homework 4, problem 5(1)",
    derivative_of=log_likelihood,
    wrt="mu",
    layout="denominator",
    inputs=draw,
    symmetric=("Sigma",),
    signature="grad_mu(X: (N,d), mu: (d,), Sigma: (d,d)) -> (d,)",
    notes=SLIPS,
    zh="设 L 为均值 μ、协方差 Σ 的正态分布下 X 各行的对数似然，求 L 对 μ 的梯度。",
)
def grad_mu(X, mu, Sigma):
    """Gradient of the log-likelihood L (of the rows of X under a normal distribution with mean mu and
    covariance Sigma) with respect to mu.
    """
    return inv(Sigma) @ (X - mu).sum(axis=0)


grad_mu.wrong("sign-flip", lambda X, mu, Sigma: -grad_mu(X, mu, Sigma), hint=hints.SIGN, says=sayings.NEGATED)
grad_mu.wrong(
    "kept-half", lambda X, mu, Sigma: grad_mu(X, mu, Sigma) / 2, hint=hints.CONSTANTS, says=sayings.HALVED
)
grad_mu.wrong(
    "factor-two", lambda X, mu, Sigma: 2 * grad_mu(X, mu, Sigma), hint=hints.CONSTANTS, says=sayings.DOUBLED
)
grad_mu.wrong(
    "mean",
    lambda X, mu, Sigma: inv(Sigma) @ (X - mu).mean(axis=0),
    hint=hints.SUM_OR_MEAN,
    says=sayings.AVERAGED,
)
grad_mu.wrong(
    "no-sigma",
    lambda X, mu, _Sigma: (X - mu).sum(axis=0),
    hint=hints.FORGOTTEN_INPUT,
    says=sayings.WITHOUT_SIGMA,
)
grad_mu.wrong(
    "sigma-not-inverse",
    lambda X, mu, Sigma: Sigma @ (X - mu).sum(axis=0),
    hint=hints.MATRIX_OR_INVERSE,
    says=sayings.SIGMA_NOT_INVERTED,
)
grad_mu.wrong(
    "mu-subtracted-once",
    lambda X, mu, Sigma: inv(Sigma) @ (X.sum(axis=0) - mu),
    hint=Text(
        "How many times is mu subtracted in the sum?",
        "在求和里 μ 被减了多少次？",
    ),
    says=Text(
        "your answer subtracts mu from the sum of the samples, once", "你的答案只从样本之和中减了一次 μ"
    ),
)
grad_mu.wrong(
    "wrong-axis",
    lambda X, mu, Sigma: inv(Sigma) @ (X.sum(axis=1) - mu),
    hint=hints.SAMPLE_AXIS,
    says=Text("your answer adds up the coordinates of every sample", "你的答案把每个样本的各个坐标加了起来"),
    raises=True,
)


EXERCISES = (loglik, grad_mu)
