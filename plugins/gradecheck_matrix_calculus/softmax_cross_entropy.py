"""Homework 4, problem 4(1): the cross-entropy of softmax(z) and its gradient with respect to z."""

import numpy as np

from gradecheck.author import Text, exercise
from gradecheck.draw import normal
from gradecheck_matrix_calculus import hints, sayings
from gradecheck_matrix_calculus.cross_entropy import cross_entropy, draw_logits_and_p
from gradecheck_matrix_calculus.softmax import quotient, softmax


def cross_entropy_of_softmax(z, p):
    """J = -p^T ln(softmax(z))."""
    return cross_entropy(p, quotient(z))


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


grad_z.wrong("sign-flip", lambda z, p: p - softmax(z), hint=hints.SIGN, says=sayings.NEGATED)
grad_z.wrong(
    "no-softmax-jacobian",
    lambda z, p: -p / softmax(z),
    hint=hints.INNER_DERIVATIVE,
    says=sayings.WITHOUT_SOFTMAX_DERIVATIVE,
)
grad_z.wrong(
    "diagonal-jacobian",
    lambda z, p: -p * (1 - softmax(z)),
    hint=hints.SOFTMAX_COUPLES,
    says=sayings.OWN_LOGIT_ONLY,
)
grad_z.wrong(
    "off-diagonal-only",
    lambda z, p: softmax(z) * (1 - p),
    hint=hints.DIAGONAL,
    says=Text("your answer leaves out the effect of z_i on q_i", "你的答案漏掉了 z_i 对 q_i 的影响"),
)
grad_z.wrong(
    "mean",
    lambda z, p: (softmax(z) - p) / len(z),
    hint=hints.SUM_OR_MEAN,
    says=Text("your answer is divided by the number of entries", "你的答案被除以了分量的个数"),
)
grad_z.wrong(
    "unnormalised",
    lambda z, p: np.exp(z) - p,
    hint=hints.SHIFTED_LOGITS,
    says=Text(
        "your answer contains exp(z) that is not divided by its sum", "你的答案里的 exp(z) 没有除以它的和"
    ),
)
grad_z.wrong(
    "logits",
    lambda z, p: z - p,
    hint=Text(
        "Is it z or a function of z that is compared with p?",
        "与 p 相比较的是 z 本身，还是 z 的某个函数？",
    ),
    says=Text("your answer compares z itself with p", "你的答案拿来与 p 比较的是 z 本身"),
)


@exercise(
    "softmax-ce-grad-z-unnormalised",
    latex=r"\nabla_z\bigl(-p^{\mathsf T}\ln\operatorname{softmax}(z)\bigr)\in\mathbb R^{n},"
    r"\quad p\in\mathbb R_{>0}^{n}",
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
    says=Text(
        "your answer holds only where the entries of p add up to one",
        "只有当 p 的各分量之和为 1 时，你的答案才成立",
    ),
)
grad_z_unnormalised.wrong(
    "normalised-p",
    lambda z, p: softmax(z) - p / p.sum(),
    hint=Text(
        "You changed the data; J was defined with p as given.",
        "你改动了数据；J 是用给定的 p 定义的。",
    ),
    says=Text("your answer divides p by its sum", "你的答案用 p 除以了它的和"),
)
grad_z_unnormalised.wrong(
    "sign-flip", lambda z, p: p - p.sum() * softmax(z), hint=hints.SIGN, says=sayings.NEGATED
)
grad_z_unnormalised.wrong(
    "n-times",
    lambda z, p: len(z) * softmax(z) - p,
    hint=hints.SHIFTED_LOGITS,
    says=Text(
        "your answer multiplies the softmax by the number of entries", "你的答案给 softmax 乘上了分量的个数"
    ),
)
grad_z_unnormalised.wrong(
    "no-softmax-jacobian",
    lambda z, p: -p / softmax(z),
    hint=hints.INNER_DERIVATIVE,
    says=sayings.WITHOUT_SOFTMAX_DERIVATIVE,
)


EXERCISES = (grad_z, grad_z_unnormalised)
