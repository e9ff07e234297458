"""Homework 4, problem 4(2): the cross-entropy of softmax(Wx) and its gradient with respect to W."""

import numpy as np

from gradecheck.author import Calls, Text, exercise
from gradecheck.draw import case_sizes, normal, probabilities
from gradecheck_matrix_calculus import hints, sayings
from gradecheck_matrix_calculus.softmax import softmax
from gradecheck_matrix_calculus.softmax_cross_entropy import cross_entropy_of_softmax

NOTES = Text(
    "The conclusion (yes) is right, its derivation is wrong three times over: Wx is a vector and has no "
    "trace, so that Tr(Wx) is not defined; the line 'dJ/dW = x^T' should be about dz/dW; and dz/dW is an "
    "array with three indices, so that dJ/dz . dz/dW = (q-p) x^T is not a matrix product. "
    "The clean route: dJ = (q-p)^T dW x = tr(x (q-p)^T dW).",
    "结论（成立）正确，推导却有三处错误：Wx 是向量，没有迹，Tr(Wx) 无定义；“∂J/∂W = xᵀ”一行说的应是 ∂z/∂W；"
    "而 ∂z/∂W 是三个下标的数组，∂J/∂z·∂z/∂W = (q−p)xᵀ 并不是矩阵乘积。"
    "清楚的做法：dJ = (q−p)ᵀ dW x = tr(x (q−p)ᵀ dW)。",
)


def cross_entropy_of_linear(W, x, p):
    """J(W) = -p^T ln(softmax(Wx))."""
    return cross_entropy_of_softmax(W @ x, p)


def draw(rng, k):
    n, m = case_sizes(k, 2)
    return [normal(rng, n, m), normal(rng, m), probabilities(rng, n)]


@exercise(
    "softmax-linear-grad-w",
    latex=r"\nabla_W\bigl(-p^{\mathsf T}\ln\operatorname{softmax}(Wx)\bigr)\in\mathbb R^{n\times m}",
    place="Homework 4, problem 4(2)",
    derivative_of=cross_entropy_of_linear,
    wrt="W",
    layout="denominator",
    inputs=draw,
    signature="grad_W(W: (n,m), x: (m,), p: (n,)) -> (n,m)",
    notes=NOTES,
    zh="设 z=Wx，q=softmax(z)，J=−pᵀln(q)。返回 ∂J/∂W。",
)
def grad_w(W, x, p):
    """With z = W x, q = softmax(z), J = -p^T ln(q): return dJ/dW."""
    return np.outer(softmax(W @ x) - p, x)


grad_w.wrong(
    "transposed", lambda W, x, p: np.outer(x, softmax(W @ x) - p), hint=hints.SHAPES, says=sayings.TRANSPOSED
)
grad_w.wrong(
    "seed-slip",
    lambda _W, x, p: np.tile(x, (len(p), 1)),
    hint=hints.INNER_DERIVATIVE,
    says=Text(
        "every row of your answer is x: only z = Wx is differentiated",
        "你的答案的每一行都是 x：只对 z=Wx 求了导",
    ),
)
grad_w.wrong(
    "sign-flip", lambda W, x, p: np.outer(p - softmax(W @ x), x), hint=hints.SIGN, says=sayings.NEGATED
)
grad_w.wrong(
    "no-p", lambda W, x, _p: np.outer(softmax(W @ x), x), hint=hints.FORGOTTEN_INPUT, says=sayings.WITHOUT_P
)
grad_w.wrong(
    "no-softmax-jacobian",
    lambda W, x, p: np.outer(-p / softmax(W @ x), x),
    hint=Text(
        "A factor between J and z is missing.",
        "J 与 z 之间少了一个因子。",
    ),
    says=sayings.WITHOUT_SOFTMAX_DERIVATIVE,
)
grad_w.wrong(
    "gradient-in-x",
    lambda W, x, p: W.T @ (softmax(W @ x) - p),
    hint=hints.OTHER_VARIABLE,
    says=sayings.GRADIENT_IN_X,
)
grad_w.wrong(
    "diagonal-jacobian",
    lambda W, x, p: np.outer(-p * (1 - softmax(W @ x)), x),
    hint=hints.SOFTMAX_COUPLES,
    says=sayings.OWN_LOGIT_ONLY,
)
grad_w.wrong(
    "elementwise",
    lambda W, x, p: (softmax(W @ x) - p)[:, np.newaxis] * W,
    hint=hints.TWO_PRODUCTS,
    says=Text("your answer multiplies every row of W by a number", "你的答案给 W 的每一行乘上了一个数"),
)


def same(G, H):
    """Whether two arrays agree in shape, and in every entry to 1e-6 of the largest."""
    return bool(G.shape == H.shape and np.abs(G - H).max() <= 1e-6 * np.abs(H).max())


def by_differences(W, x, p, h=1e-5):
    """Gradient of J by central differences, entry by entry."""
    G = np.empty_like(W)
    for entry in np.ndindex(*W.shape):
        step = np.zeros_like(W)
        step[entry] = h
        up, down = (cross_entropy_of_linear(W + s, x, p) for s in (step, -step))
        G[entry] = (up - down) / (2 * h)
    return G


def judge_by_differences(W, x, p, G):
    """The verdict of a numerical gradient of J."""
    H = by_differences(W, x, p)
    return bool(G.shape == H.shape and np.abs(G - H).max() <= 1e-5 * np.abs(H).max())


@exercise(
    "softmax-linear-w-claim",
    latex=r"\nabla_W\bigl(-p^{\mathsf T}\ln\operatorname{softmax}(Wx)\bigr)\overset{?}{=}(q-p)x^{\mathsf T},"
    r"\quad q=\operatorname{softmax}(Wx)",
    place="Homework 4, problem 4(2), the yes/no question",
    values={"answer": True},
    oracle=judge_by_differences,
    signature="judge(W: (n,m), x: (m,), p: (n,), G) -> bool",
    notes=NOTES,
    zh=(
        "设 z=Wx，q=softmax(z)，J=−pᵀln(q)。∂J/∂W=(q−p)xᵀ 是否成立？回答是/否，"
        "并提交 judge(W,x,p,G) 判断矩阵 G（形状任意）是否等于 ∂J/∂W；用正确与错误的候选矩阵评分，"
        "光猜“成立”不得分。"
    ),
)
def judge(W, x, p, G):
    """With z = W x, q = softmax(z), J = -p^T ln(q): does dJ/dW = (q-p) x^T hold? Answer yes/no AND
    submit judge(W,x,p,G): does the matrix G, of any shape, equal dJ/dW? It is scored on right and wrong
    candidates, so guessing 'yes' earns nothing.
    """
    return same(G, np.outer(softmax(W @ x) - p, x))


@judge.inputs
def _(rng, k):
    W, x, p = draw(rng, k)
    G = grad_w(W, x, p)
    right = [G, G * (1 + 1e-12)]
    scaled = [-G, 2 * G, G - 1e-3 * np.abs(normal(rng, *G.shape))]
    moved = [np.outer(softmax(W @ x), x), G[::-1].copy(), G.T.copy(), G.T.reshape(G.shape)]
    candidates = [*right, *scaled, *moved]
    return Calls([[W, x, p, candidates[i]] for i in rng.permutation(len(candidates))])


judge.wrong(
    "always-yes",
    lambda *_: True,
    hint=Text(
        "A claim is only tested by something that can also say no.",
        "只有也可能说“否”的检验，才算检验。",
    ),
    says=Text("your function says yes to every matrix", "你的函数对任何矩阵都说“是”"),
)
judge.wrong(
    "always-no",
    lambda *_: False,
    hint=Text(
        "Check one entry dJ/dW_ij numerically before deciding.",
        "先用数值方法检查一个分量 ∂J/∂W_ij，再下结论。",
    ),
    says=Text(
        "your function says no to every matrix, the right one too",
        "你的函数对任何矩阵都说“否”，对正确的矩阵也一样",
    ),
)
judge.wrong(
    "shape-only",
    lambda W, _x, _p, G: G.shape == W.shape,
    hint=Text(
        "The right shape is necessary, not sufficient.",
        "形状正确只是必要条件，不是充分条件。",
    ),
    says=Text("your function looks at nothing but the shape of G", "你的函数只看 G 的形状"),
)
judge.wrong(
    "exact-equality",
    lambda W, x, p, G: np.array_equal(G, by_differences(W, x, p)),
    hint=Text(
        "Two floating-point results are almost never equal bit by bit.",
        "两个浮点结果几乎不可能逐位相等。",
    ),
    says=Text(
        "your function says no to every matrix, the right one too",
        "你的函数对任何矩阵都说“否”，对正确的矩阵也一样",
    ),
)
judge.wrong(
    "sum-only",
    lambda W, x, p, G: bool(np.isclose(G.sum(), grad_w(W, x, p).sum(), atol=1e-9)),
    hint=Text(
        "What do the entries of each column of the true gradient add up to? Can such a test fail?",
        "真梯度每一列的和是多少？这样的检验有可能不通过吗？",
    ),
    says=Text("your function compares nothing but the sums of all entries", "你的函数只比较所有元素之和"),
)
judge.wrong(
    "norm-only",
    lambda W, x, p, G: bool(np.isclose(np.linalg.norm(G), np.linalg.norm(grad_w(W, x, p)), rtol=1e-9)),
    hint=Text(
        "Different matrices can have the same norm.",
        "不同的矩阵可以有相同的范数。",
    ),
    says=Text("your function compares nothing but the norms", "你的函数只比较范数"),
)
judge.wrong(
    "transposed-claim",
    lambda W, x, p, G: same(G, np.outer(x, softmax(W @ x) - p)),
    hint=hints.SHAPES,
    says=Text(
        "your function says yes to the transpose of the right matrix", "你的函数对正确矩阵的转置说“是”"
    ),
)


EXERCISES = (grad_w, judge)
