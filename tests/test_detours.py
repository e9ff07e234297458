"""Detours: the key with another value on the way, or with other inputs."""

import numpy as np
import pytest

from gradecheck.numerics.detours import detours
from gradecheck.numerics.inside import changed, opened, values
from gradecheck.numerics.mutants import answers, rewrites


def key(A, x, b):
    """The gradient of half a square, with a mask."""
    r = A @ x - b
    total = sum(r[i] * 0 for i in range(len(r)))
    return A.T @ (r * (r > 0)) + total


rng = np.random.default_rng(3)
GIVEN = rng.standard_normal((3, 3)), rng.standard_normal(3), rng.standard_normal(3)
NAMES = ("A", "x", "b")


def outcomes(wanted):
    """The words of every detour that answers so."""
    run = lambda function: np.asarray(function(*map(np.copy, GIVEN)))  # noqa: E731 -- short
    made = detours(key, NAMES, GIVEN, run) + rewrites(key)
    told = answers(key, made, run)
    return [
        m.words.en
        for m, a in zip(made, told, strict=True)
        if a is not None and a.shape == np.shape(wanted) and np.allclose(a, wanted, rtol=1e-12, atol=0)
    ]


def gradient(A, x, b):
    r = A @ x - b
    return A.T @ (r * (r > 0))


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda A, x, b: gradient(np.diag(np.diag(A)), x, b), "only the diagonal is kept (in A)"),
        (lambda A, x, b: gradient(A, b, x), "x and b are swapped"),
        (lambda A, x, b: gradient(A, b, b), "b stands in the place of x"),
        (
            lambda A, x, b: A.T @ (A @ x > b),
            "on the way entries become 1 where they are positive, 0 elsewhere",
        ),
        (
            lambda A, x, b: A.T @ ((A @ x - b) * (A @ x > b) * x),
            "something is multiplied by x that should not be",
        ),
        (
            lambda A, x, b: A.T @ ((A @ x - b) * np.maximum(A @ x - b, 0)),
            "the values stand where only a mask belongs",
        ),
    ],
)
def test_what_is_not_one_change_of_the_program_is_a_detour(wrong, words):
    assert words in outcomes(wrong(*GIVEN))


@pytest.mark.parametrize(
    ("source", "mistake", "words"),
    [
        (
            "(x - y).sum(axis=0)",
            "x.sum(axis=0) - y",
            "a function (or a sum) reaches only a part of its argument",
        ),
        ("np.trace(x @ y)", "np.trace(x) * np.trace(y)", "a function is applied to the parts one by one"),
        ("np.exp(x) @ y", "np.exp(x @ y)", "a function is applied too late, to more than it should be"),
        ("x**2 + y**2", "(x + y) ** 2", "the power of a sum stands for the sum of powers"),
        ("x + y", "np.vstack([x, y])", "terms stand side by side where they should be added"),
        ("(x @ y)[0]", "x @ y", "an index is missing"),
        (
            "x.mean(axis=0)",
            "np.median(x, axis=0)",
            "another statistic is taken (a sum, mean, median or maximum for another)",
        ),
        (
            "sum(x[i] for i in range(3))",
            "x[1] + x[2]",
            "a sum or a loop begins or ends one step too early or too late",
        ),
        (
            "np.linalg.inv(x) @ y",
            "(1 / x) * y",
            "entries are treated one by one where a matrix function belongs, in several places",
        ),
        ("(x + y) * (x - y) + x", "-(x * y) + x", "a term is missing, in two places"),
        ("x / 2 - y", "x / 2 / y", "one operation stands where another belongs"),
        ("3 * x + y", "6 * x + y", "a constant is another"),
    ],
)
def test_larger_changes_of_a_program_are_made(source, mistake, words, tmp_path, monkeypatch):
    (tmp_path / "larger.py").write_text(f"import numpy as np\n\n\ndef larger(x, y):\n    return {source}\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(__import__("sys").modules, "larger", raising=False)
    from larger import larger

    x, y = np.random.default_rng(1).standard_normal((2, 3, 3))
    wanted = eval(mistake, {"np": np, "x": x, "y": y})
    made = rewrites(larger)
    told = answers(larger, made, lambda f: np.asarray(f(x, y)))

    assert words in [
        m.words.en
        for m, a in zip(made, told, strict=True)
        if a is not None and a.shape == np.shape(wanted) and np.allclose(a, wanted)
    ]


def test_words_of_detours_never_quote_the_key():
    made = detours(key, NAMES, GIVEN, lambda function: function(*GIVEN))

    assert not [m.words.en for m in made if "@" in m.words.en or " r " in m.words.en or ".T" in m.words.en]
    assert all(m.words.zh and m.words.zh != m.words.en for m in made)


def test_a_function_opened_up_answers_as_before():
    inside = opened(key)

    assert np.array_equal(key(*GIVEN), inside.hooked(lambda _number, value: value)(*GIVEN))


def test_values_on_the_way_are_seen_once_and_only_if_they_are_numbers():
    seen = values(opened(key), lambda function: function(*GIVEN))

    assert any(np.array_equal(v, GIVEN[0] @ GIVEN[1] - GIVEN[2]) for v in seen.values())
    assert not any(isinstance(v, range) or callable(v) for v in seen.values())


@pytest.mark.parametrize("function", [len, eval("lambda x: x")], ids=["builtin", "lambda"])
def test_what_has_no_definition_cannot_be_opened(function):
    assert opened(function) is None
    assert rewrites(function) == []


def test_a_key_without_source_still_has_other_inputs():
    made = detours(eval("lambda x, y: x - 2 * y"), ("x", "y"), [np.ones(2), np.zeros(2)], lambda f: None)

    assert "x and y are swapped" in [m.words.en for m in made]


def test_a_whole_number_stays_one_where_it_can():
    assert (3, int) == (changed(lambda v: v + 1, 2), type(changed(lambda v: v + 1, 2)))
    assert 0.5 == changed(lambda v: v / 2, 1)
