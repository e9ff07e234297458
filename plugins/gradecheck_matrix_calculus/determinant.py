"""Homework 4, problem 6: the determinant of a power."""

import numpy as np
from numpy.linalg import det, inv, matrix_power

from gradecheck.author import Text, exercise
from gradecheck.draw import well_conditioned
from gradecheck_matrix_calculus import hints, sayings


def determinant(X):
    """|X|."""
    return det(X)


def determinant_of_power(X, k):
    """|X^k|, the function of the problem."""
    return det(matrix_power(X, k))


def draw_matrix(rng, case):
    """Determinants on both sides of 1 and never near it, negative ones in the cases with odd exponents."""
    low, high = ((0.5, 0.95), (1.05, 2.0))[case % 2]
    X = well_conditioned(rng, 3 + case % 3, low, high)
    if (det(X) < 0) != (case % 2 == 1):
        X[0] = -X[0]
    return X


@exercise(
    "det-grad",
    latex=r"\nabla_X\,\lvert X\rvert\in\mathbb R^{m\times m},\quad X\in\mathbb R^{m\times m}",
    place="Homework 4, problem 6, inner factor d|X|/dX",
    derivative_of=determinant,
    wrt="X",
    layout="denominator",
    signature="grad_X(X: (m,m)) -> (m,m)",
    zh="求行列式 |X| 对 X 的梯度。",
)
def grad_determinant(X):
    """Gradient of the determinant |X| with respect to X."""
    return det(X) * inv(X).T


@grad_determinant.inputs
def _(rng, k):
    return [draw_matrix(rng, k)]


grad_determinant.wrong(
    "adjugate-not-transposed",
    lambda X: det(X) * inv(X),
    hint=hints.EXCHANGED_ENTRIES,
    says=sayings.TRANSPOSED,
)
grad_determinant.wrong(
    "logdet",
    lambda X: inv(X).T,
    hint=Text(
        "That is the gradient of the logarithm of the function.",
        "这是该函数取对数之后的梯度。",
    ),
    says=Text("your answer is the gradient of ln|X|, not of |X|", "你的答案是 ln|X| 的梯度，不是 |X| 的"),
)
grad_determinant.wrong(
    "scalar-rule",
    lambda X: det(X) * np.eye(len(X)),
    hint=Text(
        "Expand the determinant along one row: what multiplies the entry x_ij?",
        "按某一行展开行列式：与 x_ij 相乘的是什么？",
    ),
    says=sayings.MULTIPLE_OF_UNIT_MATRIX,
)
grad_determinant.wrong("sign-flip", lambda X: -det(X) * inv(X).T, hint=hints.SIGN, says=sayings.NEGATED)
grad_determinant.wrong(
    "no-inverse",
    lambda X: det(X) * X.T,
    hint=hints.MATRIX_OR_INVERSE,
    says=Text("your answer has X where its inverse belongs", "你的答案在该用 X 的逆的地方用了 X"),
)


@exercise(
    "det-power-grad",
    latex=r"\nabla_X\,\lvert X^{k}\rvert\in\mathbb R^{m\times m},\quad k\in\mathbb Z",
    place="Homework 4, problem 6",
    derivative_of=determinant_of_power,
    wrt="X",
    layout="denominator",
    signature="grad_X(X: (m,m), k: int) -> (m,m)",
    notes=Text(
        "The homework sheet prints |X_k| with a subscript in the statement; its answer treats "
        "|X^k|. Read literally (the leading k x k block), the answer would be |X_k| X_k^-T "
        "padded with zeros.",
        "习题原文题干印作 |X_k|（下标），解答处理的却是 |Xᵏ|。若按字面理解为左上角 k×k 子块，"
        "答案应是 |X_k| X_k⁻ᵀ 再补零。",
    ),
    zh="求 |Xᵏ|（X 可逆，k 为整数）对 X 的梯度。",
)
def grad_power(X, k):
    """Gradient of |X^k| (X invertible, k an integer) with respect to X."""
    return k * det(X) ** k * inv(X).T


@grad_power.inputs
def _(rng, case):
    return [draw_matrix(rng, case), (2, 3, 4, -1, -2)[case % 5]]


def leading_block(X, k):
    """|X_k| X_k^-T in the leading k x k block, 0 elsewhere."""
    G = np.zeros_like(X)
    G[:k, :k] = det(X[:k, :k]) * inv(X[:k, :k]).T
    return G


grad_power.wrong(
    "lost-k",
    lambda X, k: det(X) ** k * inv(X).T,
    hint=Text(
        "Write u = |X|: what is the derivative of u^k in u?",
        "令 u=|X|：u^k 对 u 的导数是什么？",
    ),
    says=Text("k is missing as a factor in your answer", "你的答案少了因子 k"),
)
grad_power.wrong(
    "lost-det-factor",
    lambda X, k: k * det(X) ** (k - 1) * inv(X).T,
    hint=hints.INNER_DERIVATIVE,
    says=Text("your answer has |X| in the wrong power", "你的答案里 |X| 的幂次不对"),
)
grad_power.wrong(
    "not-transposed",
    lambda X, k: k * det(X) ** k * inv(X),
    hint=hints.EXCHANGED_ENTRIES,
    says=sayings.TRANSPOSED,
)
grad_power.wrong(
    "power-rule",
    lambda X, k: k * det(X) ** (k - 1) * np.eye(len(X)),
    hint=Text(
        "The outer function is a power, but of what, and how does that depend on x_ij?",
        "外层是幂函数，但底是什么？它怎样依赖 x_ij？",
    ),
    says=sayings.MULTIPLE_OF_UNIT_MATRIX,
)
grad_power.wrong(
    "scalar-multiple",
    lambda X, k: float(k) ** len(X) * det(X) * inv(X).T,
    hint=Text(
        "Is k an exponent or a factor?",
        "k 是指数还是系数？",
    ),
    says=Text("your answer is the gradient of |kX|", "你的答案是 |kX| 的梯度"),
)
grad_power.wrong(
    "inverse-power",
    lambda X, k: k * det(X) ** k * matrix_power(X, -k).T,
    hint=Text(
        "How many inverse factors does one differentiation of a determinant produce?",
        "对行列式求一次导会产生几个逆矩阵因子？",
    ),
    says=Text(
        "your answer contains X^-k, the inverse of the whole power",
        "你的答案里出现的是 X⁻ᵏ，即整个幂的逆",
    ),
)
grad_power.wrong(
    "subscript-reading",
    leading_block,
    hint=Text(
        "Here k is an exponent of the matrix, not an index.",
        "这里的 k 是矩阵的幂次，不是下标。",
    ),
    says=Text(
        "your answer is the gradient of |X_k|, where X_k is a block of X",
        "你的答案是 |X_k| 的梯度，其中 X_k 是 X 的一个子块",
    ),
)


EXERCISES = (grad_determinant, grad_power)
