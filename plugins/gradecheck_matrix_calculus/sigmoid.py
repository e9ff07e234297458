"""Homework 4, problem 8: the derivative of the sigmoid function."""

import numpy as np

from gradecheck.author import Text, exercise
from gradecheck.draw import normal
from gradecheck_matrix_calculus import hints


def sigmoid(x):
    """sigma(x) as the definition says, for moderate x."""
    return 1 / (1 + np.exp(-x))


def stable_sigmoid(x):
    """sigma(x) without overflow."""
    return np.exp(np.minimum(x, 0)) / (1 + np.exp(-np.abs(x)))


def from_logarithms(x):
    """exp(ln sigma(x) + ln sigma(-x)), since 1 - sigma(x) = sigma(-x)."""
    return np.exp(-np.logaddexp(0, -x) - np.logaddexp(0, x))


@exercise(
    "sigmoid-derivative",
    latex=r"\sigma'(x),\quad \sigma(x)=\frac{1}{1+e^{-x}}",
    place="Homework 4, problem 8",
    oracle=from_logarithms,
    signature="dsigmoid(x: (n,)) -> (n,)",
    notes=Text(
        "The homework sheet sets x in bold (a vector) although d/dx is scalar: for a vector "
        "the derivative is diag(sigma(1-sigma)), see sigmoid-jacobian. It says nothing about "
        "the overflow of e^-x.",
        "习题原文把 x 排成粗体（向量），d/dx 却是标量导数：对向量，导数应为 diag(σ(1−σ))，"
        "见 sigmoid-jacobian。原文也没有提到 e⁻ˣ 的上溢。",
    ),
    zh="求激活函数 σ(x)=1/(1+e⁻ˣ) 的导数（逐元素）；x=−1000 时也不得出错。",
)
def derivative(x):
    """Derivative of sigma(x) = 1/(1+e^-x), entry by entry; must also survive x = -1000."""
    s = stable_sigmoid(x)
    return s * (1 - s)


@derivative.inputs
def _(rng, k):
    x = 2 * normal(rng, 3 + k % 4)
    x[rng.integers(len(x))] = (-800.0, -1000.0)[k % 2]
    return [x]


derivative.wrong(
    "plus",
    lambda x: stable_sigmoid(x) * (1 + stable_sigmoid(x)),
    hint=Text(
        "What is the slope far to the right, where the curve is flat?",
        "曲线在右端很平，那里的斜率应接近多少？",
    ),
)
derivative.wrong("sign-flip", lambda x: -derivative(x), hint=hints.SIGN)
derivative.wrong("no-numerator", lambda x: stable_sigmoid(x) ** 2, hint=hints.INNER_DERIVATIVE)
derivative.wrong(
    "no-square",
    lambda x: 1 - stable_sigmoid(x),
    hint=Text(
        "The quotient rule squares the denominator.",
        "商的求导法则中分母要平方。",
    ),
)
derivative.wrong(
    "already-activated",
    lambda x: x * (1 - x),
    hint=Text(
        "Is the argument the input of the activation or its output?",
        "参数是激活函数的输入还是输出？",
    ),
)
derivative.wrong(
    "tanh",
    lambda x: 1 - stable_sigmoid(x) ** 2,
    hint=Text(
        "That is the derivative formula of a different activation.",
        "这是另一个激活函数的导数公式。",
    ),
)
derivative.wrong("overflow", lambda x: np.exp(-x) / (1 + np.exp(-x)) ** 2, hint=hints.OVERFLOW)
derivative.wrong("value", stable_sigmoid, hint=hints.NOT_A_DERIVATIVE)


@exercise(
    "sigmoid-jacobian",
    place="Homework 4, problem 8, bold x read as a vector (extension)",
    derivative_of=sigmoid,
    wrt="x",
    signature="sigmoid_jac(x: (n,)) -> (n,n)",
    notes=Text(
        "See sigmoid-derivative. The matrix is diagonal: both layouts coincide.",
        "见 sigmoid-derivative。该矩阵是对角阵：两种布局一致。",
    ),
    zh="把 x 看成向量：求逐元素 sigmoid 的雅可比矩阵。",
)
def jacobian(x):
    """Jacobian of the elementwise sigmoid of a vector."""
    s = stable_sigmoid(x)
    return np.diag(s * (1 - s))


@jacobian.inputs
def _(rng, k):
    return [normal(rng, 3 + k % 4)]


jacobian.wrong("vector", lambda x: stable_sigmoid(x) * (1 - stable_sigmoid(x)), hint=hints.N_BY_N)
jacobian.wrong(
    "softmax-like",
    lambda x: np.diag(stable_sigmoid(x)) - np.outer(stable_sigmoid(x), stable_sigmoid(x)),
    hint=hints.OUTPUT_DEPENDENCE,
)
jacobian.wrong(
    "outer", lambda x: np.outer(stable_sigmoid(x), 1 - stable_sigmoid(x)), hint=hints.OUTPUT_DEPENDENCE
)
jacobian.wrong("value", lambda x: np.diag(stable_sigmoid(x)), hint=hints.NOT_A_DERIVATIVE)
jacobian.wrong("identity", lambda x: np.eye(len(x)), hint=hints.INNER_DERIVATIVE)


EXERCISES = (derivative, jacobian)
