"""Mathematics for Machine Learning, 5.3: areas, and the determinant of the Jacobian."""

import numpy as np
from numpy.linalg import det, norm, svd

from gradecheck.author import Text, exercise
from gradecheck.draw import normal
from gradecheck_vector_calculus import hints, sayings


def draw_mirror(rng, n):
    """A matrix with a negative determinant whose size is neither small nor near 1."""
    while True:
        M = normal(rng, n, n)
        size = abs(det(M))
        if size > 0.1 and abs(size - 1) > 0.1:
            M[:, 0] *= -np.sign(det(M))
            return M


def shoelace(c1, c2):
    """Half the sum of the cross products of neighbouring corners."""
    corners = [np.zeros(2), c1, c1 + c2, c2]
    pairs = zip(corners, corners[1:] + corners[:1], strict=True)
    return abs(sum(p[0] * q[1] - p[1] * q[0] for p, q in pairs)) / 2


@exercise(
    "area-parallelogram",
    place="Mathematics for Machine Learning, 5.3, before method 1",
    oracle=shoelace,
    signature="area(c1: (2,), c2: (2,)) -> float",
    latex=r"\operatorname{area}\{\alpha c_1+\beta c_2:0\le\alpha,\beta\le 1\},\quad c_1,c_2\in\mathbb R^{2}",
    notes=Text(
        "The matrix of the text, [[-2, 1], [1, 1]], is symmetric, so that it cannot tell rows from columns.",
        "原文的矩阵 [[−2,1],[1,1]] 是对称的，因此区分不出行与列。",
    ),
    zh="求由 c₁、c₂ 张成的平行四边形的面积。",
)
def area(c1, c2):
    """Area of the parallelogram spanned by c1 and c2."""
    return abs(det(np.stack([c1, c2], axis=1)))


@area.inputs
def _(rng, k):  # noqa: ARG001 -- the plane has two dimensions
    return list(draw_mirror(rng, 2).T.copy())


area.wrong(
    "signed", lambda c1, c2: det(np.stack([c1, c2], axis=1)), hint=hints.NEGATIVE, says=sayings.NEGATIVE
)
area.wrong(
    "triangle",
    lambda c1, c2: area(c1, c2) / 2,
    hint=Text(
        "Whole parallelogram or half of it?",
        "是整个平行四边形还是它的一半？",
    ),
    says=sayings.HALF,
)
area.wrong(
    "lengths",
    lambda c1, c2: norm(c1) * norm(c2),
    hint=Text(
        "Are the two sides perpendicular?",
        "两条边垂直吗？",
    ),
    says=Text("this is the product of the two lengths", "这是两个长度的乘积"),
)
area.wrong(
    "inner-product",
    lambda c1, c2: abs(c1 @ c2),
    hint=hints.PARALLEL_VECTORS,
    says=Text("this is the inner product of c1 and c2, without its sign", "这是 c₁ 与 c₂ 的内积（去掉符号）"),
)
area.wrong(
    "permanent",
    lambda c1, c2: abs(c1[0] * c2[1] + c1[1] * c2[0]),
    hint=hints.PARALLEL_VECTORS,
    says=sayings.SIGN_BETWEEN_TERMS,
)
area.wrong(
    "squared",
    lambda c1, c2: area(c1, c2) ** 2,
    hint=Text(
        "Double both vectors: by what factor does the area grow?",
        "两个向量都加倍：面积变为几倍？",
    ),
    says=sayings.SQUARE,
)


def product_of_singular_values(J):
    """Volume of the image of the unit cube: the product of the semi-axes of the image of the ball."""
    return np.prod(svd(J, compute_uv=False))


@exercise(
    "jacobian-area-factor",
    place="Mathematics for Machine Learning, 5.3, methods 1 and 2, |det J| = 3",
    oracle=product_of_singular_values,
    signature="scale(J: (n,n)) -> float",
    latex=r"\frac{\operatorname{vol}(J\,[0,1]^{n})}{\operatorname{vol}([0,1]^{n})}\in\mathbb R,"
    r"\quad J\in\mathbb R^{n\times n}",
    notes=Text(
        'The translated sentence calls |det J| "the absolute value of the Jacobian determinant '
        '|det J|" (绝对值 twice).',
        "译文把 |det J| 称为“雅可比行列式 |det J| 的绝对值”（绝对值重复了两次）。",
    ),
    zh="求雅可比矩阵为 J 的映射对面积（体积）的缩放因子。",
)
def factor(J):
    """Factor by which the map with Jacobian J scales areas (volumes)."""
    return abs(det(J))


@factor.inputs
def _(rng, k):
    return [draw_mirror(rng, (2, 3, 2)[k % 3])]


factor.wrong("signed", det, hint=hints.NEGATIVE, says=sayings.NEGATIVE)
factor.wrong("inverse", lambda J: 1 / abs(det(J)), hint=hints.AREA_RATIO, says=sayings.RECIPROCAL)
factor.wrong("trace", np.trace, hint=hints.ROTATION, says=Text("this is the trace of J", "这是 J 的迹"))
factor.wrong(
    "norm",
    norm,
    hint=hints.ROTATION,
    says=Text(
        "this is the norm of J: the root of the sum of its squared entries",
        "这是 J 的范数：各元素平方和的平方根",
    ),
)
factor.wrong(
    "gram",
    lambda J: det(J.T @ J),
    hint=Text(
        "Double the map: by what factor does the area grow?",
        "把映射加倍：面积变为几倍？",
    ),
    says=sayings.SQUARE,
)
factor.wrong(
    "spectral",
    lambda J: norm(J, 2),
    hint=Text(
        "A length factor in one direction is not an area factor.",
        "某个方向上的长度因子不是面积因子。",
    ),
    says=Text("this is the largest factor by which J stretches a length", "这是 J 拉伸长度的最大倍数"),
)


EXERCISES = (area, factor)
