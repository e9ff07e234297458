"""Homework 4, problem 3: the quadratic form x^T A x."""

import numpy as np

from gradecheck.author import Text, exercise
from gradecheck.draw import normal
from gradecheck_matrix_calculus import hints, sayings


def quadratic_form(A, x):
    """x^T A x, the function of the problem."""
    return x @ A @ x


def draw(rng, k):
    m = 3 + k % 4
    return [normal(rng, m, m), normal(rng, m)]


def draw_with_directions(rng, k):
    m = 3 + k % 4
    return [normal(rng, m, m), normal(rng, m), normal(rng, m, m), normal(rng, m)]


@exercise(
    "quadratic-form-grad-x",
    latex=r"\nabla_x\,x^{\mathsf T}\!Ax\in\mathbb R^{m},\quad A\in\mathbb R^{m\times m}",
    place="Homework 4, problem 3, first derivative",
    derivative_of=quadratic_form,
    wrt="x",
    layout="denominator",
    inputs=draw,
    signature="grad_x(A: (m,m), x: (m,)) -> (m,)",
    zh="求二次型 xᵀAx 对 x 的梯度（A 为方阵，不假设对称）。",
)
def grad_x(A, x):
    """Gradient of x^T A x with respect to x (A square, not assumed symmetric)."""
    return (A + A.T) @ x


grad_x.wrong(
    "assumed-symmetric",
    lambda A, x: 2 * A @ x,
    hint=hints.UNGRANTED_SYMMETRY,
    says=sayings.A_TAKEN_FOR_SYMMETRIC,
)
grad_x.wrong(
    "assumed-symmetric-T",
    lambda A, x: 2 * A.T @ x,
    hint=hints.UNGRANTED_SYMMETRY,
    says=sayings.A_TAKEN_FOR_SYMMETRIC,
)
grad_x.wrong(
    "left-x-frozen",
    lambda A, x: A @ x,
    hint=hints.EVERY_OCCURRENCE,
    says=Text(
        "your answer has only the term of the x on the left of A", "你的答案只有 A 左边那个 x 所贡献的项"
    ),
)
grad_x.wrong(
    "right-x-frozen",
    lambda A, x: A.T @ x,
    hint=hints.EVERY_OCCURRENCE,
    says=Text(
        "your answer has only the term of the x on the right of A", "你的答案只有 A 右边那个 x 所贡献的项"
    ),
)
grad_x.wrong(
    "minus",
    lambda A, x: (A - A.T) @ x,
    hint=Text(
        "Test with A = I, where the function is a sum of squares.",
        "取 A = I（此时函数是平方和）检验一下。",
    ),
    says=sayings.ONE_TERM_WITH_WRONG_SIGN,
)
grad_x.wrong(
    "elementwise",
    lambda A, x: 2 * A * x,
    hint=hints.TWO_PRODUCTS,
    says=Text(
        "your answer is a matrix: it multiplies A by x entry by entry",
        "你的答案是一个矩阵：它把 A 与 x 逐元素相乘了",
    ),
)
grad_x.wrong("row-layout", lambda A, x: grad_x(A, x)[np.newaxis], hint=hints.LAYOUT, says=sayings.ONE_ROW)


@exercise(
    "quadratic-form-grad-matrix",
    latex=r"\nabla_A\,x^{\mathsf T}\!Ax\in\mathbb R^{m\times m},\quad x\in\mathbb R^{m}",
    place="Homework 4, problem 3, second derivative",
    derivative_of=quadratic_form,
    wrt="A",
    layout="denominator",
    inputs=draw,
    signature="grad_A(A: (m,m), x: (m,)) -> (m,m)",
    notes=Text(
        "Every entry of A counts as independent. The answer is symmetric, so that a transposed "
        "answer cannot be seen.",
        "A 的每个元素都视为独立变量。答案是对称矩阵，因此看不出答案是否被转置。",
    ),
    zh="求 xᵀAx 对矩阵 A 的梯度。",
)
def grad_matrix(A, x):  # noqa: ARG001 -- the function is linear in A
    """Gradient of x^T A x with respect to A."""
    return np.outer(x, x)


grad_matrix.wrong(
    "factor-two",
    lambda _A, x: 2 * np.outer(x, x),
    hint=Text(
        "How often does A occur in the function?",
        "A 在函数里出现了几次？",
    ),
    says=sayings.DOUBLED,
)
grad_matrix.wrong(
    "inner-product",
    lambda _A, x: x @ x,
    hint=Text(
        "The gradient with respect to a matrix has the shape of that matrix.",
        "对矩阵的梯度与该矩阵同形。",
    ),
    says=Text("your answer is a single number", "你的答案只是一个数"),
)
grad_matrix.wrong(
    "diagonal-only",
    lambda _A, x: np.diag(x**2),
    hint=Text(
        "Perturb one off-diagonal entry of A: does the function change?",
        "只扰动 A 的一个非对角元：函数会变吗？",
    ),
    says=sayings.DIAGONAL_ONLY,
)
grad_matrix.wrong(
    "symmetric-A-rule",
    lambda _A, x: 2 * np.outer(x, x) - np.diag(x**2),
    hint=hints.UNGRANTED_SYMMETRY,
    says=sayings.MIRRORED_ENTRIES_AS_ONE,
)
grad_matrix.wrong("gradient-in-x", grad_x, hint=hints.OTHER_VARIABLE, says=sayings.GRADIENT_IN_X)
grad_matrix.wrong(
    "kept-A",
    lambda A, _x: A + A.T,
    hint=Text(
        "The function is linear in A; can A remain in its gradient?",
        "函数对 A 是线性的；梯度里还会有 A 吗？",
    ),
    says=Text("your answer contains A, and not x", "你的答案里有 A，却没有 x"),
)


@exercise(
    "quadratic-form-differential",
    latex=r"\mathrm d\bigl(x^{\mathsf T}\!Ax\bigr)[\mathrm dA,\mathrm dx]\in\mathbb R,"
    r"\quad A,\mathrm dA\in\mathbb R^{m\times m},\quad x,\mathrm dx\in\mathbb R^{m}",
    place="Homework 4, problem 3, the trace steps",
    derivative_of=quadratic_form,
    along={"A": "dA", "x": "dx"},
    inputs=draw_with_directions,
    signature="df(A, x, dA: (m,m), dx: (m,)) -> float",
    notes=Text(
        "As in problem 1, the homework sheet writes d(...) twice, each time with the other "
        "variable silently frozen.",
        "与第 1 题一样，习题原文两次写 d(…)，每次都悄悄把另一个变量固定住。",
    ),
    zh="求 xᵀAx 沿方向 (dA,dx) 的微分。",
)
def differential(A, x, dA, dx):
    """Differential of x^T A x in the direction (dA, dx)."""
    return dx @ A @ x + x @ dA @ x + x @ A @ dx


differential.wrong(
    "dropped-dA",
    lambda A, x, _dA, dx: x @ (A + A.T) @ dx,
    hint=hints.EVERY_OCCURRENCE,
    says=Text("your answer leaves out dA", "你的答案漏掉了 dA"),
)
differential.wrong(
    "assumed-symmetric",
    lambda A, x, dA, dx: 2 * x @ A @ dx + x @ dA @ x,
    hint=hints.UNGRANTED_SYMMETRY,
    says=sayings.A_TAKEN_FOR_SYMMETRIC,
)
differential.wrong(
    "one-dx-term",
    lambda A, x, dA, dx: x @ A @ dx + x @ dA @ x,
    hint=hints.EVERY_OCCURRENCE,
    says=Text("dx occurs in one term of your answer only", "你的答案里只有一项含 dx"),
)
differential.wrong(
    "all-at-once",
    lambda _A, _x, dA, dx: dx @ dA @ dx,
    hint=hints.ONE_PERTURBED_FACTOR,
    says=Text(
        "your answer replaces A and both x by their directions at once",
        "你的答案把 A 和两个 x 同时换成了各自的方向",
    ),
)
differential.wrong(
    "increment",
    lambda A, x, dA, dx: quadratic_form(A + dA, x + dx) - quadratic_form(A, x),
    hint=Text(
        "A differential is linear: doubling the directions must double it.",
        "微分是线性的：方向加倍，结果也要加倍。",
    ),
    says=sayings.INCREMENT,
)


EXERCISES = (grad_x, grad_matrix, differential)
