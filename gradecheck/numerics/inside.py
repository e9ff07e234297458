"""A function of which every value on the way can be looked at, and replaced.

Its own syntax tree is written anew so that each expression passes through a hook; what the hook gives
back goes on. The program is compiled once, whatever the number of hooks.
"""

import ast
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from types import CodeType
from typing import Any

import numpy as np

from gradecheck.numerics.mutants import definition

#: takes the number of an expression and its value, and gives the value that goes on
Hook = Callable[[int, Any], Any]
_HOOK = "_on_the_way"
_WATCHED = (ast.BinOp, ast.UnaryOp, ast.Call, ast.Name, ast.Attribute, ast.Subscript, ast.Compare)


@dataclass(frozen=True)
class Inside:
    """A function opened up; ``assigned`` are the numbers of expressions that get a name.

    ``lines`` are groups of expressions, the uses of one name in one statement.
    """

    code: CodeType
    name: str
    names: dict[str, Any]
    assigned: frozenset[int]
    lines: tuple[frozenset[int], ...] = ()

    def hooked(self, hook: Hook) -> Callable[..., Any]:
        """The function with a hook on every expression."""
        names = {**self.names, _HOOK: hook}
        # The program is an author's own, and does what it did: see above.
        exec(self.code, names)  # noqa: S102 -- see above
        function: Callable[..., Any] = names[self.name]
        return function


def opened(key: Callable[..., Any]) -> Inside | None:
    """A function opened up; None if it has no source, or is a ``lambda``."""
    tree = definition(key)
    if tree is None or not isinstance(tree.body[0], ast.FunctionDef):
        return None
    watching = _Watching()
    watching.visit(tree)
    program = ast.fix_missing_locations(tree)
    names = dict(getattr(key, "__globals__", {}))
    names.update(inspect.getclosurevars(inspect.unwrap(key)).nonlocals)
    code = compile(program, "<inside>", "exec")
    lines = tuple(frozenset(uses) for uses in watching.uses.values() if len(uses) > 1)
    return Inside(code, tree.body[0].name, names, frozenset(watching.assigned), lines)


def is_number(value: Any) -> bool:
    """Whether a value on the way is a finite number or an array of such."""
    if isinstance(value, bool) or not isinstance(value, (int, float, np.number, np.ndarray)):
        return False
    array = np.asarray(value)
    return array.dtype.kind in "iuf" and array.size > 0 and bool(np.all(np.isfinite(array)))


def changed(change: Callable[[Any], Any], value: Any) -> Any:
    """A value after a change: a whole number stays one if it can, another number becomes a float."""
    result = np.asarray(change(np.asarray(value)))
    if isinstance(value, (int, np.integer)) and not result.ndim and float(result).is_integer():
        return int(result)
    return result if result.ndim else result[()]


class _Watching(ast.NodeTransformer):
    """Wraps every expression that is read in a call of the hook, inner ones first."""

    def __init__(self) -> None:
        self.count = 0
        self.assigned: list[int] = []
        self.statement = 0
        self.uses: dict[tuple[int, str], list[int]] = {}

    def visit(self, node: ast.AST) -> ast.AST:
        """The node with all below it wrapped; expressions are wrapped themselves."""
        if isinstance(node, (ast.arguments, ast.JoinedStr)):
            return node
        self.statement += isinstance(node, ast.stmt)
        inner = self.generic_visit(node)
        if isinstance(node, ast.Assign):
            self.assigned.append(self.count - 1)
        if not isinstance(inner, _WATCHED) or not isinstance(getattr(inner, "ctx", ast.Load()), ast.Load):
            return inner
        self.count += 1
        if isinstance(node, ast.Name):
            self.uses.setdefault((self.statement, node.id), []).append(self.count - 1)
        hook: ast.expr = ast.Name(_HOOK, ast.Load())
        return ast.Call(hook, [ast.Constant(self.count - 1), inner], [])


def values(inside: Inside, run: Callable[[Callable[..., Any]], Any]) -> dict[int, Any]:
    """The first value of every expression that is a number or an array of numbers, in a run."""
    seen: dict[int, Any] = {}
    run(inside.hooked(lambda number, value: _noted(seen, number, value)))
    return {number: value for number, value in seen.items() if is_number(value)}


def _noted(seen: dict[int, Any], number: int, value: Any) -> Any:
    seen.setdefault(number, np.copy(value) if isinstance(value, np.ndarray) else value)
    return value
