"""Homework 4, problem 2: tr(W^-1)."""

import numpy as np
from numpy.linalg import inv

from gradecheck.author import Text, exercise
from gradecheck.draw import normal, well_conditioned
from gradecheck_matrix_calculus import hints, sayings


def trace_inverse(W):
    """tr(W^-1), the function of the problem."""
    return np.trace(inv(W))


def inverse(W):
    """W^-1."""
    return inv(W)


def draw(rng, k):
    return [well_conditioned(rng, 3 + k % 4)]


def draw_with_direction(rng, k):
    m = 3 + k % 4
    return [well_conditioned(rng, m), normal(rng, m, m)]


@exercise(
    "trace-inverse-grad",
    latex=r"\nabla_W\operatorname{tr}(W^{-1})\in\mathbb R^{m\times m},\quad W\in\mathbb R^{m\times m}",
    place="Homework 4, problem 2",
    derivative_of=trace_inverse,
    wrt="W",
    layout="denominator",
    inputs=draw,
    signature="grad_W(W: (m,m)) -> (m,m)",
    notes=Text(
        "That W must be invertible is not stated (only that W is an m x m matrix); the rest is right.",
        "题目没有说明 W 可逆（只说 W 是 m×m 矩阵）；其余正确。",
    ),
    zh="求 tr(W⁻¹) 对方阵 W 的梯度。",
)
def grad_w(W):
    """Gradient of tr(W^-1) with respect to the square matrix W."""
    return -(inv(W) @ inv(W)).T


grad_w.wrong(
    "not-transposed",
    lambda W: -inv(W) @ inv(W),
    hint=Text(
        "From df = tr(M dW) to the gradient there is one more step.",
        "从 df = tr(M dW) 到梯度，还差一步。",
    ),
    says=sayings.TRANSPOSED,
)
grad_w.wrong("sign-lost", lambda W: -grad_w(W), hint=hints.SIGN, says=sayings.NEGATED)
grad_w.wrong(
    "logdet-rule",
    lambda W: -inv(W).T,
    hint=Text(
        "Compare the 1 x 1 case with the school rule for 1/w.",
        "用 1×1 的情形和中学里 1/w 的求导公式比一比。",
    ),
    says=Text(
        "your answer has a single inverse: up to the sign it is the gradient of ln|W|",
        "你的答案只有一个逆矩阵：除符号外，它是 ln|W| 的梯度",
    ),
)
grad_w.wrong(
    "mixed-transposes",
    lambda W: -inv(W).T @ inv(W),
    hint=Text(
        "How many of the two inverses are transposed, and why?",
        "两个逆矩阵中有几个要转置？为什么？",
    ),
    says=sayings.ONE_TRANSPOSED_INVERSE,
)
grad_w.wrong(
    "elementwise-square",
    lambda W: -(inv(W) * inv(W)).T,
    hint=hints.TWO_PRODUCTS,
    says=Text("your answer squares the inverse entry by entry", "你的答案对逆矩阵逐元素取了平方"),
)
grad_w.wrong(
    "elementwise-scalar-rule",
    lambda W: -1 / W**2,
    hint=Text(
        "A matrix inverse is not taken entry by entry.",
        "矩阵的逆不是逐元素取倒数。",
    ),
    says=Text(
        "your answer differentiates 1/w for every entry of W by itself",
        "你的答案对 W 的每个元素单独套用了 1/w 的求导公式",
    ),
)
grad_w.wrong(
    "traced",
    lambda W: -np.trace(inv(W) @ inv(W)) * np.eye(len(W)),
    hint=Text(
        "The trace may be moved through the differential, but what it leaves is not a number.",
        "迹可以与微分交换，但剩下的并不是一个数。",
    ),
    says=sayings.MULTIPLE_OF_UNIT_MATRIX,
)


@exercise(
    "inverse-differential",
    latex=r"\mathrm d(W^{-1})[\mathrm dW]\in\mathbb R^{m\times m},\quad W,\mathrm dW\in\mathbb R^{m\times m}",
    place="Homework 4, problem 2, first step",
    derivative_of=inverse,
    along={"W": "dW"},
    inputs=draw_with_direction,
    signature="d_inv(W: (m,m), dW: (m,m)) -> (m,m)",
    zh="求逆矩阵的微分：给定方向 dW，返回 d(W⁻¹)。",
)
def d_inverse(W, dW):
    """Differential of the matrix inverse: return d(W^-1) in the direction dW."""
    return -inv(W) @ dW @ inv(W)


d_inverse.wrong(
    "commuted-left",
    lambda W, dW: -inv(W) @ inv(W) @ dW,
    hint=hints.NO_COMMUTING,
    says=Text("your answer has both inverses to the left of dW", "你的答案把两个逆矩阵都放在了 dW 的左边"),
)
d_inverse.wrong(
    "commuted-right",
    lambda W, dW: -dW @ inv(W) @ inv(W),
    hint=hints.NO_COMMUTING,
    says=Text("your answer has both inverses to the right of dW", "你的答案把两个逆矩阵都放在了 dW 的右边"),
)
d_inverse.wrong("sign-lost", lambda W, dW: -d_inverse(W, dW), hint=hints.SIGN, says=sayings.NEGATED)
d_inverse.wrong(
    "inverse-of-dW",
    lambda W, dW: inv(W + dW) - inv(W),
    hint=Text(
        "A differential is linear in dW; an increment is not.",
        "微分对 dW 是线性的，增量则不是。",
    ),
    says=sayings.INCREMENT,
)
d_inverse.wrong(
    "transposed-dW",
    lambda W, dW: -inv(W) @ dW.T @ inv(W),
    hint=Text(
        "Start again from W W^-1 = I; does a transpose ever appear?",
        "从 W W⁻¹ = I 重新出发；会出现转置吗？",
    ),
    says=Text("your answer has the transpose of dW", "你的答案里出现的是 dW 的转置"),
)
d_inverse.wrong(
    "elementwise",
    lambda W, dW: -dW / W**2,
    hint=hints.TWO_PRODUCTS,
    says=Text(
        "your answer treats every entry of W as a number by itself",
        "你的答案把 W 的每个元素都当作单独的数来处理",
    ),
)


@exercise(
    "trace-inverse-differential",
    latex=r"\mathrm d\operatorname{tr}(W^{-1})[\mathrm dW]\in\mathbb R,"
    r"\quad W,\mathrm dW\in\mathbb R^{m\times m}",
    place="Homework 4, problem 2, the trace steps",
    derivative_of=trace_inverse,
    along={"W": "dW"},
    inputs=draw_with_direction,
    signature="d_tr_inv(W: (m,m), dW: (m,m)) -> float",
    zh="求 tr(W⁻¹) 沿方向 dW 的微分（一个数）。",
)
def d_trace_inverse(W, dW):
    """Differential of tr(W^-1) in the direction dW, as a number."""
    return -np.trace(inv(W) @ inv(W) @ dW)


d_trace_inverse.wrong(
    "entrywise-sum",
    lambda W, dW: -np.sum(inv(W) @ inv(W) * dW),
    hint=Text(
        "tr(M N) as a sum over entries pairs M_ij with which entry of N?",
        "把 tr(MN) 写成元素之和时，M_ij 与 N 的哪个元素配对？",
    ),
    says=Text(
        "your answer multiplies entries in the same place, and adds up the products",
        "你的答案把两个矩阵相同位置的元素相乘，再求和",
    ),
)
d_trace_inverse.wrong(
    "one-inverse",
    lambda W, dW: -np.trace(inv(W) @ dW),
    hint=Text(
        "That is (up to sign) the differential of another famous function of W.",
        "这（至多差一个符号）是 W 的另一个著名函数的微分。",
    ),
    says=Text("your answer has a single inverse of W", "你的答案里只有一个 W 的逆"),
)
d_trace_inverse.wrong(
    "sign-lost", lambda W, dW: -d_trace_inverse(W, dW), hint=hints.SIGN, says=sayings.NEGATED
)
d_trace_inverse.wrong(
    "product-of-traces",
    lambda W, dW: -np.trace(inv(W) @ inv(W)) * np.trace(dW),
    hint=Text(
        "The trace of a product is not the product of the traces.",
        "乘积的迹不等于迹的乘积。",
    ),
    says=Text("your answer takes two traces and multiplies them", "你的答案分别取了两个迹，再把它们相乘"),
)
d_trace_inverse.wrong(
    "transposed-pair",
    lambda W, dW: -np.trace(inv(W).T @ inv(W) @ dW),
    hint=Text(
        "Cyclic shifts move factors around; they never transpose one.",
        "循环移位只移动因子，不会给因子加转置。",
    ),
    says=sayings.ONE_TRANSPOSED_INVERSE,
)


EXERCISES = (grad_w, d_inverse, d_trace_inverse)
