"""Larger changes of a program: another operation, a function that reaches too far, an index left out.

They come after the small ones (see ``mutations``), which are likelier.
"""

import ast
import copy
from collections.abc import Iterator

from gradecheck.model import Text
from gradecheck.numerics.mutations import Change, Operator, last_name, mutated

_OPERATION = Text("one operation stands where another belongs", "某处用错了运算")
_FIRST_ONLY = Text(
    "a function (or a sum) reaches only a part of its argument", "某个函数（或求和）只作用在了一部分上"
)
_APART = Text("a function is applied to the parts one by one", "某个函数被分别作用在了各部分上")
_TOO_LATE = Text(
    "a function is applied too late, to more than it should be", "某个函数作用得太晚，作用在了更多的量上"
)
_OF_SUM = Text("the power of a sum stands for the sum of powers", "用和的幂代替了幂的和")
_NOT_ADDED = Text("terms stand side by side where they should be added", "应相加的各项被并排放着")
_NO_INDEX = Text("an index is missing", "少了下标")
_ENDS = Text(
    "a sum or a loop begins or ends one step too early or too late", "求和或循环的起点或终点差了一步"
)
_REDUCTION = Text(
    "another statistic is taken (a sum, mean, median or maximum for another)",
    "用错了统计量（和、平均、中位数、最大值）",
)
_CONSTANT = Text("a constant is another", "某个常数不同")
_MASK = Text("the values stand where only a mask belongs", "该用掩码的地方用了数值本身")
_ENTRYWISE = Text(
    "entries are treated one by one where a matrix function belongs", "该用矩阵函数的地方逐元素计算了"
)

_OPERATIONS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.MatMult)
_REDUCTIONS = ("sum", "mean", "median", "max", "min", "prod")


def _operations(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, _OPERATIONS):
        for op in _OPERATIONS:
            for left, right in ((node.left, node.right), (node.right, node.left)):
                if not isinstance(node.op, op) or left is not node.left:
                    yield ast.BinOp(left, op(), right), _OPERATION


def _reaches(node: ast.AST) -> Iterator[Change]:
    """``f(a - b)`` becomes ``f(a) - b`` and ``f(a) - f(b)``; so do products, and ``(a - b).sum()``."""
    if not isinstance(node, ast.Call):
        return
    func = node.func
    method = isinstance(func, ast.Attribute) and isinstance(func.value, ast.BinOp)
    inner = func.value if isinstance(func, ast.Attribute) and method else next(iter(node.args), None)
    if isinstance(inner, ast.BinOp):
        left, right = _applied(node, inner.left, method=method), _applied(node, inner.right, method=method)
        yield ast.BinOp(left, inner.op, inner.right), _FIRST_ONLY
        yield ast.BinOp(inner.left, inner.op, right), _FIRST_ONLY
        op = ast.Mult() if isinstance(inner.op, ast.MatMult) else inner.op
        yield ast.BinOp(left, op, right), _APART


def _applied(call: ast.Call, part: ast.expr, *, method: bool) -> ast.expr:
    """The call with another first argument, or of a method of another value."""
    if isinstance(call.func, ast.Attribute) and method:
        return ast.Call(ast.Attribute(part, call.func.attr, ast.Load()), call.args, call.keywords)
    return ast.Call(call.func, [part, *call.args[1:]], call.keywords)


def _too_late(node: ast.AST) -> Iterator[Change]:
    """``f(a) @ b`` becomes ``f(a @ b)``."""
    if not isinstance(node, ast.BinOp):
        return
    for side in ("left", "right"):
        call = getattr(node, side)
        if isinstance(call, ast.Call) and call.args:
            inside = copy.copy(node)
            setattr(inside, side, call.args[0])
            yield ast.Call(call.func, [inside, *call.args[1:]], call.keywords), _TOO_LATE


def _sums(node: ast.AST) -> Iterator[Change]:
    if not isinstance(node, ast.BinOp) or not isinstance(node.op, (ast.Add, ast.Sub)):
        return
    left, right = node.left, node.right
    if (
        isinstance(left, ast.BinOp)
        and isinstance(right, ast.BinOp)
        and isinstance(left.op, ast.Pow)
        and isinstance(right.op, ast.Pow)
    ):
        yield ast.BinOp(ast.BinOp(left.left, node.op, right.left), ast.Pow(), left.right), _OF_SUM
    for join in ("stack", "vstack", "hstack"):
        function = ast.Attribute(ast.Name("np", ast.Load()), join, ast.Load())
        yield ast.Call(function, [ast.List([left, right], ast.Load())], []), _NOT_ADDED


def _indices(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        yield node.value, _NO_INDEX


def _ranges(node: ast.AST) -> Iterator[Change]:
    if (
        isinstance(node, ast.Call)
        and last_name(node.func) in ("range", "arange")
        and 1 <= len(node.args) <= 2
    ):
        start, stop = ([ast.Constant(0), *node.args])[-2:]
        for first, last in ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, -1)):
            ends = [_plus(start, first), _plus(stop, last)]
            yield ast.Call(node.func, ends, node.keywords), _ENDS


def _plus(node: ast.expr, step: int) -> ast.expr:
    return ast.BinOp(node, ast.Add(), ast.Constant(step)) if step else node


def _reductions(node: ast.AST) -> Iterator[Change]:
    if (
        isinstance(node, ast.Call)
        and last_name(node.func) in _REDUCTIONS
        and isinstance(node.func, ast.Attribute)
    ):
        module = isinstance(node.func.value, ast.Name) and node.func.value.id == "np"
        of = node.args if module else [node.func.value, *node.args]
        for other in _REDUCTIONS:
            if other != node.func.attr:
                function = ast.Attribute(ast.Name("np", ast.Load()), other, ast.Load())
                yield ast.Call(function, of, node.keywords), _REDUCTION


def _constants(node: ast.AST) -> Iterator[Change]:
    if (
        isinstance(node, ast.Constant)
        and isinstance(node.value, (int, float))
        and type(node.value) is not bool
    ):
        for other in (2 * node.value, node.value / 2, -node.value, node.value**2):
            yield ast.Constant(int(other) if other == int(other) else other), _CONSTANT


def _masks(node: ast.AST) -> Iterator[Change]:
    """``h > 0`` becomes ``h`` and ``np.maximum(h, 0)``."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        function = ast.Attribute(ast.Name("np", ast.Load()), "maximum", ast.Load())
        yield ast.Call(function, [node.left, node.comparators[0]], []), _MASK
        yield node.left, _MASK


def _entrywise(node: ast.AST) -> Iterator[Change]:
    """``inv(A)`` becomes ``1 / A``, a matrix power one of the entries, ``A @ B`` a product of entries."""
    if isinstance(node, ast.Call) and last_name(node.func) == "inv":
        yield ast.BinOp(ast.Constant(1.0), ast.Div(), node.args[0]), _ENTRYWISE
    elif isinstance(node, ast.Call) and last_name(node.func) == "matrix_power":
        yield ast.BinOp(node.args[0], ast.Pow(), node.args[1]), _ENTRYWISE
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        yield ast.BinOp(node.left, ast.Mult(), node.right), _ENTRYWISE


REWRITES: tuple[Operator, ...] = (
    _operations,
    _reaches,
    _too_late,
    _sums,
    _indices,
    _ranges,
    _reductions,
    _constants,
    _masks,
    _entrywise,
)


def rewritten(tree: ast.Module) -> Iterator[tuple[ast.Module, Text]]:
    """Every program that differs from ``tree`` by one larger change."""
    yield from mutated(tree, REWRITES)
