"""Mathematics for Machine Learning, example 5.1: f(x) = x^T x."""

import numpy as np
from numpy.linalg import norm

from gradecheck.author import Text, exercise
from gradecheck.draw import normal
from gradecheck_vector_calculus import hints, sayings


def dot_square(x):
    """x^T x."""
    return x @ x


def by_loop(x):
    """Sum of the squares, one after the other."""
    total = 0.0
    for entry in x:
        total += float(entry) * float(entry)
    return total


@exercise(
    "dot-square-value",
    place="Mathematics for Machine Learning, example 5.1",
    oracle=by_loop,
    signature="f(x: (2,)) -> float",
    latex=r"f(x)=x^{\mathsf T}x\in\mathbb R,\quad x\in\mathbb R^{2}",
    notes=Text(
        'The prose of the translated text calls the target "image/codomain" as if they were one thing.',
        "译文把“像/陪域”当作同一个概念来称呼目标集合。",
    ),
    zh="映射 f:R²→R，f(x)=xᵀx：返回函数值。",
)
def square(x):
    """The map f: R^2 -> R, f(x) = x^T x: return the value."""
    return x[0] ** 2 + x[1] ** 2


@square.inputs
def _(rng, k):  # noqa: ARG001 -- the map is defined on R^2
    return [1.5 + normal(rng, 2)]


square.wrong(
    "norm",
    norm,
    hint=Text(
        "Is there a root in the definition?",
        "定义里有开方吗？",
    ),
    says=Text("this is the square root of the right answer", "这是正确答案的平方根"),
)
square.wrong(
    "outer",
    lambda x: np.outer(x, x),
    hint=Text(
        "What is the shape of a (1,2) times (2,1) product?",
        "(1,2) 乘 (2,1) 的结果是什么形状？",
    ),
    says=Text(
        "this is the column times the row: a matrix of all products of two entries",
        "这是列乘行：由两两乘积组成的矩阵",
    ),
)
square.wrong(
    "square-of-sum",
    lambda x: (x[0] + x[1]) ** 2,
    hint=Text(
        "Are the squares added, or is the sum squared?",
        "是平方再相加，还是相加再平方？",
    ),
    says=Text("the entries are added first, and their sum is squared", "先把分量相加，再把和平方"),
)
square.wrong(
    "sum",
    lambda x: x[0] + x[1],
    hint=Text(
        "Each entry is multiplied by what?",
        "每个分量与什么相乘？",
    ),
    says=Text("this is the sum of the entries: nothing is multiplied", "这是各分量之和，没有相乘"),
)
square.wrong("elementwise", lambda x: x * x, hint=hints.TWO_PRODUCTS, says=sayings.ENTRY_BY_ENTRY)


@exercise(
    "dot-square-grad",
    place="Mathematics for Machine Learning, example 5.1 with (5.40) (extension)",
    derivative_of=dot_square,
    wrt="x",
    layout="numerator",
    signature="grad(x: (n,)) -> (1,n)",
    latex=r"\frac{\mathrm df}{\mathrm dx}\in\mathbb R^{1\times n},\quad f(x)=x^{\mathsf T}x",
    notes=Text(
        "The example gives only the map.",
        "例题只给出了映射本身。",
    ),
    zh="求 f(x)=xᵀx 的梯度（行向量）。",
)
def gradient(x):
    """Gradient of f(x) = x^T x on R^n as a row vector."""
    return 2 * x[np.newaxis, :]


@gradient.inputs
def _(rng, k):
    return [normal(rng, 2 + k % 5)]


gradient.wrong("one-x-frozen", lambda x: x[np.newaxis, :], hint=hints.EVERY_OCCURRENCE, says=sayings.HALF)
gradient.wrong("column", lambda x: 2 * x[:, np.newaxis], hint=hints.LAYOUT, says=sayings.COLUMN)
gradient.wrong("flat", lambda x: 2 * x, hint=hints.LAYOUT, says=sayings.FLAT)
gradient.wrong("scalar", lambda x: 2 * x.sum(), hint=hints.ONE_NUMBER_PER_VARIABLE, says=sayings.ADDED_UP)
gradient.wrong("value", lambda x: x @ x, hint=hints.NOT_A_DERIVATIVE, says=sayings.VALUE)
gradient.wrong(
    "unit", lambda x: x[np.newaxis, :] / norm(x), hint=hints.NORM_OR_SQUARE, says=sayings.OF_THE_NORM
)


EXERCISES = (square, gradient)
