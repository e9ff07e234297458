"""Homework 4, problem 5(2): the log-likelihood of a normal distribution, and its covariance."""

import numpy as np
from numpy.linalg import inv

from gradecheck.author import Text, exercise
from gradecheck.draw import positive_definite
from gradecheck_matrix_calculus import hints, sayings
from gradecheck_matrix_calculus.gaussian import SLIPS, case_shape, draw_sample, log_likelihood
from gradecheck_matrix_calculus.gaussian_terms import once_for_both


def log_likelihood_at_mean(X, Sigma):
    """L, with mu = the sample mean."""
    return log_likelihood(X, X.mean(axis=0), Sigma)


def scatter(X):
    """V^T V, where the rows of V are the deviations from the sample mean."""
    V = X - X.mean(axis=0)
    return V.T @ V


def square_of_last(X):
    """(x-mu)(x-mu)^T with the last sample only."""
    v = X[-1] - X.mean(axis=0)
    return np.outer(v, v)


def weighted(S, Sigma):
    """Sigma^-1 S Sigma^-1."""
    return inv(Sigma) @ S @ inv(Sigma)


def along_symmetric_pairs(X, Sigma):
    """Derivative of L by sigma_ij for i >= j, both mirrored entries moved together by an imaginary step."""
    d = len(Sigma)
    G = np.empty((d, d))
    for i, j in zip(*np.tril_indices(d), strict=True):
        moved = Sigma.astype(complex)
        moved[i, j] += 1e-30j
        moved[j, i] = moved[i, j]
        G[i, j] = G[j, i] = log_likelihood_at_mean(X, moved).imag / 1e-30
    return G


def draw(rng, k):
    return [draw_sample(rng, k), positive_definite(rng, case_shape(k)[1], 0.3, 0.8)]


@exercise(
    "gaussian-grad-sigma",
    latex=r"\nabla_\Sigma\sum_{t=1}^{N}\ln\mathcal N(x_t\mid\bar x,\Sigma)\in\mathbb R^{d\times d}",
    place="Homework 4, problem 5(2), the derivative",
    derivative_of=log_likelihood_at_mean,
    wrt="Sigma",
    layout="denominator",
    inputs=draw,
    symmetric=("Sigma",),
    signature="grad_Sigma(X: (N,d), Sigma: (d,d)) -> (d,d)",
    notes=SLIPS,
    zh=(
        "设 L 为协方差 Σ 的正态分布下 X 各行的对数似然。当 μ 为样本均值时，"
        "求 L 对 Σ 的梯度（d² 个元素视为独立变量）。"
    ),
)
def grad_sigma(X, Sigma):
    """With mu = the sample mean: gradient of the log-likelihood L (of the rows of X under a normal
    distribution with covariance Sigma) with respect to Sigma, the d^2 entries taken as independent.
    """
    V = X - X.mean(axis=0)
    return inv(Sigma) @ V.T @ V @ inv(Sigma) / 2 - len(X) / 2 * inv(Sigma)


grad_sigma.wrong("sign-flip", lambda X, Sigma: -grad_sigma(X, Sigma), hint=hints.SIGN, says=sayings.NEGATED)
grad_sigma.wrong(
    "logdet-once",
    lambda X, Sigma: weighted(scatter(X), Sigma) / 2 - inv(Sigma) / 2,
    hint=hints.NORMALISING_CONSTANTS,
    says=sayings.LOGDET_ONCE,
)
grad_sigma.wrong(
    "no-half", lambda X, Sigma: 2 * grad_sigma(X, Sigma), hint=hints.CONSTANTS, says=sayings.DOUBLED
)
grad_sigma.wrong(
    "mean", lambda X, Sigma: grad_sigma(X, Sigma) / len(X), hint=hints.SUM_OR_MEAN, says=sayings.AVERAGED
)
grad_sigma.wrong(
    "inner-sign",
    lambda X, Sigma: -weighted(scatter(X), Sigma) / 2 - len(X) / 2 * inv(Sigma),
    hint=Text(
        "What sign does the differential of an inverse carry?",
        "逆矩阵的微分带什么符号？",
    ),
    says=sayings.ONE_TERM_WITH_WRONG_SIGN,
)
grad_sigma.wrong(
    "one-sided",
    lambda X, Sigma: inv(Sigma) @ scatter(X) / 2 - len(X) / 2 * inv(Sigma),
    hint=hints.BOTH_SIDES_OF_AN_INVERSE,
    says=sayings.INVERSE_ON_ONE_SIDE,
)
grad_sigma.wrong(
    "single-sample",
    lambda X, Sigma: weighted(square_of_last(X), Sigma) / 2 - len(X) / 2 * inv(Sigma),
    hint=Text(
        "An index is missing: over what was the sum taken?",
        "少了一个下标：求和是对什么进行的？",
    ),
    says=Text("the quadratic term of your answer contains a single sample", "你的答案的二次项里只有一个样本"),
)
grad_sigma.wrong(
    "symmetric-rule",
    lambda X, Sigma: once_for_both(grad_sigma(X, Sigma)),
    hint=Text(
        "Are the d^2 entries treated as independent in this exercise?",
        "本题把 d² 个元素当作独立变量吗？",
    ),
    says=sayings.MIRRORED_ENTRIES_AS_ONE,
)
grad_sigma.wrong(
    "not-centred",
    lambda X, Sigma: weighted(X.T @ X, Sigma) / 2 - len(X) / 2 * inv(Sigma),
    hint=Text(
        "Which mu does this part prescribe?",
        "这一问规定 μ 取什么？",
    ),
    says=sayings.NOT_CENTRED,
)


@exercise(
    "gaussian-grad-sigma-symmetric",
    latex=r"\Bigl(\frac{\partial L}{\partial\sigma_{ij}}\Bigr)_{i,j}\in\mathbb R^{d\times d},"
    r"\quad \sigma_{ij}=\sigma_{ji},\quad L=\sum_{t=1}^{N}\ln\mathcal N(x_t\mid\bar x,\Sigma)",
    place="Homework 4, problem 5(2), read with Sigma a symmetric variable (extension)",
    oracle=along_symmetric_pairs,
    inputs=draw,
    symmetric=("Sigma",),
    signature="grad_Sigma_sym(X: (N,d), Sigma: (d,d)) -> (d,d)",
    notes=Text(
        'The homework sheet says "since Sigma is symmetric" but gives the gradient with '
        "independent entries. Both vanish at the same Sigma.",
        "习题原文说“因为 Σ 对称”，给出的却是各元素独立时的梯度。两者在同一个 Σ 处为零。",
    ),
    zh=(
        "设 L 为协方差 Σ 的正态分布下 X 各行的对数似然，μ 为样本均值，且 Σ 始终保持对称："
        "答案的 (i,j) 元是 L 对 σ_ij 与 σ_ji 的共同值的导数。"
    ),
)
def grad_symmetric(X, Sigma):
    """With mu = the sample mean: derivative of the log-likelihood L (of the rows of X under a normal
    distribution with covariance Sigma) when Sigma stays symmetric: entry (i,j) of the answer is dL
    / d(common value of sigma_ij and sigma_ji).
    """
    G = grad_sigma(X, Sigma)
    return 2 * G - np.diag(np.diag(G))


grad_symmetric.wrong(
    "unconstrained",
    grad_sigma,
    hint=Text(
        "Changing sigma_ij also changes sigma_ji here.",
        "在这里，改变 σ_ij 的同时 σ_ji 也跟着变。",
    ),
    says=Text(
        "your answer takes sigma_ij and sigma_ji for independent variables",
        "你的答案把 σ_ij 与 σ_ji 当成了两个独立变量",
    ),
)
grad_symmetric.wrong(
    "doubled-everywhere",
    lambda X, Sigma: 2 * grad_sigma(X, Sigma),
    hint=Text(
        "How often does a diagonal entry occur?",
        "对角元出现了几次？",
    ),
    says=Text("your answer doubles the entries on the diagonal too", "你的答案把对角元也加倍了"),
)
grad_symmetric.wrong(
    "halved-diagonal",
    lambda X, Sigma: grad_symmetric(X, Sigma) / 2,
    hint=hints.CONSTANTS,
    says=sayings.HALVED,
)
grad_symmetric.wrong(
    "symmetrised",
    lambda X, Sigma: (grad_sigma(X, Sigma) + grad_sigma(X, Sigma).T) / 2,
    hint=Text(
        "Averaging a matrix that is symmetric already changes nothing.",
        "对已经对称的矩阵取平均不会改变任何东西。",
    ),
    says=Text(
        "your answer takes sigma_ij and sigma_ji for independent variables",
        "你的答案把 σ_ij 与 σ_ji 当成了两个独立变量",
    ),
)
grad_symmetric.wrong(
    "lower-only",
    lambda X, Sigma: np.tril(grad_symmetric(X, Sigma)),
    hint=Text(
        "Return the full symmetric matrix.",
        "请返回完整的对称矩阵。",
    ),
    says=Text("your answer is zero above the diagonal", "你的答案在对角线上方全是零"),
)


EXERCISES = (grad_sigma, grad_symmetric)
