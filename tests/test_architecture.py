"""The house rules, held as data."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "gradecheck"
MODULES = sorted(PACKAGE.rglob("*.py"))
OURS = MODULES + sorted((ROOT / "plugins").rglob("*.py"))

#: each room may import rooms of lower floors, and its own
FLOORS = {
    "__init__": 0,
    "errors": 0,
    "suggest": 0,
    "model": 0,
    "report": 0,
    "messages": 0,
    "draw": 0,
    "exercise": 0,
    "records": 1,
    "author": 1,
    "derived": 1,
    "wall": 1,
    "numerics": 1,
    "training": 1,
    "safefile": 1,
    "wheels": 1,
    "hookspecs": 2,
    "plugins": 2,
    "taskfile": 2,
    "taskschema": 2,
    "yamlfile": 2,
    "folder": 2,
    "notebook": 2,
    "archive": 2,
    "layouts": 2,
    "places": 2,
    "roster": 2,
    "intake": 2,
    "guesses": 2,
    "answerkey": 3,
    "cases": 3,
    "diagnosis": 4,
    "retrial": 4,
    "editor": 3,
    "marks": 4,
    "example": 4,
    "named": 4,
    "doubts": 4,
    "judge": 4,
    "stopped": 4,
    "facts": 4,
    "judge_script": 4,
    "grade": 4,
    "slots": 5,
    "store": 5,
    "reports": 5,
    "course": 6,
    "checks": 6,
    "reread": 6,
    "merge": 6,
    "changes": 6,
    "starter": 6,
    "describe": 6,
    "scaffold": 6,
    "export": 6,
    "cli": 7,
    "testing": 7,
    "__main__": 7,
}
#: same-floor imports that are allowed (importer, imported)
NEIGHBOURS = {
    ("report", "model"),
    ("exercise", "errors"),
    ("exercise", "model"),
    ("messages", "model"),
    ("training", "numerics"),
    ("author", "derived"),
    ("derived", "numerics"),
    ("plugins", "hookspecs"),
    ("taskfile", "taskschema"),
    ("taskfile", "yamlfile"),
    ("taskschema", "yamlfile"),
    ("archive", "folder"),
    ("archive", "layouts"),
    ("archive", "notebook"),
    ("places", "archive"),
    ("places", "folder"),
    ("intake", "folder"),
    ("intake", "layouts"),
    ("intake", "notebook"),
    ("intake", "places"),
    ("answerkey", "cases"),
    ("diagnosis", "marks"),
    ("retrial", "diagnosis"),
    ("judge", "marks"),
    ("judge", "diagnosis"),
    ("judge", "retrial"),
    ("judge", "named"),
    ("judge", "doubts"),
    ("doubts", "diagnosis"),
    ("doubts", "marks"),
    ("doubts", "retrial"),
    ("named", "diagnosis"),
    ("named", "marks"),
    ("judge", "stopped"),
    ("stopped", "diagnosis"),
    ("stopped", "marks"),
    ("facts", "marks"),
    ("judge_script", "facts"),
    ("judge_script", "diagnosis"),
    ("judge_script", "marks"),
    ("grade", "judge"),
    ("grade", "judge_script"),
    ("grade", "marks"),
    ("merge", "reread"),
    ("changes", "reread"),
    ("testing", "cli"),
    ("__main__", "cli"),
}
#: who alone may import what
ALONE = {
    "yaml": {"yamlfile"},
    "pydantic": {"taskfile", "taskschema"},
    "pluggy": {"plugins", "hookspecs", "author"},
    "typer": {"cli"},
    "ctypes": {"wall"},
    "subprocess": {"wall"},
    "pickle": set(),
}


def room(path):
    """The room of a module: its name, or that of the package it lies in."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path):
    """Every module that a file imports, by full name."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "gradecheck":
                yield from (f"gradecheck.{alias.name}" for alias in node.names)


def functions(path):
    """Every function definition of a file."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_there_are_modules_to_check():
    """The rules below are not vacuous."""
    assert len(MODULES) > 20


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_downwards(path):
    """A room imports only from the floors below it."""
    own = room(path)
    for name in imports(path):
        head, _, rest = name.partition(".")
        if head != "gradecheck" or not rest:
            continue
        other = rest.split(".")[0]
        if other in ("__version__", own):
            continue
        assert FLOORS[other] < FLOORS[own] or (own, other) in NEIGHBOURS, f"{path}: {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_some_libraries_have_one_door(path):
    """yaml, pydantic, pluggy, typer, ctypes and subprocess are each used in one place; pickle nowhere."""
    for name in imports(path):
        head = name.split(".")[0]
        assert room(path) in ALONE.get(head, {room(path)}), f"{path} imports {name}"


@pytest.mark.parametrize("path", OURS, ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_and_functions_are_small(path):
    """Modules have at most 250 lines, functions at most 40."""
    assert len(path.read_text("utf-8").splitlines()) <= 250
    for function in functions(path):
        length = function.end_lineno - function.lineno + 1
        assert length <= 40 or _is_a_list_of_options(function), f"{path}: {function.name}: {length} lines"


def _is_a_list_of_options(function):
    """A command's signature is its documentation: only its body counts."""
    first = function.body[0]
    return (
        function.end_lineno - first.lineno + 1 <= 40
        and len(function.args.args) + len(function.args.kwonlyargs) > 8
    )


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_public_name_is_documented(path):
    """Modules, classes and functions that others use have a docstring."""
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{path}: {node.name}"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{path}: {node.name}"


@pytest.mark.parametrize("path", OURS, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_global_state_and_no_silent_excuses(path):
    """No ``global``; every broad ``except`` and every ignore says why on its line."""
    text = path.read_text("utf-8")
    lines = text.splitlines()
    for node in ast.walk(ast.parse(text)):
        assert not isinstance(node, ast.Global), f"{path}: global"
        if isinstance(node, ast.ExceptHandler):
            names = (
                {n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)}
                if node.type
                else {"BaseException"}
            )
            if names & {"Exception", "BaseException"}:
                assert "# " in lines[node.lineno - 1], (
                    f"{path}:{node.lineno}: a broad except without a reason"
                )
    for number, line in enumerate(lines, 1):
        if re.search(r"#\s*noqa", line):
            assert re.search(r"# noqa: [A-Z0-9, ]+ -- \S", line), f"{path}:{number}: {line.strip()}"
        if re.search(r"#\s*type:\s*ignore", line):
            assert re.search(r"# type: ignore\[[a-z, -]+\]  # \S", line), f"{path}:{number}: {line.strip()}"
