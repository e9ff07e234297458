"""The same formula by other algebra: a key's own program, rewritten so that it is as right as before.

Regrouped (other brackets, a division by a product with the reciprocal), expanded (no brackets at all),
decomposed (inverses by singular values, determinants by their logarithm, traces by sums), and by Kronecker
products. A program that nothing can be done to has no such route.
"""

import ast
import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from gradecheck.numerics.mutants import definition

Rewritten = ast.expr | None


def _call(name: str, *arguments: ast.expr) -> ast.expr:
    return ast.Call(ast.Name(name, ast.Load()), list(arguments), [])


def _is(node: ast.AST, *operators: type[ast.operator]) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, operators)


def _regrouped(node: ast.AST) -> Rewritten:
    if not isinstance(node, ast.BinOp):
        return None
    left, right = node.left, node.right
    if _is(node, ast.MatMult):
        return _call("_regroup", left.left, left.right, right) if _is(left, ast.MatMult) else None
    if _is(node, ast.Pow):
        return _power(left, right)
    if _is(node, ast.Div):
        return ast.BinOp(left, ast.Mult(), ast.BinOp(ast.Constant(1.0), ast.Div(), right))
    if _is(node, ast.Sub):
        return ast.UnaryOp(ast.USub(), ast.BinOp(right, ast.Sub(), left))
    return ast.BinOp(right, node.op, left) if _is(node, ast.Add, ast.Mult) else None


def _power(base: ast.expr, exponent: ast.expr) -> Rewritten:
    """A square or a cube as a product."""
    if not isinstance(exponent, ast.Constant) or exponent.value not in (2, 3):
        return None
    square = ast.BinOp(base, ast.Mult(), base)
    return square if exponent.value == 2 else ast.BinOp(square, ast.Mult(), base)


def _expanded(node: ast.AST) -> Rewritten:
    sums = (ast.Add, ast.Sub)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and _is(node.operand, *sums):
        inner = node.operand
        other = ast.Sub() if _is(inner, ast.Add) else ast.Add()
        return ast.BinOp(ast.UnaryOp(ast.USub(), inner.left), other, inner.right)
    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "outer" and _is(node.args[0], *sums):
        parts = [
            ast.Call(node.func, [a, *node.args[1:]], []) for a in (node.args[0].left, node.args[0].right)
        ]
        return ast.BinOp(parts[0], node.args[0].op, parts[1])
    if not _is(node, ast.Mult, ast.MatMult, ast.Div):
        return None
    if _is(node.left, *sums):
        parts = [_expanded_or(ast.BinOp(a, node.op, node.right)) for a in (node.left.left, node.left.right)]
        return ast.BinOp(parts[0], node.left.op, parts[1])
    if _is(node.right, *sums) and not _is(node, ast.Div):
        parts = [_expanded_or(ast.BinOp(node.left, node.op, a)) for a in (node.right.left, node.right.right)]
        return ast.BinOp(parts[0], node.right.op, parts[1])
    return None


def _expanded_or(node: ast.BinOp) -> ast.expr:
    return _expanded(node) or node


def _decomposed(node: ast.AST) -> Rewritten:
    name = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
    if (
        name == "log"
        and isinstance(node.args[0], ast.Call)
        and getattr(node.args[0].func, "id", "") == "_det"
    ):
        return _call("_logdet", *node.args[0].args)
    if name in _OTHER_WAYS and len(node.args) == 1 and not node.keywords:
        return _call(f"_{name}", *node.args)
    return None


def _kronecker(node: ast.AST) -> Rewritten:
    return _call("_kron", node.left, node.right) if _is(node, ast.MatMult) else None


def _regroup(a: Any, b: Any, c: Any) -> Any:
    """(a @ b) @ c as a @ (b @ c), unless that is something else: two vectors make a number."""
    return (a @ b) @ c if np.ndim(b) == 1 else a @ (b @ c)


def _kron(a: Any, b: Any) -> Any:
    """A @ b by the rule vec(A X) = (I ⊗ A) vec X."""
    left, right = np.atleast_2d(a), b.reshape(len(b), -1)
    columns = right.shape[1]
    found = np.kron(np.eye(columns), left) @ right.ravel(order="F")
    shape = (a @ b).shape
    return found.reshape(len(left), columns, order="F").reshape(shape) if shape else found[0]


def _inv(matrix: Any) -> Any:
    left, values, right = np.linalg.svd(matrix)
    return (right.T / values) @ left.T


def _det(matrix: Any) -> Any:
    sign, logarithm = np.linalg.slogdet(matrix)
    return sign * np.exp(logarithm)


_OTHER_WAYS: dict[str, Callable[..., Any]] = {
    "inv": _inv,
    "det": _det,
    "trace": lambda a: sum(a[i, i] for i in reversed(range(len(a)))),
    "norm": lambda a: np.sqrt(np.sum(np.square(a))),
    "square": lambda a: a * a,
    "exp": lambda a: 1.0 / np.exp(-np.asarray(a))[()],
    "sin": lambda a: np.imag(np.exp(1j * np.asarray(a)))[()],
    "cos": lambda a: np.real(np.exp(1j * np.asarray(a)))[()],
    "abs": lambda a: np.sqrt(np.square(a)),
    "factorial": lambda n: np.prod(np.arange(1.0, n + 1)),
}
_HELPERS = {
    "_regroup": _regroup,
    "_kron": _kron,
    "_logdet": lambda a: np.linalg.slogdet(a)[1],
    **{f"_{name}": function for name, function in _OTHER_WAYS.items()},
}
WAYS: dict[str, Callable[[ast.AST], Rewritten]] = {
    "regrouped": _regrouped,
    "expanded": _expanded,
    "decomposed": _decomposed,
    "Kronecker products": _kronecker,
}


class _Rewriting(ast.NodeTransformer):
    """Rewrites every expression that a rule knows, inner ones first."""

    def __init__(self, rule: Callable[[ast.AST], Rewritten]) -> None:
        self.rule = rule
        self.places = 0

    def visit(self, node: ast.AST) -> ast.AST:
        """The node, with all below it, by other algebra."""
        inner = self.generic_visit(node)
        other = self.rule(inner)
        self.places += other is not None
        return inner if other is None else other


def by_other_algebra(key: Callable[..., Any], way: str) -> Callable[..., Any] | None:
    """The key by other algebra; None if there is nothing that this way can do."""
    tree = definition(key)
    if tree is None:
        return None
    rewriting = _Rewriting(WAYS[way])
    rewriting.visit(tree.body[0])
    if not rewriting.places:
        return None
    names = {**key.__globals__, **_HELPERS, **inspect.getclosurevars(key).nonlocals}
    exec(compile(ast.fix_missing_locations(tree), "<algebra>", "exec"), names)  # noqa: S102 -- our own keys
    return names[tree.body[0].name]
