"""What a worker states is read strictly: what it may not say is malformed, what it says is harmless."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradecheck.model import Absent, Died, Raised, Returned, Snapshot
from gradecheck.wall import answers, frame

FILES = {"hw.py": b"x = 1\ny = 2\n"}


@pytest.mark.parametrize(
    ("head", "values", "outcome"),
    [
        ({"is": "returned", "changed": True}, [5], Returned(5, changed=True)),
        ({"is": "absent", "found": False}, [], Absent()),
        ({"is": "absent", "found": True}, [], Absent(found=True)),
        ({"is": "too-large"}, [], Died("died-reply")),
        (
            {"is": "raised", "kind": "KeyError", "line": 2, "file": "hw.py"},
            [],
            Raised("KeyError", 2, file="hw.py"),
        ),
        ({"is": "raised", "kind": "pass"}, [], Raised("Exception")),
        ({"is": "raised", "kind": "int"}, [], Raised("Exception")),
        ({"is": "raised", "kind": ["KeyError"]}, [], Raised("Exception")),
        ({"is": "raised", "kind": "KeyError", "line": 10**9, "file": "hw.py"}, [], Raised("KeyError")),
        ({"is": "raised", "kind": "KeyError", "line": True, "file": "hw.py"}, [], Raised("KeyError")),
        ({"is": "raised", "kind": "KeyError", "line": 1, "file": "../key.py"}, [], Raised("KeyError")),
        ({"is": "raised", "kind": "KeyError", "line": 1, "file": ["hw.py"]}, [], Raised("KeyError")),
        ({"is": "raised", "kind": "KeyError", "text": {"a": 1}}, [], Raised("KeyError")),
        ({"is": "raised", "kind": "OSError", "forbidden": "files"}, [], Raised("OSError", forbidden="files")),
        ({"is": "raised", "kind": "OSError", "forbidden": "points"}, [], Raised("OSError")),
        ({"is": "raised", "kind": "OSError", "forbidden": ["files"]}, [], Raised("OSError")),
    ],
)
def test_a_reply_becomes_an_outcome(head, values, outcome):
    """Kinds, lines, files and reasons count only if they exist."""
    assert answers.outcome(head, values, FILES) == outcome


@pytest.mark.parametrize(
    ("head", "values"),
    [
        ({}, []),
        ({"is": "verdict", "verdict": "pass"}, []),
        ({"is": "returned", "changed": False}, []),
        ({"is": "returned", "changed": False}, [1, 2]),
        ({"is": "returned", "changed": 0}, [1]),
        ({"is": "returned"}, [1]),
        ({"is": "raised", "kind": "KeyError"}, [1]),
        ({"is": "absent", "found": True}, [1]),
        ({"is": "absent"}, []),
        ({"is": "absent", "found": 1}, []),
        ({"is": ["absent"]}, []),
    ],
)
def test_a_reply_that_says_something_else_is_malformed(head, values):
    """There is no word for a verdict, and no part may be missing or too much."""
    with pytest.raises(frame.Malformed):
        answers.outcome(head, values, FILES)


def test_a_snapshot_has_a_name_for_every_array():
    """Names may be a student's own; they are made harmless."""
    array = np.ones(2)
    got = answers.snapshot({"is": "snapshot", "printed": 3, "names": ["net.w\x1b1"]}, [array])
    assert got == Snapshot(3, {"net.w 1": array})


@pytest.mark.parametrize(
    "head",
    [
        {"printed": 3, "names": "x"},
        {"printed": 3, "names": [1]},
        {"printed": 3, "names": ["x", "y"]},
        {"printed": -1, "names": ["x"]},
        {"printed": True, "names": ["x"]},
        {"printed": 1.0, "names": ["x"]},
    ],
    ids=str,
)
def test_a_snapshot_that_does_not_fit_together_is_malformed(head):
    """One name for one array, and a count of characters."""
    with pytest.raises(frame.Malformed):
        answers.snapshot(head, [np.ones(1)])


@given(st.text(max_size=600))
def test_words_are_harmless(text):
    """One line, printable, at most 300 characters; saying it again changes nothing."""
    said = answers.harmless(text)
    assert len(said) <= 300
    assert all(c.isprintable() for c in said)
    assert answers.harmless(said) == said
    said.encode("utf-8")
