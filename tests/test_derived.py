"""A key that nobody wrote: the derivative of the author's function, with an honest tolerance."""

import functools
import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from judging import HINT, judged, key_of

from gradecheck import plugins
from gradecheck.author import Hidden, exercise
from gradecheck.cases import draw_case
from gradecheck.checks import keys
from gradecheck.checks.review import FUNCTION_CHECKS, subject_of
from gradecheck.derived import measured
from gradecheck.errors import PluginError
from gradecheck.exercise import Exercise
from gradecheck.model import TaskItem, Verdict
from gradecheck.numerics.compare import FACTOR
from gradecheck.numerics.mutants import mutants


def rayleigh(A, x):
    return (x @ A @ x) / (x @ x)


def real_rayleigh(A, x):
    """The same function, in code that takes no complex numbers."""
    return rayleigh(np.asarray(A, dtype=float), np.array([float(entry) for entry in x]))


def formula(A, x):
    return ((A + A.T) @ x - 2 * rayleigh(A, x) * x) / (x @ x)


def draw(rng, k):
    return [rng.standard_normal((3 + k, 3 + k)), rng.standard_normal(3 + k)]


def gradient(function=rayleigh, **described):
    """The exercise whose key is computed from a function."""
    usual = {"derivative_of": function, "wrt": "x", "layout": "denominator", "zh": "求梯度。", "inputs": draw}

    @exercise("rayleigh-grad", **usual | described)
    def grad(A, x):
        """Gradient of the Rayleigh quotient with respect to x."""

    return grad


@pytest.mark.parametrize("function", [rayleigh, real_rayleigh])
def test_a_key_without_a_body_is_the_derivative_of_the_function(function):
    made = gradient(function)
    assert made.computed
    assert ("A", "x") == made.parameters
    assert Verdict.PASS is judged(made, formula).verdict
    assert Verdict.FAIL is judged(made, lambda A, x: formula(A, x) * (1 + 1e-8)).verdict


def test_a_key_with_a_body_is_what_its_author_wrote():
    @exercise("written", zh="求梯度。", derivative_of=rayleigh, wrt="x", inputs=draw)
    def grad(A, x):
        """Gradient."""
        return x

    assert not grad.computed


@pytest.mark.parametrize(
    "body", ["return True", "return 0.0", "return x", "return 'yes'", "raise ValueError"]
)
def test_a_key_that_returns_a_constant_has_a_body(body):
    names = {}
    exec(f"def key(x):\n    'Is it so?'\n    {body}", names)
    assert not exercise("constant", zh="是否如此？")(names["key"]).computed


@pytest.mark.parametrize("body", ["pass", "...", "", "return None"])
def test_a_key_that_returns_nothing_has_none(body):
    names = {}
    exec(f"def key(x):\n    'Slope.'\n    {body}", names)
    made = exercise("nothing", zh="斜率。", derivative_of=lambda x: x**2, wrt="x")(names["key"])
    assert made.computed
    assert 6.0 == made(3.0)


@pytest.mark.parametrize(("layout", "axes"), [("numerator", 2), ("denominator", 1)])
def test_the_layout_is_the_one_that_is_asked_for(layout, axes):
    def row(A, x):
        return formula(A, x).reshape(1, -1)

    made = gradient(layout=layout)
    right, wrong = (row, formula) if axes == 2 else (formula, row)
    assert axes == np.ndim(key_of(made).calls[0].parts[0].answer)
    assert Verdict.PASS is judged(made, right).verdict
    assert "layout" == judged(made, wrong).diagnosis


def test_a_matrix_has_its_transpose_in_numerator_layout():
    @exercise("trace", zh="求梯度。", derivative_of=lambda A, X: np.trace(A @ X), wrt="X", layout="numerator")
    def grad(A, X):
        """Gradient of tr(AX) with respect to X."""

    grad.inputs(lambda rng, k: [rng.standard_normal((3, 4)), rng.standard_normal((4, 3))])
    assert Verdict.PASS is judged(grad, lambda A, X: A).verdict
    assert Verdict.FAIL is judged(grad, lambda A, X: A.T).verdict


def test_several_variables_are_several_outputs():
    made = gradient(wrt=("A", "x"), outputs=("in_A", "in_x"))
    result = judged(made, lambda A, x: (np.outer(x, x) / (x @ x), 2 * formula(A, x)))
    assert [Verdict.PASS, Verdict.FAIL] == [output.verdict for output in result.outputs]
    assert "constant-factor" == result.diagnosis


def test_a_differential_is_computed_along_its_direction():
    def inverse(W):
        return np.linalg.inv(W)

    @exercise("along", zh="求微分。", derivative_of=inverse, along={"W": "dW"})
    def differential(W, dW):
        """Differential of the inverse."""

    differential.inputs(
        lambda rng, k: [rng.standard_normal((3, 3)) + 3 * np.eye(3), rng.standard_normal((3, 3))]
    )
    assert (
        Verdict.PASS is judged(differential, lambda W, dW: -np.linalg.solve(W, dW) @ np.linalg.inv(W)).verdict
    )


def test_hidden_inputs_reach_the_function():
    @exercise("hidden", zh="求梯度。", derivative_of=lambda x, Q: x @ Q @ x, wrt="x", layout="denominator")
    def grad(x, *, Q):
        """Gradient of a function that students do not see."""

    grad.inputs(lambda rng, k: [rng.standard_normal(3), Hidden(Q=np.diag([1.0, 2.0, 3.0]))])
    assert Verdict.PASS is judged(grad, lambda x: 2 * x * [1.0, 2.0, 3.0]).verdict


def test_mistakes_may_call_the_key():
    made = gradient()
    made.wrong("factor-two", lambda A, x: 2 * made(A, x), hint=HINT)
    assert "factor-two" == judged(made, lambda A, x: 2 * formula(A, x)).diagnosis
    assert "constant-factor" == judged(made, lambda A, x: 3 * formula(A, x)).diagnosis


def test_named_mistakes_are_told_by_differences_too():
    made = gradient(real_rayleigh)
    made.wrong("frozen", lambda A, x: (A + A.T) @ x / (x @ x), hint=HINT)
    assert "frozen" == judged(made, lambda A, x: (A @ x + x @ A) / (x @ x)).diagnosis


def test_a_computed_key_has_no_slips():
    assert [] == mutants(gradient().key)


@pytest.mark.parametrize(
    ("described", "said"),
    [
        (
            {"derivative_of": None, "wrt": ()},
            "there is no derivative_of= with wrt= or along= to compute it from",
        ),
        ({"wrt": ()}, "there is no derivative_of= with wrt= or along= to compute it from"),
        ({"judged": lambda answer, A, x: answer}, "judged= asks for one that is written"),
        ({"wrt": ("A", "x")}, "it has 1 outputs for 2 derivatives"),
        ({"derivative_of": lambda A, x, y: 0.0}, "derivative_of takes 'y', which it does not take"),
    ],
)
def test_what_a_key_cannot_be_computed_from_is_told_at_once(described, said):
    with pytest.raises(PluginError) as error:
        gradient(**described)
    assert f"exercise 'rayleigh-grad': the key has no body, and {said}" == str(error.value)


@pytest.mark.parametrize(
    ("function", "inputs", "said"),
    [
        (
            lambda A, x: np.maximum(x, 0).sum(),
            lambda rng, k: [np.eye(3), np.array([1.0, 0.0, -1.0])],
            "the inputs are on the kink of “maximum”, where there is no derivative",
        ),
        (
            lambda A, x: np.linalg.det(A @ A @ A @ A) * x.sum(),
            lambda rng, k: [np.diag([1.0, 1e-8, 1e-8]) @ rng.standard_normal((3, 3)), np.ones(3)],
            "neither the complex step nor differences give a derivative that holds",
        ),
        (
            lambda A, x: x.sum(),
            lambda rng, k: [np.eye(3), np.ones(5001)],
            "the variable has more than 5000 entries",
        ),
    ],
)
def test_where_there_is_no_derivative_it_is_the_authors_fault_with_one_line(function, inputs, said):
    key = key_of(gradient(function, inputs=inputs, wrt="A" if "neither" in said else "x"))
    line = gradient.__code__.co_firstlineno + 4
    assert key.fault is not None
    assert (
        f"the key of rayleigh-grad raised OracleError (test_derived.py:{line}: {said}; draw other inputs, "
        "or write the key)"
    ) == key.reason


def test_inputs_near_a_kink_of_the_function_are_drawn_again():
    draws = []

    def near_at_first(rng, k):
        draws.append(k)
        return [np.eye(3), np.array([1.0, 1e-9 if len(draws) == 1 else 0.5, -1.0])]

    key = key_of(gradient(lambda A, x: np.abs(x).sum(), inputs=near_at_first), cases=1)
    assert [0.5] == [call.arguments[1][1] for call in key.calls]


# --- what check says --------------------------------------------------------------------------------------


def told(check, made):
    """What one check finds, in words."""
    subject = subject_of(TaskItem(made.id, "grad", 1.0, cases=3), made, seeds=(1,))
    return list(check(subject))


@pytest.mark.parametrize(
    ("function", "said"),
    [
        (rayleigh, r"rayleigh by the complex step, borne out by differences; tolerance [1-9]\.\de-1[2-4]"),
        (
            real_rayleigh,
            r"real_rayleigh by differences: it takes no complex numbers, or answers .* [1-9]\.\de-1[0-2]",
        ),
    ],
)
def test_check_says_by_what_the_key_was_made_and_how_exact_it_is(function, said):
    (found,) = told(keys.right, gradient(function))
    assert found.note
    assert re.fullmatch(f"the key is computed from {said}", found.text)


def test_a_function_whose_complex_step_fails_at_some_points_is_told_where():
    def sometimes(A, x):
        return np.linalg.norm(x) if len(x) > 3 else x @ x

    (found,) = told(keys.right, gradient(sometimes))
    assert "by differences, for 2 of 3 derivatives: " in found.text


def test_a_computed_key_is_held_against_an_oracle_if_there_is_one():
    assert 1 == len(told(keys.right, gradient(oracle=formula)))
    made, wrong = told(keys.right, gradient(oracle=lambda A, x: formula(A, x) / 2))
    assert (True, False) == (made.note, wrong.note)
    assert wrong.text == "the key is 2 times the independent answer (seed 1, case 0)"


@pytest.mark.parametrize("check", FUNCTION_CHECKS, ids=lambda check: check.code)
def test_a_sound_exercise_with_a_computed_key_is_clean(check):
    made = gradient(signature="grad(A: (n,n), x: (n,)) -> (n,)")
    made.wrong("factor-two", lambda A, x: 2 * made(A, x), hint=HINT)
    assert [] == [found.text for found in told(check.look, made) if not found.note]


# --- against the keys that were written ---------------------------------------------------------------


def real(function):
    """A function that refuses complex numbers."""

    @functools.wraps(function)
    def refusing(*arguments):
        if any(np.iscomplexobj(argument) for argument in arguments):
            raise TypeError
        return function(*arguments)

    return refusing


#: not at 0, where x^n and its derivative vanish
WRITTEN = {
    id: made
    for id, made in plugins.load().exercises.items()
    if isinstance(made, Exercise) and made.derivative_of and not made.judged and id != "power-derivative"
}


def test_there_are_enough_keys_to_be_held_against():
    assert len(WRITTEN) >= 40


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(WRITTEN)), st.booleans(), st.integers(0, 2**32), st.integers(0, 4))
def test_a_computed_key_and_the_written_one_agree_within_their_tolerances(id, is_real, seed, k):
    """By the complex step, and by differences where the function takes no complex numbers."""
    made = WRITTEN[id]
    bare = replace(made, derivative_of=real(made.derivative_of)) if is_real else made
    (call, *_) = draw_case(made, TaskItem(id, "entry", 1.0), k, seed).calls
    found = measured(bare, call.arguments, call.hidden, seed)
    answers = found.answer if made.outputs else [found.answer]
    for answer, floor, part in zip(answers, found.floor, call.parts, strict=True):
        assert np.shape(part.answer) == answer.shape
        assert np.all(np.abs(answer - part.answer) <= FACTOR * (floor + part.floor[0]))
