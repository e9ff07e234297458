"""Mathematics for Machine Learning, 5.2.2: the chain rule for functions of several variables."""

import numpy as np
from numpy.linalg import inv

from gradecheck.author import Function, Hidden, Text, exercise
from gradecheck.draw import normal, well_conditioned
from gradecheck_vector_calculus import hints, sayings
from gradecheck_vector_calculus.gradient_rules import jacobian


def slope_of_composition(*_, F, X, t):
    """Derivative of f(x1(t), x2(t)) itself, by an imaginary step."""
    return F(X(t + 1e-30j)).imag / 1e-30


def gradient_of_composition(*_, F, X, st):
    """Gradient of f(x(s, t)) itself."""
    return jacobian(lambda point: F(X(point)), st)


def sin_and_cos(t):
    """The function x1^2 + 2 x2 with x1 = sin t and x2 = cos t, of example 5.8."""
    return np.sin(t) ** 2 + 2 * np.cos(t)


def draw_quadratic(rng):
    """A quadratic function of two variables, not symmetric in them."""
    return Function("x @ Q @ x + b @ x", "x", Q=normal(rng, 2, 2), b=normal(rng, 2))


@exercise(
    "chain-total-derivative",
    place="Mathematics for Machine Learning, 5.2.2, df/dt = (df/dx1)(dx1/dt) + (df/dx2)(dx2/dt)",
    oracle=slope_of_composition,
    signature="total(df_dx: (1,2), dx_dt: (2,1)) -> float",
    latex=r"\frac{\mathrm df}{\mathrm dt}\in\mathbb R,"
    r"\quad\frac{\partial f}{\partial x}\in\mathbb R^{1\times 2},"
    r"\ \frac{\partial x}{\partial t}\in\mathbb R^{2\times 1}",
    notes=Text(
        '"d denotes the gradient, the curly d partial derivatives": but dx_i/dt is printed '
        "with a curly d although x_i depends on t alone.",
        "原文说“d 表示梯度，∂ 表示偏导数”，但 x_i 只依赖 t，dx_i/dt 却印成了 ∂。",
    ),
    zh="由行向量 ∂f/∂x (1,2) 与列向量 ∂x/∂t (2,1) 求 df/dt。",
)
def total(df_dx, dx_dt):
    """df/dt from the row df/dx (1,2) and the column dx/dt (2,1)."""
    return (df_dx @ dx_dt)[0, 0]


@total.inputs
def _(rng, k):  # noqa: ARG001 -- there is no size to vary
    F, t = draw_quadratic(rng), float(normal(rng))
    X = Function(
        "np.array([a[0] * np.sin(t) + a[1] * t, a[2] * np.cos(t) + a[3] * t**2])", "t", a=normal(rng, 4)
    )
    dx_dt = X(t + 1e-30j).imag[:, np.newaxis] / 1e-30
    return [jacobian(F, X(t)), dx_dt, Hidden(F=F, X=X, t=t)]


total.wrong(
    "first-variable-only",
    lambda df_dx, dx_dt: df_dx[0, 0] * dx_dt[0, 0],
    hint=hints.EVERY_OCCURRENCE,
    says=sayings.ONLY_X1,
)
total.wrong(
    "not-summed",
    lambda df_dx, dx_dt: df_dx[0] * dx_dt[:, 0],
    hint=Text(
        "df/dt is one number.",
        "df/dt 是一个数。",
    ),
    says=sayings.TWO_PRODUCTS,
)
total.wrong(
    "outer-product",
    lambda df_dx, dx_dt: dx_dt @ df_dx,
    hint=hints.FACTOR_ORDER,
    says=Text("the column is multiplied by the row, which makes a matrix", "用列乘行，得到了矩阵"),
)
total.wrong(
    "sums-multiplied",
    lambda df_dx, dx_dt: df_dx.sum() * dx_dt.sum(),
    hint=hints.MATCHING_VELOCITY,
    says=Text(
        "two sums are multiplied: every partial derivative meets every dx_i/dt",
        "两个和相乘：每个偏导数都与每个 dx_i/dt 相乘了",
    ),
)
total.wrong(
    "crossed",
    lambda df_dx, dx_dt: df_dx[0, 0] * dx_dt[1, 0] + df_dx[0, 1] * dx_dt[0, 0],
    hint=hints.MATCHING_VELOCITY,
    says=Text(
        "each partial derivative is multiplied by the dx_i/dt of the other variable",
        "每个偏导数乘的是另一个变量的 dx_i/dt",
    ),
)
total.wrong(
    "added",
    lambda df_dx, dx_dt: df_dx.sum() + dx_dt.sum(),
    hint=hints.ADDED_OR_MULTIPLIED,
    says=Text("all four derivatives are added", "四个导数全被加了起来"),
)


@exercise(
    "chain-sin-cos",
    place="Mathematics for Machine Learning, example 5.8",
    derivative_of=sin_and_cos,
    wrt="t",
    signature="dfdt(t: float) -> float",
    latex=r"\frac{\mathrm df}{\mathrm dt}\in\mathbb R,\quad f=x_1^2+2x_2,\ x_1=\sin(t),\ x_2=\cos(t)",
    zh="设 f=x₁²+2x₂，x₁=sin t，x₂=cos t，求 df/dt。",
)
def derivative(t):
    """df/dt for f = x1^2 + 2 x2, x1 = sin t, x2 = cos t."""
    return 2 * np.sin(t) * (np.cos(t) - 1)


@derivative.inputs
def _(rng, k):
    low, high = ((0.5, 1.3), (1.9, 2.6))[k % 2]
    return [float(rng.choice((-1, 1)) * rng.uniform(low, high))]


derivative.wrong(
    "cosine-sign",
    lambda t: 2 * np.sin(t) * (np.cos(t) + 1),
    hint=hints.DERIVATIVE_OF_COS,
    says=sayings.COSINE,
)
derivative.wrong(
    "no-inner",
    lambda t: 2 * np.sin(t) + 2,
    hint=hints.INNER_DERIVATIVE,
    says=Text("the derivatives of x1 and x2 by t are missing", "漏掉了 x₁、x₂ 对 t 的导数"),
)
derivative.wrong(
    "second-term-lost", lambda t: 2 * np.sin(t) * np.cos(t), hint=hints.EVERY_OCCURRENCE, says=sayings.ONLY_X1
)
derivative.wrong(
    "two-lost",
    lambda t: 2 * np.sin(t) * np.cos(t) - np.sin(t),
    hint=Text(
        "What is df/dx2?",
        "∂f/∂x₂ 是什么？",
    ),
    says=Text("the factor 2 of the term 2 x2 is lost", "2x₂ 一项的因子 2 丢了"),
)
derivative.wrong(
    "square-not-differentiated",
    lambda t: np.sin(t) * np.cos(t) - 2 * np.sin(t),
    hint=Text(
        "What is df/dx1?",
        "∂f/∂x₁ 是什么？",
    ),
    says=sayings.FACTOR_OF_A_SQUARE,
)
derivative.wrong(
    "substituted-late",
    lambda t: 2 * np.cos(t) - 2 * np.sin(t),
    hint=Text(
        "Each term is a product of two derivatives.",
        "每一项都是两个导数的乘积。",
    ),
    says=Text(
        "the derivative of x1 is put into df/dx1 in place of x1", "代入 ∂f/∂x₁ 的是 x₁ 的导数，而不是 x₁"
    ),
)


@exercise(
    "chain-st",
    place="Mathematics for Machine Learning, 5.2.2, df/d(s,t) as a matrix product",
    layout="numerator",
    oracle=gradient_of_composition,
    signature="grad_st(df_dx: (1,2), dx_dst: (2,2)) -> (1,2)",
    latex=r"\frac{\mathrm df}{\mathrm d(s,t)}\in\mathbb R^{1\times 2},"
    r"\quad\frac{\partial f}{\partial x}\in\mathbb R^{1\times 2},"
    r"\ \frac{\partial x}{\partial(s,t)}\in\mathbb R^{2\times 2}",
    notes=Text(
        "Right. (Every formula of the translated text is followed by a scrambled plain-text "
        "echo of itself, here with both factors and underbraces out of order; read the LaTeX.)",
        "正确。（译文每个公式后面都跟着一段乱序的纯文本重复，这里连两个因子与下括号的次序都乱了；"
        "请以 LaTeX 为准。）",
    ),
    zh="由行向量 ∂f/∂x (1,2) 与雅可比矩阵 ∂x/∂(s,t) (2,2) 求 df/d(s,t)。",
)
def gradient(df_dx, dx_dst):
    """df/d(s,t) from the row df/dx (1,2) and the Jacobian dx/d(s,t) (2,2)."""
    return df_dx @ dx_dst


@gradient.inputs
def _(rng, k):  # noqa: ARG001 -- there is no size to vary
    F, st = draw_quadratic(rng), normal(rng, 2)
    X = Function("J @ s + c * s[0] * s[1]", "s", J=well_conditioned(rng, 2), c=0.3 * normal(rng, 2))
    return [jacobian(F, X(st)), jacobian(X, st), Hidden(F=F, X=X, st=st)]


gradient.wrong(
    "jacobian-transposed",
    lambda df_dx, dx_dst: df_dx @ dx_dst.T,
    hint=Text(
        "Rows of the Jacobian belong to x1, x2; columns to s, t.",
        "雅可比矩阵的行对应 x₁、x₂，列对应 s、t。",
    ),
    says=Text("the transpose of dx/d(s,t) is used", "用的是 ∂x/∂(s,t) 的转置"),
)
gradient.wrong("column", lambda df_dx, dx_dst: (df_dx @ dx_dst).T, hint=hints.LAYOUT, says=sayings.COLUMN)
gradient.wrong(
    "elementwise", lambda df_dx, dx_dst: df_dx * dx_dst, hint=hints.TWO_PRODUCTS, says=sayings.ENTRY_BY_ENTRY
)
gradient.wrong(
    "swapped",
    lambda df_dx, dx_dst: (df_dx @ dx_dst)[:, ::-1],
    hint=hints.FACTOR_ORDER,
    says=sayings.ENTRIES_EXCHANGED,
)
gradient.wrong(
    "diagonal",
    lambda df_dx, dx_dst: df_dx * np.diag(dx_dst),
    hint=Text(
        "Does s influence both x1 and x2?",
        "s 同时影响 x₁ 和 x₂ 吗？",
    ),
    says=Text("only the diagonal of dx/d(s,t) is used", "只用了 ∂x/∂(s,t) 的对角线"),
)
gradient.wrong(
    "inverse",
    lambda df_dx, dx_dst: df_dx @ inv(dx_dst),
    hint=Text(
        "Which way round: from (s,t) to x or back?",
        "方向是从 (s,t) 到 x，还是反过来？",
    ),
    says=Text("the inverse of dx/d(s,t) is used", "用的是 ∂x/∂(s,t) 的逆"),
)


EXERCISES = (total, derivative, gradient)
