"""Derivatives by a route independent of any formula: they validate keys.

The complex step is exact to rounding where the function is analytic and its code is, too; ``abs``,
``norm`` or ``conj`` make it silently wrong. So it is believed only if differences with an error bar agree
along random directions. Otherwise the differences themselves are the answer.
"""

import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from gradecheck.numerics.differences import difference
from gradecheck.numerics.floor import measure
from gradecheck.numerics.tree import FAILURES, fresh, mapped

Array = NDArray[Any]
Function = Callable[..., Any]
Layout = Literal["numerator", "denominator"]
#: for each argument that is moved, by its number, the direction in which it is
Along = Mapping[int, Any]
#: a complex step so short that its square vanishes beside any number
STEP = 2.0**-100
#: directions in which the complex step is checked
DIRECTIONS = 3
#: relative disagreement that code which is not analytic does not stay below
SLACK = 1e-6
#: a difference with a larger relative error bar says nothing
USELESS = 1e-3


class OracleError(ValueError):
    """Neither the complex step nor differences agree with themselves: no derivative can be told."""


class Derivative(NamedTuple):
    """A derivative, and what each of its entries may be off by; None if the complex step gave it.

    The complex step is off by rounding alone.
    """

    value: Array
    bar: Array | None


def derivative(function: Function, arguments: Sequence[Any], wrt: int, *, layout: Layout) -> Array:
    """The derivative of ``function(*arguments)`` by argument number ``wrt``.

    A scalar function of (n,): (1, n) in numerator layout, (n,) in denominator layout; of a matrix: its
    transposed shape, or its shape. A function (m,) of (n,): (m, n), or (n, m). A scalar by a scalar: ().
    Anything else: the axes of the value before those of the variable, or after. Raises ``OracleError``.
    """
    return derive(function, arguments, wrt, layout=layout).value


def directional(function: Function, arguments: Sequence[Any], along: Along) -> Array:
    """d/dt of ``function`` at ``arguments`` + t * ``along``, t = 0, of the shape of its value.

    Raises ``OracleError``.
    """
    return derive(function, arguments, along).value


def derive(
    function: Function, arguments: Sequence[Any], wrt: int | Along, *, layout: Layout = "denominator"
) -> Derivative:
    """The same derivatives, by an argument's number or along directions, with their error.

    Raises ``OracleError``.
    """
    ways = _directions(arguments, wrt)
    differ = _Differences(function, arguments)
    columns = _complex_steps(function, arguments, ways)
    if columns is not None and all(
        differ.agree(_combined(columns, w), _sum(ways, w)) for w in _weights(ways)
    ):
        return Derivative(_shaped(columns, arguments, wrt, layout), None)
    values, bars = zip(*(differ.certain(way) for way in ways), strict=True)
    return Derivative(
        _shaped(list(values), arguments, wrt, layout), _shaped(list(bars), arguments, wrt, layout)
    )


def stepped(
    function: Function, arguments: Sequence[Any], wrt: int | Along, *, layout: Layout = "denominator"
) -> Array:
    """The same derivatives by the complex step, whether or not anything bears it out.

    Raises ``OracleError`` where the function takes no complex numbers.
    """
    columns = _complex_steps(function, arguments, _directions(arguments, wrt))
    if columns is None:
        raise OracleError("the function takes no complex numbers")
    return _shaped(columns, arguments, wrt, layout)


def _directions(arguments: Sequence[Any], wrt: int | Along) -> list[Along]:
    """In which directions a derivative is taken: along every unit of an argument, or along what is given."""
    if not isinstance(wrt, int):
        return [wrt]
    variable = np.asarray(arguments[wrt], dtype=float)
    return [{wrt: unit} for unit in np.eye(variable.size).reshape(variable.size, *variable.shape)]


class _Differences:
    """Robust differences of one function at one point; the noise of the function is measured once."""

    def __init__(self, function: Function, arguments: Sequence[Any]) -> None:
        self.function = function
        self.arguments = arguments
        measured = measure(lambda *given: np.asarray(function(*given), dtype=float), arguments, seed=0)
        self.value: Array = measured.answer
        self.noise = measured.floor[0]

    def along(self, along: Along) -> tuple[Array, Array]:
        """The difference along a direction, and its error bar."""
        return difference(
            lambda t: np.asarray(_evaluated(self.function, self.arguments, along, t)),
            np.asarray(self.noise),
            self._scale(along),
        )

    def agree(self, claimed: Array, along: Along) -> bool:
        """Whether differences bear out a claimed derivative along a direction; noise bears out nothing."""
        value, bar = self.along(along)
        near = np.abs(claimed - value) <= bar + SLACK * np.max(np.abs(claimed), initial=0.0)
        return bool(np.all(near)) and not self._is_noise(claimed, bar, along)

    def certain(self, along: Along) -> tuple[Array, Array]:
        """The difference along a direction and its bar if that is small, else ``OracleError``."""
        value, bar = self.along(along)
        if self._is_noise(value, bar, along):
            raise OracleError("neither the complex step nor differences give a derivative that holds")
        return value, bar

    def _is_noise(self, value: Array, bar: Array, along: Along) -> bool:
        """Whether an error bar is so large beside a derivative, or the usual one, that it says nothing."""
        usual = np.max(np.abs(self.value), initial=0.0) / self._scale(along)
        return bool(np.any(bar > USELESS * np.maximum(np.max(np.abs(value), initial=0.0), usual)))

    def _scale(self, along: Along) -> float:
        """The step that moves an argument by its own size (1 where all are zero)."""
        sizes = [
            (np.max(np.abs(self.arguments[i]), initial=0), np.max(np.abs(d), initial=0))
            for i, d in along.items()
        ]
        return min((float(size / moved) for size, moved in sizes if size and moved), default=1.0)


def _evaluated(function: Function, arguments: Sequence[Any], along: Along, t: complex) -> Any:
    """The function at ``arguments`` + t * ``along``; a number stays a number."""
    moved = mapped(fresh, list(arguments))
    for number, direction in along.items():
        # arrays under watch stay so
        there = np.asanyarray(arguments[number]) + t * np.asarray(direction)
        moved[number] = there[()] if type(there) is np.ndarray and not there.ndim else there
    return function(*moved)


def _complex_steps(
    function: Function, arguments: Sequence[Any], directions: Sequence[Along]
) -> list[Array] | None:
    """Derivatives by the complex step; None if the function's code cannot take complex numbers."""
    columns = []
    try:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("error", np.exceptions.ComplexWarning)
            for along in directions:
                value = np.asarray(_evaluated(function, arguments, along, STEP * 1j))
                if value.dtype.kind != "c" or not np.all(np.isfinite(value)):
                    return None
                columns.append(value.imag / STEP)
    except FAILURES:
        return None
    return columns


def _weights(ways: Sequence[Along]) -> Array:
    """In which sums of directions a complex step is checked: random ones; a single one as it is."""
    rng = np.random.default_rng(0)
    return np.ones((1, 1)) if len(ways) == 1 else rng.standard_normal((DIRECTIONS, len(ways)))


def _combined(columns: list[Array], weights: Array) -> Array:
    """The derivative along a weighted sum of directions from those along each."""
    combined: Array = np.tensordot(weights, np.stack(columns), axes=1)
    return combined


def _sum(ways: Sequence[Along], weights: Array) -> Along:
    """The weighted sum of directions."""
    return {n: sum(w * np.asarray(way[n]) for w, way in zip(weights, ways, strict=True)) for n in ways[0]}


def _shaped(columns: list[Array], arguments: Sequence[Any], wrt: int | Along, layout: Layout) -> Array:
    """Derivatives along all directions as one array."""
    return laid_out(columns, np.shape(arguments[wrt]), layout) if isinstance(wrt, int) else columns[0]


def laid_out(columns: list[Array], variable: tuple[int, ...], layout: str) -> Array:
    """All partial derivatives as one array; see ``derivative``."""
    value = columns[0].shape
    numerator = layout == "numerator"
    if columns[0].size == 1:
        gradient = np.reshape(columns, variable)
        return (
            gradient.reshape(1, -1)
            if numerator and gradient.ndim == 1
            else gradient.T
            if numerator
            else gradient
        )
    if numerator:
        return np.stack(columns, axis=-1).reshape(*value, *variable)
    return np.stack(columns).reshape(*variable, *value)
