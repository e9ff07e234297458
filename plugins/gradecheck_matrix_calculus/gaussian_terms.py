"""Homework 4, problem 5: the terms of the log-likelihood, each by itself."""

import numpy as np
from numpy.linalg import det, inv

from gradecheck.author import Text, exercise
from gradecheck.draw import normal, positive_definite, well_conditioned
from gradecheck_matrix_calculus import hints, sayings
from gradecheck_matrix_calculus.gaussian import SLIPS


def mahalanobis(x, mu, Sigma):
    """(x-mu)^T Sigma^-1 (x-mu)."""
    return (x - mu) @ inv(Sigma) @ (x - mu)


def log_determinant(S):
    """ln|S|."""
    return np.log(det(S))


def inverse_quadratic(v, S):
    """v^T S^-1 v."""
    return v @ inv(S) @ v


def once_for_both(G):
    """2G - diag(G): the derivative by the common value of two mirrored entries."""
    return 2 * G - np.diag(np.diag(G))


@exercise(
    "mahalanobis-grad-mu",
    latex=r"\nabla_\mu\,(x-\mu)^{\mathsf T}\Sigma^{-1}(x-\mu)\in\mathbb R^{d},"
    r"\quad \Sigma\in\mathbb R^{d\times d}",
    place="Homework 4, problem 5(1), inner step",
    derivative_of=mahalanobis,
    wrt="mu",
    layout="denominator",
    symmetric=("Sigma",),
    signature="grad_mu(x: (d,), mu: (d,), Sigma: (d,d)) -> (d,)",
    notes=SLIPS,
    zh="求单个样本的 (x−μ)ᵀΣ⁻¹(x−μ) 对 μ 的梯度。",
)
def grad_of_one(x, mu, Sigma):
    """Gradient of (x-mu)^T Sigma^-1 (x-mu) with respect to mu (one sample)."""
    return -2 * inv(Sigma) @ (x - mu)


@grad_of_one.inputs
def _(rng, k):
    d = 2 + k % 3
    return [normal(rng, d), normal(rng, d), positive_definite(rng, d, 0.3, 0.8)]


grad_of_one.wrong(
    "inner-minus-lost",
    lambda x, mu, Sigma: 2 * inv(Sigma) @ (x - mu),
    hint=hints.INNER_DERIVATIVE,
    says=sayings.NEGATED,
)
grad_of_one.wrong(
    "no-two", lambda x, mu, Sigma: -inv(Sigma) @ (x - mu), hint=hints.EVERY_OCCURRENCE, says=sayings.HALVED
)
grad_of_one.wrong(
    "sigma-not-inverse",
    lambda x, mu, Sigma: -2 * Sigma @ (x - mu),
    hint=hints.MATRIX_OR_INVERSE,
    says=sayings.SIGMA_NOT_INVERTED,
)
grad_of_one.wrong(
    "no-sigma", lambda x, mu, _Sigma: -2 * (x - mu), hint=hints.FORGOTTEN_INPUT, says=sayings.WITHOUT_SIGMA
)
grad_of_one.wrong(
    "elementwise",
    lambda x, mu, Sigma: -2 * (x - mu) / np.diag(Sigma),
    hint=hints.TWO_PRODUCTS,
    says=Text("your answer uses the diagonal of Sigma only", "你的答案只用到 Σ 的对角线"),
)


@exercise(
    "logdet-grad",
    latex=r"\nabla_S\ln\lvert S\rvert\in\mathbb R^{d\times d},\quad S\in\mathbb R^{d\times d}",
    place="Homework 4, problem 5(2), first term",
    derivative_of=log_determinant,
    wrt="S",
    layout="denominator",
    signature="grad_S(S: (d,d)) -> (d,d)",
    notes=Text(
        "The homework sheet drops the transpose because Sigma is symmetric; a general S makes it visible.",
        "因为 Σ 对称，习题原文省去了转置；一般的 S 能让它显现出来。",
    ),
    zh="求 ln|S| 对 S 的梯度（各元素独立）。",
)
def grad_logdet(S):
    """Gradient of ln|S| with respect to S (all entries independent)."""
    return inv(S).T


@grad_logdet.inputs
def _(rng, k):
    S = well_conditioned(rng, 2 + k % 4)
    S[0] *= np.sign(det(S))
    return [S]


grad_logdet.wrong("not-transposed", inv, hint=hints.EXCHANGED_ENTRIES, says=sayings.TRANSPOSED)
grad_logdet.wrong(
    "det-gradient",
    lambda S: det(S) * inv(S).T,
    hint=hints.INNER_DERIVATIVE,
    says=Text(
        "your answer is the gradient of |S|, without the logarithm", "你的答案是 |S| 的梯度，没有取对数"
    ),
)
grad_logdet.wrong(
    "one-over-det",
    lambda S: inv(S).T / det(S),
    hint=Text(
        "Two factors containing |S| arise; do they cancel?",
        "出现了两个含 |S| 的因子；它们会消掉吗？",
    ),
    says=Text("your answer has |S| in its denominator", "你的答案的分母里有 |S|"),
)
grad_logdet.wrong(
    "elementwise",
    lambda S: 1 / S,
    hint=hints.TWO_PRODUCTS,
    says=Text("your answer takes the reciprocal of every entry", "你的答案对每个元素取了倒数"),
)
grad_logdet.wrong("sign-flip", lambda S: -inv(S).T, hint=hints.SIGN, says=sayings.NEGATED)
grad_logdet.wrong(
    "trace",
    lambda S: np.trace(inv(S)) * np.eye(len(S)),
    hint=Text(
        "The gradient has d x d different entries; only tr(M dS) contains a trace.",
        "梯度有 d×d 个不同的元素；含迹的只是 tr(M dS)。",
    ),
    says=sayings.MULTIPLE_OF_UNIT_MATRIX,
)


@exercise(
    "mahalanobis-grad-sigma",
    latex=r"\nabla_S\,v^{\mathsf T}S^{-1}v\in\mathbb R^{d\times d},\quad v\in\mathbb R^{d}",
    place="Homework 4, problem 5(2), second term",
    derivative_of=inverse_quadratic,
    wrt="S",
    layout="denominator",
    symmetric=("S",),
    signature="grad_S(v: (d,), S: (d,d)) -> (d,d)",
    notes=SLIPS,
    zh="求 vᵀS⁻¹v 对 S 的梯度（S 对称正定，但各元素视为独立变量）。",
)
def grad_quadratic(v, S):
    """Gradient of v^T S^-1 v with respect to S (S symmetric positive definite, entries taken as
    independent).
    """
    return -inv(S) @ np.outer(v, v) @ inv(S)


@grad_quadratic.inputs
def _(rng, k):
    d = 2 + k % 4
    return [normal(rng, d), positive_definite(rng, d, 0.5, 2.0)]


grad_quadratic.wrong(
    "sign-lost", lambda v, S: inv(S) @ np.outer(v, v) @ inv(S), hint=hints.SIGN, says=sayings.NEGATED
)
grad_quadratic.wrong(
    "one-sided",
    lambda v, S: -inv(S) @ np.outer(v, v),
    hint=hints.BOTH_SIDES_OF_AN_INVERSE,
    says=sayings.INVERSE_ON_ONE_SIDE,
)
grad_quadratic.wrong(
    "commuted",
    lambda v, S: -np.outer(v, v) @ inv(S) @ inv(S),
    hint=hints.NO_COMMUTING,
    says=Text("your answer has both inverses on the same side", "你的答案把两个逆矩阵都放在了同一侧"),
)
grad_quadratic.wrong(
    "not-inverted",
    lambda v, _S: np.outer(v, v),
    hint=hints.INNER_DERIVATIVE,
    says=Text(
        "your answer is the gradient of v^T S v, without the inverse", "你的答案是 vᵀSv 的梯度，没有取逆"
    ),
)
grad_quadratic.wrong(
    "scalar",
    lambda v, S: -v @ inv(S) @ inv(S) @ v,
    hint=hints.SHAPES,
    says=Text("your answer is a single number", "你的答案只是一个数"),
)
grad_quadratic.wrong(
    "symmetric-rule",
    lambda v, S: once_for_both(grad_quadratic(v, S)),
    hint=Text(
        "Are the d^2 entries of S treated as independent in this exercise?",
        "本题把 S 的 d² 个元素当作独立变量吗？",
    ),
    says=sayings.MIRRORED_ENTRIES_AS_ONE,
)


EXERCISES = (grad_of_one, grad_logdet, grad_quadratic)
