"""Mathematics for Machine Learning, 5.3: Jacobians of linear maps, and the two layouts."""

import numpy as np
from numpy.linalg import pinv

from gradecheck.author import Text, exercise
from gradecheck.draw import case_sizes, normal
from gradecheck_vector_calculus import hints, sayings


def total(x):
    """x_1 + ... + x_n."""
    return np.sum(x)


def linear(A, x):
    """f(x) = A x."""
    return A @ x


def rows_of_the_linear_map(J):
    """Row j: the derivatives of all outputs of x -> Jx by x_j, by an imaginary step."""
    return np.array([(J @ (1e-30j * e)).imag / 1e-30 for e in np.eye(J.shape[1])])


@exercise(
    "jacobian-sum",
    place="Mathematics for Machine Learning, 5.3, the example f(x) = sum x_i",
    derivative_of=total,
    wrt="x",
    layout="numerator",
    signature="jac(x: (n,)) -> (1,n)",
    latex=r"\frac{\mathrm df}{\mathrm dx}\in\mathbb R^{1\times n},\quad f(x)=\sum_{i=1}^{n}x_i",
    zh="求 f(x)=Σx_i 的雅可比矩阵。",
)
def jacobian_of_sum(x):
    """Jacobian of f(x) = x_1 + ... + x_n."""
    return np.ones((1, len(x)))


@jacobian_of_sum.inputs
def _(rng, k):
    return [normal(rng, 3 + k % 4)]


jacobian_of_sum.wrong("number", len, hint=hints.ONE_NUMBER_PER_VARIABLE, says=sayings.ADDED_UP)
jacobian_of_sum.wrong("column", lambda x: np.ones((len(x), 1)), hint=hints.LAYOUT, says=sayings.COLUMN)
jacobian_of_sum.wrong("flat", lambda x: np.ones(len(x)), hint=hints.LAYOUT, says=sayings.FLAT)
jacobian_of_sum.wrong(
    "identity",
    lambda x: np.eye(len(x)),
    hint=Text(
        "How many outputs has f?",
        "f 有几个输出？",
    ),
    says=Text(
        "this is the identity matrix, as if f had an output for every variable",
        "这是单位矩阵，好像 f 对每个变量都有一个输出",
    ),
)
jacobian_of_sum.wrong(
    "value",
    lambda x: x[np.newaxis],
    hint=hints.NOT_A_DERIVATIVE,
    says=Text("this is x itself, not a derivative", "这是 x 本身，而不是导数"),
)
jacobian_of_sum.wrong(
    "mean", lambda x: np.full((1, len(x)), 1 / len(x)), hint=hints.SUM_OR_MEAN, says=sayings.OF_A_MEAN
)


@exercise(
    "layout-convert",
    place="Mathematics for Machine Learning, remark on numerator and denominator layout",
    layout="denominator",
    oracle=rows_of_the_linear_map,
    signature="to_denominator(J: (m,n)) -> (n,m)",
    latex=r"J=\frac{\partial f}{\partial x}\in\mathbb R^{m\times n}"
    r"\;\mapsto\;J_{\mathrm{den}}\in\mathbb R^{n\times m}",
    notes=Text(
        "Homework 4 uses denominator layout, so that the same exercise has two right answers "
        "unless the layout is named.",
        "作业 4 用的是分母布局，所以不说明布局的话，同一道题就有两个正确答案。",
    ),
    zh="把分子布局的雅可比矩阵 (m,n) 改写成分母布局。",
)
def to_denominator(J):
    """Turn a Jacobian in numerator layout (m,n) into denominator layout."""
    return J.T


@to_denominator.inputs
def _(rng, k):
    m, n = case_sizes(k, 2)
    return [normal(rng, m, n)]


to_denominator.wrong(
    "unchanged", lambda J: J.copy(), hint=hints.SHAPES, says=Text("this is J as it was given", "这是原样的 J")
)
to_denominator.wrong(
    "reshaped", lambda J: J.reshape(J.shape[::-1]), hint=hints.RESHAPE, says=sayings.RESHAPED
)
to_denominator.wrong(
    "flipped",
    lambda J: J[::-1, ::-1].T,
    hint=Text(
        "Only the roles of rows and columns change, not their order.",
        "只交换行与列的角色，次序不变。",
    ),
    says=Text("the order of the rows and of the columns is reversed as well", "行与列的次序也颠倒了"),
)
to_denominator.wrong(
    "inverse",
    pinv,
    hint=Text(
        "Layout is only a way of writing down the same numbers.",
        "布局只是同一组数的不同写法。",
    ),
    says=Text(
        "this is an inverse of J: its numbers are not those of J", "这是 J 的（广义）逆：其中的数不是 J 的数"
    ),
)


@exercise(
    "jacobian-linear",
    place="Mathematics for Machine Learning, example 5.9",
    derivative_of=linear,
    wrt="x",
    layout="numerator",
    signature="jac(A: (M,N), x: (N,)) -> (M,N)",
    latex=r"\frac{\mathrm df}{\mathrm dx}\in\mathbb R^{M\times N},\quad f(x)=Ax,\ A\in\mathbb R^{M\times N}",
    notes=Text(
        "Homework 4 would write A^T for the same object.",
        "同一个对象，作业 4 会写成 Aᵀ。",
    ),
    zh="求 f(x)=Ax 的雅可比矩阵（∂f_i/∂x_j=A_ij）。",
)
def jacobian(A, x):  # noqa: ARG001 -- the Jacobian of a linear map is the same everywhere
    """Jacobian of f(x) = A x (entry: df_i/dx_j = A_ij)."""
    return A


@jacobian.inputs
def _(rng, k):
    m, n = case_sizes(k, 2)
    return [normal(rng, m, n), normal(rng, n)]


jacobian.wrong("transposed", lambda A, _x: A.T, hint=hints.LAYOUT, says=sayings.TRANSPOSE)
jacobian.wrong("value", lambda A, x: A @ x, hint=hints.NOT_A_DERIVATIVE, says=sayings.VALUE)
jacobian.wrong(
    "elementwise",
    lambda A, x: A * x,
    hint=Text(
        "The function is linear in x: can x remain in the derivative?",
        "函数对 x 是线性的：导数里还会有 x 吗？",
    ),
    says=sayings.X_IS_LEFT,
)
jacobian.wrong(
    "row-sums",
    lambda A, _x: A.sum(axis=1),
    hint=Text(
        "One partial derivative for every pair (i,j).",
        "每一对 (i,j) 都有一个偏导数。",
    ),
    says=Text("the entries of each row are added up", "每一行的元素被加了起来"),
)
jacobian.wrong(
    "in-A",
    lambda A, x: np.kron(np.eye(len(A)), x),
    hint=Text(
        "This is a derivative of the right function, but with respect to another variable.",
        "函数没错，但这是对另一个变量求的导数。",
    ),
    says=Text("this is the derivative with respect to A, not to x", "这是对 A 的导数，而不是对 x 的导数"),
)


EXERCISES = (jacobian_of_sum, to_denominator, jacobian)
