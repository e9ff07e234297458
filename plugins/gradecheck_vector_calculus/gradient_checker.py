"""Mathematics for Machine Learning, 5.2.2: the gradient checker that the student writes."""

import numpy as np
from numpy.linalg import norm

from gradecheck.author import Calls, Text, exercise
from gradecheck.draw import normal
from gradecheck_vector_calculus import hints, sayings
from gradecheck_vector_calculus.gradients import gradient, quadratic_and_sine


def central(f, x, h=1e-4):
    """Central differences (f(x + h e_i) - f(x - h e_i)) / (2h), shape (n,)."""
    return np.array([(f(x + e) - f(x - e)) / (2 * h) for e in h * np.eye(len(x))])


def forward(f, x, h=1e-4):
    """Forward differences (f(x + h e_i) - f(x)) / h, shape (n,)."""
    return np.array([(f(x + e) - f(x)) / h for e in h * np.eye(len(x))])


def close(dh, df, tolerance=1e-6):
    """The criterion of the book: sqrt(sum (dh-df)^2 / sum (dh+df)^2) < tolerance, multiplied out."""
    return bool(np.sum((dh - df) ** 2) < tolerance**2 * np.sum((dh + df) ** 2))


def close_to_true(f, grad, x):
    """The same criterion, held against the gradient that the constants of f give."""
    return close(gradient(x, **f.constants), grad)


def bool_of(answer, *_):
    """A student may return the error too: only the bool is judged."""
    return answer[0] if isinstance(answer, (tuple, list)) and answer else answer


@exercise(
    "gradient-checker",
    place="Mathematics for Machine Learning, 5.2.2, remark on verifying a gradient implementation",
    oracle=close_to_true,
    judged=bool_of,
    signature="check(f, grad: (n,), x: (n,), h=1e-4) -> bool (and the error)",
    latex=r"\sqrt{\frac{\sum_i(dh_i-df_i)^2}{\sum_i(dh_i+df_i)^2}}\overset{?}{<}10^{-6},\quad h=10^{-4}",
    notes=Text(
        "The recipe of the translated text contradicts itself: it takes the difference "
        "quotient of (5.39), i.e. forward differences, with h = 1e-4, whose own error is about "
        "h f''/2, a relative error near 1e-5 to 1e-4, and then demands 1e-6: right gradients "
        "of non-linear functions are rejected. With central differences (error h^2 f'''/6) it "
        "works. The denominator sum (dh+df)^2 vanishes for df = -dh and is 0/0 when both are "
        "zero; a factor 2 shows up as 1/3.",
        "译文给出的做法自相矛盾：它取 (5.39) 的差商，即前向差分，h=1e-4，其自身误差约为 h f″/2，"
        "相对误差在 1e-5 到 1e-4 之间，却又要求 1e-6：非线性函数的正确梯度会被拒绝。"
        "用中心差分（误差 h²f‴/6）则可行。当 df=−dh 时分母 Σ(dh+df)² 为零，两者都为零时是 0/0；"
        "差一个因子 2 时得到的是 1/3。",
    ),
    zh=(
        "编写 check(f, grad, x)：取 h=1e-4 用差分验证梯度，"
        "当 sqrt(Σ(dh−df)²/Σ(dh+df)²)<1e-6 时接受；用它对正确与错误梯度的判断来评分。"
    ),
)
def check(f, grad, x):
    """Compare a gradient with finite differences, h = 1e-4, and accept when sqrt(sum(dh-df)^2 /
    sum(dh+df)^2) < 1e-6: write check(f, grad, x). Scored by its verdicts on right and wrong
    gradients.
    """
    dh = np.array([(f(x + e) - f(x - e)) / (2 * 1e-4) for e in 1e-4 * np.eye(len(x))])
    return bool(np.sqrt(np.sum((dh - grad) ** 2) / np.sum((dh + grad) ** 2)) < 1e-6)


@check.inputs
def _(rng, k):
    f = quadratic_and_sine(rng, k)
    x = normal(rng, 3 + k % 3)
    g = gradient(x, **f.constants)
    first, *_ = unit = np.eye(len(x))
    largest = unit[1 + np.argmax(np.abs(g[1:]))]  # never the first: it must not be enough to look there
    scaled = [g, g / 2, -g, 2 * g, g * (1 + 1e-5)]
    moved = [g + 1e-3 * largest, g - 2 * g * largest, g[::-1].copy(), g + 2e-3 * (first - largest)]
    candidates = [*scaled, *moved]
    return Calls([[f, candidates[i], x] for i in rng.permutation(len(candidates))])


check.wrong(
    "forward-difference",
    lambda f, grad, x: close(forward(f, x), grad),
    hint=Text(
        "How large is the error of your difference quotient itself, compared with the tolerance?",
        "你的差商本身的误差与容差相比有多大？",
    ),
    says=sayings.NEVER_ACCEPTS,
)
check.wrong(
    "always-accept",
    lambda *_: True,
    hint=Text(
        "A check must be able to fail.",
        "检验必须有可能不通过。",
    ),
    says=Text(
        "your check accepts every gradient, the wrong ones too", "你的检验接受所有梯度，连错误的也接受"
    ),
)
check.wrong(
    "sum-cancels",
    lambda f, grad, x: bool(abs(np.sum(central(f, x) - grad)) < 1e-6 * abs(np.sum(central(f, x) + grad))),
    hint=Text(
        "Can errors of opposite sign cancel in your measure?",
        "符号相反的误差会在你的度量里互相抵消吗？",
    ),
    says=Text(
        "your check accepts wrong gradients whose errors add up to zero", "你的检验接受误差之和为零的错误梯度"
    ),
)
check.wrong(
    "norms-compared",
    lambda f, grad, x: bool(
        abs(norm(central(f, x)) - norm(grad)) < 1e-6 * (norm(central(f, x)) + norm(grad))
    ),
    hint=Text(
        "Different vectors can have the same length.",
        "不同的向量可以有相同的长度。",
    ),
    says=Text("your check accepts wrong gradients of the right length", "你的检验接受长度正确的错误梯度"),
)
check.wrong(
    "loose",
    lambda f, grad, x: close(central(f, x), grad, tolerance=1e-2),
    hint=Text(
        "Which tolerance does the text give?",
        "原文给的容差是多少？",
    ),
    says=Text(
        "your check accepts gradients with small errors: it is not strict enough",
        "你的检验接受有小误差的梯度：不够严格",
    ),
)
check.wrong(
    "minus-in-denominator",
    lambda *_: False,
    hint=Text(
        "What does your ratio become when both agree?",
        "两者一致时，你的比值是多少？",
    ),
    says=sayings.NEVER_ACCEPTS,
)
check.wrong(
    "first-entry-only",
    lambda f, grad, x: close(central(f, x)[:1], grad[:1]),
    hint=Text(
        "Every partial derivative must be checked.",
        "每个偏导数都要检查。",
    ),
    says=Text(
        "your check accepts wrong gradients whose first entry is right",
        "你的检验接受只有第一个分量正确的错误梯度",
    ),
)
check.wrong(
    "central-over-h",
    lambda f, grad, x: close(2 * central(f, x), grad),
    hint=hints.DISTANCE_OF_THE_POINTS,
    says=Text(
        "your check accepts twice the right gradient, and not the right one",
        "你的检验接受正确梯度的两倍，却不接受正确的梯度",
    ),
)
check.wrong(
    "absolute-h",
    lambda f, grad, x: close(central(f, x, h=1e-16), grad),
    hint=hints.STEP_TOO_SMALL,
    says=sayings.NEVER_ACCEPTS,
)


EXERCISES = (check,)
