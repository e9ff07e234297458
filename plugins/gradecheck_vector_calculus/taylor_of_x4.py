"""Mathematics for Machine Learning, example 5.3: the Taylor polynomial of x^4."""

from math import factorial

import numpy as np

from gradecheck.author import Text, exercise
from gradecheck.draw import signed
from gradecheck_vector_calculus import hints, sayings
from gradecheck_vector_calculus.taylor import cauchy_coefficients

FACTORIALS = np.array([factorial(k) for k in range(7)], dtype=float)
#: what students divide by who take k for k!
ORDERS = np.array([1, 1, 2, 3, 4, 5, 6], dtype=float)


def coefficients_by_integral(x0):
    """Cauchy's integral for the coefficients of x^4 about x0."""
    return cauchy_coefficients(lambda z: z**4, x0, 6).real


def derivatives_by_integral(x0):
    """The same, times k!."""
    return coefficients_by_integral(x0) * FACTORIALS


def draw(rng, k):  # noqa: ARG001 -- there is no size to vary
    return [signed(rng, 1.3, 2.0)]


@exercise(
    "taylor-x4-derivatives",
    place="Mathematics for Machine Learning, example 5.3, the list f(1), ..., f^(6)(1)",
    oracle=derivatives_by_integral,
    inputs=draw,
    signature="derivs(x0: float) -> (7,)",
    latex=r"\bigl(f^{(0)}(x_0),\dots,f^{(6)}(x_0)\bigr)\in\mathbb R^{7},\quad f(x)=x^4",
    notes=Text(
        'The text calls these derivatives "coefficients" (系数 f^(k)(1)); the coefficients are f^(k)/k!.',
        "原文把这些导数称为“系数 f⁽ᵏ⁾(1)”；系数应是 f⁽ᵏ⁾/k!。",
    ),
    zh="求 f(x)=x⁴ 在 x₀ 处 0 至 6 阶导数（原文 x₀=1）。",
)
def derivatives(x0):
    """Derivatives of order 0..6 of f(x) = x^4 at x0 (the text: x0 = 1 gives 1, 4, 12, 24, 24, 0, 0)."""
    return np.array([x0**4, 4 * x0**3, 12 * x0**2, 24 * x0, 24.0, 0.0, 0.0])


derivatives.wrong(
    "coefficients",
    lambda x0: derivatives(x0) / FACTORIALS,
    hint=hints.DERIVATIVE_OR_COEFFICIENT,
    says=sayings.COEFFICIENTS,
)
derivatives.wrong(
    "lost-factors",
    lambda x0: np.array([x0**4, 4 * x0**3, 3 * x0**2, 2 * x0, 1.0, 0.0, 0.0]),
    hint=Text(
        "Differentiate the previous derivative, with its factor.",
        "对上一阶导数（连同它的系数）再求导。",
    ),
    says=Text(
        "the factors of earlier derivatives are lost in the later ones", "前面求导得到的系数在后面丢了"
    ),
)
derivatives.wrong(
    "too-short",
    lambda x0: derivatives(x0)[:5],
    hint=Text(
        "How many orders are asked for? What are the derivatives of a constant?",
        "要求多少阶？常数的导数是什么？",
    ),
    says=Text("the two highest orders are missing", "少了最高的两阶"),
)
derivatives.wrong(
    "order-shifted",
    lambda x0: np.append(derivatives(x0)[1:], 0.0),
    hint=Text(
        "What is the derivative of order 0?",
        "零阶导数是什么？",
    ),
    says=Text(
        "the list starts with the first derivative: every order is shifted by one",
        "列表从一阶导数开始：各阶都错开了一位",
    ),
)
derivatives.wrong("at-one", lambda *_: derivatives(1.0), hint=hints.EXPANSION_POINT, says=sayings.AT_ONE)
derivatives.wrong(
    "last-nonzero",
    lambda x0: derivatives(x0) + 24 * np.eye(7)[5],
    hint=Text(
        "What is the derivative of a constant?",
        "常数的导数是什么？",
    ),
    says=Text("the derivative of order 5 repeats that of order 4", "五阶导数重复了四阶导数"),
)


@exercise(
    "taylor-x4-coefficients",
    place="Mathematics for Machine Learning, example 5.3, T_6",
    oracle=coefficients_by_integral,
    inputs=draw,
    signature="coeffs(x0: float) -> (7,)",
    latex=r"T_6(x)=\sum_{k=0}^{6}c_k(x-x_0)^k,\quad c\in\mathbb R^{7},\quad f(x)=x^4",
    zh="求 x⁴ 在 x₀ 处 T₆ 关于 (x−x₀)ᵏ 的系数。",
)
def coefficients(x0):
    """Coefficients of T_6 of x^4 about x0: c_k with T_6 = sum c_k (x-x0)^k."""
    return np.array([x0**4, 4 * x0**3, 6 * x0**2, 4 * x0, 1.0, 0.0, 0.0])


coefficients.wrong(
    "no-factorial", derivatives, hint=hints.TAYLOR_DIVISOR, says=sayings.NOT_DIVIDED_BY_ANYTHING
)
coefficients.wrong(
    "k-instead-of-factorial",
    lambda x0: derivatives(x0) / ORDERS,
    hint=hints.TAYLOR_DIVISOR,
    says=sayings.DIVIDED_BY_K,
)
coefficients.wrong("at-one", lambda *_: coefficients(1.0), hint=hints.EXPANSION_POINT, says=sayings.AT_ONE)
coefficients.wrong(
    "reversed", lambda x0: coefficients(x0)[::-1], hint=hints.FACTOR_ORDER, says=sayings.REVERSED
)
coefficients.wrong(
    "monomials",
    lambda *_: np.eye(7)[4],
    hint=hints.EXPANSION_POINT,
    says=Text(
        "these are the coefficients of the powers of x, not of x - x0",
        "这是 x 的各次幂的系数，而不是 x−x₀ 的",
    ),
)
coefficients.wrong(
    "alternating",
    lambda x0: coefficients(-x0),
    hint=hints.SIGN,
    says=Text(
        "this is the answer at -x0: every other sign is wrong", "这是 −x₀ 处的答案：符号每隔一个错一个"
    ),
)


EXERCISES = (derivatives, coefficients)
