"""Mathematics for Machine Learning, 5.3, methods 1 and 2: the matrix of a linear change of variables."""

import numpy as np
from numpy.linalg import inv, solve

from gradecheck.author import Function, Hidden, Text, exercise
from gradecheck.draw import normal, signed, well_conditioned
from gradecheck_vector_calculus import hints, sayings
from gradecheck_vector_calculus.areas import draw_mirror


def value(f, x):
    """The value f(x)."""
    return f(x)


def solved_entry_by_entry(b1, b2, c1, c2):
    """J from the four linear equations for its entries."""
    equations = np.kron(np.eye(2), np.stack([b1, b2]))
    return solve(equations, np.stack([c1, c2], axis=1).ravel()).reshape(2, 2)


@exercise(
    "basis-change-matrix",
    place="Mathematics for Machine Learning, 5.3, method 1, (5.62)",
    oracle=solved_entry_by_entry,
    signature="J(b1, b2, c1, c2: (2,)) -> (2,2)",
    latex=r"Jb_1=c_1,\quad Jb_2=c_2,\quad J\in\mathbb R^{2\times 2}",
    notes=Text(
        'Stated as a "change of basis"; strictly J is the active map that takes b_i to c_i. '
        'The coordinates of a fixed vector change with J^-1 (area factor 1/3), so that "f maps '
        'coordinates with respect to (b1, b2) to coordinates with respect to (c1, c2)" in '
        "method 2 is loose (so is the original book). In the text's example J is symmetric and "
        "b is the unit basis, which hides most mistakes.",
        "原文称为“换基”；严格说 J 是把 b_i 变为 c_i 的主动映射。"
        "固定向量的坐标是按 J⁻¹ 变化的（面积因子 1/3），所以方法 2 中“f 把关于 (b₁,"
        "b₂) 的坐标变为关于 (c₁,c₂) 的坐标”并不严谨（原书也是如此）。原文例子中 J 对称、"
        "b 是单位基，大多数错误在那里看不出来。",
    ),
    zh="求满足 Jb₁=c₁、Jb₂=c₂ 的矩阵 J（两组基均给定）。",
)
def change(b1, b2, c1, c2):
    """The matrix J with J b1 = c1 and J b2 = c2 for two given bases."""
    return np.stack([c1, c2], axis=1) @ inv(np.stack([b1, b2], axis=1))


@change.inputs
def _(rng, k):  # noqa: ARG001 -- the plane has two dimensions
    return [*well_conditioned(rng, 2), *draw_mirror(rng, 2)]


change.wrong(
    "rows",
    lambda b1, b2, c1, c2: np.stack([c1, c2]) @ inv(np.stack([b1, b2], axis=1)),
    hint=Text(
        "Does J b1 give c1? Try it.",
        "Jb₁ 等于 c₁ 吗？算一算。",
    ),
    says=Text("c1 and c2 are put into rows where columns are needed", "c₁、c₂ 应排成列，却排成了行"),
)
change.wrong(
    "inverse",
    lambda b1, b2, c1, c2: change(c1, c2, b1, b2),
    hint=Text(
        "Which basis is mapped to which?",
        "是哪组基映到哪组基？",
    ),
    says=sayings.INVERSE_MATRIX,
)
change.wrong(
    "wrong-side",
    lambda b1, b2, c1, c2: inv(np.stack([b1, b2], axis=1)) @ np.stack([c1, c2], axis=1),
    hint=Text(
        "Matrices do not commute: keep every factor on the side where it first appeared.",
        "矩阵乘法不可交换：每个因子要留在它最初出现的那一侧。",
    ),
    says=Text("the two factors are in the wrong order", "两个因子的次序反了"),
)
change.wrong(
    "b-ignored",
    lambda _b1, _b2, c1, c2: np.stack([c1, c2], axis=1),
    hint=hints.FORGOTTEN_INPUT,
    says=Text("b1 and b2 do not enter the answer", "答案里没有用到 b₁ 和 b₂"),
)
change.wrong(
    "b-transposed",
    lambda b1, b2, c1, c2: np.stack([c1, c2], axis=1) @ np.stack([b1, b2]),
    hint=Text(
        "When is the inverse of a matrix its transpose?",
        "什么样的矩阵，其逆等于转置？",
    ),
    says=Text(
        "the matrix of b1 and b2 is transposed as if that were its inverse",
        "把 b₁、b₂ 组成的矩阵的转置当成了它的逆",
    ),
)


@exercise(
    "jacobian-method2",
    place="Mathematics for Machine Learning, 5.3, method 2, (5.66)",
    derivative_of=value,
    wrt="x",
    layout="numerator",
    accuracy=1e-6,
    signature="jac(f, x: (2,)) -> (2,2)",
    latex=r"\frac{\partial y}{\partial x}\in\mathbb R^{2\times 2},\quad y_1=m_{11}x_1+m_{12}x_2,"
    r"\ y_2=m_{21}x_1+m_{22}x_2",
    notes=Text(
        "The example of the text is symmetric: rows and columns cannot be told apart.",
        "原文的例子是对称的：区分不出行与列。",
    ),
    zh=(
        "对映射 y=f(x)：y₁=m₁₁x₁+m₁₂x₂，y₂=m₂₁x₁+m₂₂x₂（原文系数 −2,1,1,1），"
        "由可调用对象 f 的偏导数组成雅可比矩阵。"
    ),
)
def jacobian(f, x, *, M):  # noqa: ARG001 -- the key knows the map
    """The map y = f(x), y1 = m11 x1 + m12 x2, y2 = m21 x1 + m22 x2 (the text: -2,1,1,1): return the
    Jacobian, built from partial derivatives of the callable f.
    """
    return M


@jacobian.inputs
def _(rng, k):
    M = np.array([[signed(rng, 0.3, 2.0) for _ in range(2)] for _ in range(2)])
    M[k % 2, k // 2 % 2] = -abs(M[k % 2, k // 2 % 2])
    return [Function("M @ x", "x", M=M), normal(rng, 2), Hidden(M=M)]


jacobian.wrong("transposed", lambda *_, M: M.T, hint=hints.EXCHANGED_ENTRIES, says=sayings.TRANSPOSE)
jacobian.wrong(
    "columns-swapped", lambda *_, M: M[:, ::-1], hint=hints.FACTOR_ORDER, says=sayings.COLUMNS_EXCHANGED
)
jacobian.wrong(
    "value-kept",
    lambda _f, x, *, M: M * x,
    hint=Text(
        "The map is linear: can x remain in the derivative?",
        "映射是线性的：导数里还会有 x 吗？",
    ),
    says=sayings.X_IS_LEFT,
)
jacobian.wrong(
    "sign-lost",
    lambda *_, M: np.abs(M),
    hint=Text(
        "The absolute value belongs to the determinant, not to the entries.",
        "绝对值是加在行列式上的，不是加在元素上的。",
    ),
    says=Text("the signs of the entries are lost: none is negative", "元素的符号丢了：没有一个是负的"),
)
jacobian.wrong(
    "inverse",
    lambda *_, M: inv(M),
    hint=Text(
        "Which way round: from x to y or back?",
        "方向是从 x 到 y，还是反过来？",
    ),
    says=sayings.INVERSE_MATRIX,
)


EXERCISES = (change, jacobian)
