"""The terms that a key adds up, and an answer that has another number before some of them."""

import ast
import copy
from collections.abc import Iterator, Sequence

import numpy as np

from gradecheck.model import Text
from gradecheck.numerics.compare import FACTOR
from gradecheck.numerics.evidence import (
    CaseEvidence,
    Diagnosis,
    Stack,
    Suspect,
    explains,
    flat,
    simple,
    spoken,
    stack,
)

#: the words of a single term
TERM = Text("only one of the terms is left", "只剩下了其中一项")
#: sums with more terms than this are no example of a slip
MOST = 6


def alone(tree: ast.Module) -> Iterator[tuple[ast.Module, Text]]:
    """Programs that return one term of what ``tree`` returns in the end, with its sign."""
    last = tree.body[0].body[-1] if isinstance(tree.body[0], ast.FunctionDef) else None
    if not isinstance(last, ast.Return) or last.value is None:
        return
    terms = list(_terms(last.value, positive=True))
    for term in terms if 2 <= len(terms) <= MOST else ():
        program = copy.deepcopy(tree)
        own = program.body[0]
        if isinstance(own, ast.FunctionDef):
            own.body[-1] = ast.Return(copy.deepcopy(term))
            yield ast.fix_missing_locations(program), TERM


def _terms(node: ast.expr, *, positive: bool) -> Iterator[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub)):
        yield from _terms(node.left, positive=positive)
        yield from _terms(node.right, positive=positive == isinstance(node.op, ast.Add))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield from _terms(node.operand, positive=not positive)
    else:
        yield node if positive else ast.UnaryOp(ast.USub(), node)


def by_terms(cases: Sequence[CaseEvidence], suspects: Sequence[Suspect]) -> Diagnosis | None:
    """The sum of the key's terms with a simple number before each; the terms are not told."""
    held, terms = stack(cases), [s for s in suspects if s.what is TERM]
    fits = all(np.shape(a) == c.key.shape for t in terms for a, c in zip(t.answers, cases, strict=True))
    if held is None or not fits or len(terms) < 2 or held.answer.size < len(terms) + 3:
        return None
    rows = np.array([flat(t.answers) for t in terms])
    if np.linalg.matrix_rank(rows) < len(rows):
        return None
    fitted = np.linalg.lstsq(rows.T, held.answer, rcond=None)[0]
    numbers = [0.0 if abs(n) < 1e-9 else simple(float(n)) for n in fitted]
    known = [n for n in numbers if n is not None]
    if len(known) < len(numbers):
        return None
    tolerance = sum(abs(n) * FACTOR * flat(t.floors) for n, t in zip(known, terms, strict=True))
    if not explains(Stack(held.answer, np.array(known) @ rows, held.tolerance + tolerance)):
        return None
    return Diagnosis("mutant", "found-mutant", {"what": _told(known), "also": Text("", "")})


def _told(numbers: Sequence[float]) -> Text:
    """What is before the terms that are not as they should be."""
    en, zh = [], []
    for number in (n for n in numbers if n != 1):
        if number == 0:
            en.append("one is missing")
            zh.append("有一项缺失")
        else:
            en.append(f"one is times {spoken(number)}")
            zh.append(f"有一项乘了 {spoken(number)}")
    return Text(f"of {len(numbers)} terms {' and '.join(en)}", f"在 {len(numbers)} 项中{'，'.join(zh)}")
