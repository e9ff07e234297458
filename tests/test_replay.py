"""A descent is followed from given arrays, shrunk where that is the same, and held against printed losses."""

import numpy as np
import pytest

from gradecheck.model import Snapshot
from gradecheck.training import descent, replay
from gradecheck.training.losses import Losses
from gradecheck.training.roles import Parts, captured

RATE = 1e-4


def loss(x, y, w1, w2):
    return np.square(np.maximum(x @ w1, 0) @ w2 - y).sum()


def step(x, y, w1, w2, rate, *, masked=True):
    h = x @ w1
    g = 2 * (np.maximum(h, 0) @ w2 - y)
    back = g @ w2.T * (h > 0) if masked else g @ w2.T
    return w1 - rate * x.T @ back, w2 - rate * np.maximum(h, 0).T @ g


def unmasked(*arguments):
    return step(*arguments, masked=False)


def decaying(x, y, w1, w2, rate):
    """A step that sees all of w1, not only x w1."""
    new1, new2 = step(x, y, w1, w2, rate)
    return new1 - rate * w1, new2


def draw(seed=0, dtype=float):
    rng = np.random.default_rng(seed)
    return tuple(rng.standard_normal(s).astype(dtype) for s in ((8, 40), (8, 3), (40, 7), (7, 3)))


def after(count, state, taken=step, rate=RATE):
    for _ in range(count):
        state = descent.advance(taken, state, rate)
    return state


def printed(state, steps=60, taken=step, digits=17, first=0, every=1):
    values = []
    for at in range(steps):
        if at % every == 0:
            values.append(f"{loss(*state):.{digits}e}")
        state = descent.advance(taken, state, RATE)
    units = tuple(10.0 ** (int(v.partition("e")[2]) - digits) for v in values)
    counters = tuple(range(first, first + steps, every))
    return Losses(tuple(map(float, values)), units, counters)


# --- one change of the weights -------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 2, 30])
def test_so_many_steps_lead_from_one_state_to_the_other(count):
    state = draw()
    assert descent.leads(step, state, after(count, state), RATE, {1, 2, 30})
    assert not descent.leads(step, state, after(count, state), RATE, {3, 29})


def test_many_steps_may_be_taken_in_fewer_coordinates():
    state = draw()
    small = descent.shrunk(step, state, RATE)
    assert descent.leads(step, state, after(30, state), RATE, {30}, small)
    assert not descent.leads(unmasked, state, after(30, state), RATE, {30}, small)


def test_a_wrong_step_does_not_lead_there():
    state = draw()
    assert not descent.leads(unmasked, state, after(1, state), RATE, range(1, 30))


def test_a_step_with_twice_the_rate_is_not_two_steps():
    state = draw()
    assert not descent.leads(step, state, after(1, state, rate=2 * RATE), RATE, range(1, 30))


def test_a_scaled_step_moves_each_array_so_many_times_as_far():
    state = draw()
    taken = after(1, state, descent.scaled(step, (0.5, -1.0)))
    changes = descent.changes(state, taken, after(1, state))
    assert [round(c.slope, 9) for c in changes[2:]] == [0.5, -1.0]


def test_a_float32_change_is_recognised_to_its_own_precision():
    state = draw(dtype=np.float32)
    wide = tuple(a.astype(float) for a in state)
    moved = tuple(a.astype(np.float32) for a in after(1, wide))
    assert descent.leads(step, state, moved, RATE, {1})
    assert not descent.leads(unmasked, state, moved, RATE, {1})


def test_slope_and_cosine_name_the_array_that_is_wrong():
    state = draw()
    changes = descent.changes(state, after(1, state, unmasked), after(1, state))
    assert changes[3] == descent.Change(pytest.approx(1), pytest.approx(1))
    assert changes[2].cosine == pytest.approx(0.8, abs=0.15)


def test_an_array_that_does_not_move_has_no_cosine():
    state = draw()
    assert descent.changes(state, state, after(1, state))[2] == descent.Change(0.0, None)


def test_a_change_that_is_not_finite_agrees_with_nothing():
    state = draw()
    broken = (*state[:2], np.full_like(state[2], np.nan), state[3])
    assert not descent.leads(step, state, broken, RATE, {1})


# --- the descent in fewer coordinates ---------------------------------------------------------------------


def test_a_descent_on_a_wide_input_is_the_same_in_as_many_coordinates_as_it_has_rows():
    state = draw()
    small = descent.shrunk(step, state, RATE)
    assert [a.shape for a in small.state] == [(8, 8), (8, 3), (8, 7), (7, 3)]
    lifted, full = small.lift(after(50, small.state)), after(50, state)
    assert all(np.allclose(a, b, rtol=1e-10, atol=1e-12) for a, b in zip(lifted, full, strict=True))


def test_a_step_that_sees_more_of_the_weights_is_not_shrunk():
    assert descent.shrunk(decaying, draw(), RATE) is None


def test_an_input_whose_rows_depend_on_each_other_is_shrunk_all_the_same():
    """A row of zeros must not make a descent eleven times as dear."""
    x, y, w1, w2 = draw()
    x[3], x[5] = 0, 2 * x[4]
    state = x, y, w1, w2
    small = descent.shrunk(step, state, RATE)
    lifted, full = small.lift(after(50, small.state)), after(50, state)
    assert all(np.allclose(a, b, rtol=1e-10, atol=1e-12) for a, b in zip(lifted, full, strict=True))


def test_float32_is_shrunk_in_float64():
    small = descent.shrunk(step, draw(dtype=np.float32), RATE)
    assert [array.dtype for array in small.state] == [np.float64] * 4


def test_an_input_that_is_not_wide_is_not_shrunk():
    x, y, w1, w2 = draw()
    assert descent.shrunk(step, (x[:, :9], y, w1[:9], w2), RATE) is None


def test_arrays_that_cannot_show_a_mistake_are_noticed():
    x, y, w1, w2 = (np.abs(a) for a in draw())
    state = (x, y, w1, w2)
    named = [("unmasked", unmasked)]
    assert descent.invisible(named, state, after(1, state), RATE) == "unmasked"
    assert descent.invisible(named, draw(), after(1, draw()), RATE) is None


# --- the printed losses ------------------------------------------------------------------------------------


def agree(losses, state=None, taken=step, steps=60):
    return replay.agreement(taken, loss, state or draw(), RATE, losses, steps)


@pytest.mark.parametrize("first", [0, 1])
def test_losses_of_the_descent_agree_whether_counted_from_0_or_1(first):
    assert agree(printed(draw(), first=first)).wrong is None


def test_losses_agree_when_the_first_was_printed_before_the_arrays_were_taken():
    assert agree(printed(draw()), after(1, draw())).wrong is None


def test_losses_without_counters_agree():
    losses = printed(draw())
    assert agree(Losses(losses.values, losses.units)).wrong is None


def test_every_fifth_loss_agrees_with_and_without_counters():
    losses = printed(draw(), every=5)
    assert agree(losses).wrong is None
    assert agree(Losses(losses.values, losses.units)).wrong is None


def test_the_last_ten_losses_alone_agree_with_arrays_taken_with_them():
    losses = printed(draw()).last(10)
    assert agree(losses, after(50, draw())).wrong is None


def test_losses_printed_with_three_digits_agree_to_three_digits():
    assert agree(printed(draw(), digits=2)).wrong is None


def test_losses_of_a_wrong_step_go_wrong_after_one_step():
    assert agree(printed(draw(), taken=unmasked)).wrong == 1


def test_one_invented_loss_among_the_last_ten_is_found():
    losses = printed(draw())
    values = (*losses.values[:-3], losses.values[-3] * 1.001, *losses.values[-2:])
    found = agree(Losses(values, losses.units, losses.steps))
    assert (found.wrong, found.printed) == (57, values[57])


def test_losses_that_are_all_half_of_the_descents_are_told_from_wrong_ones():
    losses = printed(draw())
    found = agree(Losses(tuple(v / 2 for v in losses.values), losses.units, losses.steps))
    assert found.factor == pytest.approx(0.5)


def test_the_final_weights_continue_the_curve_or_do_not():
    losses = printed(draw())
    assert replay.continues(loss, after(60, draw()), losses)
    assert not replay.continues(loss, draw(), losses)


def test_equal_losses_fall_as_far_as_few_digits_show():
    assert replay.decreasing(Losses((0.02, 0.01, 0.01), (0.01, 0.01, 0.01)))
    assert not replay.decreasing(Losses((2.0, 1.0, 3.0), (1e-9, 1e-9, 1e-9)))
    assert not replay.decreasing(Losses((2.0, 2.0), (1e-15, 1e-15)))


@pytest.mark.parametrize(
    ("counters", "taken"),
    [
        (range(500), 500),
        (range(1, 501), 500),
        (range(0, 500, 50), 500),
        (range(49, 500, 50), 500),
        (range(490, 500), 500),
        (range(100), 100),
        (range(1000), 1000),
    ],
)
def test_the_number_of_steps_is_read_from_the_counters(counters, taken):
    losses = Losses((0.0,) * len(counters), (0.0,) * len(counters), tuple(counters))
    assert replay.steps_taken(losses, 500) == taken


# --- what was captured -----------------------------------------------------------------------------------


PARTS = Parts(
    ("x", "y", "w1", "w2"), ("w1", "w2"), {"x": (8, 40), "y": (8, 3), "w1": (40, 7), "w2": (7, 3)}, loss
)


def seen(*arrays, losses=None):
    return captured([Snapshot(n, a) for n, a in enumerate(arrays)], PARTS, [losses or Losses()])


def test_arrays_stored_transposed_are_turned():
    state = draw()
    turned = seen({name: a.T for name, a in zip(PARTS.roles, state, strict=True)})
    assert all(np.array_equal(a, b) for a, b in zip(turned.states[0], state, strict=True))


def test_the_first_role_of_another_shape_is_named():
    x, y, w1, w2 = draw()
    assert seen({"x": x, "y": y, "w1": w1[:3], "w2": w2}).wrong_shape == ("w1", (3, 7))


def test_whole_numbers_become_floating_point_and_the_learning_rate_is_kept():
    x, y, w1, w2 = draw()
    whole = seen({"x": x.astype(int), "y": y, "w1": w1, "w2": w2, "learning_rate": 1e-6})
    assert (whole.states[0][0].dtype, whole.rate) == (float, 1e-6)


def renamed(state, **more):
    """A snapshot with a student's own names, and other arrays of the same shapes."""
    x, y, w1, w2 = state
    prediction = np.maximum(x @ w1, 0) @ w2
    return {"out": prediction, "diff": prediction - y, "target": y, "X": x, "net.b": w2, "net.a": w1} | more


def test_arrays_without_the_homeworks_names_are_cast_by_what_changes_and_by_the_printed_losses():
    states = [draw(), after(1, draw())]
    gradients = [{"d1": s[2] - after(1, s)[2], "d2": s[3] - after(1, s)[3], "old": draw()[2]} for s in states]
    snapshots = [renamed(s, **g) for s, g in zip(states, gradients, strict=True)]
    found = seen(*snapshots, losses=printed(draw()))
    assert found.names == {"x": "X", "y": "target", "w1": "net.a", "w2": "net.b"}
    assert np.array_equal(found.states[1][2], states[1][2])


def test_without_their_losses_data_are_what_stays_and_weights_what_moves_least():
    states = [draw(), after(1, draw())]
    found = seen(*(renamed(s, noise=np.random.default_rng(n).random((7, 3))) for n, s in enumerate(states)))
    assert found.names == {"x": "X", "y": "target", "w1": "net.a", "w2": "net.b"}


def test_nothing_is_cast_without_an_array_for_every_role():
    assert seen({"a": draw()[0]}, {"a": draw()[0]}).states == ()


def test_arrays_that_do_not_fit_together_are_no_state():
    x, y, w1, w2 = draw()
    free = Parts(PARTS.roles, PARTS.trained, {}, loss)
    odd = {"x": x, "y": y, "w1": w1[:3], "w2": w2}
    assert captured([Snapshot(1, odd)], free, [Losses()]).states == ()


def test_ten_losses_of_a_short_training_are_held_as_close_as_the_first_of_a_long_one():
    """Off by a millionth: rounding may do that after 490 steps, and not after the first ten."""
    losses = Losses(tuple(1.000001 * 0.9**n for n in range(10)), (0.0,) * 10, None)

    def compared(begin):
        replayed = {begin + n: 0.9**n for n in range(10)}
        return replay._compare(losses, {n: begin + n for n in range(10)}, replayed, replay._Allowed())

    assert 0 == compared(0).wrong
    assert None is compared(490).wrong
