"""Homework 4, problem 1: the least squares function f(A, x) = 1/2 ||Ax + b - y||^2."""

import numpy as np

from gradecheck.author import Text, exercise
from gradecheck.draw import case_sizes, normal
from gradecheck_matrix_calculus import hints, sayings


def half_square(A, x, b, y):
    """f(A, x), the function of the problem."""
    r = A @ x + b - y
    return r @ r / 2


def residual(A, x, b, y):
    """The residual r = Ax + b - y, shape (m,)."""
    return A @ x + b - y


def draw(rng, k):
    m, n = case_sizes(k, 2)
    return [normal(rng, m, n), normal(rng, n), normal(rng, m), normal(rng, m)]


@exercise(
    "affine-lsq-grad-x",
    latex=r"\nabla_x\,\tfrac12\lVert Ax+b-y\rVert_2^2\in\mathbb R^{n},\quad A\in\mathbb R^{m\times n}",
    place="Homework 4, problem 1, second derivation",
    derivative_of=half_square,
    wrt="x",
    layout="denominator",
    inputs=draw,
    signature="grad_x(A: (m,n), x: (n,), b: (m,), y: (m,)) -> (n,)",
    notes=Text(
        "The homework sheet writes f(x) and asks only for df/dx; its worked answer silently "
        "turns to f(A, x) and derives df/dA first, so that one question was lost. Each of its "
        'lines "df = ..." is a partial differential (only dA, then only dx), not the full one.',
        "习题原文只写 f(x)、只问 df/dx；解答却悄悄改为 f(A,x)，先推导 df/dA，因此丢了一个问题。"
        "解答中每一行“df = …”都只是偏微分（先只含 dA，再只含 dx），并不是全微分。",
    ),
    zh="设 f(x)=½‖Ax+b−y‖₂²，写出 f 对 x 的梯度。",
)
def grad_x(A, x, b, y):
    """For f(x) = 1/2 ||Ax + b - y||_2^2 return the gradient with respect to x."""
    return A.T @ (A @ x + b - y)


grad_x.wrong(
    "factor-two", lambda A, x, b, y: 2 * grad_x(A, x, b, y), hint=hints.CONSTANTS, says=sayings.DOUBLED
)
grad_x.wrong("sign-flip", lambda A, x, b, y: A.T @ (y - b - A @ x), hint=hints.SIGN, says=sayings.NEGATED)
grad_x.wrong(
    "no-transpose",
    lambda A, x, b, y: A @ residual(A, x, b, y),
    hint=hints.SHAPES,
    says=sayings.SHAPES_DO_NOT_FIT,
    raises=True,
)
grad_x.wrong(
    "residual-only",
    residual,
    hint=hints.INNER_DERIVATIVE,
    says=Text("your answer is the residual Ax + b - y itself", "你的答案就是残差 Ax+b−y 本身"),
)
grad_x.wrong(
    "dropped-b", lambda A, x, _b, y: A.T @ (A @ x - y), hint=hints.FORGOTTEN_INPUT, says=sayings.WITHOUT_B
)
grad_x.wrong(
    "norm-not-squared",
    lambda A, x, b, y: grad_x(A, x, b, y) / np.linalg.norm(residual(A, x, b, y)),
    hint=Text(
        "Is the norm itself differentiated, or half of its square?",
        "求导的是范数本身，还是范数平方的一半？",
    ),
    says=Text("your answer differentiates the norm without its square", "你的答案对未平方的范数求了导"),
)
grad_x.wrong(
    "column-sums",
    lambda A, x, b, y: A.sum(axis=0) * residual(A, x, b, y).sum(),
    hint=Text(
        "Each residual meets its own row of A; you have summed the two separately.",
        "每个残差只与 A 中它自己的那一行相乘；你把两者分别求和了。",
    ),
    says=Text(
        "your answer multiplies the column sums of A by the sum of all residuals",
        "你的答案把 A 的各列之和乘以了所有残差之和",
    ),
)
grad_x.wrong(
    "row-layout", lambda A, x, b, y: grad_x(A, x, b, y)[np.newaxis], hint=hints.LAYOUT, says=sayings.ONE_ROW
)


@exercise(
    "affine-lsq-grad-matrix",
    latex=r"\nabla_A\,\tfrac12\lVert Ax+b-y\rVert_2^2\in\mathbb R^{m\times n},\quad x\in\mathbb R^{n}",
    place="Homework 4, problem 1, first derivation",
    derivative_of=half_square,
    wrt="A",
    layout="denominator",
    inputs=draw,
    signature="grad_A(A: (m,n), x: (n,), b: (m,), y: (m,)) -> (m,n)",
    notes=Text(
        "The question itself (find df/dA) is missing from the homework sheet; only its answer is there.",
        "习题原文缺了这个问题（求 df/dA），只留下了它的解答。",
    ),
    zh="设 f(A)=½‖Ax+b−y‖₂²，写出 f 对矩阵 A 的梯度。",
)
def grad_matrix(A, x, b, y):
    """For f(A) = 1/2 ||Ax + b - y||_2^2 return the gradient with respect to the matrix A."""
    return np.outer(A @ x + b - y, x)


grad_matrix.wrong(
    "factor-two", lambda A, x, b, y: 2 * grad_matrix(A, x, b, y), hint=hints.CONSTANTS, says=sayings.DOUBLED
)
grad_matrix.wrong(
    "sign-flip", lambda A, x, b, y: -grad_matrix(A, x, b, y), hint=hints.SIGN, says=sayings.NEGATED
)
grad_matrix.wrong(
    "transposed",
    lambda A, x, b, y: np.outer(x, residual(A, x, b, y)),
    hint=Text(
        "From df = tr(M dA) to the gradient there is one more step.",
        "从 df = tr(M dA) 到梯度，还差一步。",
    ),
    says=sayings.TRANSPOSED,
)
grad_matrix.wrong("gradient-in-x", grad_x, hint=hints.OTHER_VARIABLE, says=sayings.GRADIENT_IN_X)
grad_matrix.wrong(
    "residual-square",
    lambda A, x, b, y: np.outer(residual(A, x, b, y), residual(A, x, b, y)),
    hint=Text(
        "What multiplies A in the residual?",
        "残差里与 A 相乘的是什么？",
    ),
    says=Text("your answer multiplies the residual by itself", "你的答案把残差与它自己相乘了"),
)
grad_matrix.wrong(
    "inner-product",
    lambda A, x, b, y: np.outer(residual(A, x, b, y), np.full(len(x), x.sum())),
    hint=Text(
        "Column j of A meets only one entry of x.",
        "A 的第 j 列只与 x 的一个分量相遇。",
    ),
    says=Text(
        "every column of your answer is the residual times the sum of all entries of x",
        "你的答案的每一列都是残差乘以 x 所有分量之和",
    ),
)
grad_matrix.wrong(
    "dropped-x",
    lambda A, x, b, y: np.outer(residual(A, x, b, y), np.ones(len(x))),
    hint=hints.INNER_DERIVATIVE,
    says=Text(
        "every column of your answer is the residual, without any factor",
        "你的答案的每一列都是残差本身，没有乘任何因子",
    ),
)
grad_matrix.wrong(
    "dropped-b",
    lambda A, x, _b, y: np.outer(A @ x - y, x),
    hint=hints.FORGOTTEN_INPUT,
    says=sayings.WITHOUT_B,
)


def draw_with_directions(rng, k):
    A, x, b, y = draw(rng, k)
    return [A, x, b, y, normal(rng, *A.shape), normal(rng, *x.shape)]


@exercise(
    "affine-lsq-differential",
    latex=r"\mathrm df(A,x)[\mathrm dA,\mathrm dx]\in\mathbb R,"
    r"\quad f(A,x)=\tfrac12\lVert Ax+b-y\rVert_2^2,\quad A\in\mathbb R^{m\times n}",
    place="Homework 4, problem 1, the trace steps of both derivations",
    derivative_of=half_square,
    along={"A": "dA", "x": "dx"},
    inputs=draw_with_directions,
    signature="df(A, x, b, y, dA: (m,n), dx: (n,)) -> float",
    notes=Text(
        'The homework sheet writes "df =" twice, once with only the dA part and once with only the dx part.',
        "习题原文两次写“df =”，一次只有含 dA 的部分，另一次只有含 dx 的部分。",
    ),
    zh="写出 f(A,x)=½‖Ax+b−y‖² 沿方向 (dA,dx) 的微分 df（关于 dA、dx 线性）。",
)
def differential(A, x, b, y, dA, dx):
    """Differential of f(A,x) = 1/2 ||Ax+b-y||^2 in the direction (dA, dx): return the number df,
    linear in (dA, dx).
    """
    r = A @ x + b - y
    return r @ (dA @ x) + r @ (A @ dx)


differential.wrong(
    "only-dA",
    lambda A, x, b, y, dA, _dx: np.trace(np.outer(x, residual(A, x, b, y)) @ dA),
    hint=hints.EVERY_OCCURRENCE,
    says=Text("your answer has only the part with dA", "你的答案只有含 dA 的部分"),
)
differential.wrong(
    "only-dx",
    lambda A, x, b, y, _dA, dx: residual(A, x, b, y) @ A @ dx,
    hint=hints.EVERY_OCCURRENCE,
    says=Text("your answer has only the part with dx", "你的答案只有含 dx 的部分"),
)
differential.wrong(
    "kept-half",
    lambda A, x, b, y, dA, dx: differential(A, x, b, y, dA, dx) / 2,
    hint=hints.CONSTANTS,
    says=sayings.HALVED,
)
differential.wrong(
    "second-order-kept",
    lambda A, x, b, y, dA, dx: half_square(A + dA, x + dx, b, y) - half_square(A, x, b, y),
    hint=Text(
        "A differential is linear: doubling dA and dx must double it.",
        "微分是线性的：dA、dx 加倍，df 也必须加倍。",
    ),
    says=sayings.INCREMENT,
)
differential.wrong(
    "sign-flip",
    lambda A, x, b, y, dA, dx: -differential(A, x, b, y, dA, dx),
    hint=hints.SIGN,
    says=sayings.NEGATED,
)
differential.wrong(
    "cross-term",
    lambda A, x, b, y, dA, dx: residual(A, x, b, y) @ dA @ dx,
    hint=hints.ONE_PERTURBED_FACTOR,
    says=Text(
        "your answer has dA and dx as factors of one and the same term",
        "你的答案让 dA 与 dx 出现在同一项里相乘",
    ),
)


EXERCISES = (grad_x, grad_matrix, differential)
