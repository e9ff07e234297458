"""The answer key: the same cases for the same seed, away from kinks, fine enough to see mistakes."""

from dataclasses import replace

import numpy as np
import pytest
from judging import HINT, inverse_gradient, judged, key_of

from gradecheck import plugins
from gradecheck.author import Calls, Exercise, exercise
from gradecheck.cases import DRAWS, has_quotient
from gradecheck.checks import answers, inputs, keys
from gradecheck.checks.review import subject_of
from gradecheck.model import TaskItem, Tolerances, Verdict
from gradecheck.numerics.compare import FACTOR
from gradecheck.numerics.kinks import MARGIN
from gradecheck.numerics.relatives import after_one_step


def relu(draw):
    """The exercise max(h, 0), drawn as the test wants it."""

    @exercise("relu", zh="求值。")
    def made(h):
        """The positive part."""
        return np.maximum(h, 0.0) * 1.0

    made.inputs(draw)
    return made


def arguments(key):
    return [call.arguments[0] for call in key.calls]


def test_the_same_seed_gives_the_same_cases_and_tolerances():
    one, other = key_of(inverse_gradient()), key_of(inverse_gradient())

    for mine, yours in zip(one.calls, other.calls, strict=True):
        assert np.array_equal(mine.arguments[0], yours.arguments[0])
        assert np.array_equal(mine.parts[0].floor[0], yours.parts[0].floor[0])


def test_a_case_does_not_depend_on_how_many_there_are():
    few, many = key_of(inverse_gradient(), cases=2), key_of(inverse_gradient(), cases=4)

    assert all(np.array_equal(a, b) for a, b in zip(arguments(few), arguments(many), strict=False))


def test_inputs_near_a_kink_are_drawn_again():
    draws = []

    def draw(rng, k):
        draws.append(k)
        near = 1e-9 if draws.count(k) <= 2 else 0.5
        return [np.append(rng.standard_normal(3), near)]

    key = key_of(relu(draw))

    assert [0.5] * 3 == [h[-1] for h in arguments(key)]
    assert [0, 0, 0, 1, 1, 1, 2, 2, 2] == draws


def test_inputs_that_are_always_near_a_kink_are_taken_as_first_drawn():
    draws = []

    def draw(rng, k):
        draws.append(MARGIN / 10 * (1 + len(draws)))
        return [np.array([1.0, -1.0, draws[-1]])]

    key = key_of(relu(draw), cases=1)

    assert (DRAWS, draws[0]) == (len(draws), arguments(key)[0][-1])


def test_exact_ties_are_meant():
    draws = []

    def draw(rng, k):
        draws.append(k)
        return [np.array([0.0, 1.0, -2.0])]

    key_of(relu(draw))

    assert [0, 1, 2] == draws


def test_inputs_whose_tolerance_would_hide_mistakes_are_drawn_again():
    draws = []

    @exercise("sine", zh="求值。")
    def made(x):
        """The last digits of a large x decide its sine."""
        return np.sin(x)

    @made.inputs
    def _(rng, k):
        draws.append(k)
        return [1e13 * rng.standard_normal(3) if draws.count(k) == 1 else rng.standard_normal(3)]

    key = key_of(made)

    assert [0, 0, 1, 1, 2, 2] == draws
    assert all(FACTOR * np.max(call.parts[0].floor[0]) < 1e-9 for call in key.calls)


def test_one_call_near_a_kink_draws_the_whole_case_again():
    draws = []

    def draw(rng, k):
        draws.append(k)
        near = 1e-9 if len(draws) == 1 else 1.0
        return Calls(([np.array([3.0])], [np.array([2.0, near])]))

    key = key_of(relu(draw), cases=1)

    assert (2, 1.0) == (len(draws), key.calls[1].arguments[0][1])


def test_the_mistakes_of_an_exercise_make_a_bank_for_each_output():
    made = inverse_gradient()
    made.wrong("overflow", lambda W: W * np.inf, hint=HINT)
    made.wrong("impossible", lambda W: W, hint=HINT, raises=True)
    made.wrong("raises", lambda W: 1 / 0, hint=HINT)
    made.wrong("a-shape", lambda W: W.shape, hint=HINT)

    (bank,) = key_of(made).suspects

    assert ["not-inverted"] == [suspect.what for suspect in bank.suspects]


def test_the_slips_of_a_key_are_computed_once():
    key = key_of(inverse_gradient())
    (bank,) = key.slips

    assert len(bank.suspects) > 5
    assert key.slips[0] is bank


def test_a_key_without_source_has_no_mutants():
    """Only what is made of its answers by one more step."""
    made = inverse_gradient()
    made.key, made.derivative_of = eval("lambda W: -W * 1.0", {}), None

    key = key_of(made)
    (bank,) = key.slips

    one_more = after_one_step([call.parts[0].answer for call in key.calls])
    assert {suspect.what for suspect in bank.suspects} <= {words for words, _ in one_more}


def test_an_exact_answer_has_no_slips():
    @exercise("yes", zh="是或否。")
    def made(x):
        """Whether x is positive."""
        return bool(x > 0)

    made.inputs(lambda rng, k: [1.0 + k])

    assert [0] == [len(bank.suspects) for bank in key_of(made).slips]


# --- other ways to compare ----------------------------------------------------------------------------


def gradient(W):
    inverse = np.linalg.inv(W)
    return -(inverse @ inverse).T


@pytest.mark.parametrize(
    ("relative", "expected"), [(1e-7, Verdict.PASS), (1e-5, Verdict.FAIL), (0.0, Verdict.PASS)]
)
def test_fixed_tolerances_hold_every_entry_to_them(relative, expected):
    result = judged(inverse_gradient(), lambda W: gradient(W) * (1 + relative), compare=Tolerances(1e-6))

    assert expected == result.verdict


def test_a_mistake_is_named_within_fixed_tolerances_too():
    result = judged(inverse_gradient(), lambda W: -(W @ W).T * (1 + 1e-8), compare=Tolerances(1e-6))

    assert result.diagnosis == "not-inverted"


def test_a_general_diagnosis_is_made_within_fixed_tolerances_too():
    result = judged(inverse_gradient(), lambda W: 2 * gradient(W) * (1 + 1e-8), compare=Tolerances(1e-6))

    assert result.diagnosis == "constant-factor"


def test_the_books_criterion_accepts_the_gradient_and_rejects_twice_the_gradient():
    right = judged(inverse_gradient(), gradient, compare="mml")
    wrong = judged(inverse_gradient(), lambda W: 2 * gradient(W), compare="mml")

    assert (Verdict.PASS, 1e-6) == (right.verdict, right.tolerance)
    assert (Verdict.FAIL, "constant-factor") == (wrong.verdict, wrong.diagnosis)


def test_the_books_criterion_does_not_see_a_small_wrong_entry():
    """What its documentation says that it misses."""

    def student(W):
        found = gradient(W)
        found[0, 0] *= 1 + 1e-7
        return found

    assert judged(inverse_gradient(), student, compare="mml").verdict is Verdict.PASS
    assert judged(inverse_gradient(), student).verdict is Verdict.FAIL


def test_differences_can_be_taken_of_the_derivative_of_one_function_only():
    made = inverse_gradient()
    assert has_quotient(made)
    made.wrt = ()
    assert not has_quotient(made)
    made.wrt, made.judged = ("W",), lambda answer, W: answer
    assert not has_quotient(made)


# --- what it costs, and what is right on a kink -----------------------------------------------------------


def test_the_key_is_run_no_more_than_25_times_for_a_case():
    runs = []
    made = inverse_gradient()
    key = made.key
    made.key = lambda W: runs.append(1) or key(W)

    key_of(made, cases=3)

    assert 3 * 17 == len(runs)


BACKWARD = plugins.load().exercises["backprop-grad-h"]
RIGHT_AT_ZERO = {
    "h < 0": lambda h, g: np.where(h < 0, 0.0, g),
    "h <= 0": lambda h, g: np.where(h <= 0, 0.0, g),
    "half": lambda h, g: g * (np.sign(h) + 1) / 2,
}


def on_the_kink(**described):
    """The relu mask of the homework, on inputs of which some are exactly zero."""

    def draw(rng, k):
        h, g = BACKWARD.draw(rng, k)
        h[0, :] = 0.0
        return [h, g]

    return replace(BACKWARD, draw=draw, **described)


@pytest.mark.parametrize("student", RIGHT_AT_ZERO.values(), ids=RIGHT_AT_ZERO)
def test_at_the_kink_of_a_relu_every_slope_between_0_and_1_is_right(student):
    assert judged(on_the_kink(), student).verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("student", "diagnosis"),
    [
        (lambda h, g: g, "missing-mask"),
        (lambda h, g: g * (h < 0), "inverted-mask"),
        (lambda h, g: 2 * g * (h > 0), "constant-factor"),
        (lambda h, g: np.where(h == 0, 2 * g, g * (h > 0)), "some-entries"),
    ],
    ids=["no mask", "inverted", "twice", "twice on the kink"],
)
def test_beside_and_beyond_the_kink_a_mistake_is_one(student, diagnosis):
    result = judged(on_the_kink(), student)

    assert (Verdict.FAIL, diagnosis) == (result.verdict, result.diagnosis)


def test_where_the_statement_tells_a_convention_the_key_alone_is_right_on_the_kink():
    stated = on_the_kink(ties="key")
    own = [
        np.array_equal(stated.key(h, g), s(h, g))
        for s in RIGHT_AT_ZERO.values()
        for h, g in [stated.draw(np.random.default_rng(0), 0)]
    ]
    verdicts = [judged(stated, student).verdict is Verdict.PASS for student in RIGHT_AT_ZERO.values()]

    assert own == verdicts
    assert 1 == sum(own)


def slope_of_largest(x):
    """Gradient of the largest entry."""
    found = np.zeros_like(x)
    found[np.argmax(x)] = 1.0
    return found


@pytest.mark.parametrize(
    ("key", "x", "right", "wrong"),
    [
        (slope_of_largest, [2.0, 1.0, 2.0], [[0, 0, 1.0], [0.5, 0, 0.5]], [[0, 1.0, 0], [1.5, 0, -0.5]]),
        (np.sign, [0.0, 1.0, -2.0], [[1.0, 1, -1], [-0.5, 1, -1]], [[1.5, 1, -1], [0, 1, 1.0]]),
    ],
    ids=["max", "abs"],
)
def test_of_the_largest_of_equal_entries_and_of_abs_at_zero_any_slope_between_is_right(key, x, right, wrong):
    made = Exercise("slope", key, HINT, draw=lambda rng, k: [np.array(x) * (1 + k)])

    verdicts = [judged(made, lambda x, a=a: np.array(a, dtype=float)).verdict for a in right + wrong]

    assert [Verdict.PASS] * 2 + [Verdict.FAIL] * 2 == verdicts


def test_a_second_round_takes_a_value_between_for_the_same_answer_again():
    """Not for a flickering one: what is compared is settled both times."""
    made = on_the_kink()

    result = judged(made, lambda h, g: np.where(h == 0, 0.3 * g, 1.5 * g * (h > 0) + 1e-3))

    assert result.diagnosis not in ("flickers", None)


def test_check_finds_a_convention_that_is_stated_and_never_tried():
    def told(made):
        subject = subject_of(TaskItem(made.id, "grad", 1.0), made, seeds=(1,))
        return [found.text for found in inputs.kinks_at_a_distance(subject)]

    assert ['ties="key" states a convention, and no input is on a kink'] == told(
        replace(BACKWARD, ties="key")
    )
    assert [] == told(on_the_kink(ties="key"))
    (said,) = told(on_the_kink())
    assert said.startswith("an input is on or next to the kink of ")


def test_a_key_on_a_kink_is_held_against_its_function_between_the_one_sided_slopes():
    subject = subject_of(TaskItem(BACKWARD.id, "grad", 1.0), on_the_kink(), seeds=(1,))
    assert [] == list(keys.right(subject))


def test_check_does_not_take_the_values_between_for_a_tolerance():
    made = Exercise("slope", np.sign, HINT, draw=lambda rng, k: [np.zeros(3)])
    subject = subject_of(TaskItem("slope", "slope", 1.0), made, seeds=(1,))
    assert [] == list(answers.sensitive(subject))
