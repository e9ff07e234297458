"""Mathematics for Machine Learning, example 5.2: the derivative of x^n."""

from math import comb, perm

import numpy as np

from gradecheck.author import Calls, Text, exercise
from gradecheck_vector_calculus import hints, sayings


def power(x, n):
    """x^n."""
    return x**n


def coefficient_times_power(x, n, h):
    """Coefficients in h of (x + h)^n, by repeated multiplication, times h^(i-1)."""
    in_h = np.polynomial.polynomial.polypow([x, 1.0], n)
    return in_h[1:] * h ** np.arange(n)


@exercise(
    "power-derivative",
    place="Mathematics for Machine Learning, example 5.2",
    derivative_of=power,
    wrt="x",
    signature="dpow(x: float, n: int) -> float",
    latex=r"\frac{\mathrm d}{\mathrm dx}x^{n}\in\mathbb R,\quad n\in\{0,1,2,\dots\}",
    notes=Text(
        'One of the limits is printed "l -> 0" instead of "h -> 0". At n = 0, x = 0 the rule n '
        "x^(n-1) is 0 times 0^(-1), and Python's floats raise ZeroDivisionError; n = 0 and x = "
        "0 are both drawn, but never together, so that the named mistakes can be evaluated.",
        "有一处极限把“h→0”印成了“l→0”。在 n=0、x=0 处，公式 n·xⁿ⁻¹ 成为 0·0⁻¹，"
        "Python 的浮点数会抛出 ZeroDivisionError；n=0 与 x=0 都会抽到，但不会同时出现，"
        "以便各种典型错误都能计算出来。",
    ),
    zh="求 f(x)=xⁿ（n 为自然数）的导数；n=0 与 x=0 也要正确。",
)
def derivative(x, n):
    """Derivative of f(x) = x^n, n a natural number (0 included; x = 0 must work)."""
    return n * x ** (n - 1) if n > 0 else 0.0


@derivative.inputs
def _(rng, k):
    negative, positive = -rng.uniform(1.2, 2.5), rng.uniform(1.2, 2.5)
    even, odd = (2, 4, 6)[k % 3], (3, 5)[k % 2]
    calls = [[negative, even], [positive, odd], [negative, 1], [positive, 0]]
    return Calls([*calls, [0.0, even]] if k % 2 else calls)


derivative.wrong(
    "lost-n",
    lambda x, n: x ** (n - 1),
    hint=hints.LINEAR_BINOMIAL_TERM,
    says=Text("the factor that comes down from the exponent is missing", "漏掉了指数落下来的因子"),
)
derivative.wrong(
    "power-kept",
    lambda x, n: n * x**n,
    hint=Text(
        "One factor x was replaced by h; how many are left?",
        "一个 x 被换成了 h；还剩几个 x？",
    ),
    says=sayings.EXPONENT_KEPT,
)
derivative.wrong(
    "integral",
    lambda x, n: x ** (n + 1) / (n + 1),
    hint=Text(
        "Did you integrate?",
        "你是不是在积分？",
    ),
    says=Text("this is an antiderivative of x^n, not its derivative", "这是 xⁿ 的原函数，而不是导数"),
)
derivative.wrong(
    "exponential-rule",
    lambda x, n: x**n * np.log(abs(x)),
    hint=Text(
        "Is the variable in the base or in the exponent?",
        "自变量在底数还是在指数？",
    ),
    says=Text("this is the derivative with respect to n, not to x", "这是对 n 的导数，而不是对 x 的导数"),
)
derivative.wrong(
    "n-minus-1",
    lambda x, n: (n - 1) * x ** (n - 1),
    hint=hints.LINEAR_BINOMIAL_TERM,
    says=Text("the factor in front is one too small", "前面的因子小了 1"),
)
derivative.wrong(
    "absolute",
    lambda x, n: n * abs(x) ** (n - 1),
    hint=Text(
        "Check the sign for a negative x and an even n.",
        "检查 x 为负、n 为偶数时的符号。",
    ),
    says=Text("the size is right everywhere, the sign is not", "大小处处正确，但符号不是处处正确"),
)


@exercise(
    "power-quotient-terms",
    place="Mathematics for Machine Learning, example 5.2, the binomial step",
    oracle=coefficient_times_power,
    signature="terms(x, n, h) -> (n,)",
    latex=r"\frac{(x+h)^n-x^n}{h}=\sum_{i=1}^{n}t_i,\quad t\in\mathbb R^{n}",
    notes=Text(
        'The second line has the misprint "l -> 0".',
        "第二行有误印“l→0”。",
    ),
    zh="把 ((x+h)ⁿ−xⁿ)/h 用二项式定理展开并约去 h 后的 n 项（i=1..n）。",
)
def terms(x, n, h):
    """The n terms of ((x+h)^n - x^n)/h after the binomial theorem and cancelling, i = 1..n."""
    return np.array([comb(n, i) * x ** (n - i) * h ** (i - 1) for i in range(1, n + 1)])


@terms.inputs
def _(rng, k):
    return [float(rng.uniform(1.2, 2)), 3 + k % 4, (0.5, -0.4, 0.3)[k % 3]]


terms.wrong(
    "h-not-cancelled",
    lambda x, n, h: h * terms(x, n, h),
    hint=Text(
        "Every remaining term was divided by h.",
        "剩下的每一项都除以了 h。",
    ),
    says=Text("the terms are not divided by h", "各项没有除以 h"),
)
terms.wrong(
    "starts-at-zero",
    lambda x, n, h: np.array([comb(n, i) * x ** (n - i) * h ** (i - 1) for i in range(n + 1)]),
    hint=Text(
        "Which term is cancelled by -x^n?",
        "−xⁿ 消去了哪一项？",
    ),
    says=Text("there is one term too many, that of i = 0", "多了一项，即 i=0 的那一项"),
)
terms.wrong(
    "no-binomial",
    lambda x, n, h: np.array([x ** (n - i) * h ** (i - 1) for i in range(1, n + 1)]),
    hint=Text(
        "In how many ways can i of the n factors supply the h?",
        "n 个因子中由 i 个提供 h，共有多少种选法？",
    ),
    says=sayings.BINOMIAL,
)
terms.wrong(
    "permutations",
    lambda x, n, h: np.array([perm(n, i) * x ** (n - i) * h ** (i - 1) for i in range(1, n + 1)]),
    hint=Text(
        "Does the order of the chosen factors matter?",
        "所选因子的次序有影响吗？",
    ),
    says=Text("the factors count ordered choices", "系数数的是有次序的选法"),
)
terms.wrong(
    "swapped-powers",
    lambda x, n, h: np.array([comb(n, i) * x ** (i - 1) * h ** (n - i) for i in range(1, n + 1)]),
    hint=Text(
        "As h goes to 0, which single term must survive?",
        "当 h→0 时，只剩下哪一项？",
    ),
    says=Text("the powers of x and of h are exchanged", "x 与 h 的幂次互换了"),
)


EXERCISES = (derivative, terms)
