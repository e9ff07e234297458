"""What may happen to a value by mistake: one step too many, one left out, another in its place.

Each step is a clause and a function; a value that cannot take a step makes it raise or answer with what is
not finite, and whoever takes it looks for both.
"""

from collections.abc import Callable
from math import factorial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gradecheck.model import Text

Array = NDArray[Any]
#: a clause, and what it does to a value
Step = tuple[Text, Callable[[Array], Any]]


def _vector(array: Array) -> Array:
    """A vector, a row or a column as a vector; raises for anything else."""
    if array.ndim not in (1, 2) or array.size != max(array.shape):
        raise ValueError("not a vector")
    return array.ravel()


def _matrix(array: Array) -> Array:
    if array.ndim != 2:
        raise ValueError("not a matrix")
    return array


def _square(array: Array) -> Array:
    if array.ndim != 2 or array.shape[0] != array.shape[1]:
        raise ValueError("not a square matrix")
    return array


def _moved(array: Array, by: int) -> Array:
    """The entries of a vector moved on by some places, zeros where there is none."""
    vector, zeros = _vector(array), np.zeros(abs(by))
    moved = np.append(vector[-by:], zeros) if by < 0 else np.append(zeros, vector[:-by])
    return np.reshape(moved, array.shape)


def _kept(array: Array, index: int) -> Array:
    """One row (or entry), zeros instead of the others."""
    kept = np.zeros_like(array)
    kept[index] = array[index]
    return kept


def _lost(array: Array, index: int) -> Array:
    """Zero in the place of one row (or entry)."""
    lost = np.array(array)
    lost[index] = 0
    return lost


def _by_factorials(array: Array, first: int, power: int) -> Array:
    factorials = [float(factorial(first + k)) ** power for k in range(array.size)]
    return np.asarray(_vector(array) * np.array(factorials))


def _largest(array: Array) -> Array:
    """The sign of the largest entry in its place, zeros elsewhere."""
    sizes = np.abs(_vector(array))
    return np.where(sizes == sizes.max(), np.sign(array.ravel()), 0.0)


def _like(array: Array, value: Any) -> Array:
    """An array of that shape, filled with what broadcasts to it."""
    return np.array(np.broadcast_to(value, array.shape))


#: what happens to a result, and to a value on the way to it
REDUCED: tuple[Step, ...] = (
    (Text("all entries are summed up", "把所有元素加了起来"), np.sum),
    (Text("the rows are summed up", "把各行加了起来"), lambda a: a.sum(axis=0)),
    (Text("the columns are summed up", "把各列加了起来"), lambda a: a.sum(axis=1)),
    (Text("only the trace is taken", "只取了迹"), lambda a: np.trace(_square(a))),
    (Text("only the diagonal is taken", "只取了对角线"), lambda a: np.diagonal(_matrix(a))),
    (
        Text("a vector is put on the diagonal of a matrix", "把向量放到了矩阵的对角线上"),
        lambda a: np.diag(_vector(a)),
    ),
    (Text("the result is divided by its length", "结果除以了自身的长度"), lambda a: a / np.linalg.norm(a)),
    (
        Text("the result is divided by the sum of the absolute values", "结果除以了各元素绝对值之和"),
        lambda a: a / np.abs(a).sum(),
    ),
    (Text("the length of the result is returned", "返回的是结果的长度"), np.linalg.norm),
    (Text("the result is inverted", "结果被求了逆"), lambda a: np.linalg.inv(_square(a))),
    (Text("the result is inverted", "结果被求了逆"), lambda a: np.linalg.pinv(_matrix(a))),
    (Text("the entries are in reverse order", "各元素的次序颠倒了"), lambda a: a[::-1]),
    (Text("the columns are in reverse order", "各列的次序颠倒了"), lambda a: a[:, ::-1]),
    (
        Text("the rows and the columns are in reverse order", "各行各列的次序都颠倒了"),
        lambda a: _matrix(a)[::-1, ::-1],
    ),
    (Text("the entries are moved on by one place", "各元素后移了一位"), lambda a: np.roll(_vector(a), 1)),
    (Text("the entries are moved back by one place", "各元素前移了一位"), lambda a: np.roll(_vector(a), -1)),
    (Text("the last entry is missing", "少了最后一个元素"), lambda a: a[:-1]),
    (Text("the first entry is missing", "少了第一个元素"), lambda a: a[1:]),
    (Text("every entry is squared", "每个元素都被平方了"), np.square),
    (Text("the root of every entry is taken", "每个元素都被开了方"), np.sqrt),
    (Text("the reciprocal of every entry is taken", "每个元素都取了倒数"), lambda a: 1.0 / a),
    (Text("the signs are lost", "符号丢失了"), np.abs),
    (Text("only the signs are left", "只剩下了符号"), np.sign),
    (Text("negative entries are set to zero", "负的元素被置为零"), lambda a: np.maximum(a, 0.0)),
)
#: what happens to a result only
AT_THE_END: tuple[Step, ...] = (
    (
        Text("the entries are moved on by one place, with a zero before them", "各元素后移了一位，前面补零"),
        lambda a: _moved(a, 1),
    ),
    (
        Text("the entries are moved back by one place, with a zero after them", "各元素前移了一位，后面补零"),
        lambda a: _moved(a, -1),
    ),
    (Text("the zeros at the end are missing", "少了末尾的零"), lambda a: np.trim_zeros(_vector(a), "b")),
    (Text("entry k is divided by k!", "第 k 个元素除以了 k!"), lambda a: _by_factorials(a, 0, -1)),
    (Text("entry k is multiplied by k!", "第 k 个元素乘了 k!"), lambda a: _by_factorials(a, 0, 1)),
    (Text("entry k is multiplied by (k+1)!", "第 k 个元素乘了 (k+1)!"), lambda a: _by_factorials(a, 1, 1)),
    (Text("entry k is divided by (k+1)!", "第 k 个元素除以了 (k+1)!"), lambda a: _by_factorials(a, 1, -1)),
    (Text("only the largest entry is left", "只留下了最大的元素"), _largest),
    (
        Text("only the signs are left, divided by their length", "只剩下了符号，再除以其长度"),
        lambda a: np.sign(a) / np.linalg.norm(np.sign(a)),
    ),
    (
        Text("the sums of the rows stand on a diagonal", "各行之和放到了对角线上"),
        lambda a: np.diag(_matrix(a).sum(axis=1)),
    ),
    (Text("the root of a matrix is taken", "取了矩阵的平方根"), lambda a: _root(_square(a))),
)
#: what happens to a value in place, so that what follows still fits
IN_PLACE: tuple[Step, ...] = (
    (Text("the sign is flipped", "符号反了"), np.negative),
    (Text("ones take the place of the values", "用 1 代替了应有的值"), lambda a: _like(a, 1.0)),
    (Text("zeros take the place of the values", "用 0 代替了应有的值"), lambda a: _like(a, 0.0)),
    (
        Text("the identity takes the place of a matrix", "用单位矩阵代替了应有的矩阵"),
        lambda a: np.eye(len(_square(a))),
    ),
    (Text("a matrix is transposed", "矩阵被转置了"), lambda a: _square(a).T),
    (
        Text("a matrix is reshaped where it should be transposed", "应转置的矩阵只改了形状"),
        lambda a: _matrix(a).T.reshape(a.shape),
    ),
    (Text("a matrix is inverted", "矩阵被求了逆"), lambda a: np.linalg.inv(_square(a))),
    (Text("only the diagonal is kept", "只保留了对角线"), lambda a: np.diag(np.diag(_square(a)))),
    (
        Text("the trace times the identity takes the place of a matrix", "用迹乘单位矩阵代替了应有的矩阵"),
        lambda a: np.trace(_square(a)) * np.eye(len(a)),
    ),
    (Text("every entry is the sum of all", "每个元素都成了全部元素之和"), lambda a: _like(a, a.sum())),
    (
        Text("every row is the sum of the rows", "每一行都成了各行之和"),
        lambda a: _like(_matrix(a), a.sum(axis=0)),
    ),
    (
        Text("every column is the sum of the columns", "每一列都成了各列之和"),
        lambda a: _like(_matrix(a), a.sum(axis=1, keepdims=True)),
    ),
    (
        Text("the entries are summed up one after another", "各元素被逐个累加"),
        lambda a: np.cumsum(a, axis=-1),
    ),
    (Text("only the first row or entry is kept", "只保留了第一行（或第一个元素）"), lambda a: _kept(a, 0)),
    (
        Text("only the last row or entry is kept", "只保留了最后一行（或最后一个元素）"),
        lambda a: _kept(a, -1),
    ),
    (Text("the first row or entry is lost", "丢了第一行（或第一个元素）"), lambda a: _lost(a, 0)),
    (Text("the last row or entry is lost", "丢了最后一行（或最后一个元素）"), lambda a: _lost(a, -1)),
    (
        Text("entries become 1 where they are positive, 0 elsewhere", "正的元素成了 1，其余成了 0"),
        lambda a: (a > 0) * 1.0,
    ),
    (Text("1 is added", "多加了 1"), lambda a: a + 1),
    (Text("1 is subtracted", "多减了 1"), lambda a: a - 1),
    (Text("it is doubled", "多乘了 2"), lambda a: 2 * a),
    (Text("it is halved", "多除了 2"), lambda a: a / 2),
    (Text("the exponential is taken", "取了指数"), np.exp),
    (Text("the logarithm is taken", "取了对数"), np.log),
)


def _root(matrix: Array) -> Array:
    """The symmetric root of a symmetric matrix."""
    values, vectors = np.linalg.eigh(matrix)
    return np.asarray((vectors * np.sqrt(values)) @ vectors.T)
