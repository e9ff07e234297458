"""Mathematics for Machine Learning, definition 5.2: the condition h > 0, and derivatives from either side."""

import numpy as np

from gradecheck.author import Calls, Function, Hidden, Text, exercise
from gradecheck.draw import normal, signed
from gradecheck_vector_calculus import hints


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
    latex=r"\bigl(f'(x^-),\,f'(x^+),\,\exists f'(x)\,?\bigr)",
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
    says=Text("the slope on the right is given for both sides", "两侧给出的都是右侧的斜率"),
)
one_sided.wrong(
    "central",
    lambda *_, b: (b, b, True),
    hint=Text(
        "A symmetric quotient cannot see a kink.",
        "对称差商看不出尖点。",
    ),
    says=Text("both slopes are the mean of the left and the right one", "两个斜率都是左、右斜率的平均值"),
)
one_sided.wrong(
    "swapped",
    lambda *_, a, b: (b + a, b - a, a == 0),
    hint=hints.FACTOR_ORDER,
    says=Text("the left and the right derivative are exchanged", "左、右导数的位置互换了"),
)
one_sided.wrong(
    "left-sign",
    lambda *_, a, b: (a - b, b + a, False),
    hint=Text(
        "The step to the left is negative: does the denominator know?",
        "向左的步长是负的：分母体现了吗？",
    ),
    says=Text("the left derivative has the wrong sign", "左导数的符号错了"),
)
one_sided.wrong(
    "always-differentiable",
    lambda *_, a, b: (b - a, b + a, True),
    hint=Text(
        "When do the two one-sided limits make a derivative?",
        "两个单侧极限在什么条件下构成导数？",
    ),
    says=Text(
        "both slopes are right, but every point is called differentiable",
        "两个斜率都对，但每一点都被判为可导",
    ),
)


EXERCISES = (one_sided,)
