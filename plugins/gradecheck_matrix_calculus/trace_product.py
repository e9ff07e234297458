"""Homework 4, problem 7: tr(A X B X^T C)."""

import numpy as np

from gradecheck.author import Text, exercise
from gradecheck.draw import case_sizes, normal
from gradecheck_matrix_calculus import hints, sayings

NOTES = Text(
    "The first line of the homework sheet's answer lacks the trace on the left: 'd(AxBx^TC) = Tr[...]' "
    "has a matrix on the left and a number on the right; and X is printed as a lower-case x throughout. "
    "The result is right.",
    "习题原文解答的第一行左边少了迹：“d(AxBxᵀC) = Tr[…]”左边是矩阵，右边是数；"
    "而且 X 一律印成了小写 x。结果正确。",
)


def trace_of_product(A, X, B, C):
    """tr(A X B X^T C), the function of the problem."""
    return np.trace(A @ X @ B @ X.T @ C)


def draw(rng, case):
    m, n, k = case_sizes(case, 3)
    return [normal(rng, m, n), normal(rng, n, k), normal(rng, k, k), normal(rng, n, m)]


def draw_with_direction(rng, case):
    A, X, B, C = draw(rng, case)
    return [A, X, B, C, normal(rng, *X.shape)]


@exercise(
    "trace-axbxc-grad",
    latex=r"\nabla_X\operatorname{tr}(AXBX^{\mathsf T}C)\in\mathbb R^{n\times k}",
    place="Homework 4, problem 7",
    derivative_of=trace_of_product,
    wrt="X",
    layout="denominator",
    inputs=draw,
    signature="grad_X(A: (m,n), X: (n,k), B: (k,k), C: (n,m)) -> (n,k)",
    notes=NOTES,
    zh="求 tr(AXBXᵀC) 对 X 的梯度。",
)
def grad_x(A, X, B, C):
    """Gradient of tr(A X B X^T C) with respect to X."""
    return A.T @ C.T @ X @ B.T + C @ A @ X @ B


grad_x.wrong(
    "first-X-only",
    lambda A, X, B, C: A.T @ C.T @ X @ B.T,
    hint=hints.EVERY_OCCURRENCE,
    says=sayings.FIRST_X_ONLY,
)
grad_x.wrong(
    "second-X-only",
    lambda A, X, B, C: C @ A @ X @ B,
    hint=hints.EVERY_OCCURRENCE,
    says=Text("your answer has the term of the second X only", "你的答案只有第二个 X 所贡献的项"),
)
grad_x.wrong(
    "assumed-symmetric",
    lambda A, X, B, C: 2 * C @ A @ X @ B,
    hint=hints.UNGRANTED_SYMMETRY,
    says=Text(
        "your answer takes matrices for symmetric that need not be",
        "你的答案把不一定对称的矩阵当成了对称矩阵",
    ),
)
grad_x.wrong(
    "transposed",
    lambda A, X, B, C: grad_x(A, X, B, C).T,
    hint=Text(
        "From df = tr(M dX) to the gradient there is one more step.",
        "从 df = tr(M dX) 到梯度，还差一步。",
    ),
    says=sayings.TRANSPOSED,
)
grad_x.wrong(
    "B-swapped",
    lambda A, X, B, C: A.T @ C.T @ X @ B + C @ A @ X @ B.T,
    hint=Text(
        "When a product is transposed, every factor is transposed.",
        "乘积转置时，每个因子都要转置。",
    ),
    says=Text(
        "your answer transposes B in the wrong one of its two terms", "你的答案有两项，B 的转置加错了项"
    ),
)
grad_x.wrong(
    "minus",
    lambda A, X, B, C: C @ A @ X @ B - A.T @ C.T @ X @ B.T,
    hint=hints.SIGN,
    says=sayings.ONE_TERM_WITH_WRONG_SIGN,
)
grad_x.wrong("halved", lambda A, X, B, C: grad_x(A, X, B, C) / 2, hint=hints.CONSTANTS, says=sayings.HALVED)
grad_x.wrong(
    "wrong-order",
    lambda A, X, B, C: C.T @ A.T @ X @ B.T + C @ A @ X @ B,
    hint=Text(
        "The order of the factors reverses when a product is transposed.",
        "乘积转置时，因子的次序要颠倒。",
    ),
    says=sayings.SHAPES_DO_NOT_FIT,
    raises=True,
)


@exercise(
    "trace-axbxc-differential",
    latex=r"\mathrm d\operatorname{tr}(AXBX^{\mathsf T}C)[\mathrm dX]\in\mathbb R,"
    r"\quad X,\mathrm dX\in\mathbb R^{n\times k}",
    place="Homework 4, problem 7, the trace steps",
    derivative_of=trace_of_product,
    along={"X": "dX"},
    inputs=draw_with_direction,
    signature="df(A, X, B, C, dX: (n,k)) -> float",
    notes=NOTES,
    zh="求 tr(AXBXᵀC) 沿方向 dX 的微分。",
)
def differential(A, X, B, C, dX):
    """Differential of tr(A X B X^T C) in the direction dX."""
    return np.trace(A @ dX @ B @ X.T @ C) + np.trace(A @ X @ B @ dX.T @ C)


differential.wrong(
    "one-term",
    lambda A, X, B, C, dX: np.trace(A @ dX @ B @ X.T @ C),
    hint=hints.EVERY_OCCURRENCE,
    says=sayings.FIRST_X_ONLY,
)
differential.wrong(
    "doubled",
    lambda A, X, B, C, dX: 2 * np.trace(A @ dX @ B @ X.T @ C),
    hint=hints.UNGRANTED_SYMMETRY,
    says=Text("your answer counts the term of the first X twice", "你的答案把第一个 X 所贡献的项算了两次"),
)
differential.wrong(
    "both-at-once",
    lambda A, _X, B, C, dX: np.trace(A @ dX @ B @ dX.T @ C),
    hint=hints.ONE_PERTURBED_FACTOR,
    says=Text("your answer replaces both X by dX at once", "你的答案把两个 X 同时换成了 dX"),
)
differential.wrong(
    "minus",
    lambda A, X, B, C, dX: np.trace(A @ dX @ B @ X.T @ C) - np.trace(A @ X @ B @ dX.T @ C),
    hint=hints.SIGN,
    says=sayings.ONE_TERM_WITH_WRONG_SIGN,
)
differential.wrong(
    "increment",
    lambda A, X, B, C, dX: trace_of_product(A, X + dX, B, C) - trace_of_product(A, X, B, C),
    hint=Text(
        "A differential is linear: doubling dX must double it.",
        "微分是线性的：dX 加倍，结果也要加倍。",
    ),
    says=sayings.INCREMENT,
)


EXERCISES = (grad_x, differential)
