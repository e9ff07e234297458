"""An answer that adds up the key's terms with other numbers before them."""

import numpy as np
import pytest
from judging import judged, told

from gradecheck.author import exercise


def made():
    @exercise("quadratic", zh="求导。")
    def quadratic(A, x, y):
        """A x + A^T x - 3 y * x."""
        return A @ x + A.T @ x - 3 * y * x

    @quadratic.inputs
    def _(rng, k):
        n = k + 3
        return [rng.standard_normal((n, n)), rng.standard_normal(n), rng.standard_normal(n)]

    return quadratic


@pytest.mark.parametrize(
    ("student", "words"),
    [
        (lambda A, x, y: A @ x - 2 * A.T @ x - y * x, "of 3 terms one is times -2 and one is times 1/3"),
        (
            lambda A, x, y: A @ x / 2 - 6 * y * x,
            "of 3 terms one is times 1/2 and one is missing and one is times 2",
        ),
    ],
)
def test_numbers_before_the_terms_are_told_and_the_terms_are_not(student, words):
    assert ("mutant", f"this is what comes out when {words}") == told(judged(made(), student))


def test_numbers_before_the_terms_are_told_in_chinese():
    result = judged(made(), lambda A, x, y: A @ x - 2 * A.T @ x - y * x)

    assert "这正是出现下述情况时的结果：在 3 项中有一项乘了 -2，有一项乘了 1/3" == told(result, "zh-CN")[1]


def test_a_number_that_nobody_writes_is_no_slip():
    result = judged(made(), lambda A, x, y: A @ x - 2.1234567 * A.T @ x - np.sqrt(5) * y * x)

    assert "terms" not in told(result)[1]
