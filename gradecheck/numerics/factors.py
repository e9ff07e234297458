"""A whole answer that is off by a factor: the same in all cases, or one that the inputs explain."""

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from gradecheck.model import Text
from gradecheck.numerics.evidence import (
    Array,
    CaseEvidence,
    Diagnosis,
    Stack,
    best_factor,
    explains,
    fitted,
    spoken,
    stack,
)
from gradecheck.numerics.tree import is_inexact
from gradecheck.numerics.views import View

#: relative spread below which factors may be one: a filter, not a verdict
ROUGH = 1e-4
#: a factor may hold a quantity of the inputs to one of these powers
POWERS = (-1.0, 1.0, -2.0, 2.0, -0.5, 0.5)
_POWER_WORDS = {-1.0: "1/({})", 1.0: "({})", -2.0: "1/({})²", 2.0: "({})²", -0.5: "1/√({})", 0.5: "√({})"}


def zero(view: View) -> Diagnosis | None:
    """Nothing but zeros, where the right answer is not."""
    if all(not np.any(c.answer) for c in view.cases) and any(np.any(c.key) for c in view.cases):
        return Diagnosis("zero", "found-zero")
    return None


def constant_factor(view: View) -> Diagnosis | None:
    """One factor in all cases."""
    held = stack(view.cases)
    factor = fitted(held) if held else None
    if factor is None or factor == 1:
        return None
    if factor == -1:
        return Diagnosis("sign-flip", "found-sign-flip", {"also": view.words}, composed=bool(view.id))
    params = {"factor": spoken(factor), "also": view.words}
    return Diagnosis("constant-factor", "found-constant-factor", params, composed=bool(view.id))


def proportional(view: View) -> Diagnosis | None:
    """A factor of its own in every case; a single number always has one, and says nothing."""
    own = _own_factors(view)
    if own is None or len(own) < 2 or any(np.count_nonzero(c.key) < 2 for c in view.cases):
        return None
    told = ", ".join(f"{f:.4g}" for f in own)
    params = {"factors": told, "also": view.words}
    return Diagnosis("proportional", "found-proportional", params, composed=bool(view.id))


def by_quantity(view: View, names: Sequence[str]) -> Diagnosis | None:
    """The factor is a number times a power of a quantity that all inputs have, and that varies."""
    held, own = stack(view.cases), _own_factors(view)
    if held is None or own is None:
        return None
    sizes = [c.key.size for c in view.cases]
    for words, values in _quantities(view.cases, names):
        for power in POWERS if np.all(values > 0) else POWERS[:4]:
            scale = np.power(values, power)
            if np.ptp(own / scale) > ROUGH * np.max(np.abs(own / scale)):
                continue
            spread = np.repeat(scale, sizes)
            factor = fitted(Stack(held.answer, held.other * spread, held.tolerance * np.abs(spread)))
            if factor is not None and _is_plain(factor):
                return _explained(view, words, power, factor)
    return None


def _own_factors(view: View) -> Array | None:
    """The factor of every case by itself; None if one is no multiple of its key."""
    own = []
    for case in view.cases:
        held = stack([case])
        factor = best_factor(held) if held else 0.0
        if held is None or not factor or not explains(held, factor):
            return None
        own.append(factor)
    return np.array(own)


def _is_plain(factor: float) -> bool:
    """Whether a factor is a number that people write; any other is a coincidence of one fitted number."""
    return "." not in spoken(factor) and "e-" not in spoken(factor)


def _explained(view: View, words: Text, power: float, factor: float) -> Diagnosis:
    form = _POWER_WORDS[power]
    number = "" if factor == 1 else "-" if factor == -1 else f"{spoken(factor)} · "
    told = Text(number + form.format(words.en), number + form.format(words.zh))
    params = {"factor": told, "also": view.words}
    return Diagnosis("constant-factor", "found-constant-factor", params, composed=bool(view.id))


def _quantities(cases: Sequence[CaseEvidence], names: Sequence[str]) -> Iterator[tuple[Text, Array]]:
    """Quantities that differ between the cases: sizes, numbers, then norms, determinants, traces."""
    for words, values in itertools.chain(
        _of_arguments(cases, names, _plain), _of_arguments(cases, names, _deep)
    ):
        if np.all(np.isfinite(values)) and np.all(values != 0) and np.ptp(values) > 0:
            yield words, values


def _of_arguments(
    cases: Sequence[CaseEvidence], names: Sequence[str], describe: Any
) -> Iterator[tuple[Text, Array]]:
    for number in range(len(cases[0].arguments)):
        name = names[number] if number < len(names) else f"#{number + 1}"
        told = [dict(describe(name, c.arguments[number])) for c in cases]
        for words in told[0]:
            if all(words in t for t in told):
                yield words, np.array([t[words] for t in told], dtype=float)


def _plain(name: str, value: Any) -> Iterator[tuple[Text, float]]:
    """The lengths of an array's axes, also less one; a number itself."""
    if isinstance(value, np.ndarray) and value.ndim:
        for axis, length in enumerate(value.shape):
            yield Text(f"length of {name} along axis {axis}", f"{name} 沿第 {axis} 轴的长度"), length
        for axis, length in enumerate(value.shape):
            yield (
                Text(f"length of {name} along axis {axis}, less 1", f"{name} 沿第 {axis} 轴的长度减 1"),
                length - 1,
            )
        for axis, n in enumerate(value.shape):
            yield (
                Text(
                    f"n/(n−1), n the length of {name} along axis {axis}",
                    f"n/(n−1)，n 为 {name} 沿第 {axis} 轴的长度",
                ),
                n / max(n - 1, 0.5),
            )
        if value.ndim > 1:
            yield Text(f"number of entries of {name}", f"{name} 的元素个数"), value.size
    elif isinstance(value, (int, float, np.number, np.ndarray)) and not isinstance(value, bool):
        yield Text(name, name), float(np.real(value))


def _deep(name: str, value: Any) -> Iterator[tuple[Text, float]]:
    """The norm and sum of an array, and the determinant and trace of a square one."""
    if isinstance(value, np.ndarray) and value.ndim and is_inexact(value) and value.dtype.kind == "f":
        yield Text(f"norm of {name}", f"{name} 的范数"), float(np.sqrt(np.sum(np.square(value))))
        yield Text(f"sum of {name}", f"{name} 的元素之和"), float(np.sum(value))
        if value.ndim == 2 and value.shape[0] == value.shape[1]:
            yield Text(f"det {name}", f"det {name}"), float(np.linalg.det(value))
            yield Text(f"tr {name}", f"tr {name}"), float(np.trace(value))
