"""Mathematics for Machine Learning, example 5.4: the Maclaurin series of sin x + cos x."""

from math import factorial

import numpy as np
from numpy.polynomial.polynomial import polyval

from gradecheck.author import Calls, Text, exercise
from gradecheck.draw import signed
from gradecheck_vector_calculus import hints
from gradecheck_vector_calculus.taylor import cauchy_coefficients

#: the derivatives of sin + cos at 0, repeated for ever
SIGNS = (1.0, 1.0, -1.0, -1.0)
#: the points of figure 5.4
GRID = np.linspace(-4, 4, 801)

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
    notes=LOOSE,
    zh="求 sin x+cos x 在 0 处 0 至 n 阶导数。",
)
def derivatives(n):
    """Derivatives of order 0..n of sin x + cos x at 0."""
    return np.array([(1.0, 1.0, -1.0, -1.0)[k % 4] for k in range(n + 1)])


@derivatives.inputs
def _(rng, k):
    return [4 + int(rng.integers(4)) + 4 * (k % 2)]


derivatives.wrong("alternating", lambda n: repeated((1.0, -1.0), n), hint=hints.CYCLE_OF_THE_SINE)
derivatives.wrong("cosine-sign", lambda n: np.ones(n + 1), hint=hints.DERIVATIVE_OF_COS)
derivatives.wrong(
    "coefficients",
    lambda n: derivatives(n) / np.array([factorial(k) for k in range(n + 1)]),
    hint=hints.DERIVATIVE_OR_COEFFICIENT,
)
derivatives.wrong("sine-only", lambda n: repeated((0.0, 1.0, 0.0, -1.0), n), hint=hints.EVERY_OCCURRENCE)
derivatives.wrong("cosine-only", lambda n: repeated((1.0, 0.0, -1.0, 0.0), n), hint=hints.EVERY_OCCURRENCE)
derivatives.wrong(
    "shifted",
    lambda n: repeated((1.0, -1.0, -1.0, 1.0), n),
    hint=Text(
        "What is f'(0)?",
        "f′(0) 是多少？",
    ),
)


@exercise(
    "taylor-sincos",
    place="Mathematics for Machine Learning, example 5.4, figure 5.4 (n = 0, 1, 5, 10)",
    oracle=polynomial_by_integral,
    signature="T(n: int, x: (q,)) -> (q,)",
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
    "no-factorial", lambda n, x: sum(SIGNS[k % 4] * x**k for k in range(n + 1)), hint=hints.TAYLOR_DIVISOR
)
polynomial.wrong("one-term-short", lambda n, x: maclaurin(SIGNS, n - 1, x), hint=hints.ENDS_OF_THE_SUM)
polynomial.wrong(
    "alternating", lambda n, x: maclaurin((1.0, -1.0, 1.0, -1.0), n, x), hint=hints.CYCLE_OF_THE_SINE
)
polynomial.wrong(
    "exponential", lambda n, x: maclaurin((1.0, 1.0, 1.0, 1.0), n, x), hint=hints.DERIVATIVE_OF_COS
)
polynomial.wrong(
    "cosine-only", lambda n, x: maclaurin((1.0, 0.0, -1.0, 0.0), n, x), hint=hints.EVERY_OCCURRENCE
)
polynomial.wrong(
    "sine-only", lambda n, x: maclaurin((0.0, 1.0, 0.0, -1.0), n, x), hint=hints.EVERY_OCCURRENCE
)
polynomial.wrong(
    "the-function",
    lambda _n, x: sin_plus_cos(x),
    hint=Text(
        "The polynomial is only an approximation; far from 0 they differ.",
        "多项式只是近似；离 0 较远处两者不同。",
    ),
)
polynomial.wrong("n-terms-each", lambda n, x: maclaurin(SIGNS, 2 * n - 1, x), hint=hints.ENDS_OF_THE_SUM)


def largest_errors_by_integral():
    """The errors of the polynomials whose coefficients are Cauchy's."""
    f = sin_plus_cos(GRID)
    return np.array([np.abs(f - polynomial_by_integral(n, GRID)).max() for n in (0, 1, 5, 10)])


def signed_errors(grid, lower=0):
    """The rows f - T_n on a grid, n = 0, 1, 5, 10 (each less ``lower``)."""
    return np.array([sin_plus_cos(grid) - maclaurin(SIGNS, n - lower, grid) for n in (0, 1, 5, 10)])


@exercise(
    "taylor-figure54-errors",
    place="Mathematics for Machine Learning, figure 5.4, the claim about [-4, 4]",
    oracle=largest_errors_by_integral,
    signature="errors() -> (4,)",
    notes=Text(
        '"T_10 is already similar to f in [-4, 4]" is fair: the largest error there is 0.127 (of T_5: 6.94).',
        "“T_10 在 [−4,4] 内已与 f 相近”是恰当的：最大误差为 0.127（T_5 为 6.94）。",
    ),
    zh="求 n=0,1,5,10 时 |f−T_n| 在 [−4,4]（801 个等距点）上的最大值，f=sin+cos。",
)
def errors():
    """Largest error |f - T_n| on [-4, 4] (801 equidistant points) for n = 0, 1, 5, 10, f = sin + cos."""
    x = np.linspace(-4, 4, 801)
    f = np.sin(x) + np.cos(x)
    return np.array([np.max(np.abs(f - polynomial(n, x))) for n in (0, 1, 5, 10)])


@errors.inputs
def _(rng, k):  # noqa: ARG001 -- nothing is drawn
    return []


errors.wrong("signed", lambda *_: signed_errors(GRID).max(axis=1), hint=hints.NEGATIVE)
errors.wrong(
    "mean",
    lambda *_: np.abs(signed_errors(GRID)).mean(axis=1),
    hint=Text(
        "Largest or average?",
        "是最大值还是平均值？",
    ),
)
errors.wrong(
    "right-half",
    lambda *_: np.abs(signed_errors(GRID[400:])).max(axis=1),
    hint=Text(
        "Have you looked at both ends of the interval?",
        "区间的两端都看了吗？",
    ),
)
errors.wrong(
    "degree-off-by-one",
    lambda *_: np.abs(signed_errors(GRID, lower=1)).max(axis=1),
    hint=hints.ENDS_OF_THE_SUM,
)
errors.wrong(
    "unit-interval",
    lambda *_: np.abs(signed_errors(GRID[300:501])).max(axis=1),
    hint=Text(
        "Which interval does the figure show?",
        "图中画的是哪个区间？",
    ),
)


EXERCISES = (derivatives, polynomial, errors)
