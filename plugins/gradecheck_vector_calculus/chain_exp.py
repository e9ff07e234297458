"""Mathematics for Machine Learning, example 5.10: h(t) = exp(x1 x2^2) with x1 = t cos t, x2 = t sin t."""

import numpy as np

from gradecheck.author import Text, exercise
from gradecheck.draw import signed
from gradecheck_vector_calculus import hints, sayings


def exp_of_product(x):
    """f(x) = exp(x1 x2^2)."""
    return np.exp(x[0] * x[1] ** 2)


def spiral(t):
    """x(t) = (t cos t, t sin t), a column (2, 1)."""
    return np.array([[t * np.cos(t)], [t * np.sin(t)]])


def composition(t):
    """h(t) = f(x(t))."""
    return exp_of_product(spiral(t)[:, 0])


def draw_time(rng, k):  # noqa: ARG001 -- there is no size to vary
    return [signed(rng, 0.5, 1.6)]


@exercise(
    "chain-exp-dfdx",
    place="Mathematics for Machine Learning, example 5.10, df/dx",
    derivative_of=exp_of_product,
    wrt="x",
    layout="numerator",
    signature="df_dx(x: (2,)) -> (1,2)",
    latex=r"\frac{\partial f}{\partial x}\in\mathbb R^{1\times 2},\quad f(x)=\exp(x_1x_2^2)",
    zh="求 f(x)=exp(x₁x₂²) 的 ∂f/∂x（行向量）。",
)
def df_dx(x):
    """df/dx for f(x) = exp(x1 x2^2), a row (1,2)."""
    return np.exp(x[0] * x[1] ** 2) * np.array([[x[1] ** 2, 2 * x[0] * x[1]]])


@df_dx.inputs
def _(rng, k):  # noqa: ARG001 -- there is no size to vary
    return [np.array([signed(rng, 0.5, 1.2), signed(rng, 0.5, 1.2)])]


df_dx.wrong(
    "no-exp",
    lambda x: np.array([[x[1] ** 2, 2 * x[0] * x[1]]]),
    hint=hints.DERIVATIVE_OF_EXP,
    says=sayings.EXPONENTIAL,
)
df_dx.wrong(
    "inner-lost",
    lambda x: np.full((1, 2), exp_of_product(x)),
    hint=hints.INNER_DERIVATIVE,
    says=sayings.INNER_DERIVATIVE,
)
df_dx.wrong(
    "two-lost",
    lambda x: exp_of_product(x) * np.array([[x[1] ** 2, x[0] * x[1]]]),
    hint=hints.DERIVATIVE_OF_A_SQUARE,
    says=sayings.FACTOR_OF_A_SQUARE,
)
df_dx.wrong("swapped", lambda x: df_dx(x)[:, ::-1], hint=hints.FACTOR_ORDER, says=sayings.ENTRIES_EXCHANGED)
df_dx.wrong("column", lambda x: df_dx(x).T, hint=hints.LAYOUT, says=sayings.COLUMN)


@exercise(
    "chain-exp-dxdt",
    place="Mathematics for Machine Learning, example 5.10, dx/dt",
    derivative_of=spiral,
    wrt="t",
    layout="numerator",
    inputs=draw_time,
    signature="dx_dt(t: float) -> (2,1)",
    latex=r"\frac{\partial x}{\partial t}\in\mathbb R^{2\times 1},\quad x_1=t\,\cos(t),\ x_2=t\,\sin(t)",
    notes=Text(
        "In the source of the translated text the column is typeset as a fraction (dx1/dt over dx2/dt).",
        "译文源码把这个列向量排成了分式（dx₁/dt 在上，dx₂/dt 在下）。",
    ),
    zh="求 x(t)=(t cos t, t sin t) 的 ∂x/∂t（列向量）。",
)
def dx_dt(t):
    """dx/dt for x(t) = (t cos t, t sin t), a column (2,1)."""
    return np.array([[np.cos(t) - t * np.sin(t)], [np.sin(t) + t * np.cos(t)]])


dx_dt.wrong(
    "product-of-derivatives",
    lambda t: np.array([[-np.sin(t)], [np.cos(t)]]),
    hint=hints.EVERY_OCCURRENCE,
    says=Text(
        "in each entry the derivatives of the two factors are multiplied",
        "每个分量都是两个因子各自导数的乘积",
    ),
)
dx_dt.wrong(
    "t-frozen",
    lambda t: np.array([[-t * np.sin(t)], [t * np.cos(t)]]),
    hint=hints.EVERY_OCCURRENCE,
    says=sayings.T_AS_A_CONSTANT,
)
dx_dt.wrong(
    "trig-frozen",
    lambda t: np.array([[np.cos(t)], [np.sin(t)]]),
    hint=hints.EVERY_OCCURRENCE,
    says=Text("the cosine and the sine are treated as constants", "把余弦与正弦当成了常数"),
)
dx_dt.wrong(
    "cosine-sign",
    lambda t: np.array([[np.cos(t) + t * np.sin(t)], [np.sin(t) + t * np.cos(t)]]),
    hint=hints.DERIVATIVE_OF_COS,
    says=sayings.COSINE,
)
dx_dt.wrong("row", lambda t: dx_dt(t).T, hint=hints.LAYOUT, says=sayings.ROW)


def row_at(t):
    """df/dx at x(t), shape (2,)."""
    return df_dx(spiral(t)[:, 0])[0]


@exercise(
    "chain-exp-dhdt",
    place="Mathematics for Machine Learning, example 5.10",
    derivative_of=composition,
    wrt="t",
    inputs=draw_time,
    signature="dh_dt(t: float) -> float",
    latex=r"\frac{\mathrm dh}{\mathrm dt}\in\mathbb R,\quad h(t)=\exp(x_1x_2^2),"
    r"\ x_1=t\,\cos(t),\ x_2=t\,\sin(t)",
    notes=Text(
        'The text\'s "gradient of h with respect to t" is a 1 x 1 object.',
        "原文所说的“h 对 t 的梯度”是 1×1 的对象。",
    ),
    zh="设 h(t)=exp(x₁x₂²)，x₁=t cos t，x₂=t sin t，求 dh/dt。",
)
def dh_dt(t):
    """dh/dt for h(t) = exp(x1 x2^2), x1 = t cos t, x2 = t sin t."""
    x1, x2 = t * np.cos(t), t * np.sin(t)
    inner = x2**2 * (np.cos(t) - t * np.sin(t)) + 2 * x1 * x2 * (np.sin(t) + t * np.cos(t))
    return np.exp(x1 * x2**2) * inner


dh_dt.wrong(
    "t-frozen",
    lambda t: row_at(t) @ [-t * np.sin(t), t * np.cos(t)],
    hint=hints.EVERY_OCCURRENCE,
    says=sayings.T_AS_A_CONSTANT,
)
dh_dt.wrong(
    "first-term-only",
    lambda t: row_at(t)[0] * dx_dt(t)[0, 0],
    hint=hints.EVERY_OCCURRENCE,
    says=sayings.ONLY_X1,
)
dh_dt.wrong(
    "two-lost",
    lambda t: (row_at(t) * [1, 0.5]) @ dx_dt(t)[:, 0],
    hint=hints.DERIVATIVE_OF_A_SQUARE,
    says=sayings.FACTOR_OF_A_SQUARE,
)
dh_dt.wrong(
    "no-exp", lambda t: dh_dt(t) / composition(t), hint=hints.DERIVATIVE_OF_EXP, says=sayings.EXPONENTIAL
)
dh_dt.wrong(
    "cosine-sign",
    lambda t: row_at(t) @ [np.cos(t) + t * np.sin(t), np.sin(t) + t * np.cos(t)],
    hint=hints.DERIVATIVE_OF_COS,
    says=sayings.COSINE,
)
dh_dt.wrong(
    "not-summed",
    lambda t: row_at(t) * dx_dt(t)[:, 0],
    hint=Text(
        "dh/dt is one number.",
        "dh/dt 是一个数。",
    ),
    says=sayings.TWO_PRODUCTS,
)


EXERCISES = (df_dx, dx_dt, dh_dt)
