"""Mathematics for Machine Learning, 5.2.1: the rules for gradients (rows) and Jacobians."""

import numpy as np

from gradecheck.author import Function, Hidden, Text, exercise
from gradecheck.draw import case_sizes, normal
from gradecheck_vector_calculus import hints, sayings


def jacobian(f, x):
    """Jacobian of f at x (a row for a scalar f), by imaginary steps."""
    columns = [np.atleast_1d(f(x + 1e-30j * e)).imag / 1e-30 for e in np.eye(len(x))]
    return np.stack(columns, axis=1)


def gradient_of_product(*_, F, G, x):
    """Gradient of the function f g itself."""
    return jacobian(lambda point: F(point) * G(point), x)


def gradient_of_sum(*_, F, G, x):
    """Gradient of the function f + g itself."""
    return jacobian(lambda point: F(point) + G(point), x)


def jacobian_of_composition(*_, F, G, x):
    """Jacobian of the function g(f(x)) itself."""
    return jacobian(lambda point: G(F(point)), x)


def draw_functions(rng, k):
    """A quadratic function, a sine, and a point."""
    n = 3 + k % 3
    F = Function("x @ Q @ x", "x", Q=normal(rng, n, n))
    return F, Function("a @ np.sin(x + c)", "x", a=normal(rng, n), c=normal(rng, n)), normal(rng, n)


@exercise(
    "rule-product-gradient",
    place="Mathematics for Machine Learning, 5.2.1, product rule",
    layout="numerator",
    oracle=gradient_of_product,
    signature="product(f: float, g: float, df: (1,n), dg: (1,n)) -> (1,n)",
    latex=r"\frac{\partial}{\partial x}\bigl(f(x)g(x)\bigr)\in\mathbb R^{1\times n},"
    r"\quad f,g:\mathbb R^{n}\to\mathbb R",
    notes=Text(
        'The rules are stated for "x in R^n" without saying that in the product rule f and g '
        "are scalar-valued.",
        "法则写的是“x∈Rⁿ”，却没有说明乘积法则里的 f 与 g 取标量值。",
    ),
    zh="由数 f、g 与行向量 ∂f/∂x、∂g/∂x 求 f(x)g(x) 的梯度。",
)
def product(f, g, df, dg):
    """Gradient of f(x) g(x), f, g: R^n -> R, from the numbers f, g and the rows df, dg."""
    return df * g + f * dg


@product.inputs
def _(rng, k):
    F, G, x = draw_functions(rng, k)
    return [float(F(x)), float(G(x)), jacobian(F, x), jacobian(G, x), Hidden(F=F, G=G, x=x)]


product.wrong(
    "rows-multiplied",
    lambda _f, _g, df, dg: df * dg,
    hint=hints.ONE_DIFFERENTIATED_FACTOR,
    says=sayings.PRODUCT_OF_DERIVATIVES,
)
product.wrong(
    "mispaired",
    lambda f, g, df, dg: df * f + dg * g,
    hint=hints.ONE_DIFFERENTIATED_FACTOR,
    says=sayings.OWN_DERIVATIVE,
)
product.wrong("minus", lambda f, g, df, dg: df * g - f * dg, hint=hints.SIGN, says=sayings.OTHER_SIGN_OF_DG)
product.wrong(
    "first-only", lambda _f, g, df, _dg: df * g, hint=hints.EVERY_OCCURRENCE, says=sayings.G_AS_A_CONSTANT
)
product.wrong(
    "inner-product",
    lambda _f, _g, df, dg: (df @ dg.T).item(),
    hint=hints.ONE_NUMBER_PER_VARIABLE,
    says=Text("this is the inner product of the two rows", "这是两个行向量的内积"),
)
product.wrong("column", lambda f, g, df, dg: product(f, g, df, dg).T, hint=hints.LAYOUT, says=sayings.COLUMN)


@exercise(
    "rule-sum-gradient",
    place="Mathematics for Machine Learning, 5.2.1, sum rule",
    layout="numerator",
    oracle=gradient_of_sum,
    signature="sum_rule(df: (1,n), dg: (1,n)) -> (1,n)",
    latex=r"\frac{\partial}{\partial x}\bigl(f(x)+g(x)\bigr)\in\mathbb R^{1\times n},"
    r"\quad f,g:\mathbb R^{n}\to\mathbb R",
    zh="由两个行向量 df 与 dg 求 f(x)+g(x) 的梯度。",
)
def sum_rule(df, dg):
    """Gradient of f(x) + g(x) from the rows df and dg."""
    return df + dg


@sum_rule.inputs
def _(rng, k):
    F, G, x = draw_functions(rng, k)
    return [jacobian(F, x), jacobian(G, x), Hidden(F=F, G=G, x=x)]


sum_rule.wrong(
    "stacked",
    lambda df, dg: np.vstack([df, dg]),
    hint=Text(
        "How many functions are there after the addition?",
        "相加之后还有几个函数？",
    ),
    says=Text("the two rows are put below each other, not added", "两行上下叠放，没有相加"),
)
sum_rule.wrong(
    "concatenated",
    lambda df, dg: np.hstack([df, dg]),
    hint=Text(
        "How many variables are there?",
        "有几个变量？",
    ),
    says=Text("the two rows are put side by side, not added", "两行左右拼接，没有相加"),
)
sum_rule.wrong("difference", lambda df, dg: df - dg, hint=hints.SIGN, says=sayings.DG_SUBTRACTED)
sum_rule.wrong(
    "broadcast",
    lambda df, dg: df + dg.T,
    hint=Text(
        "Check the shape after the addition: did numpy broadcast?",
        "检查相加后的形状：是不是发生了广播？",
    ),
    says=Text("a row and a column are added, which makes a matrix", "一行与一列相加，得到了矩阵"),
)
sum_rule.wrong(
    "product",
    lambda df, dg: df * dg,
    hint=Text(
        "That is the rule for no operation at all.",
        "没有哪种运算是这样求导的。",
    ),
    says=sayings.PRODUCT_OF_DERIVATIVES,
)


@exercise(
    "rule-chain-jacobian",
    place="Mathematics for Machine Learning, 5.2.1, chain rule (and (5.58))",
    layout="numerator",
    oracle=jacobian_of_composition,
    signature="chain(dg_df: (p,m), df_dx: (m,n)) -> (p,n)",
    latex=r"\frac{\partial}{\partial x}g(f(x))\in\mathbb R^{p\times n},"
    r"\quad f:\mathbb R^{n}\to\mathbb R^{m},\ g:\mathbb R^{m}\to\mathbb R^{p}",
    notes=Text(
        'The text itself warns that "cancelling df" is only a mnemonic.',
        "原文自己也提醒：“约去 df”只是一种记忆方法。",
    ),
    zh="由 ∂g/∂f (p,m) 与 ∂f/∂x (m,n) 求 g(f(x)) 的雅可比矩阵。",
)
def chain(dg_df, df_dx):
    """Jacobian of g(f(x)) from dg/df (p,m) and df/dx (m,n)."""
    return dg_df @ df_dx


@chain.inputs
def _(rng, k):
    p, m, n = case_sizes(k, 3)
    F = Function("np.sin(W @ x) + c * (x @ x)", "x", W=normal(rng, m, n), c=normal(rng, m))
    G = Function("V @ (y + 0.5 * np.sin(y))", "y", V=normal(rng, p, m))
    x = normal(rng, n)
    return [jacobian(G, F(x)), jacobian(F, x), Hidden(F=F, G=G, x=x)]


chain.wrong(
    "wrong-order",
    lambda dg_df, df_dx: df_dx @ dg_df,
    hint=hints.NEIGHBOURING_DIMENSIONS,
    says=Text("the two Jacobians are multiplied in the wrong order", "两个雅可比矩阵相乘的次序反了"),
    raises=True,
)
chain.wrong("transposed", lambda dg_df, df_dx: (dg_df @ df_dx).T, hint=hints.SHAPES, says=sayings.TRANSPOSE)
chain.wrong(
    "outer-only",
    lambda dg_df, _df_dx: dg_df,
    hint=hints.INNER_DERIVATIVE,
    says=Text("this is the Jacobian of the outer function alone", "这只是外层函数的雅可比矩阵"),
)
chain.wrong(
    "summed",
    lambda dg_df, df_dx: np.outer(dg_df.sum(axis=1), df_dx.sum(axis=0)),
    hint=Text(
        "The sum over the middle index comes after the multiplication.",
        "对中间指标求和，应在相乘之后。",
    ),
    says=Text(
        "each factor is summed over the middle index before the multiplication",
        "两个因子先各自对中间指标求和，然后才相乘",
    ),
)
chain.wrong(
    "outer-at-x",
    lambda _dg_df, df_dx, *, G, x: jacobian(G, np.resize(x, len(df_dx))) @ df_dx,
    hint=hints.OUTER_POINT,
    says=sayings.OUTER_AT_X,
)


EXERCISES = (product, sum_rule, chain)
