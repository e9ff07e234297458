"""Arrays are found by their shape wherever a script keeps them, under the names that a student knows."""

import types

import numpy as np
import pytest

from gradecheck.wall.variables import ARRAYS, by_shape, variables

A, B = np.zeros((2, 5)), np.zeros((5, 3))


@pytest.fixture
def own(monkeypatch):
    """An object of a class that was written in the script."""

    class Net:
        """Says nothing about its attributes to those who ask politely."""

        def __getattribute__(self, name):
            raise RuntimeError(name)

    monkeypatch.setattr(Net, "__module__", "__main__")
    net = Net()
    object.__getattribute__(net, "__dict__").update(W=A, layers=[{"b": B}])
    return net


def test_arrays_in_dicts_lists_and_the_scripts_own_objects_have_the_names_of_their_places(own):
    spaces = [{"p": {"W": A}, "both": (A, B), "net": own}]
    assert list(by_shape(spaces, [(2, 5), (5, 3)])) == [
        "p['W']",
        "both[0]",
        "both[1]",
        "net.W",
        "net.layers[0]['b']",
    ]


def test_a_transposed_array_is_found_and_one_of_another_shape_is_not():
    assert list(by_shape([{"t": A.T, "other": np.zeros((2, 4))}], [(2, 5)])) == ["t"]


def test_nothing_is_found_if_one_shape_is_missing():
    assert by_shape([{"a": A}], [(2, 5), (5, 3)]) == {}


def test_the_innermost_variable_of_a_name_counts():
    assert by_shape([{"a": A}, {"a": A + 1}], [(2, 5)])["a"] is A


def test_no_more_than_so_many_arrays_are_taken_and_a_loop_of_lists_ends():
    endless = []
    endless.append(endless)
    spaces = [{"endless": endless} | {f"a{n}": A for n in range(100)}]
    assert len(by_shape(spaces, [(2, 5)])) == ARRAYS


def test_modules_and_strangers_are_not_looked_into():
    names = [name for name, _ in variables([{"m": types.ModuleType("m"), "n": np, "__doc__": "x"}])]
    assert names == ["m", "n"]
