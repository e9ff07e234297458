"""Mathematics for Machine Learning, 5.3: the shapes of derivatives in numerator layout."""

import numpy as np

from gradecheck.author import Calls, Text, exercise
from gradecheck.draw import case_sizes
from gradecheck_vector_calculus import hints, sayings


def shape_of_columns(D, E):
    """Shape of D partial derivatives side by side, each a column of E numbers."""
    J = np.stack([np.zeros(E) for _ in range(D)], axis=1)
    return J.shape if J.size > 1 else ()


@exercise(
    "derivative-dims",
    place="Mathematics for Machine Learning, figure 5.6",
    layout="numerator",
    oracle=shape_of_columns,
    signature="dims(D: int, E: int) -> (rows, cols); () when D = E = 1",
    latex=r"\frac{\partial f}{\partial x}\in\mathbb R^{?\times ?},\quad f:\mathbb R^{D}\to\mathbb R^{E}",
    notes=Text(
        "In the translated text the figure is missing; the text around it is complete.",
        "译文缺了这幅图；图前后的文字是完整的。",
    ),
    zh="写出 f:R^D→R^E 的导数的形状（分子布局；R→R 时为标量）。",
)
def dims(D, E):
    """Shape of the derivative of f: R^D -> R^E in numerator layout (scalar case: ())."""
    return (E, D) if E * D > 1 else ()


@dims.inputs
def _(rng, k):  # noqa: ARG001 -- every case is the whole table
    pairs = [[D, E] for D in range(1, 6) for E in range(1, 6)]
    return Calls([pairs[i] for i in rng.permutation(len(pairs))])


dims.wrong(
    "denominator-layout",
    lambda D, E: (D, E) if E * D > 1 else (),
    hint=hints.LAYOUT,
    says=sayings.OTHER_LAYOUT,
)
dims.wrong(
    "column-gradient",
    lambda D, E: (D, 1) if E == 1 < D else dims(D, E),
    hint=Text(
        "Is the gradient a row or a column in this chapter?",
        "本章里梯度是行还是列？",
    ),
    says=Text("where E = 1 the derivative is given as a column", "E=1 时，导数写成了列"),
)
dims.wrong(
    "row-velocity",
    lambda D, E: (1, E) if D == 1 < E else dims(D, E),
    hint=Text(
        "A curve in R^E: is its velocity a row or a column?",
        "R^E 中的曲线：速度是行还是列？",
    ),
    says=Text("where D = 1 the derivative is given as a row", "D=1 时，导数写成了行"),
)
dims.wrong(
    "always-matrix",
    lambda D, E: (E, D),
    hint=Text(
        "What is the derivative of a function of one variable?",
        "一元函数的导数是什么？",
    ),
    says=Text(
        "for D = E = 1 the derivative is given the shape of a matrix", "D=E=1 时，导数写成了矩阵的形状"
    ),
)
dims.wrong(
    "flattened",
    lambda D, E: (E * D, 1),
    hint=Text(
        "One row per component of f.",
        "f 的每个分量各占一行。",
    ),
    says=Text("all partial derivatives are put into a single column", "所有偏导数都放进了同一列"),
)


def shapes_of_columns(N, D):
    """Shapes of dL/de, de/dtheta and dL/dtheta, columns side by side."""
    return shape_of_columns(N, 1), shape_of_columns(D, N), shape_of_columns(D, 1)


@exercise(
    "lsq-dims",
    place="Mathematics for Machine Learning, example 5.11, the dimension of the gradient",
    layout="numerator",
    oracle=shapes_of_columns,
    signature="dims(N: int, D: int) -> ((r,c), (r,c), (r,c))",
    latex=r"\frac{\partial L}{\partial e},\ \frac{\partial e}{\partial\theta},"
    r"\ \frac{\partial L}{\partial\theta}\in\mathbb R^{?\times ?},\quad L=\lVert e\rVert^2,"
    r"\ e=y-\Phi\theta,\ \Phi\in\mathbb R^{N\times D}",
    notes=Text(
        "输入的特征值 ('eigenvalues of the inputs') mistranslates 'input features'.",
        "“输入的特征值”是误译，应为“输入特征”。",
    ),
    zh="设 L=‖e‖²，e=y−Φθ，Φ 为 N×D：写出 ∂L/∂e、∂e/∂θ、∂L/∂θ 的形状。",
)
def lsq_dims(N, D):
    """For L = ||e||^2 and e = y - Phi theta: shapes of dL/de, de/dtheta and dL/dtheta for Phi of
    shape (N,D).
    """
    return ((1, N), (N, D), (1, D))


@lsq_dims.inputs
def _(rng, k):  # noqa: ARG001 -- the sizes are the case's
    return case_sizes(k, 2)


lsq_dims.wrong("columns", lambda N, D: ((N, 1), (D, N), (D, 1)), hint=hints.LAYOUT, says=sayings.OTHER_LAYOUT)
lsq_dims.wrong(
    "mixed",
    lambda N, D: ((N, 1), (N, D), (1, D)),
    hint=hints.NEIGHBOURING_DIMENSIONS,
    says=Text(
        "two layouts are mixed: dL/de is a column, the other two are not transposed",
        "混用了两种布局：∂L/∂e 是列，另外两个却没有转置",
    ),
)
lsq_dims.wrong(
    "swapped",
    lambda N, D: ((1, D), (D, N), (1, N)),
    hint=Text(
        "How many residuals are there, and how many parameters?",
        "残差有几个？参数有几个？",
    ),
    says=Text("the numbers N and D are exchanged", "N 与 D 互换了"),
)
lsq_dims.wrong(
    "scalar-loss",
    lambda N, D: ((), (N, D), ()),
    hint=Text(
        "The function is a number; is its derivative?",
        "函数值是一个数；它的导数也是一个数吗？",
    ),
    says=Text("both derivatives of L are given the shape of a number", "L 的两个导数都写成了一个数的形状"),
)


EXERCISES = (dims, lsq_dims)
