"""Homework 4, problem 4: the softmax function and its Jacobian."""

import numpy as np

from gradecheck.author import Text, exercise
from gradecheck.draw import normal
from gradecheck_matrix_calculus import hints, sayings


def quotient(z):
    """exp(z) / (1^T exp(z)) as the definition says, for moderate z."""
    return np.exp(z) / np.exp(z).sum()


def in_extended_precision(z):
    """The quotient of the definition, shifted, with longer floating-point numbers."""
    e = np.exp(z.astype(np.longdouble) - z.max())
    return (e / e.sum()).astype(np.float64)


def draw_logits(rng, k):
    return [normal(rng, 3 + k % 4)]


@exercise(
    "softmax",
    latex=r"\operatorname{softmax}(z)=\frac{\exp(z)}{\mathbf 1^{\mathsf T}\exp(z)}\in\mathbb R^{n},"
    r"\quad z\in\mathbb R^{n}",
    place="Homework 4, problem 4, definition",
    oracle=in_extended_precision,
    signature="softmax(z: (n,)) -> (n,)",
    notes=Text(
        "The homework sheet says nothing about overflow (and prints 成为 for 称为).",
        "习题原文没有提到上溢（并把“称为”误印为“成为”）。",
    ),
    zh="实现 softmax：f(z)=exp(z)/(1ᵀexp(z))，z 很大时也要正确。",
)
def softmax(z):
    """The softmax function f(z) = exp(z) / (1^T exp(z)), correct also for large z."""
    e = np.exp(z - z.max())
    return e / e.sum()


@softmax.inputs
def _(rng, k):
    moderate = normal(rng, 3 + k % 4)
    return [1000 + 2 * moderate if k % 2 else moderate]


softmax.wrong(
    "overflow",
    quotient,
    hint=hints.OVERFLOW,
    says=Text(
        "for large z your formula overflows, and nan comes out",
        "z 很大时你的公式会上溢，结果是 nan",
    ),
)
softmax.wrong(
    "divide-by-max",
    lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).max(),
    hint=Text(
        "Do your outputs add up to what probabilities must add up to?",
        "各个输出加起来等于概率应有的总和吗？",
    ),
    says=Text("your answer divides by the largest of the exponentials", "你的答案除以的是最大的那个指数值"),
)
softmax.wrong(
    "linear-normalisation",
    lambda z: z / z.sum(),
    hint=Text(
        "Shifting all of z by one constant must leave the result unchanged.",
        "把 z 整体加上一个常数，结果应当不变。",
    ),
    says=Text("your answer divides z by its sum, without exp", "你的答案没有取 exp，直接用 z 除以它的和"),
)
softmax.wrong(
    "sigmoid",
    lambda z: 1 / (1 + np.exp(-z)),
    hint=Text(
        "Each output depends on all of z, not only on its own entry.",
        "每个输出都依赖整个 z，而不只是自己那个分量。",
    ),
    says=Text(
        "your answer applies 1/(1+e^-z) to every entry by itself", "你的答案对每个分量单独用了 1/(1+e⁻ᶻ)"
    ),
)
softmax.wrong(
    "log-softmax",
    lambda z: np.log(softmax(z)),
    hint=Text(
        "Can the outputs be negative?",
        "输出可以是负数吗？",
    ),
    says=Text("your answer is the logarithm of what is asked for", "你的答案是所求结果的对数"),
)
softmax.wrong(
    "negated",
    lambda z: softmax(-z),
    hint=hints.SIGN,
    says=Text("your answer has -z in the exponent", "你的答案的指数上是 −z"),
)


@exercise(
    "softmax-jacobian",
    latex=r"\Bigl(\frac{\partial q_j}{\partial z_i}\Bigr)_{i,j}\in\mathbb R^{n\times n},"
    r"\quad q=\operatorname{softmax}(z)",
    place="Homework 4, problem 4(1), dq_j/dz_i for i != j and i = j",
    derivative_of=quotient,
    wrt="z",
    inputs=draw_logits,
    signature="softmax_jac(z: (n,)) -> (n,n)",
    notes=Text(
        "The matrix is symmetric: both layouts coincide, and a transposed answer cannot be seen.",
        "这个矩阵是对称的：两种布局一致，也看不出答案是否被转置。",
    ),
    zh="求 q=softmax(z) 的雅可比矩阵 ∂q_j/∂z_i（含 i=j 与 i≠j 两种情形）。",
)
def jacobian(z):
    """Jacobian of q = softmax(z): return the matrix dq_j/dz_i."""
    q = softmax(z)
    return np.diag(q) - np.outer(q, q)


jacobian.wrong(
    "diagonal-only",
    lambda z: np.diag(softmax(z) * (1 - softmax(z))),
    hint=hints.DIAGONAL,
    says=sayings.DIAGONAL_ONLY,
)
jacobian.wrong(
    "vector", lambda z: softmax(z) * (1 - softmax(z)), hint=hints.N_BY_N, says=sayings.ONE_DERIVATIVE_EACH
)
jacobian.wrong(
    "no-delta",
    lambda z: -np.outer(softmax(z), softmax(z)),
    hint=hints.DIAGONAL,
    says=sayings.OFF_DIAGONAL_PATTERN,
)
jacobian.wrong(
    "plus",
    lambda z: np.diag(softmax(z)) + np.outer(softmax(z), softmax(z)),
    hint=Text(
        "The q_j always add up to one; what must each row of the Jacobian add up to?",
        "所有 q_j 之和恒为 1；那么雅可比矩阵每一行的和应是多少？",
    ),
    says=sayings.ONE_TERM_WITH_WRONG_SIGN,
)
jacobian.wrong("sign-flip", lambda z: -jacobian(z), hint=hints.SIGN, says=sayings.NEGATED)
jacobian.wrong(
    "off-diagonal-rule",
    lambda z: np.outer(softmax(z), 1 - softmax(z)),
    hint=hints.DIAGONAL,
    says=Text(
        "off the diagonal your answer uses the formula for the entries on it",
        "你的答案在对角线以外也用了对角元的公式",
    ),
)
jacobian.wrong(
    "forgot-square",
    lambda z: np.diag(softmax(z)) - 1 / len(z),
    hint=Text(
        "The quotient rule squares the denominator; where did that go?",
        "商的求导法则里分母要平方；它到哪里去了？",
    ),
    says=Text(
        "your answer subtracts the same number 1/n from every entry", "你的答案给每个元素都减去了同一个数 1/n"
    ),
)


EXERCISES = (softmax, jacobian)
