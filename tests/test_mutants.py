"""Mutants: the key's own program with one mistake in it, run where it can do no harm."""

import ast
import os
import time

import numpy as np
import pytest

from gradecheck.numerics import mutants as module
from gradecheck.numerics.mutants import FEW, answers, mutants

SCALE = 2.0


def residual(A, x, b):
    """A helper of the key."""
    return A @ x - b


def key(A, x, b):
    """The gradient of half a square."""
    return SCALE * (A.T @ residual(A, x, b)) * (x > 0)


def endless(x):
    n = 0
    while n < 3:
        n = n + 1
    return x * n


def deadly(x):
    return os._exit(3) if x > 1 else x + 1


rng = np.random.default_rng(0)
ARGUMENTS = rng.standard_normal((4, 3)), rng.standard_normal(3), rng.standard_normal(4)


def outcomes(function, *arguments):
    """What every mutant answers, by its words."""
    found = mutants(function)
    given = answers(function, found, lambda f: np.asarray(f(*arguments)))
    return [(m.words.en, a) for m, a in zip(found, given, strict=True)]


@pytest.mark.parametrize(
    ("words", "mistake"),
    [
        ("a factor is missing", lambda A, x, b: A.T @ (A @ x - b) * (x > 0)),
        ("a mask is missing", lambda A, x, b: SCALE * (A.T @ (A @ x - b))),
        ("a mask or condition is the opposite", lambda A, x, b: SCALE * (A.T @ (A @ x - b)) * (x <= 0)),
        ("the sign of a term is flipped", lambda A, x, b: SCALE * (A.T @ (A @ x + b)) * (x > 0)),
        ("a term is missing", lambda A, x, b: SCALE * (A.T @ (A @ x)) * (x > 0)),
    ],
)
def test_common_mistakes_are_among_the_mutants_of_a_key_and_its_helpers(words, mistake):
    wanted = mistake(*ARGUMENTS)
    found = [
        w
        for w, a in outcomes(key, *ARGUMENTS)
        if a is not None and a.shape == wanted.shape and np.allclose(a, wanted)
    ]
    assert words in found


@pytest.mark.parametrize(
    ("source", "mistake"),
    [
        ("x.T @ y", "x @ y"),
        ("x * y", "x @ y"),
        ("x @ y", "y @ x"),
        ("x @ y", "x * y"),
        ("x / y", "x"),
        ("x / y", "x * y"),
        ("x ** 2", "x ** 3"),
        ("x ** 2", "x"),
        ("3 * x", "2 * x"),
        ("-x", "x"),
        ("np.linalg.inv(x)", "x"),
        ("np.linalg.solve(x, y)", "x @ y"),
        ("np.where(x > 0, y, 0)", "y"),
        ("x.sum(axis=0)", "x.sum(axis=1)"),
        ("np.mean(x)", "np.sum(x)"),
        ("x + y[0][:, None]", "x + y[0][None, :]"),
        ("np.outer(x[0], y[0])", "np.outer(y[0], x[0])"),
        ("x + y", "x + x"),
        ("x", "x.T"),
    ],
)
def test_every_kind_of_mistake_is_made(source, mistake, tmp_path, monkeypatch):
    (tmp_path / "sample.py").write_text(f"import numpy as np\n\n\ndef sample(x, y):\n    return {source}\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(__import__("sys").modules, "sample", raising=False)
    from sample import sample

    x, y = rng.standard_normal((2, 3, 3))
    wanted = eval(mistake, {"np": np, "x": x, "y": y})
    assert any(
        a is not None and a.shape == np.shape(wanted) and np.allclose(a, wanted)
        for _, a in outcomes(sample, x, y)
    )


def test_the_words_never_quote_the_key():
    assert not [
        m.words for m in mutants(key) if any(name in f" {m.words.en} " for name in (" A ", " x ", "SCALE"))
    ]


def test_a_mutated_loop_that_never_ends_is_stopped(monkeypatch):
    monkeypatch.setattr(module, "PATIENCE", 0.2)
    monkeypatch.setattr(module, "BUDGET", 3.0)
    start = time.monotonic()
    given = [a for _, a in outcomes(endless, np.ones(2))]
    assert time.monotonic() - start < 6
    assert any(a is None for a in given)
    assert any(a is not None for a in given)


def test_what_comes_after_a_mutant_that_dies_is_still_answered():
    given = [a is None for _, a in outcomes(deadly, 0.5)]
    assert True in given
    assert False in given[given.index(True) :]


def test_a_mutant_is_built_with_the_names_that_the_key_sees():
    factor = 5.0

    def closed(x):
        return factor * x + SCALE

    found = answers(closed, mutants(closed), lambda f: f(1.0))
    assert {5.0, 2.0, 3.0} <= set(found)


@pytest.mark.parametrize(
    "function", [len, eval("lambda x: x"), np.linalg.inv.__call__], ids=["builtin", "lambda", "slot"]
)
def test_what_has_no_definition_has_no_mutants(function):
    assert mutants(function) == []


def test_without_fork_there_are_no_answers(monkeypatch):
    monkeypatch.setattr(module.multiprocessing, "get_all_start_methods", lambda: ["spawn"])
    assert answers(endless, mutants(endless)[:2], lambda f: f(1.0)) == [None, None]


def test_a_short_key_is_mutated_twice():
    def short(A, x):
        return A.T @ x

    words = [mutant.words.en for mutant in mutants(short)]

    assert any(" and " in told for told in words)
    assert any(told.endswith(", in two places") for told in words) or len(words) > FEW


def test_programs_by_two_changes_differ_from_each_other():
    def short(A, x):
        return A.T @ x

    programs = [ast.unparse(mutant.program) for mutant in mutants(short)]
    once = sum(" and " not in mutant.words.en for mutant in mutants(short))

    assert len(programs) > 2 * once
