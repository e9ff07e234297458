"""The backward pass: keys against independent derivatives, mistakes against the catalogue."""

import numpy as np
import pytest
from gradecheck_backprop import backward, plugin
from gradecheck_backprop.plugin import grads, script, update

#: smallest and median relative difference of each mistake over 60 draws, roughly, as catalogued
CATALOGUE = {
    "backprop-grads": {
        "half-gradient": 0.5,
        "missing-mask": 0.58,
        "inverted-mask": 1.1,
        "mask-on-gradient": 0.43,
        "times-activation": 2.1,
        "pre-activation": 0.7,
        "mean-over-n": 0.8,
        "sign-flip": 2,
    },
    "backprop-update": {
        "plus": 2,
        "w1-frozen": 1,
        "w2-frozen": 1,
        "w2-first": 0.053,
        "w1-first": 0.2,
        "lr-times-ten": 9,
        "half-gradient": 0.5,
        "missing-mask": 0.44,
    },
}
#: the same for the last ten of 60 steps of a small descent, with the wrong step
DESCENT = {
    "half-gradient": 1.1,
    "missing-mask": 0.13,
    "inverted-mask": 1.1,
    "mask-on-gradient": 0.22,
    "w1-frozen": 1.1,
    "w2-frozen": 1.2,
    "w2-first": 0.0034,
    "w1-first": 0.0049,
    "plus": None,
    "lr-times-ten": 0.82,
    "lr-tenth": 7.4,
    "mean-over-n": 5.6,
    "pre-activation": 0.23,
}


def draws(exercise, count=60):
    return [exercise.draw(np.random.default_rng(seed), seed) for seed in range(count)]


def answers(exercise, function, arguments):
    answer = function(*arguments)
    return exercise.judged(answer, *arguments) if exercise.judged else answer


def difference(wrong, right):
    return max(np.linalg.norm(w - r) / np.linalg.norm(r) for w, r in zip(wrong, right, strict=True))


def test_the_gradients_are_those_of_the_loss_by_central_differences():
    x, y, w1, w2 = draws(grads, 1)[0]
    for gradient, weight in zip(grads(x, y, w1, w2), (w1, w2), strict=True):
        for index in np.ndindex(weight.shape):
            values = []
            for h in (1e-6, -1e-6):
                weight[index] += h
                values.append(backward.loss(x, y, w1, w2))
                weight[index] -= h
            assert gradient[index] == pytest.approx((values[0] - values[1]) / 2e-6, rel=1e-5, abs=1e-5)


def test_the_update_is_the_one_computed_sample_by_sample():
    for arguments in draws(update, 10):
        right, independent = (answers(update, f, arguments) for f in (update.key, update.oracle))
        assert difference(right, independent) < 1e-10


def test_the_sizes_of_a_draw_are_pairwise_different_and_no_unit_is_near_its_kink():
    for x, y, w1, w2 in draws(grads):
        assert len({*x.shape, *y.shape, *w1.shape, *w2.shape}) == 4
        assert np.abs(x @ w1).min() > backward.MARGIN


@pytest.mark.parametrize("exercise", [grads, update], ids=lambda e: e.id)
def test_every_named_mistake_is_as_far_from_right_as_the_catalogue_says(exercise):
    right = [(a, answers(exercise, exercise.key, a)) for a in draws(exercise)]
    assert list(CATALOGUE[exercise.id]) == [m.id for m in exercise.misconceptions]
    for mistake in exercise.misconceptions:
        found = [difference(answers(exercise, mistake.answer, a), r) for a, r in right]
        assert min(found) > 1e-3, mistake.id
        median = CATALOGUE[exercise.id][mistake.id]
        assert median / 2.5 < np.median(found) < median * 2.5, mistake.id


def descend(step, state, steps=60, rate=3e-4):
    losses = []
    with np.errstate(all="ignore"):
        for _ in range(steps):
            losses.append(script.loss(*state))
            state = (*state[:2], *step(*state, rate))
    return np.array(losses[-10:])


def test_every_wrong_step_bends_the_losses_as_far_as_the_catalogue_says():
    shapes = ((7, 9), (7, 3), (9, 6), (6, 3))
    states = [[np.random.default_rng(s).standard_normal(shape) for shape in shapes] for s in range(60)]
    right = [descend(script.step, state) for state in states]
    assert list(DESCENT) == [m.id for m in script.misconceptions]
    for mistake in script.misconceptions:
        wrong = [descend(mistake.answer, state) for state in states]
        found = np.array([difference([w], [r]) for w, r in zip(wrong, right, strict=True)])
        if DESCENT[mistake.id] is None:
            assert np.isfinite(found).mean() < 0.1, mistake.id
        else:
            assert found.min() > 1e-5, mistake.id
            assert DESCENT[mistake.id] / 2.5 < np.median(found) < DESCENT[mistake.id] * 2.5, mistake.id


def test_no_step_changes_its_arguments():
    arguments = draws(update, 1)[0]
    before = [np.copy(a) for a in arguments]
    for step in (script.step, *(m.answer for m in script.misconceptions)):
        step(*arguments)
        assert all(np.array_equal(a, b) for a, b in zip(arguments, before, strict=True))


def test_everything_is_said_in_both_languages():
    for exercise in plugin.gradecheck_exercises():
        texts = [exercise.statement, exercise.notes, *(m.hint for m in exercise.misconceptions)]
        texts += [m.says for m in exercise.misconceptions if m.says]
        assert all(text.en.isascii() or "∅" in text.en for text in texts)
        assert all(any("\u4e00" <= c <= "\u9fff" for c in text.zh) for text in texts)


def test_half_the_gradient_has_a_sentence_of_its_own_wherever_it_is_named():
    said = [
        m.says for e in plugin.gradecheck_exercises() for m in e.misconceptions if m.id == "half-gradient"
    ]
    assert len(said) == 4
    assert all("half the gradient" in text.en and "一半" in text.zh for text in said)
