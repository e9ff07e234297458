"""Homework 4, problem 4(1): the cross-entropy, and the chain rule through the softmax term by term."""

import numpy as np

from gradecheck.author import Text, exercise
from gradecheck.draw import normal, probabilities
from gradecheck_matrix_calculus import hints, sayings
from gradecheck_matrix_calculus.softmax import quotient, softmax


def cross_entropy(p, q):
    """J = -p^T ln(q)."""
    return -p @ np.log(q)


def draw_logits_and_p(rng, k):
    n = 3 + k % 4
    return [normal(rng, n), probabilities(rng, n)]


@exercise(
    "cross-entropy-grad-q",
    latex=r"\nabla_q\bigl(-p^{\mathsf T}\ln q\bigr)\in\mathbb R^{n},\quad p,q\in\mathbb R^{n}",
    place="Homework 4, problem 4(1), dJ/dq_j",
    derivative_of=cross_entropy,
    wrt="q",
    layout="denominator",
    signature="grad_q(p: (n,), q: (n,)) -> (n,)",
    zh="求 J=−pᵀln(q) 对 q 的梯度（把各 q_j 看作独立变量）。",
)
def grad_q(p, q):
    """Gradient of J = -p^T ln(q) with respect to q, the q_j taken as independent."""
    return -p / q


@grad_q.inputs
def _(rng, k):
    n = 3 + k % 4
    return [probabilities(rng, n), 0.7 * probabilities(rng, n) + 0.3 / n]


grad_q.wrong("sign-lost", lambda p, q: p / q, hint=hints.SIGN, says=sayings.NEGATED)
grad_q.wrong(
    "gradient-in-p",
    lambda _p, q: -np.log(q),
    hint=hints.OTHER_VARIABLE,
    says=Text("your answer is the gradient with respect to p", "你的答案是对 p 的梯度"),
)
grad_q.wrong(
    "inverted",
    lambda p, q: -q / p,
    hint=Text(
        "What is the derivative of ln at q?",
        "ln 在 q 处的导数是什么？",
    ),
    says=Text("your answer has its quotient upside down", "你的答案里的分式上下颠倒了"),
)
grad_q.wrong(
    "jumped-ahead",
    lambda p, q: q - p,
    hint=Text(
        "That is the answer to the next step, with respect to another variable.",
        "这是下一步、对另一个变量的答案。",
    ),
    says=Text(
        "your answer is the gradient with respect to z, not to q", "你的答案是对 z 的梯度，不是对 q 的"
    ),
)
grad_q.wrong("dropped-p", lambda _p, q: -1 / q, hint=hints.FORGOTTEN_INPUT, says=sayings.WITHOUT_P)
grad_q.wrong(
    "value",
    lambda p, q: -p * np.log(q),
    hint=hints.NOT_A_DERIVATIVE,
    says=Text(
        "your answer contains the terms of J, not their derivatives",
        "你的答案是 J 的各项本身，而不是它们的导数",
    ),
)


def chain_rule(z, p):
    """T[i, j] = (dJ/dq_j) (dq_j/dz_i), factor by factor."""
    q = quotient(z)
    return (np.diag(q) - np.outer(q, q)) * (-p / q)


@exercise(
    "softmax-ce-terms",
    latex=r"T_{ij}=\frac{\partial J}{\partial q_j}\,\frac{\partial q_j}{\partial z_i},"
    r"\quad T\in\mathbb R^{n\times n},\quad q=\operatorname{softmax}(z),\quad J=-p^{\mathsf T}\ln q",
    place="Homework 4, problem 4(1), the sum over j",
    oracle=chain_rule,
    inputs=draw_logits_and_p,
    signature="terms(z: (n,), p: (n,)) -> (n,n)",
    zh=(
        "设 q=softmax(z)，J=−pᵀln(q)。∂J/∂z_i 的链式法则各项：T[i,j]=(∂J/∂q_j)(∂q_j/∂z_i)；每行之和应为梯度。"
    ),
)
def terms(z, p):
    """With q = softmax(z) and J = -p^T ln(q), the chain-rule terms of dJ/dz_i: T[i,j] =
    (dJ/dq_j)(dq_j/dz_i). Row sums must give the gradient.
    """
    q = softmax(z)
    return np.outer(q, p) - np.diag(p)


terms.wrong(
    "swapped-indices",
    lambda z, p: np.outer(p, softmax(z)) - np.diag(p),
    hint=Text(
        "Check the order of the two factors (or entries).",
        "检查两个因子（或两个分量）的先后次序。",
    ),
    says=Text("in your answer i and j have changed places", "你的答案里 i 与 j 互换了"),
)
terms.wrong(
    "diagonal-only",
    lambda z, p: np.diag(p * (softmax(z) - 1)),
    hint=hints.DIAGONAL,
    says=sayings.DIAGONAL_ONLY,
)
terms.wrong(
    "off-diagonal-only",
    lambda z, p: np.outer(softmax(z), p),
    hint=hints.DIAGONAL,
    says=sayings.OFF_DIAGONAL_PATTERN,
)
terms.wrong("sign-flip", lambda z, p: -terms(z, p), hint=hints.SIGN, says=sayings.NEGATED)
terms.wrong(
    "summed-already",
    lambda z, p: np.diag(softmax(z) - p),
    hint=Text(
        "Return the terms before they are summed.",
        "请返回求和之前的各项。",
    ),
    says=Text(
        "your answer has the sums of the terms on its diagonal, and zeros elsewhere",
        "你的答案在对角线上放的是各项之和，其余都是零",
    ),
)


EXERCISES = (grad_q, terms)
