"""Small changes of a program, each of which is a mistake that people make.

An operator takes one node of a key's syntax tree and gives what may stand in its place, with words for
the mistake. The words name the kind of mistake, never the key's own source.
"""

import ast
import copy
from collections.abc import Callable, Iterator, Sequence

from gradecheck.model import Text

Change = tuple[ast.AST, Text]
Operator = Callable[[ast.AST], Iterator[Change]]

_TERM = Text("a term is missing", "少了一项")
_FACTOR = Text("a factor is missing", "少了一个因子")
_DIVISOR = Text("a division is missing", "少了一次除法")
_POWER = Text("a power is missing", "少了一个幂次")
_MASK = Text("a mask is missing", "少了一个掩码")
_MISSING = {
    ast.Add: _TERM,
    ast.Sub: _TERM,
    ast.Mult: _FACTOR,
    ast.MatMult: _FACTOR,
    ast.Div: _DIVISOR,
    ast.Pow: _POWER,
}
_SIGN = Text("the sign of a term is flipped", "某一项的符号反了")
_ELEMENTWISE = Text("entries are multiplied where matrices should be", "应作矩阵乘法的地方用了逐元素乘法")
_MATRIX = Text("matrices are multiplied where entries should be", "应逐元素相乘的地方用了矩阵乘法")
_ORDER = Text("the order of a product is reversed", "乘积的次序反了")
_NO_TRANSPOSE = Text("a transpose is missing", "少了一个转置")
_TRANSPOSE = Text("something is transposed that should not be", "多了一个转置")
_NUMBER = Text("a constant or an exponent is another", "某个常数或指数不同")
_INVERSE = Text(
    "there is a multiplication where a division (or an inverse) belongs", "该作除法（或求逆）的地方用了乘法"
)
_UNAPPLIED = Text("a function is not applied", "有一个函数没有作用上去")
_INVERTED = Text("a mask or condition is the opposite", "掩码或条件取反了")
_AXIS = Text("a sum or a broadcast runs along another axis", "求和或广播沿错了轴")
_MEAN = Text("a sum stands for a mean, or a mean for a sum", "求和与取平均用混了")
_SWAPPED = Text("two arguments are swapped", "两个参数交换了位置")
_OTHER = Text("one quantity stands where another belongs", "某处应用另一个量")


def changes(
    node: ast.AST, names: Sequence[str] = (), operators: Sequence[Operator] | None = None
) -> Iterator[Change]:
    """Everything that may stand in place of ``node``, likelier mistakes first.

    ``names`` are the quantities of the program that may be taken for each other.
    """
    for operator in OPERATORS if operators is None else operators:
        yield from operator(node)
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
        for other in names:
            if other != node.id:
                yield ast.Name(other, ast.Load()), _OTHER


def dropped(node: ast.AST) -> Iterator[Change]:
    """``a + b`` becomes ``a`` or ``b``; ``g * (h > 0)`` loses its mask."""
    if isinstance(node, ast.BinOp) and type(node.op) in _MISSING:
        mask = any(isinstance(n, ast.Compare) for n in ast.walk(node.right))
        yield node.left, _MASK if mask else _MISSING[type(node.op)]
        if isinstance(node.op, ast.Sub):
            yield ast.UnaryOp(ast.USub(), node.right), _TERM
        elif not isinstance(node.op, ast.Pow):
            yield node.right, _MISSING[type(node.op)]


def _other_sign(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub)):
        other = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
        yield ast.BinOp(node.left, other, node.right), _SIGN
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield node.operand, _SIGN


def _other_product(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.MatMult, ast.Mult, ast.Div)):
        if isinstance(node.op, ast.MatMult):
            yield ast.BinOp(node.left, ast.Mult(), node.right), _ELEMENTWISE
            yield ast.BinOp(node.right, ast.MatMult(), node.left), _ORDER
        elif isinstance(node.op, ast.Mult):
            yield ast.BinOp(node.left, ast.MatMult(), node.right), _MATRIX
        else:
            yield ast.BinOp(node.left, ast.Mult(), node.right), _INVERSE


def _transposes(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Attribute) and node.attr == "T":
        yield node.value, _NO_TRANSPOSE
    elif isinstance(node, (ast.Name, ast.Call)) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
        yield ast.Attribute(node, "T", ast.Load()), _TRANSPOSE


def _numbers(node: ast.AST) -> Iterator[Change]:
    if (
        isinstance(node, ast.Constant)
        and isinstance(node.value, (int, float))
        and type(node.value) is not bool
    ):
        for step in (-1, 1):
            yield ast.Constant(node.value + step), _NUMBER
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        for step in (1, -1):
            yield (
                ast.BinOp(node.left, ast.Pow(), ast.BinOp(node.right, ast.Add(), ast.Constant(step))),
                _NUMBER,
            )


def _calls(node: ast.AST) -> Iterator[Change]:
    """``inv(A)`` becomes ``A``, ``solve(A, b)`` ``A @ b``, ``outer(a, b)`` ``outer(b, a)``."""
    if not isinstance(node, ast.Call) or not node.args or any(isinstance(a, ast.Starred) for a in node.args):
        return
    name = last_name(node.func)
    if name == "where" and len(node.args) == 3:
        yield node.args[1], _MASK
        yield node.args[2], _MASK
        return
    if name == "solve" and len(node.args) == 2:
        yield ast.BinOp(node.args[0], ast.MatMult(), node.args[1]), _INVERSE
    for argument in node.args[:1] + node.args[1:2]:
        yield argument, _UNAPPLIED
    if len(node.args) == 2:
        yield ast.Call(node.func, node.args[::-1], node.keywords), _SWAPPED


def _conditions(node: ast.AST) -> Iterator[Change]:
    opposite = {
        ast.Gt: ast.LtE,
        ast.GtE: ast.Lt,
        ast.Lt: ast.GtE,
        ast.LtE: ast.Gt,
        ast.Eq: ast.NotEq,
        ast.NotEq: ast.Eq,
    }
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in opposite:
        yield ast.Compare(node.left, [opposite[type(node.ops[0])]()], node.comparators), _INVERTED


def _axes(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple) and len(node.slice.elts) == 2:
        turned = ast.Tuple(node.slice.elts[::-1], ast.Load())
        yield ast.Subscript(node.value, turned, node.ctx), _AXIS
    if isinstance(node, ast.keyword) and node.arg == "axis" and isinstance(node.value, ast.Constant):
        for other in (0, 1, None):
            if other != node.value.value:
                yield ast.keyword("axis", ast.Constant(other)), _AXIS


def _averages(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Attribute) and node.attr in ("sum", "mean"):
        other = "mean" if node.attr == "sum" else "sum"
        yield ast.Attribute(node.value, other, node.ctx), _MEAN


OPERATORS: tuple[Operator, ...] = (
    _conditions,
    _transposes,
    _other_product,
    dropped,
    _other_sign,
    _calls,
    _axes,
    _averages,
    _numbers,
)


def mutated(
    tree: ast.Module, operators: Sequence[Operator] | None = None
) -> Iterator[tuple[ast.Module, Text]]:
    """Every program that differs from ``tree`` by one change.

    Those of ``operators``, or the usual ones, and one name that stands for another.
    """
    names = _quantities(tree) if operators is None else []
    for position, node in enumerate(ast.walk(tree)):
        for number, (_, words) in enumerate(changes(node, names, operators)):
            yield _replaced(tree, position, number, names, operators), words


def _quantities(tree: ast.Module) -> list[str]:
    """Names of arguments and of what is assigned, in the order in which they occur."""
    arguments = [n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)]
    assigned = [n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    return list(dict.fromkeys([*arguments, *assigned]))


def _replaced(
    tree: ast.Module, position: int, number: int, names: Sequence[str], operators: Sequence[Operator] | None
) -> ast.Module:
    """A copy of ``tree`` in which one node, by its position, is changed in one of the ways it may be."""
    copied = copy.deepcopy(tree)
    target = next(n for i, n in enumerate(ast.walk(copied)) if i == position)
    other = next(c for i, (c, _) in enumerate(changes(target, names, operators)) if i == number)
    _Put(target, other).visit(copied)
    return ast.fix_missing_locations(copied)


class _Put(ast.NodeTransformer):
    """Puts one node in the place of another."""

    def __init__(self, target: ast.AST, other: ast.AST) -> None:
        self.target = target
        self.other = other

    def visit(self, node: ast.AST) -> ast.AST:
        """The other node for the target; what is below it is not visited."""
        return self.other if node is self.target else self.generic_visit(node)


def last_name(function: ast.expr) -> str:
    """The name of a function without its module: ``inv`` of ``np.linalg.inv``."""
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
