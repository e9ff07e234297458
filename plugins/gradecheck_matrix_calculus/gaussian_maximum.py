"""Homework 4, problem 5(2): the mean and the covariance at which the log-likelihood is largest."""

import numpy as np
from numpy.linalg import inv

from gradecheck.author import Text, exercise
from gradecheck_matrix_calculus import hints, sayings
from gradecheck_matrix_calculus.gaussian import SLIPS, draw_sample, log_likelihood
from gradecheck_matrix_calculus.gaussian_covariance import log_likelihood_at_mean, scatter, square_of_last


def draw(rng, k):
    return [draw_sample(rng, k)]


def root(S):
    """The symmetric square root of S."""
    variances, basis = np.linalg.eigh(S)
    return basis * np.sqrt(variances) @ basis.T


def newton_step(X):
    """Root of dL/dmu: from mu = 0 with Sigma = I, where the Hessian is -N I, one step is enough."""
    N, d = X.shape
    h = 1e-30
    return np.array([log_likelihood(X, 1j * h * e, np.eye(d)).imag for e in np.eye(d)]) / h / N


@exercise(
    "gaussian-mle-mu",
    latex=r"\partial L/\partial\mu=0,\quad \mu\in\mathbb R^{d},"
    r"\quad L=\sum_{t=1}^{N}\ln\mathcal N(x_t\mid\mu,\Sigma)",
    place="Homework 4, problem 5(2), the condition 'mu = 1/N sum x_t'",
    oracle=newton_step,
    inputs=draw,
    signature="mle_mu(X: (N,d)) -> (d,)",
    notes=Text(
        "The homework sheet prints 使 for 时 in the statement.",
        "习题原文题干中把“时”误印为“使”。",
    ),
    zh="设 L 为均值 μ 的正态分布下 X 各行的对数似然，求使 ∂L/∂μ=0 的 μ。",
)
def mle_mu(X):
    """The mu that makes dL/dmu = 0, where L is the log-likelihood of the rows of X under a normal
    distribution with mean mu.
    """
    return X.mean(axis=0)


mle_mu.wrong("sum", lambda X: X.sum(axis=0), hint=hints.SUM_OR_MEAN, says=sayings.NOT_DIVIDED)
mle_mu.wrong(
    "median",
    lambda X: np.median(X, axis=0),
    hint=hints.ZERO_DEVIATIONS,
    says=Text("your answer is the median of the samples", "你的答案是样本的中位数"),
)
mle_mu.wrong(
    "n-minus-1",
    lambda X: X.sum(axis=0) / (len(X) - 1),
    hint=hints.ZERO_DEVIATIONS,
    says=sayings.DIVIDED_BY_N_MINUS_1,
)
mle_mu.wrong(
    "wrong-axis",
    lambda X: X.mean(axis=1),
    hint=hints.SAMPLE_AXIS,
    says=Text(
        "the entries of your answer stand for samples, not for coordinates",
        "你的答案的分量对应的是样本，而不是坐标",
    ),
)
mle_mu.wrong(
    "weighted",
    lambda X: inv(np.cov(X.T)) @ X.mean(axis=0),
    hint=Text(
        "An invertible factor in front cannot change where the gradient vanishes.",
        "前面的可逆因子不会改变梯度的零点。",
    ),
    says=Text(
        "your answer has the inverse of a covariance as a factor", "你的答案带有一个协方差的逆作为因子"
    ),
)


def root_in_the_precision(X):
    """Root of dL/dSigma: L in P = Sigma^-1 has the gradient N/2 (P^-1 - Sigma_hat); taken at P = I."""
    N, d = X.shape
    G = np.empty((d, d))
    for entry in np.ndindex(d, d):
        P = np.eye(d, dtype=complex)
        P[entry] += 1e-30j
        G[entry] = log_likelihood_at_mean(X, inv(P)).imag / 1e-30
    return np.eye(d) - 2 / N * G


@exercise(
    "gaussian-mle-sigma",
    latex=r"\partial L/\partial\Sigma=0,\quad \Sigma\in\mathbb R^{d\times d},"
    r"\quad L=\sum_{t=1}^{N}\ln\mathcal N(x_t\mid\bar x,\Sigma)",
    place="Homework 4, problem 5(2), 'find Sigma with dL/dSigma = 0'",
    oracle=root_in_the_precision,
    inputs=draw,
    signature="mle_Sigma(X: (N,d)) -> (d,d)",
    notes=SLIPS,
    zh="设 L 为协方差 Σ 的正态分布下 X 各行的对数似然。当 μ 为样本均值时，求使 ∂L/∂Σ=0 的 Σ。",
)
def mle_sigma(X):
    """With mu = the sample mean: the Sigma that makes dL/dSigma = 0, where L is the log-likelihood of
    the rows of X under a normal distribution with covariance Sigma.
    """
    V = X - X.mean(axis=0)
    return V.T @ V / len(X)


mle_sigma.wrong(
    "n-minus-1",
    lambda X: scatter(X) / (len(X) - 1),
    hint=Text(
        "Put your Sigma into dL/dSigma: is it exactly zero? Unbiased is another requirement.",
        "把你的 Σ 代回 ∂L/∂Σ：恰好为零吗？“无偏”是另一个要求。",
    ),
    says=sayings.DIVIDED_BY_N_MINUS_1,
)
mle_sigma.wrong("sum", scatter, hint=hints.SUM_OR_MEAN, says=sayings.NOT_DIVIDED)
mle_sigma.wrong(
    "not-centred",
    lambda X: X.T @ X / len(X),
    hint=Text(
        "Around which point are the squares taken?",
        "平方是围绕哪个点取的？",
    ),
    says=sayings.NOT_CENTRED,
)
mle_sigma.wrong(
    "seed-slip",
    lambda X: square_of_last(X) / len(X),
    hint=Text(
        "Is your matrix invertible? L contains ln|Sigma|.",
        "你的矩阵可逆吗？L 里有 ln|Σ|。",
    ),
    says=Text("your answer uses a single sample", "你的答案只用到一个样本"),
)
mle_sigma.wrong(
    "inverse",
    lambda X: inv(mle_sigma(X)),
    hint=hints.MATRIX_OR_INVERSE,
    says=Text("your answer is the inverse of what is asked for", "你的答案是所求结果的逆"),
)
mle_sigma.wrong(
    "diagonal",
    lambda X: np.diag(np.diag(mle_sigma(X))),
    hint=Text(
        "Nothing in the problem makes the coordinates uncorrelated.",
        "题目没有说各坐标不相关。",
    ),
    says=sayings.DIAGONAL_ONLY,
)
mle_sigma.wrong(
    "gram",
    lambda X: (X - X.mean(axis=0)) @ (X - X.mean(axis=0)).T / X.shape[1],
    hint=hints.SHAPES,
    says=Text(
        "the rows and columns of your answer stand for samples, not for coordinates",
        "你的答案的行与列对应的是样本，而不是坐标",
    ),
)
mle_sigma.wrong(
    "std",
    lambda X: root(mle_sigma(X)),
    hint=Text(
        "Units: is Sigma a covariance or a standard deviation?",
        "看量纲：Σ 是协方差还是标准差？",
    ),
    says=Text("your answer is the square root of what is asked for", "你的答案是所求结果的平方根"),
)


EXERCISES = (mle_mu, mle_sigma)
