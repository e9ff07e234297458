"""Mathematics for Machine Learning, 5.1.2: the rules of differentiation in one variable."""

from gradecheck.author import Function, Hidden, Text, exercise
from gradecheck.draw import normal, signed
from gradecheck_vector_calculus import hints


def slope(f, x):
    """The derivative f'(x), by an imaginary step."""
    return f(x + 1e-30j).imag / 1e-30


def smooth(rng, shift=0.0):
    """A random sum of sine, cosine, exponential and power."""
    a, b, c, d = (signed(rng, 0.3, 1.2) for _ in range(4))
    expression = "a * np.sin(x) + b * np.cos(2 * x) + c * np.exp(0.5 * x) + d * x**2 / 2 + e"
    return Function(expression, "x", a=a, b=b, c=c, d=d, e=shift)


def draw_numbers(rng, k, shift=0.0):  # noqa: ARG001 -- there is no size to vary
    """The numbers f, g, f', g' at one point; the functions and the point stay with us."""
    F, G, x = smooth(rng), smooth(rng, shift), float(normal(rng))
    return [F(x), G(x), slope(F, x), slope(G, x), Hidden(F=F, G=G, x=x)]


def slope_of_product(*_, F, G, x):
    """Derivative of the function f g itself."""
    return slope(lambda t: F(t) * G(t), x)


def slope_of_quotient(*_, F, G, x):
    """Derivative of the function f / g itself."""
    return slope(lambda t: F(t) / G(t), x)


def slope_of_sum(*_, F, G, x):
    """Derivative of the function f + g itself."""
    return slope(lambda t: F(t) + G(t), x)


def slope_of_composition(_df, f, _dg, x, *, G):
    """Derivative of the function g(f(x)) itself."""
    return slope(lambda t: G(f(t)), x)


@exercise(
    "rule-product",
    place="Mathematics for Machine Learning, 5.1.2, product rule",
    oracle=slope_of_product,
    inputs=draw_numbers,
    signature="product(f, g, df, dg) -> float",
    zh="由 f、g、f′、g′ 的值求 (fg)′。",
)
def product(f, g, df, dg):
    """(f g)'(x) from the values f, g, df, dg."""
    return df * g + f * dg


product.wrong(
    "product-of-derivatives",
    lambda _f, _g, df, dg: df * dg,
    hint=Text(
        "Test the rule on x * x.",
        "用 x·x 检验一下这条法则。",
    ),
)
product.wrong(
    "minus",
    lambda f, g, df, dg: df * g - f * dg,
    hint=Text(
        "Does exchanging f and g leave your result unchanged?",
        "交换 f 与 g,你的结果不变吗?",
    ),
)
product.wrong("first-only", lambda _f, g, df, _dg: df * g, hint=hints.EVERY_OCCURRENCE)
product.wrong("sum", lambda _f, _g, df, dg: df + dg, hint=hints.ANOTHER_RULE)
product.wrong("mispaired", lambda f, g, df, dg: df * f + g * dg, hint=hints.ONE_DIFFERENTIATED_FACTOR)


@exercise(
    "rule-quotient",
    place="Mathematics for Machine Learning, 5.1.2, quotient rule",
    oracle=slope_of_quotient,
    signature="quotient(f, g, df, dg) -> float",
    notes=Text(
        "That g is not 0 is not stated.",
        "没有说明 g≠0。",
    ),
    zh="由 f、g、f′、g′ 的值求 (f/g)′。",
)
def quotient(f, g, df, dg):
    """(f/g)'(x) from the values f, g, df, dg."""
    return (df * g - f * dg) / g**2


@quotient.inputs
def _(rng, k):
    while True:
        numbers = draw_numbers(rng, k, shift=signed(rng, 2.0, 3.0))
        if abs(numbers[1]) > 0.5 and abs(abs(numbers[1]) - 1) > 0.3:
            return numbers


quotient.wrong("reversed", lambda f, g, df, dg: (f * dg - df * g) / g**2, hint=hints.SIGN)
quotient.wrong(
    "plus",
    lambda f, g, df, dg: (df * g + f * dg) / g**2,
    hint=Text(
        "If only the denominator grows, does the quotient grow?",
        "若只有(正的)分母增大,商会增大吗?",
    ),
)
quotient.wrong(
    "not-squared",
    lambda f, g, df, dg: (df * g - f * dg) / g,
    hint=Text(
        "Test the rule on 1/x.",
        "用 1/x 检验一下这条法则。",
    ),
)
quotient.wrong(
    "quotient-of-derivatives",
    lambda _f, _g, df, dg: df / dg,
    hint=Text(
        "Test the rule on x/x.",
        "用 x/x 检验一下这条法则。",
    ),
)
quotient.wrong(
    "wrong-square",
    lambda f, g, df, dg: (df * g - f * dg) / f**2,
    hint=Text(
        "Which function must not vanish?",
        "哪个函数不能为零?",
    ),
)


@exercise(
    "rule-sum",
    place="Mathematics for Machine Learning, 5.1.2, sum rule",
    oracle=slope_of_sum,
    inputs=draw_numbers,
    signature="sum_rule(f, g, df, dg) -> float",
    zh="由 f、g、f′、g′ 的值求 (f+g)′。",
)
def sum_rule(f, g, df, dg):  # noqa: ARG001 -- the values do not matter
    """(f + g)'(x) from the values f, g, df, dg."""
    return df + dg


sum_rule.wrong("product-rule", lambda f, g, df, dg: df * g + f * dg, hint=hints.ANOTHER_RULE)
sum_rule.wrong(
    "product",
    lambda _f, _g, df, dg: df * dg,
    hint=Text(
        "That is the rule for no operation at all: test x + x.",
        "没有哪种运算是这样求导的:用 x+x 检验。",
    ),
)
sum_rule.wrong("difference", lambda _f, _g, df, dg: df - dg, hint=hints.SIGN)
sum_rule.wrong("half-differentiated", lambda _f, g, df, _dg: df + g, hint=hints.EVERY_OCCURRENCE)
sum_rule.wrong("value", lambda f, g, _df, _dg: f + g, hint=hints.NOT_A_DERIVATIVE)


@exercise(
    "rule-chain",
    place="Mathematics for Machine Learning, 5.1.2, chain rule",
    oracle=slope_of_composition,
    signature="chain(df, f, dg, x) -> float",
    zh="由可调用对象 f′(df)、f 与 g′(dg)求 (g∘f)′(x)。",
)
def chain(df, f, dg, x):
    """(g o f)'(x) from the callables f' (df), f and g' (dg)."""
    return dg(f(x)) * df(x)


@chain.inputs
def _(rng, k):  # noqa: ARG001 -- there is no size to vary
    a, b, c, d, e = (signed(rng, 0.4, 1.2) for _ in range(5))
    f = Function("a * np.sin(x) + b * x + c", "x", a=a, b=b, c=c)
    df = Function("a * np.cos(x) + b", "x", a=a, b=b)
    G = Function("d * np.exp(y / 2) + e * np.sin(y) + y**2", "y", d=d, e=e)
    dg = Function("d / 2 * np.exp(y / 2) + e * np.cos(y) + 2 * y", "y", d=d, e=e)
    return [df, f, dg, float(normal(rng)), Hidden(G=G)]


chain.wrong("outer-at-x", lambda df, _f, dg, x: dg(x) * df(x), hint=hints.OUTER_POINT)
chain.wrong("inner-lost", lambda _df, f, dg, x: dg(f(x)), hint=hints.INNER_DERIVATIVE)
chain.wrong(
    "derivative-inside",
    lambda df, _f, dg, x: dg(df(x)),
    hint=Text(
        "The inner function is differentiated in a separate factor.",
        "内层函数的导数是单独的一个因子。",
    ),
)
chain.wrong(
    "wrong-order",
    lambda df, _f, dg, x, *, G: df(G(x)) * dg(x),
    hint=Text(
        "Which function is applied first in g o f?",
        "g∘f 中先作用的是哪个函数?",
    ),
)
chain.wrong(
    "product-rule",
    lambda df, f, dg, x, *, G: df(x) * G(x) + f(x) * dg(x),
    hint=Text(
        "Composition is not multiplication.",
        "复合不是相乘。",
    ),
)


def two_x_plus_one_to_the_fourth(x):
    """The function h(x) = (2x+1)^4 of example 5.5."""
    return (2 * x + 1) ** 4


@exercise(
    "chain-2x1-4",
    place="Mathematics for Machine Learning, example 5.5",
    derivative_of=two_x_plus_one_to_the_fourth,
    wrt="x",
    signature="dh(x: float) -> float",
    notes=Text(
        "The reference (5.34) over the sign of equality is the definition of f.",
        "等号上方的引用 (5.34) 指的是 f 的定义。",
    ),
    zh="求 h(x)=(2x+1)⁴ 的导数。",
)
def derivative(x):
    """Derivative of h(x) = (2x+1)^4."""
    return 8 * (2 * x + 1) ** 3


@derivative.inputs
def _(rng, k):  # noqa: ARG001 -- there is no size to vary
    return [signed(rng, 0.6, 1.6)]


derivative.wrong("inner-lost", lambda x: 4 * (2 * x + 1) ** 3, hint=hints.INNER_DERIVATIVE)
derivative.wrong(
    "outer-lost",
    lambda x: 2 * (2 * x + 1) ** 3,
    hint=Text(
        "What comes down when a fourth power is differentiated?",
        "对四次幂求导,落下来的是什么?",
    ),
)
derivative.wrong("power-kept", lambda x: 8 * (2 * x + 1) ** 4, hint=hints.EXPONENT)
derivative.wrong(
    "inner-squared",
    lambda x: 4 * (2 * x + 1) ** 3 * (2 * x),
    hint=Text(
        "What is the derivative of 2x + 1?",
        "2x+1 的导数是什么?",
    ),
)
derivative.wrong(
    "derivative-inside",
    lambda *_: 4.0 * 2**3,
    hint=Text(
        "The outer derivative is taken at the inner function, not at its derivative.",
        "外层导数在内层函数的值处取,而不是在内层导数处取。",
    ),
)
derivative.wrong("sum", lambda x: 4 * (2 * x + 1) ** 3 + 2, hint=hints.ADDED_OR_MULTIPLIED)


EXERCISES = (product, quotient, sum_rule, chain, derivative)
