"""Mathematics for Machine Learning, 5.1.2: the rules of differentiation for products, quotients and sums."""

from gradecheck.author import Function, Hidden, Text, exercise
from gradecheck.draw import normal, signed
from gradecheck_vector_calculus import hints, sayings


def slope(f, x):
    """The derivative f'(x), by an imaginary step."""
    return f(x + 1e-30j).imag / 1e-30


def smooth(rng, size=1.0, shift=0.0):
    """A random sum of sine, cosine, exponential and power."""
    a, b, c, d = (size * signed(rng, 0.3, 1.2) for _ in range(4))
    expression = "a * np.sin(x) + b * np.cos(2 * x) + c * np.exp(0.5 * x) + d * x**2 / 2 + e"
    return Function(expression, "x", a=a, b=b, c=c, d=d, e=shift)


def draw_numbers(rng, G):
    """The numbers f, g, f', g' at one point; the functions and the point stay with us."""
    F, x = smooth(rng), float(normal(rng))
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


@exercise(
    "rule-product",
    place="Mathematics for Machine Learning, 5.1.2, product rule",
    oracle=slope_of_product,
    signature="product(f, g, df, dg) -> float",
    latex=r"\bigl(f(x),g(x),f'(x),g'(x)\bigr)\mapsto(fg)'(x)\in\mathbb R",
    zh="由 f、g、f′、g′ 的值求 (fg)′。",
)
def product(f, g, df, dg):
    """(f g)'(x) from the values f, g, df, dg."""
    return df * g + f * dg


@product.inputs
def _(rng, k):  # noqa: ARG001 -- there is no size to vary
    return draw_numbers(rng, smooth(rng, 0.5, shift=signed(rng, 3.0, 4.0)))


product.wrong(
    "product-of-derivatives",
    lambda _f, _g, df, dg: df * dg,
    hint=Text(
        "Test the rule on x * x.",
        "用 x·x 检验一下这条法则。",
    ),
    says=sayings.PRODUCT_OF_DERIVATIVES,
)
product.wrong(
    "minus",
    lambda f, g, df, dg: df * g - f * dg,
    hint=Text(
        "Does exchanging f and g leave your result unchanged?",
        "交换 f 与 g，你的结果不变吗？",
    ),
    says=sayings.OTHER_SIGN_OF_DG,
)
product.wrong(
    "first-only", lambda _f, g, df, _dg: df * g, hint=hints.EVERY_OCCURRENCE, says=sayings.G_AS_A_CONSTANT
)
product.wrong(
    "sum",
    lambda _f, _g, df, dg: df + dg,
    hint=hints.ANOTHER_RULE,
    says=Text("this is the rule for a sum of two functions", "这是两个函数相加的求导法则"),
)
product.wrong(
    "mispaired",
    lambda f, g, df, dg: df * f + g * dg,
    hint=hints.ONE_DIFFERENTIATED_FACTOR,
    says=sayings.OWN_DERIVATIVE,
)


@exercise(
    "rule-quotient",
    place="Mathematics for Machine Learning, 5.1.2, quotient rule",
    oracle=slope_of_quotient,
    signature="quotient(f, g, df, dg) -> float",
    latex=r"\bigl(f(x),g(x),f'(x),g'(x)\bigr)\mapsto\Bigl(\frac{f}{g}\Bigr)'(x)\in\mathbb R",
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
def _(rng, k):  # noqa: ARG001 -- there is no size to vary
    while True:
        numbers = draw_numbers(rng, smooth(rng, 0.5, shift=signed(rng, 3.0, 4.0)))
        if abs(numbers[1]) > 1.3:
            return numbers


quotient.wrong(
    "reversed", lambda f, g, df, dg: (f * dg - df * g) / g**2, hint=hints.SIGN, says=sayings.OPPOSITE_SIGN
)
quotient.wrong(
    "plus",
    lambda f, g, df, dg: (df * g + f * dg) / g**2,
    hint=Text(
        "If only the denominator grows, does the quotient grow?",
        "若只有（正的）分母增大，商会增大吗？",
    ),
    says=sayings.SIGN_BETWEEN_TERMS,
)
quotient.wrong(
    "not-squared",
    lambda f, g, df, dg: (df * g - f * dg) / g,
    hint=Text(
        "Test the rule on 1/x.",
        "用 1/x 检验一下这条法则。",
    ),
    says=Text("g has the wrong power in the denominator", "分母中 g 的幂次不对"),
)
quotient.wrong(
    "quotient-of-derivatives",
    lambda _f, _g, df, dg: df / dg,
    hint=Text(
        "Test the rule on x/x.",
        "用 x/x 检验一下这条法则。",
    ),
    says=Text("this is the quotient of the two derivatives", "这是两个导数的商"),
)
quotient.wrong(
    "wrong-square",
    lambda f, g, df, dg: (df * g - f * dg) / f**2,
    hint=Text(
        "Which function must not vanish?",
        "哪个函数不能为零？",
    ),
    says=Text("the wrong function is in the denominator", "分母里的函数不对"),
)


@exercise(
    "rule-sum",
    place="Mathematics for Machine Learning, 5.1.2, sum rule",
    oracle=slope_of_sum,
    signature="sum_rule(f, g, df, dg) -> float",
    latex=r"\bigl(f(x),g(x),f'(x),g'(x)\bigr)\mapsto(f+g)'(x)\in\mathbb R",
    zh="由 f、g、f′、g′ 的值求 (f+g)′。",
)
def sum_rule(f, g, df, dg):  # noqa: ARG001 -- the values do not matter
    """(f + g)'(x) from the values f, g, df, dg."""
    return df + dg


@sum_rule.inputs
def _(rng, k):  # noqa: ARG001 -- there is no size to vary
    return draw_numbers(rng, smooth(rng))


sum_rule.wrong(
    "product-rule", lambda f, g, df, dg: df * g + f * dg, hint=hints.ANOTHER_RULE, says=sayings.PRODUCT_RULE
)
sum_rule.wrong(
    "product",
    lambda _f, _g, df, dg: df * dg,
    hint=Text(
        "That is the rule for no operation at all: test x + x.",
        "没有哪种运算是这样求导的：用 x+x 检验。",
    ),
    says=sayings.PRODUCT_OF_DERIVATIVES,
)
sum_rule.wrong("difference", lambda _f, _g, df, dg: df - dg, hint=hints.SIGN, says=sayings.DG_SUBTRACTED)
sum_rule.wrong(
    "half-differentiated",
    lambda _f, g, df, _dg: df + g,
    hint=hints.EVERY_OCCURRENCE,
    says=Text("only f is differentiated, and g is added as it is", "只对 f 求了导，g 原样加上了"),
)
sum_rule.wrong("value", lambda f, g, _df, _dg: f + g, hint=hints.NOT_A_DERIVATIVE, says=sayings.VALUE)


EXERCISES = (product, quotient, sum_rule)
