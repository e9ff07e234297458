"""Mathematics for Machine Learning, figure 5.4: how far Taylor polynomials of sin x + cos x are off."""

import numpy as np

from gradecheck.author import Text, exercise
from gradecheck_vector_calculus import hints
from gradecheck_vector_calculus.taylor_of_sin_cos import (
    SIGNS,
    maclaurin,
    polynomial,
    polynomial_by_integral,
    sin_plus_cos,
)

#: the points of figure 5.4
GRID = np.linspace(-4, 4, 801)


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
    accuracy=1e-8,  # whoever counts up in steps of 0.01 is off by rounding errors at the end
    signature="errors() -> (4,)",
    latex=r"\max_{-4\le x\le 4}\lvert f(x)-T_n(x)\rvert,\quad n=0,1,5,10,\quad f(x)=\sin(x)+\cos(x)",
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


errors.wrong(
    "signed",
    lambda *_: signed_errors(GRID).max(axis=1),
    hint=hints.NEGATIVE,
    says=Text(
        "this is the largest value of f - T_n with its sign, not the largest error",
        "这是带符号的 f−T_n 的最大值，而不是最大的误差",
    ),
)
errors.wrong(
    "mean",
    lambda *_: np.abs(signed_errors(GRID)).mean(axis=1),
    hint=Text(
        "Largest or average?",
        "是最大值还是平均值？",
    ),
    says=Text("these are mean errors", "这是误差的平均值"),
)
errors.wrong(
    "right-half",
    lambda *_: np.abs(signed_errors(GRID[400:])).max(axis=1),
    hint=Text(
        "Have you looked at both ends of the interval?",
        "区间的两端都看了吗？",
    ),
    says=Text("only the right half of the interval is looked at", "只看了区间的右半边"),
)
errors.wrong(
    "degree-off-by-one",
    lambda *_: np.abs(signed_errors(GRID, lower=1)).max(axis=1),
    hint=hints.ENDS_OF_THE_SUM,
    says=Text("the polynomials are one degree too low", "多项式的次数低了一次"),
)
errors.wrong(
    "unit-interval",
    lambda *_: np.abs(signed_errors(GRID[300:501])).max(axis=1),
    hint=Text(
        "Which interval does the figure show?",
        "图中画的是哪个区间？",
    ),
    says=Text("only the points from -1 to 1 are looked at", "只看了从 −1 到 1 的点"),
)


EXERCISES = (errors,)
