"""Mathematics for Machine Learning, 5.2: numerical gradients, and what a gradient points at."""

import numpy as np
from numpy.linalg import norm

from gradecheck.author import Function, Hidden, Text, exercise
from gradecheck.draw import normal
from gradecheck_vector_calculus import hints, sayings


def value(f, x):
    """The value f(x)."""
    return f(x)


def quadratic_and_sine(rng, k):
    """The function x^T Q x + b . sin(x) of 3 to 5 variables."""
    n = 3 + k % 3
    return Function("x @ Q @ x + b @ np.sin(x)", "x", Q=normal(rng, n, n), b=normal(rng, n))


def gradient(x, Q, b):
    """(Q + Q^T) x + b cos(x)."""
    return (Q + Q.T) @ x + b * np.cos(x)


@exercise(
    "numeric-gradient",
    place="Mathematics for Machine Learning, definition 5.5, (5.39) and (5.40)",
    derivative_of=value,
    wrt="x",
    layout="numerator",
    accuracy=1e-6,
    signature="grad(f, x: (n,)) -> (1,n)",
    latex=r"\nabla_x f\in\mathbb R^{1\times n},\quad f:\mathbb R^{n}\to\mathbb R",
    notes=Text(
        '(5.40) is called "gradient or Jacobian"; it is a row by the convention of this book. '
        "The limits are two-sided again, although definition 5.2 says h > 0.",
        "(5.40) 被称为“梯度或雅可比”；按本书约定写成行向量。这里的极限又是双侧的，而定义 5.2 却要求 h>0。",
    ),
    zh="用差分逐个变量求 f:Rⁿ→R 的数值梯度，写成行向量。",
)
def numeric_gradient(f, x, *, Q, b):  # noqa: ARG001 -- the key knows the derivative of f
    """Numerical gradient of f: R^n -> R by changing one variable at a time, as a row."""
    return ((Q + Q.T) @ x + b * np.cos(x))[np.newaxis]


@numeric_gradient.inputs
def _(rng, k):
    f = quadratic_and_sine(rng, k)
    return [f, normal(rng, 3 + k % 3), Hidden(**f.constants)]


# What these mistakes answer as the step becomes small, so that any good step is recognised.
numeric_gradient.wrong(
    "all-at-once",
    lambda _f, x, *, Q, b: np.full((1, len(x)), gradient(x, Q, b).sum()),
    hint=Text(
        "One variable at a time: what do the others do meanwhile?",
        "每次只动一个变量：其他变量此时怎样？",
    ),
    says=sayings.ALL_MOVED,
)
numeric_gradient.wrong(
    "not-restored",
    lambda _f, x, *, Q, b: (np.cumsum(gradient(x, Q, b)) + gradient(x, Q, b))[np.newaxis] / 2,
    hint=Text(
        "Is x the same again before the next variable is tried?",
        "试下一个变量之前，x 复原了吗？",
    ),
    says=Text(
        "earlier variables are still moved when the next one is tried", "试下一个变量时，前面的变量还没有复原"
    ),
)
numeric_gradient.wrong(
    "forward-over-2h",
    lambda _f, x, *, Q, b: gradient(x, Q, b)[np.newaxis] / 2,
    hint=hints.DISTANCE_OF_THE_POINTS,
    says=sayings.HALF,
)
numeric_gradient.wrong(
    "column", lambda _f, x, *, Q, b: gradient(x, Q, b)[:, np.newaxis], hint=hints.LAYOUT, says=sayings.COLUMN
)
numeric_gradient.wrong("flat", lambda _f, x, *, Q, b: gradient(x, Q, b), hint=hints.LAYOUT, says=sayings.FLAT)
numeric_gradient.wrong(
    "relative-step",
    lambda _f, x, *, Q, b: (gradient(x, Q, b) * x)[np.newaxis],
    hint=Text(
        "Divide by the step you actually took.",
        "要除以你实际走的步长。",
    ),
    says=Text("each partial derivative is multiplied by its x_i", "每个偏导数都多乘了自己的 x_i"),
)
numeric_gradient.wrong(
    "backward-sign",
    lambda _f, x, *, Q, b: -gradient(x, Q, b)[np.newaxis],
    hint=hints.FACTOR_ORDER,
    says=sayings.OPPOSITE_SIGN,
)


def best_direction(f_grad):
    """Maximiser of f_grad @ u over the unit sphere: the first right singular vector."""
    u = np.linalg.svd(f_grad)[2][0]
    return u * np.sign(f_grad @ u)


def largest_only(g):
    """The axis of the largest partial derivative, with its sign."""
    i = np.argmax(np.abs(g))
    return np.sign(g[i]) * np.eye(len(g))[i]


@exercise(
    "steepest-ascent",
    place="Mathematics for Machine Learning, chapter introduction and remark after definition 5.2",
    oracle=best_direction,
    signature="direction(f_grad: (1,n)) -> (n,)",
    latex=r"\operatorname{arg}\max_{\lVert u\rVert_2=1}\,(\nabla_x f)\,u\in\mathbb R^{n},"
    r"\quad\nabla_x f\in\mathbb R^{1\times n}",
    notes=Text(
        'The remark after definition 5.2 says of a function of one variable that "the '
        'derivative points in the direction of steepest ascent"; there only its sign can point '
        "anywhere.",
        "定义 5.2 之后的备注对一元函数说“导数指向最陡上升的方向”；一元时只有导数的符号才谈得上方向。",
    ),
    zh="已知函数在 x 处的梯度（行向量），求函数增长最快的单位方向 u。",
)
def direction(f_grad):
    """The unit vector u along which a function grows fastest at x, from its gradient at x as a row."""
    return f_grad[0] / norm(f_grad)


@direction.inputs
def _(rng, k):
    f = quadratic_and_sine(rng, k)
    return [gradient(normal(rng, 3 + k % 3), **f.constants)[np.newaxis]]


direction.wrong(
    "descent",
    lambda f_grad: -direction(f_grad),
    hint=Text(
        "Ascent or descent?",
        "是上升还是下降？",
    ),
    says=Text("this is the opposite direction", "方向正好相反"),
)
direction.wrong(
    "not-normalised",
    lambda f_grad: f_grad[0],
    hint=Text(
        "What length must a direction have here?",
        "这里方向向量的长度应是多少？",
    ),
    says=Text("the direction is right, but it is not a unit vector", "方向正确，但不是单位向量"),
)
direction.wrong(
    "one-norm",
    lambda f_grad: f_grad[0] / np.abs(f_grad).sum(),
    hint=Text(
        "Which norm makes a vector a unit vector?",
        "单位向量是按哪种范数说的？",
    ),
    says=Text(
        "the direction is right, but only the sum of the absolute values is 1",
        "方向正确，但只有各分量绝对值之和等于 1",
    ),
)
direction.wrong(
    "signs",
    lambda f_grad: np.sign(f_grad[0]) / np.sqrt(f_grad.size),
    hint=Text(
        "Should a variable with a tiny partial derivative move as much as the others?",
        "偏导数很小的变量应该与其他变量走得一样多吗？",
    ),
    says=Text(
        "only the signs of the partial derivatives are used, not their sizes",
        "只用了偏导数的符号，没有用大小",
    ),
)
direction.wrong(
    "largest-only",
    lambda f_grad: largest_only(f_grad[0]),
    hint=Text(
        "Can a mixture of directions grow faster than the best axis?",
        "几个方向混合起来会不会比最好的坐标轴更快？",
    ),
    says=Text("only the variable with the largest partial derivative moves", "只有偏导数最大的变量在动"),
)


EXERCISES = (numeric_gradient, direction)
