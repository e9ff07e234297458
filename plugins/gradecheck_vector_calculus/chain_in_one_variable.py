"""Mathematics for Machine Learning, 5.1.2: the chain rule in one variable."""

from gradecheck.author import Function, Hidden, Text, exercise
from gradecheck.draw import normal, signed
from gradecheck_vector_calculus import hints, sayings
from gradecheck_vector_calculus.rules import slope


def slope_of_composition(_df, f, _dg, x, *, G):
    """Derivative of the function g(f(x)) itself."""
    return slope(lambda t: G(f(t)), x)


@exercise(
    "rule-chain",
    place="Mathematics for Machine Learning, 5.1.2, chain rule",
    oracle=slope_of_composition,
    signature="chain(df, f, dg, x) -> float",
    latex=r"(f',f,g',x)\mapsto(g\circ f)'(x)\in\mathbb R",
    zh="由可调用对象 f′(df)、f 与 g′(dg) 求 (g∘f)′(x)。",
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


chain.wrong(
    "outer-at-x", lambda df, _f, dg, x: dg(x) * df(x), hint=hints.OUTER_POINT, says=sayings.OUTER_AT_X
)
chain.wrong(
    "inner-lost", lambda _df, f, dg, x: dg(f(x)), hint=hints.INNER_DERIVATIVE, says=sayings.INNER_DERIVATIVE
)
chain.wrong(
    "derivative-inside",
    lambda df, _f, dg, x: dg(df(x)),
    hint=Text(
        "The inner function is differentiated in a separate factor.",
        "内层函数的导数是单独的一个因子。",
    ),
    says=sayings.INSIDE,
)
chain.wrong(
    "wrong-order",
    lambda df, _f, dg, x, *, G: df(G(x)) * dg(x),
    hint=Text(
        "Which function is applied first in g o f?",
        "g∘f 中先作用的是哪个函数？",
    ),
    says=Text(
        "this is the derivative of f(g(x)): the functions are applied in the wrong order",
        "这是 f(g(x)) 的导数：函数作用的次序反了",
    ),
)
chain.wrong(
    "product-rule",
    lambda df, f, dg, x, *, G: df(x) * G(x) + f(x) * dg(x),
    hint=Text(
        "Composition is not multiplication.",
        "复合不是相乘。",
    ),
    says=sayings.PRODUCT_RULE,
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
    latex=r"h'(x)\in\mathbb R,\quad h(x)=(2x+1)^4",
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
def _(rng, k):
    return [float(rng.uniform(0.6, 1.6)) * (1 if k % 2 else -1)]


derivative.wrong(
    "inner-lost", lambda x: 4 * (2 * x + 1) ** 3, hint=hints.INNER_DERIVATIVE, says=sayings.INNER_DERIVATIVE
)
derivative.wrong(
    "outer-lost",
    lambda x: 2 * (2 * x + 1) ** 3,
    hint=Text(
        "What comes down when a fourth power is differentiated?",
        "对四次幂求导，落下来的是什么？",
    ),
    says=sayings.OUTER_FACTOR,
)
derivative.wrong(
    "power-kept", lambda x: 8 * (2 * x + 1) ** 4, hint=hints.EXPONENT, says=sayings.EXPONENT_KEPT
)
derivative.wrong(
    "inner-squared",
    lambda x: 4 * (2 * x + 1) ** 3 * (2 * x),
    hint=Text(
        "What is the derivative of 2x + 1?",
        "2x+1 的导数是什么？",
    ),
    says=Text(
        "the derivative of the inner function is wrong: it is taken to be 2x",
        "内层函数的导数不对：被当成了 2x",
    ),
)
derivative.wrong(
    "derivative-inside",
    lambda *_: 4.0 * 2**3,
    hint=Text(
        "The outer derivative is taken at the inner function, not at its derivative.",
        "外层导数在内层函数的值处取，而不是在内层导数处取。",
    ),
    says=sayings.INSIDE,
)
derivative.wrong(
    "sum",
    lambda x: 4 * (2 * x + 1) ** 3 + 2,
    hint=hints.ADDED_OR_MULTIPLIED,
    says=Text("the outer and the inner derivative are added", "外层导数与内层导数被加了起来"),
)


EXERCISES = (chain, derivative)
