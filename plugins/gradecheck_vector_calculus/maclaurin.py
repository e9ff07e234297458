"""Mathematics for Machine Learning, example 5.4: the power series of cos and of sin, one by one."""

from math import factorial

import numpy as np
from numpy.polynomial.polynomial import polyval

from gradecheck.author import Text, exercise
from gradecheck.draw import signed
from gradecheck_vector_calculus import hints, sayings
from gradecheck_vector_calculus.taylor import cauchy_coefficients


def by_integral_of_exp(x, K):
    """Real and imaginary part of the first 2K terms of exp(ix)."""
    total = polyval(x, cauchy_coefficients(lambda z: np.exp(1j * z), 0.0, 2 * K - 1))
    return np.array([total.real, total.imag])


def both_series(x, terms, sign=-1, divisor=factorial):
    """Sums of sign^k x^(2k) / (2k)! and of the odd terms, over the given k."""
    even = sum(sign**k * x ** (2 * k) / divisor(2 * k) for k in terms)
    return np.array([even, sum(sign**k * x ** (2 * k + 1) / divisor(2 * k + 1) for k in terms)])


@exercise(
    "maclaurin-cos-sin",
    place="Mathematics for Machine Learning, example 5.4, the power series of cos and sin",
    oracle=by_integral_of_exp,
    signature="partial_sums(x: float, K: int) -> (2,)",
    latex=r"\bigl(C_K(x),\,S_K(x)\bigr)\in\mathbb R^{2},"
    r"\quad\lim_{K\to\infty}\bigl(C_K(x),\,S_K(x)\bigr)=(\cos(x),\,\sin(x))",
    zh="求 cos 与 sin 的麦克劳林级数前 K 项之和。",
)
def partial_sums(x, K):
    """Sums of the first K terms of the Maclaurin series of cos and of sin."""
    cosine = sum((-1) ** k * x ** (2 * k) / factorial(2 * k) for k in range(K))
    sine = sum((-1) ** k * x ** (2 * k + 1) / factorial(2 * k + 1) for k in range(K))
    return np.array([cosine, sine])


@partial_sums.inputs
def _(rng, k):
    return [signed(rng, 2.5, 4.0), 3 + k % 3]


partial_sums.wrong(
    "no-sign",
    lambda x, K: both_series(x, range(K), sign=1),
    hint=Text(
        "Does the series of the cosine stay below 1?",
        "余弦级数的值会保持不超过 1 吗？",
    ),
    says=Text("all terms are added: no sign is negative", "所有项都相加，没有负号"),
)
partial_sums.wrong(
    "k-factorial",
    lambda x, K: both_series(x, range(K), divisor=lambda order: factorial(order // 2)),
    hint=Text(
        "The factorial belongs to the power of x.",
        "阶乘要与 x 的幂次对应。",
    ),
    says=Text(
        "the terms are divided by k!, whatever their power of x", "各项都除以了 k!，不管 x 的幂次是多少"
    ),
)
partial_sums.wrong(
    "starts-at-one",
    lambda x, K: both_series(x, range(1, K)),
    hint=hints.ENDS_OF_THE_SUM,
    says=sayings.FIRST_TERM,
)
partial_sums.wrong(
    "one-too-many",
    lambda x, K: both_series(x, range(K + 1)),
    hint=hints.ENDS_OF_THE_SUM,
    says=Text("there is one term too many", "多了一项"),
)
partial_sums.wrong(
    "swapped", lambda x, K: partial_sums(x, K)[::-1], hint=hints.FACTOR_ORDER, says=sayings.ENTRIES_EXCHANGED
)
partial_sums.wrong(
    "exact",
    lambda x, _K: np.array([np.cos(x), np.sin(x)]),
    hint=Text(
        "A partial sum is asked for.",
        "要的是部分和。",
    ),
    says=Text(
        "these are cos and sin themselves, not sums of K terms", "这是 cos 与 sin 本身，而不是 K 项之和"
    ),
)


EXERCISES = (partial_sums,)
