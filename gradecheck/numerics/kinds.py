"""What a value is, in words that stand in a message: "an array of numbers", "a tuple of 2"."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gradecheck.model import Text

Words = str | Text

_ONE = {
    "b": Text("True or False", "True 或 False"),
    "i": Text("a whole number", "一个整数"),
    "f": Text("a number", "一个数"),
    "c": Text("a complex number", "一个复数"),
    "U": Text("a text", "一段文字"),
}
_MANY = {
    "b": Text("an array of True and False", "由 True 和 False 组成的数组"),
    "i": Text("an array of whole numbers", "由整数组成的数组"),
    "f": Text("an array of numbers", "由数组成的数组"),
    "c": Text("an array of complex numbers", "由复数组成的数组"),
}
_STRANGE_ARRAY = Text("an array that is not of numbers", "不是由数组成的数组")


def expected(leaf: Any) -> Words:
    """What a key's leaf or tree asks for."""
    return "None" if leaf is None else described(np.bool_(leaf) if isinstance(leaf, bool) else leaf)


def described(value: Any) -> Words:
    """What an answer is; ``None``, ``True`` and ``False`` by themselves, anything unknown by its name."""
    if value is None or isinstance(value, bool):
        return str(value)
    if isinstance(value, tuple):
        return Text(f"a tuple of {len(value)}", f"有 {len(value)} 项的元组")
    if isinstance(value, list):
        return Text(f"a list of {len(value)}", f"有 {len(value)} 项的列表")
    if isinstance(value, int):
        return _ONE["i"]
    if isinstance(value, (np.ndarray, np.generic, float, complex, str)):
        array = np.asarray(value)
        kind = "i" if array.dtype.kind == "u" else array.dtype.kind
        return (_MANY if array.ndim else _ONE).get(kind, _STRANGE_ARRAY)
    return str(getattr(value, "kind", type(value).__name__))


def as_array(answer: Any) -> NDArray[Any] | None:
    """A number, an array, or a rectangular list of them as an array of bools or numbers; else None."""
    if isinstance(answer, np.ndarray):
        array = answer
    elif isinstance(answer, (bool, int, float, complex, np.generic, tuple, list)):
        if _has_text(answer):  # numpy would make texts of all numbers, each as long as the longest
            return None
        try:
            array = np.array(answer)
        except (ValueError, TypeError, OverflowError):  # ragged, or of things that are not numbers
            return None
    else:
        return None
    return array if array.dtype.kind in "biufc" else None


def _has_text(answer: Any) -> bool:
    """Whether there is a text in a tree of lists and tuples."""
    if isinstance(answer, (tuple, list)):
        return any(isinstance(one, (str, tuple, list)) and _has_text(one) for one in answer)
    return isinstance(answer, str)
