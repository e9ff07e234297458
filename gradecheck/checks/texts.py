"""Checks of the words: they are there in both languages, and give nothing away."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

from gradecheck.checks.subject import Check, Finding, ScriptSubject, Subject
from gradecheck.model import Text

#: a formula of fewer characters, without blanks, stands in many a harmless sentence
SHORT = 5


def in_both_languages(subject: Subject | ScriptSubject) -> Iterator[Finding]:
    """Every hint, and what is said of a mistake, is there in both languages."""
    for mistake in subject.exercise.misconceptions:
        for what, text in (("hint", mistake.hint), ("says", mistake.says)):
            missing = _missing(text) if text is not None else ""
            if missing:
                yield Finding(f"{mistake.id!r}: {what}= is empty in {missing}")


def _missing(text: Text) -> str:
    """The languages in which a text is empty, in words."""
    empty = [name for name, said in (("English", text.en), ("Chinese", text.zh)) if not said.strip()]
    return " and ".join(empty)


def key_is_not_said(subject: Subject | ScriptSubject) -> Iterator[Finding]:
    """No hint has the key's own formula in it."""
    exercise = subject.exercise
    key = exercise.key if isinstance(subject, Subject) else exercise.step  # type: ignore[union-attr]  # of a script
    formulas = list(_formulas(key))
    for mistake in exercise.misconceptions:
        texts = [mistake.hint, mistake.says or Text("", "")]
        said = [_bare(one) for text in texts for one in text]
        told = next((f for f in formulas if any(_bare(f) in one for one in said)), "")
        if told:
            yield Finding(f"{mistake.id!r}: its words have {told} in them, which is the key's")


def _formulas(function: Callable[..., Any]) -> Iterator[str]:
    """What a function returns, as its source has it; a name alone is no formula."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Return) and node.value is not None:
            formula = ast.unparse(node.value)
            if len(_bare(formula)) >= SHORT and not isinstance(node.value, ast.Name):
                yield formula


def _bare(text: str) -> str:
    """A formula without what is written in one way or another: blanks, and where a function comes from."""
    return "".join(text.split()).replace("np.", "").replace("linalg.", "")


CHECKS = (Check("GC304", in_both_languages), Check("GC305", key_is_not_said))
