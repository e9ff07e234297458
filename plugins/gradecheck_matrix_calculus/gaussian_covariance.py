"""Homework 4, problem 5(2): the log-likelihood of a normal distribution, and its covariance."""

import numpy as np
from numpy.linalg import det, inv

from gradecheck.author import Text, exercise
from gradecheck.draw import normal, positive_definite, well_conditioned
from gradecheck_matrix_calculus import hints
from gradecheck_matrix_calculus.gaussian import SLIPS, case_shape, draw_sample, log_likelihood


def log_determinant(S):
    """ln|S|."""
    return np.log(det(S))


def inverse_quadratic(v, S):
    """v^T S^-1 v."""
    return v @ inv(S) @ v


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


def once_for_both(G):
    """2G - diag(G): the derivative by the common value of two mirrored entries."""
    return 2 * G - np.diag(np.diag(G))


def root(S):
    """The symmetric square root of S."""
    variances, basis = np.linalg.eigh(S)
    return basis * np.sqrt(variances) @ basis.T


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
    "logdet-grad",
    place="Homework 4, problem 5(2), first term",
    derivative_of=log_determinant,
    wrt="S",
    layout="denominator",
    signature="grad_S(S: (d,d)) -> (d,d)",
    notes=Text(
        "The homework sheet drops the transpose because Sigma is symmetric; a general S makes it visible.",
        "因为 Σ 对称,习题原文省去了转置;一般的 S 能让它显现出来。",
    ),
    zh="求 ln|S| 对 S 的梯度(各元素独立)。",
)
def grad_logdet(S):
    """Gradient of ln|S| with respect to S (all entries independent)."""
    return inv(S).T


@grad_logdet.inputs
def _(rng, k):
    S = well_conditioned(rng, 2 + k % 4)
    S[0] *= np.sign(det(S))
    return [S]


grad_logdet.wrong(
    "not-transposed",
    lambda S: inv(S),
    hint=Text(
        "The shape is fine, but entries (i,j) and (j,i) look exchanged; try an input that is not symmetric.",
        "形状没错,但 (i,j) 与 (j,i) 两个位置好像互换了;换一个不对称的输入试试。",
    ),
)
grad_logdet.wrong(
    "det-gradient",
    lambda S: det(S) * inv(S).T,
    hint=Text(
        "Something inside also depends on the variable; what does its own derivative contribute?",
        "里层也依赖自变量;它自己的导数贡献了什么?",
    ),
)
grad_logdet.wrong(
    "one-over-det",
    lambda S: inv(S).T / det(S),
    hint=Text(
        "Two factors containing |S| arise; do they cancel?",
        "出现了两个含 |S| 的因子;它们会消掉吗?",
    ),
)
grad_logdet.wrong(
    "elementwise",
    lambda S: 1 / S,
    hint=Text(
        "`*` and `@` are different products: which one does the derivation contain?",
        "`*` 与 `@` 是两种不同的乘积:推导里用的是哪一种?",
    ),
)
grad_logdet.wrong(
    "sign-flip",
    lambda S: -inv(S).T,
    hint=Text(
        "Move a tiny step along your answer: does the function go up or down?",
        "沿着你的答案走一小步:函数值是升了还是降了?",
    ),
)
grad_logdet.wrong(
    "trace",
    lambda S: np.trace(inv(S)) * np.eye(len(S)),
    hint=Text(
        "The gradient has d x d different entries; only tr(M dS) contains a trace.",
        "梯度有 d×d 个不同的元素;含迹的只是 tr(M dS)。",
    ),
)


@exercise(
    "mahalanobis-grad-sigma",
    place="Homework 4, problem 5(2), second term",
    derivative_of=inverse_quadratic,
    wrt="S",
    layout="denominator",
    signature="grad_S(v: (d,), S: (d,d)) -> (d,d)",
    notes=SLIPS,
    zh="求 vᵀS⁻¹v 对 S 的梯度(S 对称正定,但各元素视为独立变量)。",
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
    "sign-lost",
    lambda v, S: inv(S) @ np.outer(v, v) @ inv(S),
    hint=Text(
        "Move a tiny step along your answer: does the function go up or down?",
        "沿着你的答案走一小步:函数值是升了还是降了?",
    ),
)
grad_quadratic.wrong(
    "one-sided",
    lambda v, S: -inv(S) @ np.outer(v, v),
    hint=Text(
        "The differential of an inverse has a factor on both sides.",
        "逆矩阵的微分在左右两侧各有一个因子。",
    ),
)
grad_quadratic.wrong(
    "commuted",
    lambda v, S: -np.outer(v, v) @ inv(S) @ inv(S),
    hint=Text(
        "Matrices do not commute: keep every factor on the side where it first appeared.",
        "矩阵乘法不可交换:每个因子要留在它最初出现的那一侧。",
    ),
)
grad_quadratic.wrong(
    "not-inverted",
    lambda v, _S: np.outer(v, v),
    hint=Text(
        "Something inside also depends on the variable; what does its own derivative contribute?",
        "里层也依赖自变量;它自己的导数贡献了什么?",
    ),
)
grad_quadratic.wrong(
    "scalar",
    lambda v, S: -v @ inv(S) @ inv(S) @ v,
    hint=Text(
        "Write the shape under every factor; do the rows and columns of your answer match what is asked?",
        "在每个因子下面写出形状;你答案的行与列和题目要求的对得上吗?",
    ),
)
grad_quadratic.wrong(
    "symmetric-rule",
    lambda v, S: once_for_both(grad_quadratic(v, S)),
    hint=Text(
        "Are the d^2 entries of S treated as independent in this exercise?",
        "本题把 S 的 d² 个元素当作独立变量吗?",
    ),
)


@exercise(
    "gaussian-grad-sigma",
    place="Homework 4, problem 5(2), the derivative",
    derivative_of=log_likelihood_at_mean,
    wrt="Sigma",
    layout="denominator",
    inputs=draw,
    signature="grad_Sigma(X: (N,d), Sigma: (d,d)) -> (d,d)",
    notes=SLIPS,
    zh=(
        "设 L 为协方差 Σ 的正态分布下 X 各行的对数似然。当 μ 为样本均值时,求 L 对 Σ 的梯度(d² "
        "个元素视为独立变量)。"
    ),
)
def grad_sigma(X, Sigma):
    """With mu = the sample mean: gradient of the log-likelihood L (of the rows of X under a normal
    distribution with covariance Sigma) with respect to Sigma, the d^2 entries taken as independent.
    """
    V = X - X.mean(axis=0)
    return inv(Sigma) @ V.T @ V @ inv(Sigma) / 2 - len(X) / 2 * inv(Sigma)


grad_sigma.wrong(
    "sign-flip",
    lambda X, Sigma: -grad_sigma(X, Sigma),
    hint=Text(
        "Move a tiny step along your answer: does the function go up or down?",
        "沿着你的答案走一小步:函数值是升了还是降了?",
    ),
)
grad_sigma.wrong(
    "logdet-once",
    lambda X, Sigma: weighted(scatter(X), Sigma) / 2 - inv(Sigma) / 2,
    hint=Text(
        "How many samples contribute a normalising constant?",
        "有多少个样本贡献了归一化常数?",
    ),
)
grad_sigma.wrong(
    "no-half",
    lambda X, Sigma: 2 * grad_sigma(X, Sigma),
    hint=Text(
        "The pattern is right but its size is not: recount the constants (the factor in "
        "front, exponents that come down, how often the variable appears).",
        "形式对了,大小不对:重新数一数常数(前面的系数、求导落下来的指数、自变量出现的次数)。",
    ),
)
grad_sigma.wrong(
    "mean",
    lambda X, Sigma: grad_sigma(X, Sigma) / len(X),
    hint=Text(
        "Sum or average? Read again how the function is defined.",
        "求和还是取平均?再看一遍函数的定义。",
    ),
)
grad_sigma.wrong(
    "inner-sign",
    lambda X, Sigma: -weighted(scatter(X), Sigma) / 2 - len(X) / 2 * inv(Sigma),
    hint=Text(
        "What sign does the differential of an inverse carry?",
        "逆矩阵的微分带什么符号?",
    ),
)
grad_sigma.wrong(
    "one-sided",
    lambda X, Sigma: inv(Sigma) @ scatter(X) / 2 - len(X) / 2 * inv(Sigma),
    hint=Text(
        "The differential of an inverse has a factor on both sides.",
        "逆矩阵的微分在左右两侧各有一个因子。",
    ),
)
grad_sigma.wrong(
    "single-sample",
    lambda X, Sigma: weighted(square_of_last(X), Sigma) / 2 - len(X) / 2 * inv(Sigma),
    hint=Text(
        "An index is missing: over what was the sum taken?",
        "少了一个下标:求和是对什么进行的?",
    ),
)
grad_sigma.wrong(
    "symmetric-rule",
    lambda X, Sigma: once_for_both(grad_sigma(X, Sigma)),
    hint=Text(
        "Are the d^2 entries treated as independent in this exercise?",
        "本题把 d² 个元素当作独立变量吗?",
    ),
)
grad_sigma.wrong(
    "not-centred",
    lambda X, Sigma: weighted(X.T @ X, Sigma) / 2 - len(X) / 2 * inv(Sigma),
    hint=Text(
        "Which mu does this part prescribe?",
        "这一问规定 μ 取什么?",
    ),
)


@exercise(
    "gaussian-grad-sigma-symmetric",
    place="Homework 4, problem 5(2), read with Sigma a symmetric variable (extension)",
    oracle=along_symmetric_pairs,
    inputs=draw,
    signature="grad_Sigma_sym(X: (N,d), Sigma: (d,d)) -> (d,d)",
    notes=Text(
        'The homework sheet says "since Sigma is symmetric" but gives the gradient with '
        "independent entries. Both vanish at the same Sigma.",
        "习题原文说“因为 Σ 对称”,给出的却是各元素独立时的梯度。两者在同一个 Σ 处为零。",
    ),
    zh=(
        "设 L 为协方差 Σ 的正态分布下 X 各行的对数似然,μ 为样本均值,且 Σ 始终保持对称:答案的"
        " (i,j) 元是 L 对 σ_ij 与 σ_ji 的共同值的导数。"
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
    lambda X, Sigma: grad_sigma(X, Sigma),
    hint=Text(
        "Changing sigma_ij also changes sigma_ji here.",
        "在这里,改变 σ_ij 的同时 σ_ji 也跟着变。",
    ),
)
grad_symmetric.wrong(
    "doubled-everywhere",
    lambda X, Sigma: 2 * grad_sigma(X, Sigma),
    hint=Text(
        "How often does a diagonal entry occur?",
        "对角元出现了几次?",
    ),
)
grad_symmetric.wrong(
    "halved-diagonal",
    lambda X, Sigma: grad_symmetric(X, Sigma) / 2,
    hint=Text(
        "The pattern is right but its size is not: recount the constants (the factor in "
        "front, exponents that come down, how often the variable appears).",
        "形式对了,大小不对:重新数一数常数(前面的系数、求导落下来的指数、自变量出现的次数)。",
    ),
)
grad_symmetric.wrong(
    "symmetrised",
    lambda X, Sigma: (grad_sigma(X, Sigma) + grad_sigma(X, Sigma).T) / 2,
    hint=Text(
        "Averaging a matrix that is symmetric already changes nothing.",
        "对已经对称的矩阵取平均不会改变任何东西。",
    ),
)
grad_symmetric.wrong(
    "lower-only",
    lambda X, Sigma: np.tril(grad_symmetric(X, Sigma)),
    hint=Text(
        "Return the full symmetric matrix.",
        "请返回完整的对称矩阵。",
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
    place="Homework 4, problem 5(2), 'find Sigma with dL/dSigma = 0'",
    oracle=root_in_the_precision,
    signature="mle_Sigma(X: (N,d)) -> (d,d)",
    notes=SLIPS,
    zh="设 L 为协方差 Σ 的正态分布下 X 各行的对数似然。当 μ 为样本均值时,求使 ∂L/∂Σ=0 的 Σ。",
)
def mle_sigma(X):
    """With mu = the sample mean: the Sigma that makes dL/dSigma = 0, where L is the log-likelihood of
    the rows of X under a normal distribution with covariance Sigma.
    """
    V = X - X.mean(axis=0)
    return V.T @ V / len(X)


@mle_sigma.inputs
def _(rng, k):
    return [draw_sample(rng, k)]


mle_sigma.wrong(
    "n-minus-1",
    lambda X: scatter(X) / (len(X) - 1),
    hint=Text(
        "Put your Sigma into dL/dSigma: is it exactly zero? Unbiased is another requirement.",
        "把你的 Σ 代回 ∂L/∂Σ:恰好为零吗?“无偏”是另一个要求。",
    ),
)
mle_sigma.wrong(
    "sum",
    lambda X: scatter(X),
    hint=Text(
        "Sum or average? Read again how the function is defined.",
        "求和还是取平均?再看一遍函数的定义。",
    ),
)
mle_sigma.wrong(
    "not-centred",
    lambda X: X.T @ X / len(X),
    hint=Text(
        "Around which point are the squares taken?",
        "平方是围绕哪个点取的?",
    ),
)
mle_sigma.wrong(
    "seed-slip",
    lambda X: square_of_last(X) / len(X),
    hint=Text(
        "Is your matrix invertible? L contains ln|Sigma|.",
        "你的矩阵可逆吗?L 里有 ln|Σ|。",
    ),
)
mle_sigma.wrong(
    "inverse",
    lambda X: inv(mle_sigma(X)),
    hint=Text(
        "Which matrix appears in the definition: the matrix itself or its inverse?",
        "定义里出现的是矩阵本身,还是它的逆?",
    ),
)
mle_sigma.wrong(
    "diagonal",
    lambda X: np.diag(np.diag(mle_sigma(X))),
    hint=Text(
        "Nothing in the problem makes the coordinates uncorrelated.",
        "题目没有说各坐标不相关。",
    ),
)
mle_sigma.wrong(
    "gram",
    lambda X: (X - X.mean(axis=0)) @ (X - X.mean(axis=0)).T / X.shape[1],
    hint=Text(
        "Write the shape under every factor; do the rows and columns of your answer match what is asked?",
        "在每个因子下面写出形状;你答案的行与列和题目要求的对得上吗?",
    ),
)
mle_sigma.wrong(
    "std",
    lambda X: root(mle_sigma(X)),
    hint=Text(
        "Units: is Sigma a covariance or a standard deviation?",
        "看量纲:Σ 是协方差还是标准差?",
    ),
)


EXERCISES = (grad_logdet, grad_quadratic, grad_sigma, grad_symmetric, mle_sigma)
