"""Mathematics for Machine Learning, 5.3: Jacobians of vector-valued functions, by differences."""

import numpy as np

from gradecheck.author import Function, Hidden, Text, exercise
from gradecheck.draw import case_sizes, normal
from gradecheck_vector_calculus import hints, sayings


def value(f, x):
    """The value f(x), shape (m,)."""
    return f(x)


def true_jacobian(x, W, c):
    """Jacobian of sin(Wx) + c ||x||^2."""
    return np.cos(W @ x)[:, np.newaxis] * W + 2 * np.outer(c, x)


def partial_by_imaginary_step(f, x, i):
    """Column i of the Jacobian."""
    return f(x + 1e-30j * np.eye(len(x))[i]).imag[:, np.newaxis] / 1e-30


def linearised_by_imaginary_step(f, x, delta):
    """f(x) plus the derivative along delta."""
    return f(x) + f(x + 1e-30j * delta).imag / 1e-30


def draw(rng, k):
    m, n = case_sizes(k, 2)
    W, c = normal(rng, m, n), normal(rng, m)
    return [Function("np.sin(W @ x) + c * (x @ x)", "x", W=W, c=c), normal(rng, n), Hidden(W=W, c=c)]


@exercise(
    "vector-partial",
    place="Mathematics for Machine Learning, (5.55)",
    oracle=partial_by_imaginary_step,
    accuracy=1e-6,
    signature="partial(f, x: (n,), i: int) -> (m,1)",
    latex=r"\frac{\partial f}{\partial x_i}\in\mathbb R^{m\times 1},"
    r"\quad f:\mathbb R^{n}\to\mathbb R^{m},\ i\in\{0,\dots,n-1\}",
    notes=Text(
        "The next formula of the translated text, which collects the columns, is only a missing picture.",
        "译文接下来把各列并在一起的公式只是一幅缺失的图。",
    ),
    zh="求 f:Rⁿ→Rᵐ 对 x_i（下标从 0 开始）的偏导数，列向量 (m,1)。",
)
def partial(f, x, i, *, W, c):  # noqa: ARG001 -- the key knows the Jacobian of f
    """Partial derivative of f: R^n -> R^m with respect to x_i (index from 0), as a column (m,1)."""
    J = np.cos(W @ x)[:, np.newaxis] * W + 2 * np.outer(c, x)
    return J[:, [i]]


@partial.inputs
def _(rng, k):
    f, x, hidden = draw(rng, k)
    rows, columns = hidden.values["W"].shape
    return [f, x, int(rng.integers(min(rows, columns))), hidden]


partial.wrong(
    "row-of-jacobian",
    lambda _f, x, i, *, W, c: true_jacobian(x, W, c)[[i]],
    hint=Text(
        "Which index is fixed: the component of f or the variable?",
        "固定的是 f 的分量还是自变量？",
    ),
    says=Text(
        "this is row i of the Jacobian: all derivatives of one component",
        "这是雅可比矩阵的第 i 行：一个分量的所有导数",
    ),
)
partial.wrong(
    "one-based",
    lambda _f, x, i, *, W, c: true_jacobian(x, W, c)[:, [i - 1]],
    hint=hints.FIRST_INDEX,
    says=sayings.INDEX_BEFORE,
)
partial.wrong(
    "row-layout",
    lambda _f, x, i, *, W, c: true_jacobian(x, W, c)[:, [i]].T,
    hint=hints.LAYOUT,
    says=sayings.ROW,
)
partial.wrong(
    "whole-jacobian",
    lambda _f, x, _i, *, W, c: true_jacobian(x, W, c),
    hint=Text(
        "Only one variable is moved.",
        "只动一个变量。",
    ),
    says=Text("this is the whole Jacobian", "这是整个雅可比矩阵"),
)
partial.wrong(
    "summed",
    lambda _f, x, i, *, W, c: np.full((len(W), 1), true_jacobian(x, W, c)[:, i].sum()),
    hint=Text(
        "Each component of f has its own derivative.",
        "f 的每个分量各有自己的导数。",
    ),
    says=Text(
        "the derivatives of all components are added, and every entry is their sum",
        "所有分量的导数被加了起来，每个元素都是这个和",
    ),
)


@exercise(
    "jacobian-numeric",
    place="Mathematics for Machine Learning, definition 5.6, (5.58)",
    derivative_of=value,
    wrt="x",
    layout="numerator",
    accuracy=1e-6,
    inputs=draw,
    signature="jacobian(f, x: (n,)) -> (m,n)",
    latex=r"J\in\mathbb R^{m\times n},\quad J(i,j)=\frac{\partial f_i}{\partial x_j},"
    r"\quad f:\mathbb R^{n}\to\mathbb R^{m}",
    notes=Text(
        'Remark on layouts: "denominator layout is the transpose". Homework 4 uses that one, '
        "so that the same exercise has two right answers unless the layout is named.",
        "关于布局的备注：“分母布局是其转置”。作业 4 用的正是分母布局，所以不说明布局的话，"
        "同一道题就有两个正确答案。",
    ),
    zh="求 f:Rⁿ→Rᵐ 在 x 处的雅可比矩阵，J(i,j)=∂f_i/∂x_j。",
)
def jacobian(f, x, *, W, c):  # noqa: ARG001 -- the key knows the Jacobian of f
    """Jacobian of f: R^n -> R^m at x, J(i,j) = df_i/dx_j."""
    return np.cos(W @ x)[:, np.newaxis] * W + 2 * np.outer(c, x)


jacobian.wrong(
    "transposed", lambda _f, x, *, W, c: true_jacobian(x, W, c).T, hint=hints.LAYOUT, says=sayings.TRANSPOSE
)
jacobian.wrong(
    "reshaped",
    lambda _f, x, *, W, c: true_jacobian(x, W, c).T.reshape(W.shape),
    hint=hints.RESHAPE,
    says=sayings.RESHAPED,
)
jacobian.wrong(
    "flat", lambda _f, x, *, W, c: true_jacobian(x, W, c).ravel(), hint=hints.LAYOUT, says=sayings.FLAT
)
jacobian.wrong(
    "gradient-of-sum",
    lambda _f, x, *, W, c: np.tile(true_jacobian(x, W, c).sum(axis=0), (len(W), 1)),
    hint=Text(
        "Each component of f has its own row.",
        "f 的每个分量各占一行。",
    ),
    says=Text("every row is the gradient of the sum of all components", "每一行都是所有分量之和的梯度"),
)
jacobian.wrong(
    "one-term-lost",
    lambda _f, x, *, W: np.cos(W @ x)[:, np.newaxis] * W,
    hint=hints.EVERY_OCCURRENCE,
    says=Text("a part of f contributes nothing to the answer", "f 的一部分对答案没有贡献"),
)
jacobian.wrong(
    "sign", lambda _f, x, *, W, c: -true_jacobian(x, W, c), hint=hints.SIGN, says=sayings.OPPOSITE_SIGN
)


@exercise(
    "jacobian-linearise",
    place="Mathematics for Machine Learning, 5.3, method 2: "
    "'the Jacobian approximates the map locally by a linear one'",
    oracle=linearised_by_imaginary_step,
    accuracy=1e-6,
    signature="linearise(f, x: (n,), delta: (n,)) -> (m,)",
    latex=r"\ell(\delta)\in\mathbb R^{m},\quad f(x+\delta)=\ell(\delta)+o(\lVert\delta\rVert),"
    r"\quad f:\mathbb R^{n}\to\mathbb R^{m}",
    notes=Text(
        "Strictly an affine map; the text says linear.",
        "严格说这是仿射映射；原文称为线性映射。",
    ),
    zh="求非线性映射 f 在 x+δ 处的一阶（线性）近似。",
)
def linearise(f, x, delta, *, W, c):
    """First-order approximation of f(x + delta) for a nonlinear f."""
    J = np.cos(W @ x)[:, np.newaxis] * W + 2 * np.outer(c, x)
    return f(x) + J @ delta


@linearise.inputs
def _(rng, k):
    f, x, hidden = draw(rng, k)
    return [f, x, 0.4 * normal(rng, len(x)), hidden]


linearise.wrong(
    "no-offset",
    lambda _f, x, delta, *, W, c: true_jacobian(x, W, c) @ delta,
    hint=Text(
        "What should the approximation give for delta = 0?",
        "δ=0 时，近似值应是什么？",
    ),
    says=Text("this is only the change: the value at x is not added", "这只是改变量，没有加上 x 处的值"),
)
linearise.wrong(
    "exact",
    lambda f, x, delta: f(x + delta),
    hint=Text(
        "The approximation must be linear in delta; the function is not.",
        "近似必须对 δ 是线性的，而函数不是。",
    ),
    says=Text(
        "this is f(x + delta) itself, not its linear approximation", "这是 f(x+δ) 本身，而不是它的线性近似"
    ),
)
linearise.wrong(
    "at-x",
    lambda f, x, _delta, *, W, c: f(x) + true_jacobian(x, W, c) @ x,
    hint=Text(
        "By which vector does the point move?",
        "点移动的是哪个向量？",
    ),
    says=Text("the Jacobian is multiplied by x, and x is not the step", "雅可比矩阵乘的是 x，而 x 不是位移"),
)
linearise.wrong(
    "sign",
    lambda f, x, delta, *, W, c: f(x) - true_jacobian(x, W, c) @ delta,
    hint=hints.SIGN,
    says=Text("the step is taken in the opposite direction", "位移的方向反了"),
)
linearise.wrong(
    "jacobian-at-end",
    lambda f, x, delta, *, W, c: f(x) + true_jacobian(x + delta, W, c) @ delta,
    hint=Text(
        "At which point is the Jacobian taken?",
        "雅可比矩阵在哪一点取值？",
    ),
    says=Text("the Jacobian is taken at the end of the step", "雅可比矩阵取在了位移的终点"),
)


EXERCISES = (partial, jacobian, linearise)
