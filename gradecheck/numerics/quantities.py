"""What people make of the inputs: quantities with a name, as they would write them in numpy.

They are the words of which :mod:`gradecheck.numerics.formulas` makes up formulas.
"""

import itertools
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gradecheck.numerics.tree import FAILURES, fresh

Array = NDArray[Any]
#: how a quantity is written, and its value in every case
Quantity = tuple[str, list[Array]]
#: inputs with more entries than this are no example of a formula
LARGEST = 4096


def _softmax(a: Array) -> Array:
    e = np.exp(a - a.max())
    return np.asarray(e / e.sum())


_ENTRYWISE: dict[str, Callable[[Array], Any]] = {
    "{}**2": np.square,
    "sqrt({})": np.sqrt,
    "1 / {}": lambda a: 1.0 / a,
    "abs({})": np.abs,
    "sign({})": np.sign,
    "exp({})": np.exp,
    "exp(-{})": lambda a: np.exp(-a),
    "log({})": np.log,
    "sin({})": np.sin,
    "cos({})": np.cos,
    "tanh({})": np.tanh,
    "sigmoid({})": lambda a: 1.0 / (1.0 + np.exp(-a)),
    "maximum({}, 0)": lambda a: np.maximum(a, 0.0),
    "({} > 0)": lambda a: (a > 0) * 1.0,
}
_OF_ARRAYS: dict[str, Callable[[Array], Any]] = {
    "softmax({})": _softmax,
    "{}.sum()": np.sum,
    "{}.sum(axis=0)": lambda a: a.sum(axis=0),
    "norm({})": lambda a: np.sqrt(np.sum(np.square(a))),
    "norm({})**2": lambda a: np.sum(np.square(a)),
    "abs({}).sum()": lambda a: np.abs(a).sum(),
    "{}.size": lambda a: float(a.size),
}
_OF_MATRICES: dict[str, Callable[[Array], Any]] = {
    "{}.T": lambda a: a.T,
    "{}.sum(axis=1)": lambda a: a.sum(axis=1),
    "norm({}, 2)": lambda a: np.linalg.norm(a, 2),
}
_OF_SQUARES: dict[str, Callable[[Array], Any]] = {
    "inv({})": np.linalg.inv,
    "inv({}).T": lambda a: np.linalg.inv(a).T,
    "det({})": np.linalg.det,
    "trace({})": np.trace,
    "diag({})": np.diag,
}


def quantities(
    arguments: Sequence[Sequence[Any]], names: Sequence[str], like: Sequence[Array]
) -> list[Quantity]:
    """Everything that is made of the inputs; ``like`` are arrays of the shapes that ones and eye take."""
    plain = list(_inputs(arguments, names))
    found = [*plain, *_called(arguments, names, plain)]
    for name, value in plain:
        found += _of(name, value)
    found += _pairs([*plain, *(q for q in found if q[0].endswith(".T") or q[0].startswith("inv("))], plain)
    found += _powers(plain, [q for q in plain if _is_whole(q[0], arguments, names)])
    found.append(("ones", [np.ones(a.shape) for a in like]))
    if all(a.ndim == 2 and a.shape[0] == a.shape[1] for a in like):
        found.append(("eye", [np.eye(len(a)) for a in like]))
    return found


def _inputs(arguments: Sequence[Sequence[Any]], names: Sequence[str]) -> Iterator[Quantity]:
    """The arguments that are numbers in every case."""
    for number, name in enumerate(names[: len(arguments[0])]):
        values = [given[number] for given in arguments]
        if all(
            isinstance(v, (int, float, np.number, np.ndarray)) and not isinstance(v, bool) for v in values
        ):
            arrays = [np.asarray(v) for v in values]
            if all(a.dtype.kind in "iuf" and 0 < a.size <= LARGEST for a in arrays):
                yield name, [a.astype(float) for a in arrays]


def _of(name: str, values: list[Array]) -> Iterator[Quantity]:
    deepest = min(v.ndim for v in values)
    square = deepest == 2 and all(v.ndim == 2 and v.shape[0] == v.shape[1] for v in values)
    tables = [_ENTRYWISE]
    tables += [_OF_ARRAYS] * (deepest > 0) + [_OF_MATRICES] * (deepest == 2) + [_OF_SQUARES] * square
    for form, function in itertools.chain.from_iterable(table.items() for table in tables):
        yield from _made(form.format(name), function, values)


def _pairs(some: Sequence[Quantity], plain: Sequence[Quantity]) -> Iterator[Quantity]:
    """Products of two: of matrices and vectors, and entry by entry of what is given."""
    for (a, x), (b, y) in itertools.product(some, some):
        if all(min(u.ndim, v.ndim) > 0 for u, v in zip(x, y, strict=True)):
            yield from _made(f"{a} @ {b}", np.matmul, x, y)
    for (a, x), (b, y) in itertools.combinations_with_replacement(plain, 2):
        if all(u.ndim == v.ndim == 1 for u, v in zip(x, y, strict=True)):
            yield from _made(f"outer({a}, {b})", np.outer, x, y)
            yield from _made(f"abs({a} @ {b})", lambda u, v: abs(u @ v), x, y)
        if all(u.size == v.size > 1 and u.ndim > 1 for u, v in zip(x, y, strict=True)):
            yield from _made(f"sum({a} * {b})", np.vdot, x, y)
        if a != b:
            yield from _made(f"{a} * {b}", np.multiply, x, y)
            yield from _made(f"{a} / {b}", np.divide, x, y)
            yield from _made(f"{b} / {a}", np.divide, y, x)
        yield from _made(f"maximum({a} * {b}, 0)", lambda u, v: np.maximum(u * v, 0.0), x, y)


def _is_whole(name: str, arguments: Sequence[Sequence[Any]], names: Sequence[str]) -> bool:
    return all(isinstance(given[list(names).index(name)], (int, np.integer)) for given in arguments)


def _powers(plain: Sequence[Quantity], whole: Sequence[Quantity]) -> Iterator[Quantity]:
    """A whole number one too large or too small, and what has it as its exponent."""
    for (n, exponents), (form, by) in itertools.product(
        whole, (("{}", 0), ("({} - 1)", -1), ("({} + 1)", 1))
    ):
        moved = [e + by for e in exponents]
        if by:
            yield form.format(n), moved
        for name, values in plain:
            if name != n:
                yield from _made(f"{name}**{form.format(n)}", np.power, values, moved)


def _called(
    arguments: Sequence[Sequence[Any]], names: Sequence[str], plain: Sequence[Quantity]
) -> Iterator[Quantity]:
    """What functions among the inputs answer at the inputs, and at the sum of two."""
    sums = [
        (f"{a} + {b}", [u + v for u, v in zip(x, y, strict=True)])
        for (a, x), (b, y) in itertools.combinations(plain, 2)
        if [u.shape for u in x] == [v.shape for v in y]
    ]
    for i, name in enumerate(names[: len(arguments[0])]):
        if callable(arguments[0][i]):
            functions = [given[i] for given in arguments]
            for at, values in [*plain, *sums]:
                yield from _made(f"{name}({at})", lambda f, v: f(fresh(v)[()]), functions, values)


def _made(form: str, function: Callable[..., Any], *columns: Sequence[Any]) -> Iterator[Quantity]:
    """A quantity, if it is finite in every case."""
    try:
        with np.errstate(all="ignore"):
            found = [np.asarray(function(*row), dtype=float) for row in zip(*columns, strict=True)]
    except (*FAILURES, np.linalg.LinAlgError):
        return
    if all(a.size and np.all(np.isfinite(a)) for a in found):
        yield form, found
