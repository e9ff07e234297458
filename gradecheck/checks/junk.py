"""Answers that no right answer looks like: what a judge must refuse, and survive."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from gradecheck.model import Strange
from gradecheck.numerics.tree import mapped

#: from a right answer and the arguments of its call to junk of one kind
Maker = Callable[[Any, tuple[Any, ...]], Any]

#: the same whatever was asked
_CONSTANTS: dict[str, Any] = {
    "None": None,
    "True": True,
    "a text": "2*x",
    "an empty text": "",
    "an empty list": [],
    "a ragged list": [[1.0], [2.0, 3.0]],
    "a nested list": [[[[[[]]]]]],
    "NaN": float("nan"),
    "infinity": float("inf"),
    "0": 0.0,
    "1": 1.0,
    "-1": -1,
    "2**63": 2**63,
    "10**400": 10**400,
    "an empty array": np.empty(0),
    "an array of objects": np.array([None, "x"], dtype=object),
    "an array of texts": np.array(["1.0"]),
    "a date": np.array("2020-11-20", dtype="datetime64[D]"),
    "something strange": Strange("dict"),
    "a pair of Nones": (None, None),
}


def _filled(number: float) -> Maker:
    return lambda answer, _: mapped(lambda leaf: np.full(np.shape(leaf), number)[()], answer)


def _each(change: Callable[[np.ndarray[Any, Any]], Any]) -> Maker:
    return lambda answer, _: mapped(lambda leaf: change(np.asarray(leaf)), answer)


#: of the right answer's shape
_FILLED: dict[str, Maker] = {
    "zeros": _filled(0.0),
    "ones": _filled(1.0),
    "NaN throughout": _filled(float("nan")),
    "infinity throughout": _filled(float("inf")),
}

#: made from the right answer; where there is nothing to disguise, they may be right
DISGUISES: dict[str, Maker] = {
    "the right answer with one more axis in front": _each(lambda a: a[np.newaxis]),
    "the right answer with one more axis behind": _each(lambda a: a[..., np.newaxis]),
    "the right answer twice": _each(lambda a: np.stack([a, a])),
    "one number for all entries": _each(lambda a: np.mean(a) if a.dtype.kind in "iufc" and a.size else a),
    "the right answer cut to whole numbers": _each(lambda a: a.astype(int) if a.dtype.kind == "f" else a),
    "the right answer as complex numbers": _each(lambda a: a + 0j if a.dtype.kind == "f" else a),
    "the right answer as text": _each(lambda a: a.astype(str)),
    "the right answer as objects": _each(lambda a: a.astype(object) if a.ndim else None),
    "whether the entries are not 0": _each(lambda a: a.astype(bool)),
    "the right answer in a list": lambda answer, _: [answer],
    "the right answer and None": lambda answer, _: (answer, None),
}


def makers(arguments: int) -> Iterator[tuple[str, Maker]]:
    """Junk of every kind by name, for calls with so many arguments."""
    yield from ((name, _constant(value)) for name, value in _CONSTANTS.items())
    yield from _FILLED.items()
    yield from DISGUISES.items()
    yield from ((f"argument {i + 1} echoed", _echo(i)) for i in range(arguments))


def _constant(value: Any) -> Maker:
    return lambda *_: value


def _echo(number: int) -> Maker:
    return lambda _, arguments: arguments[number]
