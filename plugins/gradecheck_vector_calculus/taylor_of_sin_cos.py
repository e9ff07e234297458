"""Mathematics for Machine Learning, example 5.4: the Maclaurin series of sin x + cos x."""

from math import factorial

import numpy as np
from numpy.polynomial.polynomial import polyval

from gradecheck.author import Calls, Text, exercise
from gradecheck.draw import signed
from gradecheck_vector_calculus import hints, sayings
from gradecheck_vector_calculus.taylor import cauchy_coefficients

#: the derivatives of sin + cos at 0, repeated for ever
SIGNS = (1.0, 1.0, -1.0, -1.0)

LOOSE = Text(
    "The text says that the coefficients are only +-1; that holds for the derivatives, the coefficients "
    "are +-1/k!.",
    "原文说系数只有 ±1；那是导数，系数应是 ±1/k!。",
)


def sin_plus_cos(x):
    """The function of the example."""
    return np.sin(x) + np.cos(x)


def repeated(pattern, n):
    """The first n + 1 entries of a pattern repeated for ever."""
    return np.array([pattern[k % len(pattern)] for k in range(n + 1)])


def maclaurin(pattern, n, x):
    """Sum of pattern[k] x^k / k!, k <= n, with the pattern repeated for ever."""
    return sum((pattern[k % 4] * x**k / factorial(k) for k in range(n + 1)), start=np.zeros_like(x))


def derivatives_by_integral(n):
    """Cauchy's integral times k!."""
    coefficients = cauchy_coefficients(sin_plus_cos, 0.0, n).real
    return coefficients * [factorial(k) for k in range(n + 1)]


def polynomial_by_integral(n, x):
    """T_n with the coefficients of Cauchy's integral."""
    return polyval(x, cauchy_coefficients(sin_plus_cos, 0.0, n).real)


@exercise(
    "taylor-sincos-derivatives",
    place="Mathematics for Machine Learning, example 5.4, f^(k)(0)",
    oracle=derivatives_by_integral,
    signature="derivs(n: int) -> (n+1,)",
    latex=r"\bigl(f^{(0)}(0),\dots,f^{(n)}(0)\bigr)\in\mathbb R^{n+1},\quad f(x)=\sin(x)+\cos(x)",
    notes=LOOSE,
    zh="求 sin x+cos x 在 0 处 0 至 n 阶导数。",
)
def derivatives(n):
    """Derivatives of order 0..n of sin x + cos x at 0."""
    return np.array([(1.0, 1.0, -1.0, -1.0)[k % 4] for k in range(n + 1)])


@derivatives.inputs
def _(rng, k):
    return [4 + int(rng.integers(4)) + 4 * (k % 2)]


derivatives.wrong(
    "alternating", lambda n: repeated((1.0, -1.0), n), hint=hints.CYCLE_OF_THE_SINE, says=sayings.EVERY_SIGN
)
derivatives.wrong("cosine-sign", lambda n: np.ones(n + 1), hint=hints.DERIVATIVE_OF_COS, says=sayings.COSINE)
derivatives.wrong(
    "coefficients",
    lambda n: derivatives(n) / np.array([factorial(k) for k in range(n + 1)]),
    hint=hints.DERIVATIVE_OR_COEFFICIENT,
    says=sayings.COEFFICIENTS,
)
derivatives.wrong(
    "sine-only",
    lambda n: repeated((0.0, 1.0, 0.0, -1.0), n),
    hint=hints.EVERY_OCCURRENCE,
    says=sayings.ONLY_SINE,
)
derivatives.wrong(
    "cosine-only",
    lambda n: repeated((1.0, 0.0, -1.0, 0.0), n),
    hint=hints.EVERY_OCCURRENCE,
    says=sayings.ONLY_COSINE,
)
derivatives.wrong(
    "shifted",
    lambda n: repeated((1.0, -1.0, -1.0, 1.0), n),
    hint=Text(
        "What is f'(0)?",
        "f′(0) 是多少？",
    ),
    says=Text("the cycle of signs starts one step too late", "符号的循环错开了一位"),
)


@exercise(
    "taylor-sincos",
    place="Mathematics for Machine Learning, example 5.4, figure 5.4 (n = 0, 1, 5, 10)",
    oracle=polynomial_by_integral,
    signature="T(n: int, x: (q,)) -> (q,)",
    latex=r"T_n(x_1),\dots,T_n(x_q),\quad x_0=0,\quad f(x)=\sin(x)+\cos(x)",
    notes=LOOSE,
    zh="求 sin x+cos x 的麦克劳林多项式 T_n 在各点 x 的值，n∈{0,1,5,10}。",
)
def polynomial(n, x):
    """Maclaurin polynomial T_n of sin x + cos x at the points x, n in {0, 1, 5, 10}."""
    s = (1.0, 1.0, -1.0, -1.0)
    return sum(s[k % 4] * x**k / factorial(k) for k in range(n + 1))


@polynomial.inputs
def _(rng, k):
    x = np.array([signed(rng, 1.5, 4.0) for _ in range(3 + k % 4)])
    return Calls([[5, x], [0, x], [1, x]] if k % 3 == 1 else [[10, x]])


polynomial.wrong(
    "no-factorial",
    lambda n, x: sum(SIGNS[k % 4] * x**k for k in range(n + 1)),
    hint=hints.TAYLOR_DIVISOR,
    says=sayings.NOT_DIVIDED_BY_ANYTHING,
)
polynomial.wrong(
    "one-term-short",
    lambda n, x: maclaurin(SIGNS, n - 1, x),
    hint=hints.ENDS_OF_THE_SUM,
    says=sayings.LAST_TERM,
)
polynomial.wrong(
    "alternating",
    lambda n, x: maclaurin((1.0, -1.0, 1.0, -1.0), n, x),
    hint=hints.CYCLE_OF_THE_SINE,
    says=sayings.EVERY_SIGN,
)
polynomial.wrong(
    "exponential",
    lambda n, x: maclaurin((1.0, 1.0, 1.0, 1.0), n, x),
    hint=hints.DERIVATIVE_OF_COS,
    says=Text(
        "all signs are plus: this is the polynomial of the exponential function",
        "符号全为正：这是指数函数的多项式",
    ),
)
polynomial.wrong(
    "cosine-only",
    lambda n, x: maclaurin((1.0, 0.0, -1.0, 0.0), n, x),
    hint=hints.EVERY_OCCURRENCE,
    says=sayings.ONLY_COSINE,
)
polynomial.wrong(
    "sine-only",
    lambda n, x: maclaurin((0.0, 1.0, 0.0, -1.0), n, x),
    hint=hints.EVERY_OCCURRENCE,
    says=sayings.ONLY_SINE,
)
polynomial.wrong(
    "the-function",
    lambda _n, x: sin_plus_cos(x),
    hint=Text(
        "The polynomial is only an approximation; far from 0 they differ.",
        "多项式只是近似；离 0 较远处两者不同。",
    ),
    says=Text("this is the function itself, not its polynomial", "这是函数本身，而不是它的多项式"),
)
polynomial.wrong(
    "n-terms-each",
    lambda n, x: maclaurin(SIGNS, 2 * n - 1, x),
    hint=hints.ENDS_OF_THE_SUM,
    says=Text(
        "of each of the two series n terms are taken, so that the degree is not n",
        "两个级数各取了 n 项，次数就不是 n 了",
    ),
)


EXERCISES = (derivatives, polynomial)
