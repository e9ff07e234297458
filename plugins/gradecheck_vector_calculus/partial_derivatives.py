"""Mathematics for Machine Learning, 5.2: partial derivatives and the gradient as a row."""

import numpy as np

from gradecheck.author import Text, exercise
from gradecheck.draw import signed
from gradecheck_vector_calculus import hints, sayings


def squared_sum(x, y):
    """f(x, y) = (x + 2y^3)^2 of example 5.6."""
    return (x + 2 * y**3) ** 2


def by_imaginary_steps(x, y):
    """Both partial derivatives, each by an imaginary step."""
    steps = squared_sum(x + 1e-30j, y), squared_sum(x, y + 1e-30j)
    return np.imag(steps) / 1e-30


def two_monomials(x):
    """f(x) = x1^2 x2 + x1 x2^3 of example 5.7."""
    return x[0] ** 2 * x[1] + x[0] * x[1] ** 3


@exercise(
    "partials-x-2y3",
    place="Mathematics for Machine Learning, example 5.6",
    oracle=by_imaginary_steps,
    signature="partials(x: float, y: float) -> (2,)",
    latex=r"\Bigl(\frac{\partial f}{\partial x},\,\frac{\partial f}{\partial y}\Bigr)\in\mathbb R^{2},"
    r"\quad f(x,y)=(x+2y^3)^2",
    zh="求 f(x,y)=(x+2y³)² 的两个偏导数 (∂f/∂x, ∂f/∂y)。",
)
def partials(x, y):
    """Both partial derivatives (df/dx, df/dy) of f(x,y) = (x + 2y^3)^2."""
    return np.array([2 * (x + 2 * y**3), 12 * (x + 2 * y**3) * y**2])


@partials.inputs
def _(rng, k):
    return [signed(rng, 0.6, 1.8), (1, 1, -1)[k % 3] * float(rng.uniform(0.6, 1.6))]


partials.wrong(
    "inner-lost",
    lambda x, y: 2 * (x + 2 * y**3) * np.ones(2),
    hint=hints.INNER_DERIVATIVE,
    says=sayings.INNER_DERIVATIVE,
)
partials.wrong(
    "inner-constant-lost",
    lambda x, y: (x + 2 * y**3) * np.array([2, 6 * y**2]),
    hint=hints.DERIVATIVE_OF_2Y3,
    says=Text(
        "the derivative by y is half of what it should be: a constant of the inner function is lost",
        "对 y 的偏导数只有应有的一半：丢了内层函数的一个常数",
    ),
)
partials.wrong(
    "power-kept",
    lambda x, y: (x + 2 * y**3) * np.array([2, 12 * y**3]),
    hint=hints.EXPONENT,
    says=sayings.EXPONENT_KEPT,
)
partials.wrong(
    "outer-lost",
    lambda x, y: (x + 2 * y**3) * np.array([1, 6 * y**2]),
    hint=hints.DERIVATIVE_OF_A_SQUARE,
    says=sayings.OUTER_FACTOR,
)
partials.wrong(
    "swapped", lambda x, y: partials(x, y)[::-1], hint=hints.FACTOR_ORDER, says=sayings.ENTRIES_EXCHANGED
)
partials.wrong(
    "total",
    lambda x, y: 2 * (x + 2 * y**3) * (1 + 6 * y**2) * np.ones(2),
    hint=Text(
        "The other variable is held fixed.",
        "另一个变量要固定不动。",
    ),
    says=sayings.ALL_MOVED,
)
partials.wrong(
    "y-cubed-as-square",
    lambda x, y: (x + 2 * y**3) * np.array([2, 8 * y]),
    hint=hints.DERIVATIVE_OF_2Y3,
    says=Text("y^3 is differentiated as if it were y^2", "把 y³ 当成 y² 求了导"),
)


@exercise(
    "gradient-x1sq-x2",
    place="Mathematics for Machine Learning, example 5.7",
    derivative_of=two_monomials,
    wrt="x",
    layout="numerator",
    signature="grad(x: (2,)) -> (1,2)",
    latex=r"\nabla_x f\in\mathbb R^{1\times 2},\quad f(x)=x_1^2x_2+x_1x_2^3",
    zh="求 f=x₁²x₂+x₁x₂³ 的梯度（行向量）。",
)
def gradient(x):
    """Gradient of f = x1^2 x2 + x1 x2^3 as a row vector."""
    return np.array([[2 * x[0] * x[1] + x[1] ** 3, x[0] ** 2 + 3 * x[0] * x[1] ** 2]])


@gradient.inputs
def _(rng, k):  # noqa: ARG001 -- there is no size to vary
    return [np.array([signed(rng, 0.6, 1.7), signed(rng, 0.6, 1.7)])]


gradient.wrong("column", lambda x: gradient(x).T, hint=hints.LAYOUT, says=sayings.COLUMN)
gradient.wrong("flat", lambda x: gradient(x)[0], hint=hints.LAYOUT, says=sayings.FLAT)
gradient.wrong(
    "swapped", lambda x: gradient(x)[:, ::-1], hint=hints.FACTOR_ORDER, says=sayings.ENTRIES_EXCHANGED
)
gradient.wrong(
    "second-term-constant",
    lambda x: np.array([[2 * x[0] * x[1], 3 * x[0] * x[1] ** 2]]),
    hint=hints.EVERY_OCCURRENCE,
    says=Text("in each entry one of the two terms is missing", "每个分量都少了一项"),
)
gradient.wrong(
    "lost-three",
    lambda x: gradient(x) - [[0, 2 * x[0] * x[1] ** 2]],
    hint=Text(
        "What comes down when a cube is differentiated?",
        "对立方求导，落下来的是什么？",
    ),
    says=Text("the factor that comes down from the cube is missing", "漏掉了对立方求导时落下来的因子"),
)
gradient.wrong(
    "lost-two",
    lambda x: gradient(x) - [[x[0] * x[1], 0]],
    hint=hints.DERIVATIVE_OF_A_SQUARE,
    says=sayings.FACTOR_OF_A_SQUARE,
)
gradient.wrong(
    "summed", lambda x: gradient(x).sum(), hint=hints.ONE_NUMBER_PER_VARIABLE, says=sayings.ADDED_UP
)


EXERCISES = (partials, gradient)
