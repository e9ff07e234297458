"""The shapes that a signature promises: ``grad_x(A: (m,n), x: (n,)) -> (n,)``."""

import re

Axes = tuple[str, ...]

_PARAMETER = re.compile(r"(\w+)(?::\s*(\([^()]*\)|[^,()]*))?\s*(?:=[^,]*)?(?:,|$)")


def shapes(signature: str) -> list[tuple[str, Axes | None]]:
    """Name and axes of every parameter, in order; None for the axes where the signature has none.

    An axis is what stands between the commas, ``n``, ``2`` or ``n+1``.
    """
    inside = _inside(signature)
    return [(m[1], _axes(m[2])) for m in _PARAMETER.finditer(inside) if m[1]]


def _inside(signature: str) -> str:
    """The text between the first bracket and the one that closes it."""
    start, depth = signature.find("("), 0
    for position, character in enumerate(signature[start:], start):
        depth += (character == "(") - (character == ")")
        if depth == 0 and start >= 0:
            return signature[start + 1 : position]
    return ""


def _axes(text: str | None) -> Axes | None:
    if not text or not text.startswith("("):
        return None
    return tuple(axis.strip() for axis in text[1:-1].split(",") if axis.strip())
