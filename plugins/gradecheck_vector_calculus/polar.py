"""Mathematics for Machine Learning, 5.3, method 2: polar coordinates, a nonlinear change of variables."""

import numpy as np
from numpy.linalg import inv

from gradecheck.author import Text, exercise
from gradecheck_vector_calculus import hints, sayings


def polar(x):
    """(r, theta) -> (r cos theta, r sin theta)."""
    return np.array([x[0] * np.cos(x[1]), x[0] * np.sin(x[1])])


def around_a_rectangle(x, h=0.1):
    """Area of the image of a small rectangle around (r, theta), by an integral along its boundary."""
    nodes, weights = np.polynomial.legendre.leggauss(10)
    corners = x + h * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
    area = 0.0
    for start, end in zip(corners, np.roll(corners, -1, axis=0), strict=True):
        t = (1 + nodes) / 2
        image = polar(start[:, np.newaxis] + (end - start)[:, np.newaxis] * (t + 1e-30j))
        velocity = image.imag / 1e-30
        area += weights @ (image.real[0] * velocity[1] - image.real[1] * velocity[0]) / 4
    return area / (2 * h) ** 2


@exercise(
    "jacobian-polar",
    place="Mathematics for Machine Learning, 5.3, method 2, 'if the change of variables is nonlinear' "
    "(own example)",
    derivative_of=polar,
    wrt="x",
    layout="numerator",
    signature="jac(x: (2,)) -> (2,2)",
    latex=r"\frac{\partial(x,y)}{\partial(r,\theta)}\in\mathbb R^{2\times 2},\quad x=r\,\cos(\theta),"
    r"\ y=r\,\sin(\theta)",
    notes=Text(
        "The chapter gives no nonlinear example.",
        "这一章没有给出非线性的例子。",
    ),
    zh="求 (r,θ)→(r cos θ, r sin θ) 的雅可比矩阵。",
)
def jacobian(x):
    """Jacobian of (r, theta) -> (r cos theta, r sin theta)."""
    r, theta = x
    return np.array([[np.cos(theta), -r * np.sin(theta)], [np.sin(theta), r * np.cos(theta)]])


@jacobian.inputs
def _(rng, k):  # noqa: ARG001 -- the plane has two dimensions
    return [np.array([rng.uniform(0.6, 2.2), rng.uniform(-3, 3)])]


jacobian.wrong("transposed", lambda x: jacobian(x).T, hint=hints.EXCHANGED_ENTRIES, says=sayings.TRANSPOSE)
jacobian.wrong(
    "r-lost",
    lambda x: jacobian(np.array([1.0, x[1]])),
    hint=hints.RADIUS,
    says=Text("the answer does not depend on r: it is that for r = 1", "答案与 r 无关：这是 r=1 时的答案"),
)
jacobian.wrong(
    "cosine-sign",
    lambda x: jacobian(x) * [[1, -1], [1, 1]],
    hint=hints.DERIVATIVE_OF_COS,
    says=sayings.COSINE,
)
jacobian.wrong(
    "columns-swapped", lambda x: jacobian(x)[:, ::-1], hint=hints.FACTOR_ORDER, says=sayings.COLUMNS_EXCHANGED
)
jacobian.wrong(
    "inverse-map",
    lambda x: inv(jacobian(x)),
    hint=Text(
        "Which way round: from (r, theta) to (x, y) or back?",
        "方向是从 (r,θ) 到 (x,y)，还是反过来？",
    ),
    says=sayings.INVERSE_MATRIX,
)


@exercise(
    "jacobian-polar-area",
    place="Mathematics for Machine Learning, 5.3, method 2 and figure 5.5, for a nonlinear map (own example)",
    oracle=around_a_rectangle,
    signature="factor(x: (2,)) -> float",
    latex=r"\frac{\mathrm dx\,\mathrm dy}{\mathrm dr\,\mathrm d\theta}\in\mathbb R,\quad x=r\,\cos(\theta),"
    r"\ y=r\,\sin(\theta)",
    notes=Text(
        "The chapter gives no nonlinear example.",
        "这一章没有给出非线性的例子。",
    ),
    zh="求极坐标映射 (r,θ)→(r cos θ, r sin θ) 在 x=(r,θ) 处的局部面积缩放因子。",
)
def factor(x):
    """Local area factor of the polar map (r, theta) -> (r cos theta, r sin theta) at x = (r, theta)."""
    r, _theta = x
    return r


@factor.inputs
def _(rng, k):  # noqa: ARG001 -- the plane has two dimensions
    return [np.array([rng.uniform(1.2, 2.2), rng.uniform(-1.2, 1.2)])]


factor.wrong("one", lambda *_: 1.0, hint=hints.RADIUS, says=Text("the factor is always 1", "因子总是 1"))
factor.wrong(
    "squared",
    lambda x: x[0] ** 2,
    hint=Text(
        "Which columns of the Jacobian contain r?",
        "雅可比矩阵的哪些列含有 r？",
    ),
    says=sayings.SQUARE,
)
factor.wrong("inverse", lambda x: 1 / x[0], hint=hints.AREA_RATIO, says=sayings.RECIPROCAL)
factor.wrong(
    "no-minus",
    lambda x: x[0] * (np.cos(x[1]) ** 2 - np.sin(x[1]) ** 2),
    hint=Text(
        "Check the signs in the 2 x 2 determinant.",
        "检查 2×2 行列式中的符号。",
    ),
    says=Text("a sign in the 2 x 2 determinant is wrong", "2×2 行列式中有一个符号错了"),
)
factor.wrong(
    "circumference",
    lambda x: 2 * np.pi * x[0],
    hint=Text(
        "A local factor concerns a small rectangle, not the whole circle.",
        "局部因子针对的是小矩形，不是整个圆。",
    ),
    says=Text("this is the circumference of the circle of radius r", "这是半径为 r 的圆的周长"),
)


EXERCISES = (jacobian, factor)
