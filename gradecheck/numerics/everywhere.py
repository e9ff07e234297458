"""The same slip in several places of a program, and two of those that go together."""

import ast
import copy
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from gradecheck.model import Text
from gradecheck.numerics.mutations import OPERATORS, Change, Operator, dropped, mutated
from gradecheck.numerics.rewrites import REWRITES


def everywhere(tree: ast.Module) -> Iterator[tuple[ast.Module, Text]]:
    """Programs with the same change wherever it can be made, if that is in two places at least.

    Also where the same expression stands, if there are fewer such places; and two terms dropped.
    """
    for operator in EVERYWHERE:
        for way in range(_WAYS):
            yield from _several(tree, operator, way, lambda _node: True)
    alike = Counter(ast.dump(n) for n in ast.walk(tree) if isinstance(n, ast.expr))
    for text in (t for t, count in alike.items() if count > 1):
        for operator in EVERYWHERE:
            for way in range(_WAYS):
                yield from _several(tree, operator, way, partial(_is, text))
    yield from _two_terms(tree)


def _is(text: str, node: ast.AST) -> bool:
    return ast.dump(node) == text


def _several(
    tree: ast.Module, operator: Operator, way: int, here: Callable[[ast.AST], bool]
) -> Iterator[tuple[ast.Module, Text]]:
    change, program = _Everywhere(operator, way, here), copy.deepcopy(tree)
    change.visit(program)
    if change.words and change.places > 1:
        words = change.words
        yield (
            ast.fix_missing_locations(program),
            Text(f"{words.en}, in several places", f"{words.zh}（多处）"),
        )


def _two_terms(tree: ast.Module) -> Iterator[tuple[ast.Module, Text]]:
    once = list(mutated(tree, (_terms,)))
    for program, words in once if len(once) <= _TERMS else ():
        for twice, _ in mutated(program, (_terms,)):
            yield twice, Text(f"{words.en}, in two places", f"{words.zh}（两处）")
    for program, words in once if len(once) <= _FEW_TERMS else ():
        for twice, other in mutated(program):
            yield twice, Text(f"{words.en}, and {other.en}", f"{words.zh}，并且{other.zh}")


def _terms(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub)):
        yield from dropped(node)


def _factors(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.BinOp) and not isinstance(node.op, (ast.Add, ast.Sub)):
        yield from dropped(node)


#: changes that are made in more than one place at once: the kinds of which the number is bounded
EVERYWHERE: tuple[Operator, ...] = (*(o for o in OPERATORS if o is not dropped), _terms, _factors, *REWRITES)
_WAYS = 9
#: programs with more terms than half of this do not lose two of them
_TERMS = 16
#: programs with so few lose one and have another mistake besides
_FEW_TERMS = 8


class _Everywhere(ast.NodeTransformer):
    """Makes one kind of change in every place, inner ones first."""

    def __init__(self, operator: Operator, way: int, here: Callable[[ast.AST], bool]) -> None:
        self.operator = operator
        self.here = here
        self.way = way
        self.places = 0
        self.words: Text | None = None

    def visit(self, node: ast.AST) -> ast.AST:
        """The node with everything below it changed, and then itself."""
        chosen = self.here(node)
        inner = self.generic_visit(node)
        ways: Sequence[Change] = list(self.operator(inner)) if chosen else []
        if self.way >= len(ways):
            return inner
        self.places += 1
        other, self.words = ways[self.way]
        return copy.deepcopy(other)
