"""What a script's variables hold: arrays by their shape, wherever they are kept.

They go by the names that a student knows: ``net.W1``, ``params['W1']`` and ``weights[0]`` are such names.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

#: how deep objects, dicts and lists are looked into, how many entries of each, and how many arrays are kept
DEPTH, ENTRIES, ARRAYS = 3, 20, 20
#: characters of a name
NAME = 60


def variables(spaces: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Every variable of the name spaces by its name, the innermost first, and what is kept inside of it."""
    for space in spaces:
        for name, value in list(space.items()):
            if not name.startswith("__"):
                yield from _inside(name, value, DEPTH)


def by_shape(spaces: Sequence[Mapping[str, Any]], shapes: Sequence[Sequence[int]]) -> dict[str, Any]:
    """The numeric arrays of the shapes asked for, or transposed; nothing if there is none of some shape."""
    wanted = {tuple(shape) for shape in shapes}
    found: dict[str, Any] = {}
    seen = set()
    for name, value in variables(spaces):
        if is_array(value) and name not in found and len(found) < ARRAYS:
            shape = value.shape if value.shape in wanted else value.shape[::-1]
            if shape in wanted:
                found[name[:NAME]] = value
                seen.add(shape)
    return found if seen == wanted else {}


def is_array(value: Any) -> bool:
    """Whether a value is an array of real numbers; an object of the script is not asked what it is."""
    return issubclass(type(value), np.ndarray) and value.dtype.kind in "fiu"


def _inside(name: str, value: Any, depth: int) -> Iterator[tuple[str, Any]]:
    yield name, value
    for inner, item in _entries(name, value) if depth else ():
        yield from _inside(inner, item, depth - 1)


def _entries(name: str, value: Any) -> list[tuple[str, Any]]:
    """What a dict, list, tuple or one of the script's own objects holds."""
    if type(value) is dict:
        return [(f"{name}[{key!r}]", item) for key, item in list(value.items())[:ENTRIES] if type(key) is str]
    if type(value) in {list, tuple}:
        return [(f"{name}[{n}]", item) for n, item in enumerate(value[:ENTRIES])]
    if type(value).__module__ == "__main__" and isinstance(attributes := _attributes(value), dict):
        return [(f"{name}.{key}", item) for key, item in list(attributes.items())[:ENTRIES]]
    return []


def _attributes(value: Any) -> Any:
    """An object's own attributes, past anything that its class says about them."""
    try:
        return object.__getattribute__(value, "__dict__")
    except AttributeError:
        return None
