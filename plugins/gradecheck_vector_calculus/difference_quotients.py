"""Mathematics for Machine Learning, definitions 5.1 and 5.2: difference quotients and their limits."""

import numpy as np

from gradecheck.author import Calls, Function, Hidden, Text, exercise
from gradecheck.draw import normal, signed
from gradecheck_vector_calculus import hints, sayings


def value(f, x):
    """The value f(x)."""
    return f(x)


def cubic_sine_exp(rng):
    """A smooth function whose slope is above 0.09 everywhere."""
    a, c = rng.uniform(0.5, 1.5, 2)
    return Function("a * x**3 + b * np.sin(x) + c * np.exp(x)", "x", a=a, b=signed(rng, 0.2, 0.4), c=c)


def slope(x, a, b, c):
    """Derivative of a x^3 + b sin(x) + c exp(x)."""
    return 3 * a * x**2 + b * np.cos(x) + c * np.exp(x)


def mean_slope(f, x, dx):
    """Mean of f' over [x, x + dx], by Gauss-Legendre quadrature."""
    nodes, weights = np.polynomial.legendre.leggauss(12)
    return weights @ slope(x + dx * (nodes + 1) / 2, **f.constants) / 2


@exercise(
    "difference-quotient",
    place="Mathematics for Machine Learning, definition 5.1, figure 5.3",
    oracle=mean_slope,
    signature="dq(f, x: float, dx: float) -> float",
    latex=r"(f,x,\delta x)\mapsto\frac{\delta y}{\delta x}\in\mathbb R,\quad y=f(x)",
    notes=Text(
        'Figure caption and text of the translation mix delta x and delta_x; "tangent" is '
        "translated as 正切 (tan) instead of 切线.",
        "译文的图注与正文混用 δx 与 δ_x；“切线”被误译为“正切”。",
    ),
    zh="差商：f 在 x 与 x+δx 之间的割线斜率。",
)
def quotient(f, x, dx):
    """Difference quotient of f between x and x + dx: the slope of the secant."""
    return (f(x + dx) - f(x)) / dx


@quotient.inputs
def _(rng, k):
    f, x = cubic_sine_exp(rng), float(normal(rng))
    return Calls([[f, x, (-0.5, -0.3, -0.2)[k % 3]], [f, x, (0.25, 0.4)[k % 2]]])


quotient.wrong(
    "not-divided", lambda f, x, dx: f(x + dx) - f(x), hint=hints.RISE_OVER_RUN, says=sayings.NOT_DIVIDED
)
quotient.wrong(
    "backward",
    lambda f, x, dx: (f(x) - f(x - dx)) / dx,
    hint=hints.SECANT_POINTS,
    says=Text("this secant joins the points at x - dx and x", "这条割线连接的是 x−δx 与 x 处的点"),
)
quotient.wrong(
    "central",
    lambda f, x, dx: (f(x + dx) - f(x - dx)) / (2 * dx),
    hint=hints.SECANT_POINTS,
    says=Text("this secant joins the points at x - dx and x + dx", "这条割线连接的是 x−δx 与 x+δx 处的点"),
)
quotient.wrong(
    "sign", lambda f, x, dx: (f(x) - f(x + dx)) / dx, hint=hints.FACTOR_ORDER, says=sayings.OPPOSITE_SIGN
)
quotient.wrong(
    "absolute-dx",
    lambda f, x, dx: (f(x + dx) - f(x)) / abs(dx),
    hint=Text(
        "Try a negative dx on f(x) = x.",
        "对 f(x)=x 试一个负的 δx。",
    ),
    says=Text("the sign is wrong where dx is negative", "δx 为负时符号不对"),
)
quotient.wrong(
    "derivative",
    lambda f, x, _dx: slope(x, **f.constants),
    hint=Text(
        "No limit has been taken yet.",
        "这里还没有取极限。",
    ),
    says=Text(
        "this is the derivative at x, not the slope of the secant", "这是 x 处的导数，而不是割线的斜率"
    ),
)


@exercise(
    "derivative-limit",
    place="Mathematics for Machine Learning, definition 5.2",
    derivative_of=value,
    wrt="x",
    accuracy=1e-6,
    signature="derivative(f, x: float) -> float",
    latex=r"d\approx f'(x),\quad\lvert d-f'(x)\rvert<10^{-6}\,\lvert f'(x)\rvert",
    notes=Text(
        'The definition is stated "for h > 0": that is the right-hand derivative only (|x| at '
        '0 would get the derivative 1). The remark after it, "the derivative points in the '
        'direction of steepest ascent", says for one variable only that its sign does.',
        "定义中要求“h>0”：那只是右导数（|x| 在 0 处的导数会变成 1）。"
        "随后的备注“导数指向最陡上升的方向”，对一元函数来说，能指明方向的只有导数的符号。",
    ),
    zh="根据定义（差商的极限）计算 f′(x) 的近似值，相对误差小于 1e-6。",
)
def derivative(f, x, *, a, b, c):  # noqa: ARG001 -- the key knows the derivative of f
    """Approximate f'(x) from the definition (the limit of difference quotients) to relative accuracy
    1e-6.
    """
    return 3 * a * x**2 + b * np.cos(x) + c * np.exp(x)


@derivative.inputs
def _(rng, k):  # noqa: ARG001 -- there is no size to vary
    f, x = cubic_sine_exp(rng), float(normal(rng))
    # at steps this small the quotient is noise: computed once, it is told from everything else
    noise = {"noise16": (f(x + 1e-16) - f(x)) / 1e-16, "noise14": (f(x + 1e-14) - f(x)) / 1e-14}
    return [f, x, Hidden(**f.constants, **noise)]


derivative.wrong(
    "h-too-large",
    lambda f, x: (f(x + 0.1) - f(x)) / 0.1,
    hint=Text(
        "What happens to your result when h is halved?",
        "把 h 减半，结果会变多少？",
    ),
    says=Text(
        "the step h = 0.1 is too large: the quotient is still far from its limit",
        "步长 h=0.1 太大：差商离极限还很远",
    ),
)
derivative.wrong(
    "h-too-small",
    lambda *_, noise16: noise16,
    hint=hints.STEP_TOO_SMALL,
    says=Text("the step is so small that only rounding errors are left", "步长太小，只剩下舍入误差"),
)
derivative.wrong(
    "central-over-h",
    lambda _f, x, *, a, b, c: 2 * slope(x, a, b, c),
    hint=hints.DISTANCE_OF_THE_POINTS,
    says=Text("this is twice the right answer", "这是正确答案的两倍"),
)
derivative.wrong(
    "not-divided", lambda f, x: f(x + 1e-5) - f(x), hint=hints.RISE_OVER_RUN, says=sayings.NOT_DIVIDED
)
derivative.wrong(
    "cancellation",
    lambda *_, noise14: noise14,
    hint=Text(
        "How many correct digits are left in f(x+h) - f(x)?",
        "f(x+h)−f(x) 还剩几位正确的数字？",
    ),
    says=Text(
        "the step is so small that most digits of the difference are lost", "步长太小，差丢失了大部分有效数字"
    ),
)
derivative.wrong(
    "sign", lambda _f, x, *, a, b, c: -slope(x, a, b, c), hint=hints.FACTOR_ORDER, says=sayings.OPPOSITE_SIGN
)


EXERCISES = (quotient, derivative)
