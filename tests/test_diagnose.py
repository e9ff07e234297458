"""The name of a mistake: what is told about wrong answers of each kind."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradecheck.messages import LANGUAGES, catalogue, say
from gradecheck.model import Message
from gradecheck.numerics.diagnose import diagnose
from gradecheck.numerics.evidence import CaseEvidence, Suspect, spoken
from gradecheck.numerics.floor import measure
from gradecheck.numerics.suspects import bank, bounded, mistaken


def case(key, inputs, answer):
    measured = measure(key, inputs, 0)
    return CaseEvidence(np.asarray(answer(*inputs)), np.asarray(measured.answer), measured.floor[0], inputs)


def product(A, x, s):
    return A @ np.outer(x, x) / s


def inputs(seed, n):
    rng = np.random.default_rng(seed)
    return [rng.standard_normal((n + 1, n)), rng.standard_normal(n), float(rng.uniform(1.5, 3))]


def cases(answer, key=product, count=4):
    return [case(key, inputs(k, 3 + k), answer) for k in range(count)]


def told(answer, key=product, lang="en", **known):
    found = diagnose(cases(answer, key), names=("A", "x", "s"), **known)
    return found.id, say(Message(found.message, found.params), lang)


def square(A, x, s):
    """A square key without symmetry."""
    return (A[:-1] + np.diag(x)) * s


@pytest.mark.parametrize("key", [product, square])
def test_a_right_answer_by_another_route_has_no_diagnosis(key):
    assert diagnose(cases(lambda *a: 3 * key(*a) / 3, key)) is None


@given(st.data())
def test_no_diagnosis_fires_within_a_tenth_of_the_tolerance(data):
    def shaken(c):
        noise = data.draw(st.lists(st.floats(-10, 10), min_size=c.key.size, max_size=c.key.size))
        return CaseEvidence(c.key + c.floor * np.reshape(noise, c.key.shape), c.key, c.floor, c.arguments)

    assert diagnose([shaken(c) for c in cases(product, count=2)]) is None


@given(st.fractions(-64, 64, max_denominator=64).filter(lambda f: f not in (0, 1, -1)))
def test_a_constant_factor_is_told_exactly(factor):
    found = diagnose(cases(lambda *a: float(factor) * product(*a), count=2))
    assert found.id == "constant-factor"
    assert Fraction(found.params["factor"]) == factor


@given(st.floats(0.01, 100))
def test_a_fitted_factor_reproduces_the_answer_to_the_digits_told(factor):
    found = diagnose(cases(lambda *a: factor * product(*a), count=2))
    if found:
        constants = {
            "π": np.pi,
            "2π": 2 * np.pi,
            "√2": 2**0.5,
            "1/√2": 0.5**0.5,
            "ln 2": np.log(2),
            "e": np.e,
        }
        number = found.params["factor"]
        value = constants[number] if number in constants else float(Fraction(number))
        assert value == pytest.approx(factor, rel=1e-3)


def test_a_flipped_sign_is_told():
    assert told(lambda *a: -product(*a)) == (
        "sign-flip",
        "every sign is flipped: this is the right answer times -1",
    )


def test_zeros_are_told():
    assert told(lambda *a: np.zeros_like(product(*a)))[0] == "zero"


@pytest.mark.parametrize(
    ("answer", "factor"),
    [
        (lambda A, x, s: product(A, x, s) / len(x), "1/(length of A along axis 1)"),
        (lambda A, x, s: product(A, x, s) * s, "(s)"),
        (lambda A, x, s: -product(A, x, s) / s**2 * 2, "-2 · 1/(s)²"),
        (lambda A, x, s: product(A, x, s) / np.linalg.norm(x), "1/(norm of x)"),
        (
            lambda A, x, s: product(A, x, s) * len(A) / (len(A) - 1),
            "(n/(n−1), n the length of A along axis 0)",
        ),
    ],
    ids=["size", "scalar", "power", "norm", "bessel"],
)
def test_a_factor_is_explained_by_the_inputs(answer, factor):
    assert told(answer) == ("constant-factor", f"this is the right answer times {factor}")


def test_a_factor_that_nothing_explains_is_told_case_by_case():
    id_, text = told(lambda A, x, s: product(A, x, s) * np.exp(A[0, 0]))
    assert id_ == "proportional"
    assert text.count(",") >= 3


def test_a_transposed_answer_is_told():
    assert told(lambda *a: product(*a).T)[0] == "transposed"
    assert told(lambda *a: square(*a).T, square)[0] == "transposed"


@pytest.mark.parametrize(
    "answer",
    [
        lambda *a: product(*a).ravel(),
        lambda *a: product(*a).ravel(order="F"),
        lambda *a: product(*a)[np.newaxis],
        lambda *a: product(*a).ravel()[:, np.newaxis],
    ],
    ids=["flat", "fortran", "one axis more", "column"],
)
def test_another_arrangement_of_right_numbers_is_a_layout(answer):
    assert told(answer)[0] == "layout"


def test_permuted_axes_are_a_layout():
    def key(A, x, s):
        return np.multiply.outer(A, x) * s

    assert told(lambda *a: key(*a).transpose(2, 0, 1), key)[0] == "layout"


def test_a_row_for_a_column_is_a_layout_and_no_transpose():
    def key(A, x, s):
        return (A @ x * s)[:, np.newaxis]

    assert told(lambda *a: key(*a).T, key)[0] == "layout"


def test_a_factor_on_top_of_a_transpose_is_composed():
    found = diagnose(cases(lambda *a: -3 * product(*a).T))
    assert (found.id, found.composed) == ("constant-factor", True)
    assert say(Message(found.message, found.params)) == "this is the right answer times -3, and transposed"


@pytest.mark.parametrize(
    ("form", "id_", "composed"),
    [
        (lambda G: G + G.T - np.diag(np.diag(G)), "symmetric-convention", False),
        (lambda G: (G + G.T) / 2, "symmetric-convention", False),
        (lambda G: G + G.T, "symmetric-convention", True),
        (np.tril, "some-entries", False),
        (np.triu, "some-entries", False),
        (lambda G: 2 * np.diag(np.diag(G)), "some-entries", True),
        (lambda G: G - np.diag(np.diag(G)), "some-entries", False),
    ],
    ids=["2G-diag", "symmetrised", "sum", "tril", "triu", "diag", "hollow"],
)
def test_forms_of_a_square_answer_are_told(form, id_, composed):
    found = diagnose(cases(lambda *a: form(square(*a)), square))
    assert (found.id, found.composed) == (id_, composed)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        (lambda G: G[0].__imul__(2), "in the first row (or entry) only"),
        (lambda G: G[:, -1].__imul__(0.5), "in the last column only (a bias?)"),
        (lambda G: np.fill_diagonal(G, 7.0), "on the diagonal only"),
        (lambda G: G.__setitem__((1, 2), 5.0), "at (1, 2) (of the first case)"),
        (lambda G: G.__setitem__(np.triu_indices(len(G), 1), 3.0), "above the diagonal only"),
    ],
    ids=["row", "column", "diagonal", "entry", "above"],
)
def test_wrong_entries_are_placed(change, where):
    def answer(*a):
        G = square(*a)
        change(G)
        return G

    id_, text = told(answer, square)
    assert id_ == "some-entries"
    assert text.endswith(f": {where}")


def test_a_missing_mask_shows_where_the_right_answer_is_zero():
    def key(A, x, s):
        return np.where(A > 0, A * x, 0) * s

    id_, text = told(lambda A, x, s: A * x * s, key)
    assert id_ == "some-entries"
    assert "where the right answer is 0" in text


def test_wrong_entries_beside_a_factor_are_composed():
    def answer(*a):
        G = -3 * product(*a)
        G[1, 1] = 9.0
        return G

    found = diagnose(cases(answer))
    assert (found.id, found.composed) == ("some-entries", True)
    assert ", and everything else is times -3" in say(Message(found.message, found.params))


@pytest.mark.parametrize(
    ("turn", "id_"), [(lambda v: v[:, None], "row-factor"), (lambda v: v, "column-factor")]
)
def test_lines_with_factors_of_their_own_are_told(turn, id_):
    def answer(A, x, s):
        return square(A, x, s) * turn(np.arange(2.0, 2 + len(x)))

    assert told(answer, square)[0] == id_


@pytest.mark.parametrize(
    ("term", "words"),
    [
        (lambda A, x, s: 0.1 * A, "1/10 · A"),
        (lambda A, x, s: -2 * np.sign(A), "-2 · the signs of A"),
        (lambda A, x, s: np.ones_like(A), "ones"),
    ],
    ids=["regulariser", "signs", "ones"],
)
def test_an_added_term_is_told(term, words):
    assert told(lambda *a: product(*a) + term(*a)) == ("added-term", f"this is the right answer plus {words}")


def test_differences_are_called_approximate():
    def differences(A, x, s):
        step = 1e-5
        return (product(A + step, x, s) - product(A - step, x, s)) / (2 * step) + 1e-9 * np.sin(A)

    def key(A, x, s):
        return np.tile(np.sum(x) * x / s, (len(A), 1)) + 0 * A

    assert told(differences, key)[0] == "approximate"


def wrong_sum(A, x, s):
    return A * x + s


def suspects(*answers):
    measured = [[measure(f, inputs(k, 3 + k), 0) for k in range(4)] for f in answers]
    return bank(
        [
            Suspect(f.__name__, [m.answer for m in ms], [m.floor[0] for m in ms])
            for f, ms in zip(answers, measured, strict=True)
        ]
    )


def test_an_authors_mistake_is_told_by_its_name():
    found = diagnose(cases(wrong_sum), misconceptions=suspects(wrong_sum))
    assert (found.id, found.composed) == ("wrong_sum", False)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda G: -3 * G, ", and times -3"),
        (lambda G: G.T, ", and transposed"),
        (lambda G: G.T / 2, ", and times 1/2, and transposed"),
    ],
    ids=["factor", "transposed", "both"],
)
def test_an_authors_mistake_with_another_on_top_is_composed(change, words):
    found = diagnose(cases(lambda *a: change(wrong_sum(*a))), misconceptions=suspects(wrong_sum))
    assert (found.id, found.composed) == ("wrong_sum", True)
    assert say(Message(found.message, found.params)) == f"a known mistake, “wrong_sum”{words}"


def test_an_authors_name_is_preferred_to_a_general_one():
    def halved(*a):
        return product(*a) / 2

    assert told(halved, misconceptions=suspects(halved))[0] == "halved"


def test_mutants_are_asked_only_when_nothing_cheaper_explains():
    def never():
        raise AssertionError

    assert diagnose(cases(lambda *a: 2 * product(*a)), mutants=never).id == "constant-factor"


def test_a_mutant_is_told_by_its_kind():
    held = cases(wrong_sum)
    mutants = mistaken(
        [("a term is missing", [c.answer for c in held]), ("broken", None), ("equal", [c.key for c in held])],
        [c.key for c in held],
        [c.floor for c in held],
    )
    found = diagnose(held, mutants=lambda: mutants)
    assert found.id == "mutant"
    assert say(Message(found.message, found.params)) == "this is what comes out when a term is missing"


def test_mutants_that_answer_as_the_key_are_not_suspected():
    held = cases(product)
    assert not mistaken(
        [("same", [c.key for c in held])], [c.key for c in held], [c.floor for c in held]
    ).suspects


def test_what_nothing_explains_is_measured():
    id_, text = told(lambda A, x, s: np.cos(A * s) + 1e-3 * np.exp(A))
    assert id_ == "wrong"
    assert "cosine" in text


def test_a_shape_that_nothing_explains_has_no_diagnosis():
    assert diagnose(cases(lambda A, x, s: x)) is None


def test_an_answer_that_is_not_finite_has_no_diagnosis():
    assert diagnose(cases(lambda *a: product(*a) * np.nan)) is None


def test_a_single_number_is_no_proof_of_a_factor():
    held = [CaseEvidence(np.asarray(1.2345), np.asarray(3.0), np.asarray(1e-16), ())]
    assert diagnose(held).id == "wrong"
    assert (
        diagnose([CaseEvidence(np.asarray(1.5), np.asarray(3.0), np.asarray(1e-16), ())]).id
        == "constant-factor"
    )


@pytest.mark.parametrize("scale", [1e-100, 1e-10, 1e10, 1e100])
@pytest.mark.parametrize("answer", ["-3 * G", "G.T", "np.tril(G)", "G + G.T - np.diag(np.diag(G))"])
def test_the_size_of_a_gradient_does_not_change_its_diagnosis(answer, scale):
    def wrong(factor):
        return lambda *a: eval(answer, {"G": factor * square(*a), "np": np})

    plain = diagnose(cases(wrong(1.0), square))
    scaled = diagnose(cases(wrong(scale), lambda *a: scale * square(*a)))
    assert (scaled.id, scaled.params) == (plain.id, plain.params)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_general_diagnosis_has_a_sentence_and_a_hint(lang):
    ids = [id_ for id_ in catalogue(lang) if id_.startswith("hint-")]
    assert len(ids) == 24
    assert "composed" not in ids
    assert all(catalogue(lang)[id_].endswith(("?", ".", "\uff1f", "\u3002")) for id_ in ids)


def test_a_diagnosis_is_said_in_chinese():
    id_, text = told(lambda A, x, s: -product(A, x, s).T / len(x), lang="zh-CN")
    assert id_ == "constant-factor"
    assert text == "这是正确答案乘以 -1/(A 沿第 1 轴的长度)，并且被转置"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (2.0, "2"),
        (-1 / 3, "-1/3"),
        (np.pi, "π"),
        (-np.sqrt(2), "-√2"),
        (0.12345678, "0.1235"),
        (1e7, "1e+07"),
    ],
)
def test_fitted_numbers_are_written_as_people_write_them(number, words):
    assert spoken(number) == words


def test_the_same_answer_in_every_case_is_told():
    held = [CaseEvidence(np.arange(2.0), k + np.sin([3.0, 5.0]), np.full(2, 1e-16), ()) for k in range(4)]

    assert "found-fixed" == diagnose(held).message


def test_a_noisy_mistake_does_not_swallow_other_answers():
    """Its tolerance ends at a ten thousandth of its largest entry."""
    noisy = np.array([1.0, -2.0])
    (floor,) = bounded(noisy, (np.array([0.5, 1.0]),))

    assert np.all(100 * floor <= 1.0001e-4 * 2)
    assert (None,) == bounded(3, (None,))


def test_an_exact_mistake_keeps_its_own_floor():
    floor = np.array([1e-15, 1e-14])

    assert np.array_equal(floor, bounded(np.array([1.0, 2.0]), (floor,))[0])


def test_a_mistake_in_another_shape_is_named_as_such():
    held = cases(lambda *a: wrong_sum(*a).ravel())

    found = diagnose(held, misconceptions=suspects(wrong_sum))

    assert ("wrong_sum", True) == (found.id, found.composed)
    assert say(Message(found.message, found.params)).endswith(", and in another shape")


def test_a_sum_of_no_terms_counts_as_zeros_of_the_keys_shape():
    held = cases(wrong_sum)
    known = mistaken(
        [("short", [0, *(c.answer for c in held[1:])])], [c.key for c in held], [c.floor for c in held]
    )

    assert np.shape(known.suspects[0].answers[0]) == held[0].key.shape


def test_detours_are_asked_only_when_no_slip_explains():
    def never():
        raise AssertionError

    held = cases(wrong_sum)
    slips = mistaken([("slip", [c.answer for c in held])], [c.key for c in held], [c.floor for c in held])

    assert "mutant" == diagnose(held, mutants=lambda: slips, detours=never).id
