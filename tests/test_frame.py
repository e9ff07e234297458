"""Frames: what is written is read again, and nothing else is read."""

import json
from collections import namedtuple

import hypothesis.extra.numpy as hnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradecheck.wall import frame, tree

NUMBERS = st.sampled_from(list(tree.DTYPES.values()))
ARRAYS = NUMBERS.flatmap(
    lambda dtype: hnp.arrays(dtype, hnp.array_shapes(min_dims=0, min_side=0, max_side=4))
)
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.complex_numbers()
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    | st.lists(st.floats(), min_size=tree.PACKED + 1, max_size=20)
    | st.lists(st.integers(-(2**63), 2**63 - 1), min_size=tree.PACKED + 1, max_size=20)
    | ARRAYS
)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.tuples(inner, inner), max_leaves=8
)


def same(one, other):
    """Equal in kind, and bit for bit, NaN included."""
    if type(one) is not type(other):
        return False
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, np.ndarray):
        return (one.dtype, one.shape, one.tobytes()) == (other.dtype, other.shape, other.tobytes())
    if isinstance(one, (float, complex)):
        return np.array(one).tobytes() == np.array(other).tobytes() or repr(one) == repr(other)
    return one == other


def written(trees, body=b"", head=None):
    """A frame made by hand."""
    header = json.dumps({"head": head or {}, "values": trees}).encode()
    return frame.PREFIX.pack(len(header), len(body)) + header + body


@given(st.lists(VALUES, max_size=4))
def test_what_is_written_is_read_again(values):
    """Reading a frame gives its head and its values, bit for bit."""
    data = frame.pack({"is": "test"}, values)
    head, read = frame.unpack(data, {}, bounded=False)
    assert head == {"is": "test"}
    assert same(values, read)
    assert frame.size(data[: frame.PREFIX.size]) == len(data)


@given(st.lists(VALUES, min_size=1, max_size=2), st.data())
def test_a_damaged_frame_is_read_or_malformed(values, data):
    """Whichever bytes are changed, reading a frame gives values or ``Malformed``, and no other error."""
    whole = bytearray(frame.pack({}, values))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    try:
        frame.unpack(bytes(whole[:cut] if data.draw(st.booleans()) else whole), {"s": str})
    except frame.Malformed:
        return


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_malformed(data):
    """Bytes that nobody wrote as a frame give ``Malformed``."""
    with pytest.raises(frame.Malformed):
        frame.unpack(data, {"s": str})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("tlnzasbdf"), inner, max_size=2)
    ),
    max_leaves=10,
)


@given(st.lists(JSON, max_size=3), st.binary(max_size=40))
def test_any_trees_are_read_or_malformed(trees, body):
    """Trees of any shape, with any body, give plain values or ``Malformed``."""
    try:
        _, values = frame.unpack(written(trees, body), {"s": str})
    except frame.Malformed:
        return
    assert len(values) == len(trees)


@pytest.mark.parametrize(
    "trees",
    [
        [{"a": ["<f8", [2**41]]}],
        [{"a": ["<f8", [2**40, 2**40]]}],
        [{"a": ["<f8", [-1]]}],
        [{"a": ["<f8", [1] * 33]}],
        [{"a": ["<f8", [1]]}, {"a": ["<f8", [0, 2**25 + 1]]}],
        [{"a": ["<f8", [1]]}, {"a": ["<f8", [0, 2**13, 2**13]]}],
        [{"a": ["<f8", [True]]}],
        [{"a": ["|O", [1]]}],
        [{"a": ["|S8", [1]]}],
        [{"a": [["<f8"], [1]]}],
        [{"a": ["<f8", [1]], "t": []}],
        [{"n": ["<f8", 2]}],
        [{"n": ["|O", 1]}],
        [{"n": ["<f8", -1]}],
        [{"z": [1.0]}],
        [{"z": ["1", "2"]}],
        [{"s": "int"}],
        [{"b": 8}],
        [{"t": 5}],
        [{}],
        [2**63],
        [],
    ],
    ids=str,
)
def test_a_tree_that_promises_something_else_is_malformed(trees):
    """Eight bytes of body are one float64, whatever a header promises; further kinds must be allowed."""
    with pytest.raises(frame.Malformed):
        frame.unpack(written(trees, bytes(8)), {})


def test_headers_that_exhaust_a_parser_are_malformed():
    """Deep nesting, endless digits and too many values end in ``Malformed``."""
    deep = b'{"head":{},"values":' + b"[" * 60000 + b"]" * 5000
    digits = b'{"head":{},"values":[' + b"9" * 60000 + b"]}"
    for header in (deep, digits):
        with pytest.raises(frame.Malformed):
            frame.unpack(frame.PREFIX.pack(len(header), 0) + header, {})
    with pytest.raises(frame.Malformed, match="too many values"):
        frame.unpack(written([0] * 2001), {})
    nested = 0
    for _ in range(11):
        nested = {"t": [nested]}
    with pytest.raises(frame.Malformed, match="too many values"):
        frame.unpack(written([nested]), {})


def test_a_length_beyond_the_limit_is_refused_before_anything_is_read():
    """A prefix that announces a larger header or body than allowed is malformed."""
    with pytest.raises(frame.Malformed):
        frame.size(frame.PREFIX.pack(10, 101), limit=100)
    with pytest.raises(frame.Malformed):
        frame.size(frame.PREFIX.pack(frame.HEADER_LIMIT + 1, 0), limit=100)
    assert frame.size(frame.PREFIX.pack(10, 100), limit=100) == frame.PREFIX.size + 110


def test_bools_are_zero_or_one_whatever_the_bytes_are():
    """A byte 255 of a bool array is True like any other, not a bool that equals neither."""
    _, (read,) = frame.unpack(written([{"a": ["|b1", [3]]}], b"\x00\x01\xff"), {})
    assert read.tobytes() == b"\x00\x01\x01"


def test_what_arrives_is_a_plain_array_of_its_own():
    """Subclasses, masks and byte orders stay behind; long doubles become doubles; it can be written to."""
    big = np.arange(3, dtype=">f8")
    masked, matrix = np.ma.masked_array([1.0, 2.0], [0, 1]), np.ones((1, 1)).view(np.matrix)
    values = [matrix, masked, big, np.longdouble(0.5), np.float32(2)]
    _, read = frame.unpack(frame.pack({}, values), {})
    assert [type(value) for value in read] == [np.ndarray] * 5
    assert [value.dtype.str for value in read] == ["<f8", "<f8", "<f8", "<f8", "<f4"]
    assert read[1].tolist() == [1.0, 2.0]
    assert read[2].tolist() == [0.0, 1.0, 2.0]
    read[2][0] = 5


def test_a_subclass_of_a_number_or_a_tuple_arrives_as_the_plain_kind():
    """A named tuple is a tuple, and a numpy float an array without axes."""
    point = namedtuple("point", "x y")  # noqa: PYI024 -- the kind that students use
    _, (read,) = frame.unpack(frame.pack({}, [point(1, 2.0)]), {})
    assert (type(read), read) == (tuple, (1, 2.0))


def test_what_cannot_be_written_is_a_type_error_unless_somebody_else_writes_it():
    """An object has no tree of its own; ``other`` may give it one."""
    with pytest.raises(TypeError, match="a set cannot cross the wall"):
        frame.pack({}, [{1}])
    data = frame.pack({}, [{1}, 2**70, "x" * 5000], lambda value, write: {"s": type(value).__name__})
    assert frame.unpack(data, {"s": lambda kind: kind.upper()}) == ({}, ["SET", "INT", "STR"])


def test_nothing_is_copied_of_an_array_that_is_too_large():
    """A view of 10**12 elements is refused by its size alone."""
    endless = np.broadcast_to(0.0, (10**6, 10**6))
    with pytest.raises(frame.TooLarge):
        frame.pack({}, [endless], limit=1 << 20)


def test_a_value_that_contains_itself_or_too_many_others_is_too_large():
    """The writer ends where the reader would."""
    loop = []
    loop.append(loop)
    with pytest.raises(frame.TooLarge):
        frame.pack({}, [loop])
    with pytest.raises(frame.TooLarge):
        frame.pack({}, [[None] * 2001], limit=1 << 20)
    with pytest.raises(frame.TooLarge):
        frame.pack({"text": "x" * frame.HEADER_LIMIT}, limit=1 << 20)


def test_lone_surrogates_do_not_survive():
    """A string that cannot be printed is read as one that can."""
    _, (read,) = frame.unpack(written(["a\ud800b"]), {})
    assert read == "a?b"
