"""What a script printed is read, whatever the format."""

import math
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradecheck.training.losses import Losses, read, readings

CURVE = [3e7 * 0.9**t for t in range(500)]
STEPS = range(500)

FORMATS = {
    "the homework's": lambda it, v: f"{it} {v}",
    "a word and a colon": lambda it, v: f"iter: {it} loss: {v}",
    "Chinese, full-width colons": lambda it, v: f"迭代次数：{it} 损失：{v}",
    "Chinese, no space": lambda it, v: f"第{it}次迭代,损失为{v}",
    "a tuple": lambda it, v: f"({it}, np.float64({v}))",
    "a list": lambda it, v: f"[{it}, {v}]",
    "comma-separated": lambda it, v: f"{it},{v}",
    "of a total": lambda it, v: f"Epoch [{it}/500] - loss={v}",
    "loss first": lambda it, v: f"loss {v} at step {it}",
    "with a time": lambda it, v: f"step {it} time {0.5 + it % 7 / 10}s loss {v}",
    "with a learning rate": lambda it, v: f"{it}: lr 1e-06, loss {v}",
    "a time in brackets": lambda it, v: f"[{it / 7:.2f}s] iter {it} loss {v}",
    "a counter in brackets": lambda it, v: f"[{it}] {v}",
    "a 1x1 array": lambda it, v: f"{it} [[{v}]]",
}


@pytest.mark.parametrize("name", FORMATS)
def test_counter_and_loss_are_read_from(name):
    losses = read("\n".join(FORMATS[name](it, v) for it, v in zip(STEPS, CURVE, strict=True)))
    assert tuple(CURVE) == losses.values
    assert tuple(STEPS) == losses.steps


def test_losses_without_a_counter_have_no_steps():
    losses = read("\n".join(str(v) for v in CURVE))
    assert (tuple(CURVE), None) == (losses.values, losses.steps)


def test_counter_and_loss_on_two_lines_without_words_belong_together():
    losses = read("\n".join(f"{it}\n{v}" for it, v in zip(STEPS, CURVE, strict=True)))
    assert (tuple(CURVE), tuple(STEPS)) == (losses.values, losses.steps)


def test_counter_and_loss_on_two_lines_with_words_belong_together():
    losses = read("\n".join(f"Epoch {it + 1}\n  loss = {v}" for it, v in zip(STEPS, CURVE, strict=True)))
    assert (tuple(CURVE), tuple(range(1, 501))) == (losses.values, losses.steps)


def test_every_fiftieth_step_is_read_with_its_counter():
    losses = read("\n".join(f"{it} {CURVE[it]}" for it in range(0, 500, 50)))
    assert tuple(range(0, 500, 50)) == losses.steps


def test_shapes_weights_and_talk_around_the_losses_are_set_aside():
    weights = str(np.random.default_rng(0).standard_normal((50, 8)))
    losses = "\n".join(f"{it} {v}" for it, v in zip(STEPS, CURVE, strict=True))
    before = f"(64, 1000)\n(64, 10)\nx is (64, 1000)\n{weights}"
    said = f"{before}\n{losses}\ndone in 3.2 s\nw1: {weights}\nmin 1.0 max 2.0"
    assert (tuple(CURVE), tuple(STEPS)) == (read(said).values, read(said).steps)


def test_weights_printed_at_every_step_are_set_aside():
    rng = np.random.default_rng(0)
    lines = [f"{it} {v}\n{rng.standard_normal((1000, 100))}" for it, v in zip(STEPS, CURVE, strict=True)]
    assert tuple(CURVE) == read("\n".join(lines)).values


def test_the_ten_losses_repeated_at_the_end_are_not_counted_twice():
    lines = [f"{it} {v}" for it, v in zip(STEPS, CURVE, strict=True)]
    assert tuple(CURVE) == read("\n".join([*lines, "last ten:", *lines[-10:]])).values


def test_two_trainings_give_the_first_of_the_longest_and_are_counted():
    once = "".join(f"{it} {v}\n" for it, v in zip(STEPS, CURVE, strict=True))
    again = once.replace(" ", " 1")
    assert (tuple(CURVE), 2) == (read(once + again).values, read(once + again).trainings)
    assert (tuple(CURVE), 2) == (
        read("0 5.0\n1 4.0\n" + once).values,
        read("0 5.0\n1 4.0\n" + once).trainings,
    )
    assert read(once).trainings == 1


def test_lines_with_other_words_are_not_taken_for_losses_that_have_none():
    lines = [
        "".join(f"debug {n} {it + n / 7}\n" for n in range(14)) + f"{it} {v}\nw1 norm {317 - it / 500}"
        for it, v in zip(STEPS, CURVE, strict=True)
    ]
    assert (tuple(CURVE), tuple(STEPS)) == (read("\n".join(lines)).values, read("\n".join(lines)).steps)


def test_other_columns_that_may_be_the_losses_are_offered_after_the_likeliest():
    lines = [f"error {v / 7}\n{it} norm {v / 9} cost {v}" for it, v in zip(STEPS, CURVE, strict=True)]
    found = {tuple(losses.values) for losses in readings("\n".join(lines))}
    assert found == {tuple(CURVE), tuple(v / 7 for v in CURVE), tuple(v / 9 for v in CURVE)}
    assert readings("hello") == [Losses()]


def test_a_list_of_losses_is_read_when_nothing_else_was_printed():
    assert tuple(CURVE[-10:]) == read(f"the last ten: {CURVE[-10:]}").values


def test_a_numpy_array_of_losses_wrapped_over_lines_is_read():
    assert len(read(f"losses\n{np.array(CURVE[-10:])}\nbye")) == 10


def test_a_progress_bar_that_rewrites_its_line_is_read():
    lines = [f"\r{it:3d}% |{'█' * (it // 50)}| {it}/500 loss={v}" for it, v in zip(STEPS, CURVE, strict=True)]
    assert tuple(CURVE) == read("".join(lines)).values


@pytest.mark.parametrize("suppress", [False, True])
def test_an_array_of_step_and_loss_on_each_line_is_read(suppress):
    with np.printoptions(suppress=suppress):
        lines = [str(np.array([it, v])) for it, v in zip(STEPS, CURVE, strict=True)]
    losses = read("\n".join(lines))
    assert tuple(STEPS) == losses.steps
    pairs = zip(losses.values, CURVE, losses.units, strict=True)
    assert all(abs(got - v) <= unit for got, v, unit in pairs)


def test_arrays_of_two_numbers_that_do_not_count_are_no_losses():
    assert Losses() == read("\n".join(str(np.array([v, v / 2])) for v in CURVE))
    lines = [f"{np.array([v, v / 2])}\n{it} {v}" for it, v in zip(STEPS, CURVE, strict=True)]
    assert [tuple(CURVE)] == [losses.values for losses in readings("\n".join(lines))]


def test_losses_all_on_one_line_are_read():
    losses = read(" ".join(f"{it} {v}" for it, v in zip(STEPS, CURVE, strict=True)))
    assert (tuple(CURVE), tuple(STEPS)) == (losses.values, losses.steps)


def test_commas_between_thousands_are_understood():
    losses = read("\n".join(f"{it}: {v:,.3f}" for it, v in zip(STEPS, CURVE, strict=True)))
    assert [round(v, 3) for v in CURVE] == list(losses.values)


def test_nan_and_inf_are_losses_too():
    losses = read("0 28000000.0\n1 5e300\n2 inf\n3 nan\n4 NaN\n5 Infinity")
    assert [math.isfinite(v) for v in losses.values] == [True, True, False, False, False, False]


def test_the_precision_that_was_printed_is_one_unit_of_the_last_place():
    assert read("498 1.3e-05\n499 1.2e-05").units == (1e-06, 1e-06)
    assert read("loss: 0.13\nloss: 0.12").units == (0.01, 0.01)


def test_output_without_losses_gives_none():
    for said in ("", "hello", "(64, 1000)\n(64, 10)", "Epoch 1\nEpoch 2\nEpoch 3", "[[0.1 0.2]\n [0.3 0.4]]"):
        assert Losses() == read(said)


def test_the_last_ten_keep_their_steps():
    losses = read("\n".join(f"{it} {v}" for it, v in zip(STEPS, CURVE, strict=True))).last(10)
    assert (tuple(CURVE[-10:]), tuple(range(490, 500))) == (losses.values, losses.steps)


@pytest.mark.parametrize(
    "unit", ["1 ", "9", "1e", "[", "[1\n", "1,234,", "-.", "nan ", "0e999999 ", "a1\n1 2\n"]
)
def test_a_megabyte_of_anything_is_read_in_two_seconds(unit):
    start = time.process_time()
    read(unit * (2**20 // len(unit)))
    assert time.process_time() - start < 2


@given(st.text(alphabet="0123456789.eE+-,[]() \n\rnaif损失loss:", max_size=300))
def test_no_output_makes_the_reader_raise(said):
    losses = read(said)
    assert len(losses.values) == len(losses.units)
