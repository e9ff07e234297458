"""Mathematics for Machine Learning, 5.2.1: the rules for gradients (rows) and Jacobians."""

import numpy as np

from gradecheck.author import Function, Hidden, Text, exercise
from gradecheck.draw import case_sizes, normal
from gradecheck_vector_calculus import hints


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


product.wrong("rows-multiplied", lambda _f, _g, df, dg: df * dg, hint=hints.ONE_DIFFERENTIATED_FACTOR)
product.wrong("mispaired", lambda f, g, df, dg: df * f + dg * g, hint=hints.ONE_DIFFERENTIATED_FACTOR)
product.wrong("minus", lambda f, g, df, dg: df * g - f * dg, hint=hints.SIGN)
product.wrong("first-only", lambda _f, g, df, _dg: df * g, hint=hints.EVERY_OCCURRENCE)
product.wrong("inner-product", lambda _f, _g, df, dg: (df @ dg.T).item(), hint=hints.ONE_NUMBER_PER_VARIABLE)
product.wrong("column", lambda f, g, df, dg: product(f, g, df, dg).T, hint=hints.LAYOUT)


@exercise(
    "rule-sum-gradient",
    place="Mathematics for Machine Learning, 5.2.1, sum rule",
    layout="numerator",
    oracle=gradient_of_sum,
    signature="sum_rule(df: (1,n), dg: (1,n)) -> (1,n)",
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
)
sum_rule.wrong(
    "concatenated",
    lambda df, dg: np.hstack([df, dg]),
    hint=Text(
        "How many variables are there?",
        "有几个变量？",
    ),
)
sum_rule.wrong("difference", lambda df, dg: df - dg, hint=hints.SIGN)
sum_rule.wrong(
    "broadcast",
    lambda df, dg: df + dg.T,
    hint=Text(
        "Check the shape after the addition: did numpy broadcast?",
        "检查相加后的形状：是不是发生了广播？",
    ),
)
sum_rule.wrong(
    "product",
    lambda df, dg: df * dg,
    hint=Text(
        "That is the rule for no operation at all.",
        "没有哪种运算是这样求导的。",
    ),
)


@exercise(
    "rule-chain-jacobian",
    place="Mathematics for Machine Learning, 5.2.1, chain rule (and (5.58))",
    layout="numerator",
    oracle=jacobian_of_composition,
    signature="chain(dg_df: (p,m), df_dx: (m,n)) -> (p,n)",
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
    "wrong-order", lambda dg_df, df_dx: df_dx @ dg_df, hint=hints.NEIGHBOURING_DIMENSIONS, raises=True
)
chain.wrong("transposed", lambda dg_df, df_dx: (dg_df @ df_dx).T, hint=hints.SHAPES)
chain.wrong("outer-only", lambda dg_df, _df_dx: dg_df, hint=hints.INNER_DERIVATIVE)
chain.wrong(
    "summed",
    lambda dg_df, df_dx: np.outer(dg_df.sum(axis=1), df_dx.sum(axis=0)),
    hint=Text(
        "The sum over the middle index comes after the multiplication.",
        "对中间指标求和，应在相乘之后。",
    ),
)
chain.wrong(
    "outer-at-x",
    lambda _dg_df, df_dx, *, G, x: jacobian(G, np.resize(x, len(df_dx))) @ df_dx,
    hint=hints.OUTER_POINT,
)


EXERCISES = (product, sum_rule, chain)
