"""A script's lines are traced until one step of its training has been seen, and no longer."""

import textwrap

import numpy as np
import pytest

from gradecheck.model import Limits, Source
from gradecheck.wall.host import raise_wall

ROLES, SHAPES = ("x", "v", "w"), ((3, 4), (4, 5), (5, 2))
START = """\
import sys
import numpy as np
x, v, w = np.ones((3, 4)), np.zeros((4, 5)), np.zeros((5, 2))
"""
LOOP = """\
for it in range(6):
    seen = sys.gettrace() is not None
    v += 1
    w += 2
    traced.append(seen)
"""


@pytest.fixture(scope="module")
def wall():
    with raise_wall("auto") as raised:
        yield raised


@pytest.fixture
def run(wall):
    """The run of a script whose trained arrays are v and w: ``run(text)``."""

    def ran(text):
        source = Source("hw.py", {"hw.py": (START + textwrap.dedent(text)).encode()})
        with wall.open(source, Limits(seconds=20)) as worker:
            return worker.run(ROLES, b"salt", 20, SHAPES)

    return ran


def values(got):
    """What v and w are made of in each snapshot."""
    return [(s.arrays["v"].flat[0], s.arrays["w"].flat[0]) for s in got.snapshots]


def test_the_first_step_is_seen_without_any_print_and_then_the_end(run):
    got = run("traced = []\n" + LOOP)
    assert [(0, 0), (1, 2), (6, 12)] == values(got)
    assert [0, 0, 0] == [snapshot.printed for snapshot in got.snapshots]


def test_tracing_ends_when_a_step_has_been_seen(run):
    assert (
        "[True, True, False, False, False, False]\n" == run("traced = []\n" + LOOP + "print(traced)").output
    )


def test_tracing_ends_when_two_prints_have_shown_a_change(run):
    """That came first: both are of the prints."""
    got = run("traced = []\nprint('a')\nv += 1\nprint('b')\n" + LOOP + "print(traced)")
    assert got.output.endswith("[False, False, False, False, False, False]\n")
    assert [(0, 0), (1, 0), (7, 12)] == values(got)
    assert got.snapshots[0].printed < got.snapshots[1].printed


def test_tracing_is_given_up_after_many_lines(run):
    got = run("for n in range(20000): pass\ntraced = []\n" + LOOP + "print(traced)")
    assert "[False, False, False, False, False, False]\n" == got.output


def test_a_tracer_of_the_scripts_own_is_left_alone(run):
    own = "def tracer(*_): return None\nsys.settrace(tracer)\ntraced = []\n"
    got = run(own + LOOP + "print(sys.gettrace() is tracer, sys._getframe().f_trace)\n")
    assert "True None\n" == got.output
    assert [(0, 0), (1, 2), (6, 12)] == values(got)


def test_weights_moved_column_by_column_are_seen_when_all_have_moved(run):
    columns = "for it in range(6):\n    for n in range(5): v[:, n] += 1\n    for n in range(5): w[n] += 2\n"
    assert [(0, 0), (1, 2), (6, 12)] == values(run(columns))


def test_one_array_that_moves_alone_is_seen_in_the_end(run):
    assert [(0, 0), (0, 2), (0, 12)] == values(run("for it in range(6):\n    w += 2\n"))


def test_what_is_set_up_before_the_training_is_no_step(run):
    assert [(5, 7), (6, 9), (11, 19)] == values(run("v += 5\nw = w + 7\ntraced = []\n" + LOOP))


def test_arrays_by_other_names_are_seen_by_their_shapes(run):
    got = run("a, b = v, w\nv = w = None\nfor it in range(6):\n    a += 1\n    b += 2\n")
    assert [(0, 0), (1, 2), (6, 12)] == [
        (s.arrays["a"].flat[0], s.arrays["b"].flat[0]) for s in got.snapshots
    ]


def test_what_is_seen_is_a_copy(run):
    """Weights that change in place do not change what was seen of them."""
    first, second, _ = run("traced = []\n" + LOOP).snapshots
    assert np.array_equal(first.arrays["v"], np.zeros((4, 5)))
    assert np.array_equal(second.arrays["v"], np.ones((4, 5)))
