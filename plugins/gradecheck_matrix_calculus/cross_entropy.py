"""Homework 4, problem 4(1): the cross-entropy of softmax(z), and its gradient with respect to z."""

import numpy as np

from gradecheck.author import Text, exercise
from gradecheck.draw import normal, probabilities
from gradecheck_matrix_calculus import hints
from gradecheck_matrix_calculus.softmax import quotient, softmax


def cross_entropy(p, q):
    """J = -p^T ln(q)."""
    return -p @ np.log(q)


def cross_entropy_of_softmax(z, p):
    """J = -p^T ln(softmax(z))."""
    return cross_entropy(p, quotient(z))


def draw_logits_and_p(rng, k):
    n = 3 + k % 4
    return [normal(rng, n), probabilities(rng, n)]


@exercise(
    "cross-entropy-grad-q",
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


grad_q.wrong("sign-lost", lambda p, q: p / q, hint=hints.SIGN)
grad_q.wrong("gradient-in-p", lambda _p, q: -np.log(q), hint=hints.OTHER_VARIABLE)
grad_q.wrong(
    "inverted",
    lambda p, q: -q / p,
    hint=Text(
        "What is the derivative of ln at q?",
        "ln 在 q 处的导数是什么？",
    ),
)
grad_q.wrong(
    "jumped-ahead",
    lambda p, q: q - p,
    hint=Text(
        "That is the answer to the next step, with respect to another variable.",
        "这是下一步、对另一个变量的答案。",
    ),
)
grad_q.wrong("dropped-p", lambda _p, q: -1 / q, hint=hints.FORGOTTEN_INPUT)
grad_q.wrong("value", lambda p, q: -p * np.log(q), hint=hints.NOT_A_DERIVATIVE)


def chain_rule(z, p):
    """T[i, j] = (dJ/dq_j) (dq_j/dz_i), factor by factor."""
    q = quotient(z)
    return (np.diag(q) - np.outer(q, q)) * (-p / q)


@exercise(
    "softmax-ce-terms",
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
)
terms.wrong("diagonal-only", lambda z, p: np.diag(p * (softmax(z) - 1)), hint=hints.DIAGONAL)
terms.wrong("off-diagonal-only", lambda z, p: np.outer(softmax(z), p), hint=hints.DIAGONAL)
terms.wrong("sign-flip", lambda z, p: -terms(z, p), hint=hints.SIGN)
terms.wrong(
    "summed-already",
    lambda z, p: np.diag(softmax(z) - p),
    hint=Text(
        "Return the terms before they are summed.",
        "请返回求和之前的各项。",
    ),
)


@exercise(
    "softmax-ce-grad-z",
    latex=r"\nabla_z\bigl(-p^{\mathsf T}\ln\operatorname{softmax}(z)\bigr)\in\mathbb R^{n},"
    r"\quad \mathbf 1^{\mathsf T}p=1",
    place="Homework 4, problem 4(1)",
    derivative_of=cross_entropy_of_softmax,
    wrt="z",
    layout="denominator",
    inputs=draw_logits_and_p,
    signature="grad_z(z: (n,), p: (n,)) -> (n,)",
    notes=Text(
        "The proof is right; it needs 1^T p = 1, used in the last line only. A stray line from "
        'some other sheet ("for all x, y, z in R^2") stands before it.',
        "证明是对的；它需要 1ᵀp=1，且只在最后一行用到。证明之前混入了别处的一行（“∀x,y,z∈R²,λ∈R”）。",
    ),
    zh="设 q=softmax(z)，J=−pᵀln(q)，1ᵀp=1。返回 ∂J/∂z（把要证明的等式做成数值恒等式）。",
)
def grad_z(z, p):
    """With q = softmax(z), J = -p^T ln(q), 1^T p = 1: return dJ/dz (the proof asked for, as a
    numerical identity).
    """
    return softmax(z) - p


grad_z.wrong("sign-flip", lambda z, p: p - softmax(z), hint=hints.SIGN)
grad_z.wrong("no-softmax-jacobian", lambda z, p: -p / softmax(z), hint=hints.INNER_DERIVATIVE)
grad_z.wrong("diagonal-jacobian", lambda z, p: -p * (1 - softmax(z)), hint=hints.SOFTMAX_COUPLES)
grad_z.wrong("off-diagonal-only", lambda z, p: softmax(z) * (1 - p), hint=hints.DIAGONAL)
grad_z.wrong("mean", lambda z, p: (softmax(z) - p) / len(z), hint=hints.SUM_OR_MEAN)
grad_z.wrong("unnormalised", lambda z, p: np.exp(z) - p, hint=hints.SHIFTED_LOGITS)
grad_z.wrong(
    "logits",
    lambda z, p: z - p,
    hint=Text(
        "Is it z or a function of z that is compared with p?",
        "与 p 相比较的是 z 本身，还是 z 的某个函数？",
    ),
)


@exercise(
    "softmax-ce-grad-z-unnormalised",
    place="Homework 4, problem 4(1), without the hypothesis 1^T p = 1 (extension)",
    derivative_of=cross_entropy_of_softmax,
    wrt="z",
    layout="denominator",
    signature="grad_z(z: (n,), p: (n,)) -> (n,)",
    notes=Text(
        "Shows where the proof of the homework sheet uses 1^T p = 1.",
        "本题显示习题原文的证明在哪里用到了 1ᵀp=1。",
    ),
    zh="设 q=softmax(z)，J=−pᵀln(q)，但权重 p 之和不必为 1，求 ∂J/∂z。",
)
def grad_z_unnormalised(z, p):
    """With q = softmax(z), J = -p^T ln(q), where the weights p need not add up to one: return dJ/dz."""
    return p.sum() * softmax(z) - p


@grad_z_unnormalised.inputs
def _(rng, k):
    n = 3 + k % 4
    return [normal(rng, n), rng.uniform(0.45, 0.9, n)]


grad_z_unnormalised.wrong(
    "textbook-formula",
    lambda z, p: softmax(z) - p,
    hint=Text(
        "Which step of the textbook proof uses a property of p that is not given here?",
        "教科书证明的哪一步用到了这里没有给出的 p 的性质？",
    ),
)
grad_z_unnormalised.wrong(
    "normalised-p",
    lambda z, p: softmax(z) - p / p.sum(),
    hint=Text(
        "You changed the data; J was defined with p as given.",
        "你改动了数据；J 是用给定的 p 定义的。",
    ),
)
grad_z_unnormalised.wrong("sign-flip", lambda z, p: p - p.sum() * softmax(z), hint=hints.SIGN)
grad_z_unnormalised.wrong("n-times", lambda z, p: len(z) * softmax(z) - p, hint=hints.SHIFTED_LOGITS)
grad_z_unnormalised.wrong("no-softmax-jacobian", lambda z, p: -p / softmax(z), hint=hints.INNER_DERIVATIVE)


EXERCISES = (grad_q, terms, grad_z, grad_z_unnormalised)
