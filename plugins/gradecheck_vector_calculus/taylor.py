"""Mathematics for Machine Learning, definitions 5.3 and 5.4: Taylor polynomials and power series."""

from math import comb, factorial

import numpy as np
from numpy.polynomial import Polynomial

from gradecheck.author import Calls, Text, exercise
from gradecheck.draw import normal, signed
from gradecheck_vector_calculus import hints, sayings


def cauchy_coefficients(f, x0, n):
    """Taylor coefficients c_0 ... c_n of an analytic f about x0: Cauchy's integral on the unit circle."""
    points = np.exp(2j * np.pi * np.arange(64) / 64)
    return np.fft.fft(f(x0 + points))[: n + 1] / 64


def recentred(derivs, x0, x):
    """The polynomial is first expanded in powers of x, then evaluated."""
    coefficients = [d / factorial(k) for k, d in enumerate(derivs)]
    return Polynomial(coefficients)(Polynomial([-x0, 1.0]))(x)


def from_values_on_the_circle(c, x0):
    """Coefficients by the discrete Fourier transform of the polynomial's values."""
    points = np.exp(2j * np.pi * np.arange(len(c)) / len(c))
    return np.fft.fft(Polynomial(c)(points - x0)).real / len(c)


def horner(a, c, x):
    """The sum from the inside out: (a_n (x-c) + a_(n-1)) (x-c) + ..."""
    total = 0.0
    for coefficient in reversed(a):
        total = total * (x - c) + coefficient
    return total


def draw_point(rng, low, high):
    """A centre away from 0, and a point whose distance from it is between low and high."""
    x0 = signed(rng, 0.5, 1.5)
    return x0, x0 + signed(rng, low, high)


@exercise(
    "taylor-polynomial",
    place="Mathematics for Machine Learning, definition 5.3 (and 5.4)",
    oracle=recentred,
    signature="taylor(derivs: (n+1,), x0: float, x: float) -> float",
    latex=r"\bigl(f^{(0)}(x_0),\dots,f^{(n)}(x_0),\,x_0,\,x\bigr)\mapsto T_n(x)\in\mathbb R",
    notes=Text(
        "The remark after definition 5.4 is mistranslated: the book says that T_n need not be "
        "taken of a polynomial, and is an exact representation of a polynomial f of degree k "
        "<= n, since all derivatives f^(i), i > k, vanish; the translated text says that a "
        'polynomial of degree k <= n represents f "accurately enough" because the derivatives '
        '"may" be 0. And "f = T_inf defines analytic" also needs a neighbourhood of every '
        "point (exp(-1/x^2) is the warning).",
        "定义 5.4 之后的备注译错了：原书说 T_n 不一定取自多项式，而且对次数 k≤n 的多项式 f，"
        "T_n 是 f 的精确表示，因为 i>k 的各阶导数 f⁽ⁱ⁾ 都为零；"
        "译文却说次数 k≤n 的多项式“足够准确地”表示 f，因为导数“可能”为 0。另外，"
        "“f=T_∞ 就是解析”还需要在每一点的某个邻域内成立（exp(−1/x²) 就是反例）。",
    ),
    zh="已知 f 在 x₀ 处的各阶导数，求 n 次泰勒多项式在 x 处的值。",
)
def taylor(derivs, x0, x):
    """Evaluate the Taylor polynomial T_n at x from the derivatives f^(0)(x0), ..., f^(n)(x0)."""
    return sum(derivs[k] / factorial(k) * (x - x0) ** k for k in range(len(derivs)))


@taylor.inputs
def _(rng, k):
    derivs = np.array([signed(rng, 0.5, 1.5) for _ in range(4 + k % 3)])
    # two points: at one of them the terms that tell k from k! may cancel
    return Calls([[derivs, *draw_point(rng, 1.0, 2.0)] for _ in range(2)])


taylor.wrong(
    "no-factorial",
    lambda derivs, x0, x: sum(d * (x - x0) ** k for k, d in enumerate(derivs)),
    hint=hints.TAYLOR_DIVISOR,
    says=sayings.NOT_DIVIDED_BY_ANYTHING,
)
taylor.wrong(
    "k-instead-of-factorial",
    lambda derivs, x0, x: sum(d / max(k, 1) * (x - x0) ** k for k, d in enumerate(derivs)),
    hint=hints.TAYLOR_DIVISOR,
    says=sayings.DIVIDED_BY_K,
)
taylor.wrong(
    "not-centred",
    lambda derivs, _x0, x: taylor(derivs, 0.0, x),
    hint=hints.EXPANSION_POINT,
    says=sayings.POWERS_OF_X,
)
taylor.wrong(
    "one-term-short",
    lambda derivs, x0, x: taylor(derivs[:-1], x0, x),
    hint=hints.ENDS_OF_THE_SUM,
    says=sayings.LAST_TERM,
)
taylor.wrong(
    "shifted-factorial",
    lambda derivs, x0, x: sum(d / factorial(k + 1) * (x - x0) ** k for k, d in enumerate(derivs)),
    hint=hints.TAYLOR_DIVISOR,
    says=Text(
        "the k-th derivative is divided by (k+1)!, one factorial too far",
        "第 k 阶导数除以了 (k+1)!，阶乘错开了一位",
    ),
)
taylor.wrong(
    "sign",
    lambda derivs, x0, x: taylor(derivs, x, x0),
    hint=hints.FACTOR_ORDER,
    says=Text(
        "the powers are those of x0 - x: the difference is the wrong way round",
        "用的是 x₀−x 的幂：差的方向反了",
    ),
)


def without_binomial(c, x0):
    """(x - x0)^k taken for the sum of x^j (-x0)^(k-j)."""
    n = len(c)
    return np.array([sum(c[k] * (-x0) ** (k - j) for k in range(j, n)) for j in range(n)])


def first_and_last(c, x0):
    """(x - x0)^k taken for x^k + (-x0)^k."""
    constant = sum(c[k] * (-x0) ** k for k in range(len(c)))
    return np.array([constant, *c[1:]])


@exercise(
    "taylor-expand",
    place="Mathematics for Machine Learning, example 5.3, 'expand and rearrange'",
    oracle=from_values_on_the_circle,
    signature="expand(c: (n+1,), x0: float) -> (n+1,)",
    latex=r"\sum_{k=0}^{n}c_k(x-x_0)^k=\sum_{k=0}^{n}b_kx^k,\quad b\in\mathbb R^{n+1}",
    notes=Text(
        "The text is right: (1-4+6-4+1) + x(4-12+12-4) + x^2(6-12+6) + x^3(4-4) + x^4.",
        "原文正确：(1−4+6−4+1)+x(4−12+12−4)+x²(6−12+6)+x³(4−4)+x⁴。",
    ),
    zh="把 Σc_k(x−x₀)ᵏ 展开整理成 x 的幂（x⁴ 在 1 处应得 0,0,0,0,1,0,0）。",
)
def expand(c, x0):
    """Rewrite sum c_k (x-x0)^k in powers of x (for x^4 at 1 the result must be 0,0,0,0,1,0,0)."""
    n = len(c)
    return np.array([sum(c[k] * comb(k, j) * (-x0) ** (k - j) for k in range(j, n)) for j in range(n)])


@expand.inputs
def _(rng, k):
    return [normal(rng, 4 + k % 3), signed(rng, 1.2, 1.8)]


expand.wrong(
    "sign",
    lambda c, x0: expand(c, -x0),
    hint=hints.SIGN,
    says=Text("the sign of x0 is wrong: these are the powers of x + x0", "x₀ 的符号错了：展开的是 x+x₀ 的幂"),
)
expand.wrong("no-binomial", without_binomial, hint=hints.MIDDLE_TERM, says=sayings.BINOMIAL)
expand.wrong(
    "unchanged",
    lambda c, _x0: c.copy(),
    hint=hints.EXPANSION_POINT,
    says=Text("the coefficients are returned as they were given", "系数原样返回了"),
)
expand.wrong("reversed", lambda c, x0: expand(c, x0)[::-1], hint=hints.FACTOR_ORDER, says=sayings.REVERSED)
expand.wrong(
    "first-and-last-only",
    first_and_last,
    hint=hints.MIDDLE_TERM,
    says=Text("the middle terms of every power are missing", "每个幂都漏掉了中间的项"),
)


@exercise(
    "power-series",
    place="Mathematics for Machine Learning, remark on power series after figure 5.4",
    oracle=horner,
    signature="series(a: (n,), c: float, x: float) -> float",
    latex=r"\sum_{k=0}^{n-1}a_k(x-c)^k\in\mathbb R,\quad a\in\mathbb R^{n}",
    zh="求（截断的）幂级数 Σa_k(x−c)ᵏ 的值。",
)
def series(a, c, x):
    """Value of the (truncated) power series sum a_k (x-c)^k."""
    return sum(a[k] * (x - c) ** k for k in range(len(a)))


@series.inputs
def _(rng, k):
    return [normal(rng, 4 + k % 4), *draw_point(rng, 0.8, 1.6)]


series.wrong(
    "not-centred", lambda a, _c, x: series(a, 0.0, x), hint=hints.EXPANSION_POINT, says=sayings.POWERS_OF_X
)
series.wrong(
    "divided-by-factorial",
    taylor,
    hint=Text(
        "In a general power series the a_k are already the coefficients.",
        "在一般幂级数里，a_k 本身就是系数。",
    ),
    says=Text(
        "the coefficients are divided by factorials, as if they were derivatives",
        "系数除以了阶乘，好像它们是导数",
    ),
)
series.wrong(
    "highest-first", lambda a, c, x: np.polyval(a, x - c), hint=hints.FACTOR_ORDER, says=sayings.REVERSED
)
series.wrong(
    "starts-at-one",
    lambda a, c, x: series(a, c, x) - a[0],
    hint=hints.ENDS_OF_THE_SUM,
    says=sayings.FIRST_TERM,
)
series.wrong(
    "sign",
    lambda a, c, x: series(a, -c, x),
    hint=hints.SIGN,
    says=Text("the sign of c is wrong: these are the powers of x + c", "c 的符号错了：用的是 x+c 的幂"),
)


EXERCISES = (taylor, expand, series)
