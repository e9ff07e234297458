"""Homework 4, problem 4(1): softmax, and the gradient of the cross-entropy with respect to z."""

import numpy as np

from gradecheck.author import Text, exercise
from gradecheck.draw import normal, probabilities
from gradecheck_matrix_calculus import hints


def quotient(z):
    """exp(z) / (1^T exp(z)) as the definition says, for moderate z."""
    return np.exp(z) / np.exp(z).sum()


def cross_entropy(p, q):
    """J = -p^T ln(q)."""
    return -p @ np.log(q)


def cross_entropy_of_softmax(z, p):
    """J = -p^T ln(softmax(z))."""
    return cross_entropy(p, quotient(z))


def in_extended_precision(z):
    """The quotient of the definition, shifted, with longer floating-point numbers."""
    e = np.exp(z.astype(np.longdouble) - z.max())
    return (e / e.sum()).astype(np.float64)


def draw_logits(rng, k):
    return [normal(rng, 3 + k % 4)]


def draw_logits_and_p(rng, k):
    n = 3 + k % 4
    return [normal(rng, n), probabilities(rng, n)]


@exercise(
    "softmax",
    place="Homework 4, problem 4, definition",
    oracle=in_extended_precision,
    signature="softmax(z: (n,)) -> (n,)",
    notes=Text(
        "The homework sheet says nothing about overflow (and prints 成为 for 称为).",
        "习题原文没有提到上溢(并把“称为”误印为“成为”)。",
    ),
    zh="实现 softmax:f(z)=exp(z)/(1ᵀexp(z)),z 很大时也要正确。",
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
    lambda z: quotient(z),
    hint=Text(
        "Try an input of size 1000: does an intermediate quantity overflow before the result is formed?",
        "用大小为 1000 的输入试一试:中间量会不会在得出结果之前就溢出?",
    ),
)
softmax.wrong(
    "divide-by-max",
    lambda z: np.exp(z - z.max()) / np.exp(z - z.max()).max(),
    hint=Text(
        "Do your outputs add up to what probabilities must add up to?",
        "各个输出加起来等于概率应有的总和吗?",
    ),
)
softmax.wrong(
    "linear-normalisation",
    lambda z: z / z.sum(),
    hint=Text(
        "Shifting all of z by one constant must leave the result unchanged.",
        "把 z 整体加上一个常数,结果应当不变。",
    ),
)
softmax.wrong(
    "sigmoid",
    lambda z: 1 / (1 + np.exp(-z)),
    hint=Text(
        "Each output depends on all of z, not only on its own entry.",
        "每个输出都依赖整个 z,而不只是自己那个分量。",
    ),
)
softmax.wrong(
    "log-softmax",
    lambda z: np.log(softmax(z)),
    hint=Text(
        "Can the outputs be negative?",
        "输出可以是负数吗?",
    ),
)
softmax.wrong(
    "negated",
    lambda z: softmax(-z),
    hint=Text(
        "Move a tiny step along your answer: does the function go up or down?",
        "沿着你的答案走一小步:函数值是升了还是降了?",
    ),
)


@exercise(
    "softmax-jacobian",
    place="Homework 4, problem 4(1), dq_j/dz_i for i != j and i = j",
    derivative_of=quotient,
    wrt="z",
    inputs=draw_logits,
    signature="softmax_jac(z: (n,)) -> (n,n)",
    notes=Text(
        "The matrix is symmetric: both layouts coincide, and a transposed answer cannot be seen.",
        "这个矩阵是对称的:两种布局一致,也看不出答案是否被转置。",
    ),
    zh="求 q=softmax(z) 的雅可比矩阵 ∂q_j/∂z_i(含 i=j 与 i≠j 两种情形)。",
)
def jacobian(z):
    """Jacobian of q = softmax(z): return the matrix dq_j/dz_i."""
    q = softmax(z)
    return np.diag(q) - np.outer(q, q)


jacobian.wrong(
    "diagonal-only",
    lambda z: np.diag(softmax(z) * (1 - softmax(z))),
    hint=Text(
        "What happens on the diagonal (i = j), and what off it?",
        "对角线上(i = j)是什么?非对角线上又是什么?",
    ),
)
jacobian.wrong(
    "vector",
    lambda z: softmax(z) * (1 - softmax(z)),
    hint=Text(
        "n outputs and n inputs: how many partial derivatives are there?",
        "n 个输出、n 个输入:一共有多少个偏导数?",
    ),
)
jacobian.wrong(
    "no-delta",
    lambda z: -np.outer(softmax(z), softmax(z)),
    hint=Text(
        "What happens on the diagonal (i = j), and what off it?",
        "对角线上(i = j)是什么?非对角线上又是什么?",
    ),
)
jacobian.wrong(
    "plus",
    lambda z: np.diag(softmax(z)) + np.outer(softmax(z), softmax(z)),
    hint=Text(
        "The q_j always add up to one; what must each row of the Jacobian add up to?",
        "所有 q_j 之和恒为 1;那么雅可比矩阵每一行的和应是多少?",
    ),
)
jacobian.wrong(
    "sign-flip",
    lambda z: -jacobian(z),
    hint=Text(
        "Move a tiny step along your answer: does the function go up or down?",
        "沿着你的答案走一小步:函数值是升了还是降了?",
    ),
)
jacobian.wrong(
    "off-diagonal-rule",
    lambda z: np.outer(softmax(z), 1 - softmax(z)),
    hint=Text(
        "What happens on the diagonal (i = j), and what off it?",
        "对角线上(i = j)是什么?非对角线上又是什么?",
    ),
)
jacobian.wrong(
    "forgot-square",
    lambda z: np.diag(softmax(z)) - 1 / len(z),
    hint=Text(
        "The quotient rule squares the denominator; where did that go?",
        "商的求导法则里分母要平方;它到哪里去了?",
    ),
)


@exercise(
    "cross-entropy-grad-q",
    place="Homework 4, problem 4(1), dJ/dq_j",
    derivative_of=cross_entropy,
    wrt="q",
    layout="denominator",
    signature="grad_q(p: (n,), q: (n,)) -> (n,)",
    zh="求 J=−pᵀln(q) 对 q 的梯度(把各 q_j 看作独立变量)。",
)
def grad_q(p, q):
    """Gradient of J = -p^T ln(q) with respect to q, the q_j taken as independent."""
    return -p / q


@grad_q.inputs
def _(rng, k):
    n = 3 + k % 4
    return [probabilities(rng, n), 0.7 * probabilities(rng, n) + 0.3 / n]


grad_q.wrong(
    "sign-lost",
    lambda p, q: p / q,
    hint=Text(
        "Move a tiny step along your answer: does the function go up or down?",
        "沿着你的答案走一小步:函数值是升了还是降了?",
    ),
)
grad_q.wrong(
    "gradient-in-p",
    lambda _p, q: -np.log(q),
    hint=Text(
        "This is a derivative of the right function, but with respect to another variable.",
        "函数没错,但这是对另一个变量求的导数。",
    ),
)
grad_q.wrong(
    "inverted",
    lambda p, q: -q / p,
    hint=Text(
        "What is the derivative of ln at q?",
        "ln 在 q 处的导数是什么?",
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
grad_q.wrong(
    "dropped-p",
    lambda _p, q: -1 / q,
    hint=Text(
        "One of the given quantities never enters your answer; should it?",
        "有一个已知量在你的答案里根本没有出现;它应该出现吗?",
    ),
)
grad_q.wrong(
    "value",
    lambda p, q: -p * np.log(q),
    hint=Text(
        "You returned the function (or a piece of it) rather than its derivative.",
        "你返回的是函数本身(或它的一部分),而不是导数。",
    ),
)


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
    zh=("设 q=softmax(z),J=−pᵀln(q)。∂J/∂z_i 的链式法则各项:T[i,j]=(∂J/∂q_j)(∂q_j/∂z_i);每行之和应为梯度。"),
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
        "检查两个因子(或两个分量)的先后次序。",
    ),
)
terms.wrong(
    "diagonal-only",
    lambda z, p: np.diag(p * (softmax(z) - 1)),
    hint=Text(
        "What happens on the diagonal (i = j), and what off it?",
        "对角线上(i = j)是什么?非对角线上又是什么?",
    ),
)
terms.wrong(
    "off-diagonal-only",
    lambda z, p: np.outer(softmax(z), p),
    hint=Text(
        "What happens on the diagonal (i = j), and what off it?",
        "对角线上(i = j)是什么?非对角线上又是什么?",
    ),
)
terms.wrong(
    "sign-flip",
    lambda z, p: -terms(z, p),
    hint=Text(
        "Move a tiny step along your answer: does the function go up or down?",
        "沿着你的答案走一小步:函数值是升了还是降了?",
    ),
)
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
    place="Homework 4, problem 4(1)",
    derivative_of=cross_entropy_of_softmax,
    wrt="z",
    layout="denominator",
    inputs=draw_logits_and_p,
    signature="grad_z(z: (n,), p: (n,)) -> (n,)",
    notes=Text(
        "The proof is right; it needs 1^T p = 1, used in the last line only. A stray line from "
        'some other sheet ("for all x, y, z in R^2") stands before it.',
        "证明是对的;它需要 1ᵀp=1,且只在最后一行用到。证明之前混入了别处的一行(“∀x,y,z∈R²,λ∈R”)。",
    ),
    zh="设 q=softmax(z),J=−pᵀln(q),1ᵀp=1。返回 ∂J/∂z(把要证明的等式做成数值恒等式)。",
)
def grad_z(z, p):
    """With q = softmax(z), J = -p^T ln(q), 1^T p = 1: return dJ/dz (the proof asked for, as a
    numerical identity).
    """
    return softmax(z) - p


grad_z.wrong(
    "sign-flip",
    lambda z, p: p - softmax(z),
    hint=Text(
        "Move a tiny step along your answer: does the function go up or down?",
        "沿着你的答案走一小步:函数值是升了还是降了?",
    ),
)
grad_z.wrong(
    "no-softmax-jacobian",
    lambda z, p: -p / softmax(z),
    hint=Text(
        "Something inside also depends on the variable; what does its own derivative contribute?",
        "里层也依赖自变量;它自己的导数贡献了什么?",
    ),
)
grad_z.wrong(
    "diagonal-jacobian",
    lambda z, p: -p * (1 - softmax(z)),
    hint=Text(
        "Does z_i influence only q_i?",
        "z_i 只影响 q_i 吗?",
    ),
)
grad_z.wrong(
    "off-diagonal-only",
    lambda z, p: softmax(z) * (1 - p),
    hint=Text(
        "What happens on the diagonal (i = j), and what off it?",
        "对角线上(i = j)是什么?非对角线上又是什么?",
    ),
)
grad_z.wrong(
    "mean",
    lambda z, p: (softmax(z) - p) / len(z),
    hint=Text(
        "Sum or average? Read again how the function is defined.",
        "求和还是取平均?再看一遍函数的定义。",
    ),
)
grad_z.wrong(
    "unnormalised",
    lambda z, p: np.exp(z) - p,
    hint=Text(
        "What must the entries of the gradient add up to? (Shift z by a constant: does J change?)",
        "梯度各分量之和应是多少?(把 z 整体平移,J 会变吗?)",
    ),
)
grad_z.wrong(
    "logits",
    lambda z, p: z - p,
    hint=Text(
        "Is it z or a function of z that is compared with p?",
        "与 p 相比较的是 z 本身,还是 z 的某个函数?",
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
    zh="设 q=softmax(z),J=−pᵀln(q),但权重 p 之和不必为 1,求 ∂J/∂z。",
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
        "教科书证明的哪一步用到了这里没有给出的 p 的性质?",
    ),
)
grad_z_unnormalised.wrong(
    "normalised-p",
    lambda z, p: softmax(z) - p / p.sum(),
    hint=Text(
        "You changed the data; J was defined with p as given.",
        "你改动了数据;J 是用给定的 p 定义的。",
    ),
)
grad_z_unnormalised.wrong(
    "sign-flip",
    lambda z, p: p - p.sum() * softmax(z),
    hint=Text(
        "Move a tiny step along your answer: does the function go up or down?",
        "沿着你的答案走一小步:函数值是升了还是降了?",
    ),
)
grad_z_unnormalised.wrong(
    "n-times",
    lambda z, p: len(z) * softmax(z) - p,
    hint=Text(
        "What must the entries of the gradient add up to? (Shift z by a constant: does J change?)",
        "梯度各分量之和应是多少?(把 z 整体平移,J 会变吗?)",
    ),
)
grad_z_unnormalised.wrong(
    "no-softmax-jacobian",
    lambda z, p: -p / softmax(z),
    hint=Text(
        "Something inside also depends on the variable; what does its own derivative contribute?",
        "里层也依赖自变量;它自己的导数贡献了什么?",
    ),
)


EXERCISES = (softmax, jacobian, grad_q, terms, grad_z, grad_z_unnormalised)
