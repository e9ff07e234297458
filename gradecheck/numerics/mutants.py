"""Mutants of a key: its own program with one mistake in it, and what each of them answers.

They are run in a helper process with a clock: a mutated loop may never end, and a mutated shape may ask
for more memory than there is. Without ``fork`` (the program lives only in memory) there are none.
"""

import ast
import inspect
import io
import multiprocessing
import sys
import textwrap
import time
import types
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from multiprocessing.connection import Connection
from typing import Any, Protocol

import numpy as np

from gradecheck.model import Text
from gradecheck.numerics.everywhere import everywhere
from gradecheck.numerics.mutations import mutated
from gradecheck.numerics.rewrites import rewritten
from gradecheck.numerics.terms import alone

#: seconds for one mutant, and for all of them
PATIENCE, BUDGET = 1.0, 10.0
#: a key with no more mutants than this is also mutated twice
FEW = 31
#: address space of the helper, in bytes
MEMORY = 8 << 30

#: runs a function on every case: what is made of its answers travels back from the helper
Run = Callable[[Callable[..., Any]], Any]


class Built(Protocol):
    """What can be made into a function in the key's place, given the key."""

    def built(self, key: Callable[..., Any], /) -> Callable[..., Any]:
        """The function."""


@dataclass(frozen=True)
class Mutant:
    """A program that defines ``name`` beside the key's globals; ``words`` say what is wrong."""

    words: Text
    program: ast.Module
    name: str

    def built(self, key: Callable[..., Any]) -> Callable[..., Any]:
        """The mutant as a function, with the names that the key sees."""
        names = {"np": np, **getattr(key, "__globals__", {})}
        names.update(inspect.getclosurevars(key).nonlocals)
        # The program is an author's own, changed in one place; it runs in the helper process.
        exec(compile(self.program, "<mutant>", "exec"), names)  # noqa: S102 -- see above
        function: Callable[..., Any] = names[self.name]
        return function


def mutants(key: Callable[..., Any]) -> list[Mutant]:
    """All mutants of ``key`` by one change, of it or of a function of the same module that it calls.

    Of a short key also those by two changes. A key without source, and a ``lambda``, have none.
    """
    own = definition(key)
    if own is None:
        return []
    found = _once(key, own)
    return found + _twice(found) if len(found) <= FEW else found


def _once(key: Callable[..., Any], own: ast.Module) -> list[Mutant]:
    """Mutants by one change."""
    name = _name(own)
    helpers = [tree for f in _helpers(key, own) if (tree := definition(f))]
    found = [Mutant(words, program, name) for program, words in mutated(own)]
    for helper in helpers:
        found += [
            Mutant(words, ast.Module([*program.body, *own.body], []), name)
            for program, words in mutated(helper)
        ]
    return found


def rewrites(key: Callable[..., Any]) -> list[Mutant]:
    """Mutants of ``key`` by one larger change, or by the same change in several places."""
    own = definition(key)
    if own is None:
        return []
    name = _name(own)
    found = [
        Mutant(words, program, name) for program, words in chain(alone(own), rewritten(own), everywhere(own))
    ]
    for helper in (tree for f in _helpers(key, own) if (tree := definition(f))):
        found += [
            Mutant(words, ast.Module([*program.body, *own.body], []), name)
            for program, words in rewritten(helper)
        ]
    return found


def _twice(once: Sequence[Mutant]) -> list[Mutant]:
    """Mutants by two changes, each program once."""
    seen = {ast.dump(mutant.program) for mutant in once}
    found = []
    for mutant in once:
        for program, words in mutated(mutant.program):
            text = ast.dump(program)
            if text not in seen:
                seen.add(text)
                found.append(Mutant(_both(mutant.words, words), program, mutant.name))
    return found


def _both(one: Text, other: Text) -> Text:
    if one == other:
        return Text(f"{one.en}, in two places", f"{one.zh}（两处）")
    return Text(f"{one.en}, and {other.en}", f"{one.zh}，并且{other.zh}")


def definition(function: Callable[..., Any]) -> ast.Module | None:
    """The syntax tree of a function's definition, without decorators and docstring."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):
        return None
    own = tree.body[0]
    if not isinstance(own, ast.FunctionDef):
        return None
    own.decorator_list, own.returns = [], None
    if ast.get_docstring(own) is not None:
        own.body = own.body[1:] or [ast.Pass()]
    return tree


def _name(tree: ast.Module) -> str:
    own = tree.body[0]
    return own.name if isinstance(own, ast.FunctionDef) else ""


def _helpers(key: Callable[..., Any], tree: ast.Module) -> Iterator[Callable[..., Any]]:
    """Plain functions of the key's module that the key names."""
    names = {n.id for n in ast.walk(tree) if isinstance(n, ast.Name)}
    for name in sorted(names):
        known = getattr(key, "__globals__", {}).get(name)
        if isinstance(known, types.FunctionType) and known.__module__ == key.__module__:
            yield known


def answers(
    key: Callable[..., Any], suspects: Sequence[Built], run: Run, budget: float | None = None
) -> list[Any]:
    """``run(mutant)`` for every mutant, in order; None where it raised or did not end.

    What ``run`` returns must be picklable. Stops after ``budget`` (or ``BUDGET``) seconds; the rest is then
    None.
    """
    found: list[Any] = [None] * len(suspects)
    if "fork" not in multiprocessing.get_all_start_methods():
        return found
    deadline, start = time.monotonic() + (budget or BUDGET), 0
    while start < len(suspects) and time.monotonic() < deadline:
        start = _batch(key, suspects, run, start, deadline, found)
    return found


def _batch(
    key: Callable[..., Any],
    suspects: Sequence[Built],
    run: Run,
    start: int,
    deadline: float,
    found: list[Any],
) -> int:
    """Fill ``found`` from ``start`` on by one helper process; the number to go on with."""
    ours, theirs = multiprocessing.Pipe(duplex=False)
    helper = multiprocessing.get_context("fork").Process(
        target=_work, args=(theirs, key, suspects, run, start)
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # forking beside numpy's idle threads
        helper.start()
    theirs.close()
    try:
        while start < len(suspects) and ours.poll(min(PATIENCE, max(0.0, deadline - time.monotonic()))):
            found[start] = ours.recv()
            start += 1
    except EOFError:  # the mutant took the helper down with it
        pass
    finally:
        helper.kill()
        helper.join()
        ours.close()
    return start + 1


def _work(pipe: Connection, key: Callable[..., Any], suspects: Sequence[Built], run: Run, start: int) -> None:
    """In the helper: send what each mutant answers."""
    _limit()
    sys.stdout = sys.stderr = io.StringIO()  # a mutant has nothing to say
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    for mutant in suspects[start:]:
        try:
            pipe.send(run(mutant.built(key)))
        except Exception:  # noqa: BLE001 -- a mutant may raise anything
            pipe.send(None)


def _limit() -> None:
    """Memory, and processor time: an orphan would run on for ever."""
    import resource  # noqa: PLC0415 -- exists only where fork does

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (int(BUDGET) + 1, int(BUDGET) + 1))
