"""Mathematics for Machine Learning, definitions 5.1 and 5.2: difference quotients and their limits."""

import numpy as np

from gradecheck.author import Calls, Function, Hidden, Text, exercise
from gradecheck.draw import normal, signed
from gradecheck_vector_calculus import hints


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


quotient.wrong("not-divided", lambda f, x, dx: f(x + dx) - f(x), hint=hints.RISE_OVER_RUN)
quotient.wrong("backward", lambda f, x, dx: (f(x) - f(x - dx)) / dx, hint=hints.SECANT_POINTS)
quotient.wrong("central", lambda f, x, dx: (f(x + dx) - f(x - dx)) / (2 * dx), hint=hints.SECANT_POINTS)
quotient.wrong("sign", lambda f, x, dx: (f(x) - f(x + dx)) / dx, hint=hints.FACTOR_ORDER)
quotient.wrong(
    "absolute-dx",
    lambda f, x, dx: (f(x + dx) - f(x)) / abs(dx),
    hint=Text(
        "Try a negative dx on f(x) = x.",
        "对 f(x)=x 试一个负的 δx。",
    ),
)
quotient.wrong(
    "derivative",
    lambda f, x, _dx: slope(x, **f.constants),
    hint=Text(
        "No limit has been taken yet.",
        "这里还没有取极限。",
    ),
)


@exercise(
    "derivative-limit",
    place="Mathematics for Machine Learning, definition 5.2",
    derivative_of=value,
    wrt="x",
    accuracy=1e-6,
    signature="derivative(f, x: float) -> float",
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
)
derivative.wrong("h-too-small", lambda *_, noise16: noise16, hint=hints.STEP_TOO_SMALL)
derivative.wrong(
    "central-over-h", lambda _f, x, *, a, b, c: 2 * slope(x, a, b, c), hint=hints.DISTANCE_OF_THE_POINTS
)
derivative.wrong("not-divided", lambda f, x: f(x + 1e-5) - f(x), hint=hints.RISE_OVER_RUN)
derivative.wrong(
    "cancellation",
    lambda *_, noise14: noise14,
    hint=Text(
        "How many correct digits are left in f(x+h) - f(x)?",
        "f(x+h)−f(x) 还剩几位正确的数字？",
    ),
)
derivative.wrong("sign", lambda _f, x, *, a, b, c: -slope(x, a, b, c), hint=hints.FACTOR_ORDER)


def at_distance_one(f, x):
    """Both slopes by the points x - 1 and x + 1: f is linear on either side."""
    left, right = f(x) - f(x - 1), f(x + 1) - f(x)
    return left, right, bool(np.isclose(left, right))


@exercise(
    "one-sided-derivatives",
    place="Mathematics for Machine Learning, definition 5.2, the condition 'h > 0'",
    oracle=at_distance_one,
    accuracy=1e-6,
    signature="one_sided(f, x) -> (left, right, bool)",
    notes=Text(
        'With "h > 0" the definition would call every kink differentiable. The same point as h '
        "< 0 or h <= 0 in the mask of the relu of homework 4.",
        "若要求“h>0”，定义就会把每个尖点都算作可导。这与作业 4 中 relu 掩码用 h<0 还是 h<=0 是同一个问题。",
    ),
    zh="求 f 在 x 处的左、右导数，并判断是否可导。",
)
def one_sided(f, x, *, a, b):  # noqa: ARG001 -- the key knows the slopes of f
    """Left and right derivative of f at x, and whether f is differentiable there."""
    return (b - a, b + a, a == 0)


@one_sided.inputs
def _(rng, k):  # noqa: ARG001 -- there is no size to vary
    calls = []
    for a in rng.permutation([0.0, signed(rng, 0.4, 0.8)]):
        x, b = float(normal(rng)), signed(rng, 1.0, 2.0)
        f = Function("a * np.abs(t - x) + b * (t - x) + c", "t", a=a, b=b, c=float(normal(rng)), x=x)
        calls.append([f, x, Hidden(a=float(a), b=b)])
    return Calls(calls)


one_sided.wrong(
    "right-only",
    lambda *_, a, b: (b + a, b + a, True),
    hint=Text(
        "Approach the point from the other side as well.",
        "也从另一侧逼近这个点。",
    ),
)
one_sided.wrong(
    "central",
    lambda *_, b: (b, b, True),
    hint=Text(
        "A symmetric quotient cannot see a kink.",
        "对称差商看不出尖点。",
    ),
)
one_sided.wrong("swapped", lambda *_, a, b: (b + a, b - a, a == 0), hint=hints.FACTOR_ORDER)
one_sided.wrong(
    "left-sign",
    lambda *_, a, b: (a - b, b + a, False),
    hint=Text(
        "The step to the left is negative: does the denominator know?",
        "向左的步长是负的：分母体现了吗？",
    ),
)
one_sided.wrong(
    "always-differentiable",
    lambda *_, a, b: (b - a, b + a, True),
    hint=Text(
        "When do the two one-sided limits make a derivative?",
        "两个单侧极限在什么条件下构成导数？",
    ),
)


EXERCISES = (quotient, derivative, one_sided)
