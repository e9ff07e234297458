"""Homework 4, problem 8: the derivative of the sigmoid function."""

import numpy as np

from gradecheck.author import Text, exercise
from gradecheck.draw import normal
from gradecheck_matrix_calculus import hints, sayings


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
    latex=r"\bigl(\sigma'(x_1),\dots,\sigma'(x_n)\bigr)\in\mathbb R^{n},"
    r"\quad \sigma(t)=\frac{1}{1+e^{-t}}",
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
    says=Text("your answer has a plus where a minus belongs", "你的答案在该用减号的地方用了加号"),
)
derivative.wrong("sign-flip", lambda x: -derivative(x), hint=hints.SIGN, says=sayings.NEGATED)
derivative.wrong(
    "no-numerator",
    lambda x: stable_sigmoid(x) ** 2,
    hint=hints.INNER_DERIVATIVE,
    says=Text("your answer leaves out the derivative of e^-x", "你的答案漏掉了 e⁻ˣ 的导数"),
)
derivative.wrong(
    "no-square",
    lambda x: 1 - stable_sigmoid(x),
    hint=Text(
        "The quotient rule squares the denominator.",
        "商的求导法则中分母要平方。",
    ),
    says=Text("the denominator of your answer is not squared", "你的答案的分母没有平方"),
)
derivative.wrong(
    "already-activated",
    lambda x: x * (1 - x),
    hint=Text(
        "Is the argument the input of the activation or its output?",
        "参数是激活函数的输入还是输出？",
    ),
    says=Text("your answer takes x for the output of the sigmoid", "你的答案把 x 当成了 sigmoid 的输出"),
)
derivative.wrong(
    "tanh",
    lambda x: 1 - stable_sigmoid(x) ** 2,
    hint=Text(
        "That is the derivative formula of a different activation.",
        "这是另一个激活函数的导数公式。",
    ),
    says=Text("your answer follows the rule for the hyperbolic tangent", "你的答案用的是双曲正切的求导公式"),
)
derivative.wrong(
    "overflow",
    lambda x: np.exp(-x) / (1 + np.exp(-x)) ** 2,
    hint=hints.OVERFLOW,
    says=Text(
        "for x far below zero your formula overflows, and nan comes out",
        "x 远小于零时你的公式会上溢，结果是 nan",
    ),
)
derivative.wrong(
    "value",
    stable_sigmoid,
    hint=hints.NOT_A_DERIVATIVE,
    says=Text("your answer is the function itself, not its derivative", "你的答案是函数本身，而不是它的导数"),
)


@exercise(
    "sigmoid-jacobian",
    latex=r"\Bigl(\frac{\partial\sigma(x_i)}{\partial x_j}\Bigr)_{i,j}\in\mathbb R^{n\times n},"
    r"\quad \sigma(t)=\frac{1}{1+e^{-t}}",
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


jacobian.wrong(
    "vector",
    lambda x: stable_sigmoid(x) * (1 - stable_sigmoid(x)),
    hint=hints.N_BY_N,
    says=sayings.ONE_DERIVATIVE_EACH,
)
jacobian.wrong(
    "softmax-like",
    lambda x: np.diag(stable_sigmoid(x)) - np.outer(stable_sigmoid(x), stable_sigmoid(x)),
    hint=hints.OUTPUT_DEPENDENCE,
    says=Text(
        "your answer is built like the Jacobian of the softmax", "你的答案是按 softmax 的雅可比矩阵写的"
    ),
)
jacobian.wrong(
    "outer",
    lambda x: np.outer(stable_sigmoid(x), 1 - stable_sigmoid(x)),
    hint=hints.OUTPUT_DEPENDENCE,
    says=Text("your answer lets every output depend on every input", "你的答案让每个输出都依赖每个输入"),
)
jacobian.wrong(
    "value",
    lambda x: np.diag(stable_sigmoid(x)),
    hint=hints.NOT_A_DERIVATIVE,
    says=Text("your answer has the values of the function on its diagonal", "你的答案的对角线上是函数值"),
)
jacobian.wrong(
    "identity",
    lambda x: np.eye(len(x)),
    hint=hints.INNER_DERIVATIVE,
    says=Text(
        "your answer is the identity matrix: the function does not occur in it",
        "你的答案是单位矩阵：里面没有用到这个函数",
    ),
)


EXERCISES = (derivative, jacobian)
