"""Notebooks: what is code in them, where it went wrong, and that nothing in them can harm."""

import ast
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from worlds import DOUBLE, PLUGIN, RIGHT, TASK

from gradecheck import notebook
from gradecheck.intake import find, read
from gradecheck.messages import say
from gradecheck.model import Raised, Returned, Source, Submission
from gradecheck.notebook import program, python
from gradecheck.safefile import MAX_FILE, RefusedError
from gradecheck.wall import answers, cells, importer


def saved(*sources, **more):
    """The bytes of a notebook with these code cells; a dict is a cell as it is."""
    written = [
        one if isinstance(one, dict) else {"cell_type": "code", "source": one, "outputs": []}
        for one in sources
    ]
    return json.dumps({"nbformat": 4, "metadata": {}, "cells": written} | more).encode()


def refusal(data):
    """Why a notebook is not read, in words."""
    with pytest.raises(RefusedError) as caught:
        program(data, "hw.ipynb")
    return say(caught.value.message)


# --- magics -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("%matplotlib inline\nimport numpy as np", "pass\nimport numpy as np"),
        ("!pip install numpy\nx = 1", "pass\nx = 1"),
        ("pip install numpy\nx = 1", "pass\nx = 1"),
        ("if x:\n    %timeit f()\n    !ls", "if x:\n    pass\n    pass"),
        ("!echo a \\\n  b\nx = 1", "pass\n\nx = 1"),
        ("files = !ls\nt = %timeit -o f()\na, b = !ls", "files = None\nt = None\na, b = None"),
        ("np.dot?\n?np.dot\nnp.dot??\nx = 1", "pass\npass\npass\nx = 1"),
        ("%time W = train(1,\n  2)\ny", "W = train(1,\n  2)\ny"),
        ("%%time\nx = 1", "# %%time\nx = 1"),
        ("\n%%capture out\nx = 1", "\n# %%capture out\nx = 1"),
        ("%%timeit -n 3\nx = 1", "# %%timeit -n 3\nx = 1"),
        ("%%prun\nx = 1", "# %%prun\nx = 1"),
        ("%%bash\nrm -rf /", None),
        ("%%writefile model.py\nx = 1", None),
        ("%%html\n<b>", None),
        ("%%!\nls", None),
        ("#@title Task 1\nx = 1", "#@title Task 1\nx = 1"),
        ("x = 1\r\n%who\ry = 2", "x = 1\npass\ny = 2"),
    ],
)
def test_what_only_ipython_understands_is_put_aside_and_lines_keep_their_numbers(cell, expected):
    assert expected == python(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "x = (a\n     % b)",
        "x = a \\\n  % b",
        "s = '''\n%matplotlib inline\n!ls\nnp.dot?\n'''",
        's = """it\'s (\n%who\n"""',
        "x = [  # ([{\n  5\n  % 3, '(', \"]\"]",
        "print('x = !')\nd['a = %'] = 1",
        "x %= 3\nx != y\nx = y % z\nx = y != z",
        "print('ready?')  # ready?\n# np.dot?",
        "pip = 1\npip.install = 2\nconda = pip",
        "s = 'a\\\n%b'",
    ],
)
def test_python_that_only_looks_like_a_magic_is_left_alone(cell):
    assert cell == python(cell)


@pytest.mark.parametrize("text", ["'''", "(", "\\\n", "a ", "a,", "!\\\n", "[a", "'", "? ", "%time ", "pip "])
def test_no_text_takes_long(text):
    """A regular expression that goes back and forth over this would take hours."""
    python(text * 200_000)


PLAIN = st.lists(
    st.sampled_from(["x = 1", "y = (2\n  % 3)", "s = '''\n%\n!'''", "z = [\n1]", "# !", "", "if x:\n  pass"]),
    max_size=6,
).map("\n".join)


@given(PLAIN)
def test_plain_python_stays_as_it_is(cell):
    ast.parse(cell)
    assert cell == python(cell)


@given(st.text("%!?=x'\"()[]\\\n# \r", max_size=40))
def test_every_cell_keeps_its_lines(cell):
    made = python(cell)
    lines = cell.replace("\r\n", "\n").replace("\r", "\n").count("\n")
    assert made is None or made.count("\n") == lines


# --- cells ------------------------------------------------------------------------------------------------


def test_cells_come_one_below_the_other_and_are_counted_as_run_all_counts_them():
    """Blank cells and text have no number; a cell in another language has one, and no line."""
    data = saved(
        "a = 1\nb = 2", "  \n", {"cell_type": "markdown", "source": "# x"}, "%%bash\nls", ["c\n", "d"]
    )
    assert program(data, "hw.ipynb") == (b"a = 1\nb = 2\nc\nd\n", ((1, 1), (3, 3)))


def test_a_cell_that_is_none_costs_only_itself():
    strange = [
        {"cell_type": "code"},
        {"cell_type": "code", "source": 5},
        {"cell_type": ["code"], "source": "x"},
    ]
    strange += [{"cell_type": "code", "source": ["x", 1]}]
    data = saved(*strange, "y = 1")
    also = json.loads(data)
    also["cells"] += [7, None, "x", []]
    assert program(json.dumps(also).encode(), "hw.ipynb") == (b"y = 1\n", ((1, 1),))


def test_a_byte_order_mark_and_half_characters_are_read():
    assert program(b"\xef\xbb\xbf" + saved("x = 1"), "hw.ipynb").text == b"x = 1\n"
    assert program(saved("x = '\ud800'"), "hw.ipynb").text == b"x = '?'\n"


def test_saved_outputs_are_not_read():
    output = {"output_type": "stream", "text": ["499 0.001\n"]}
    data = saved({"cell_type": "code", "source": "x = 1", "outputs": [output]})
    assert program(data, "hw.ipynb").text == b"x = 1\n"


NOT_A_NOTEBOOK = "hw.ipynb is not a notebook that can be read; save it again as .ipynb"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", NOT_A_NOTEBOOK),
        (b"x = 1", NOT_A_NOTEBOOK),
        (b"\xff\xfe", NOT_A_NOTEBOOK),
        (b"[]", NOT_A_NOTEBOOK),
        (b'{"cells": 1e999}', NOT_A_NOTEBOOK),
        (b'{"cells": ' + b"9" * 100_000 + b"}", NOT_A_NOTEBOOK),
        (b'{"cells": ' + b"[" * 100_000, NOT_A_NOTEBOOK),
        (b'{"cells": [' + b"[]," * notebook.MAX_BRACKETS + b"1]}", NOT_A_NOTEBOOK),
        (saved(*["x"] * (notebook.MAX_CELLS + 1)), NOT_A_NOTEBOOK),
        (
            b'{"nbformat": 3, "worksheets": [{"cells": []}]}',
            "hw.ipynb is a notebook in an old format; open it in Jupyter and save it again",
        ),
        (saved("#" * MAX_FILE), "the code of hw.ipynb is larger than 1024 KB"),
        (saved(*["#" * (MAX_FILE // 2)] * 2), "the code of hw.ipynb is larger than 1024 KB"),
    ],
    ids=range(12),
)
def test_what_is_no_notebook_is_refused_with_a_reason(data, said):
    assert said == refusal(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.binary() | JSON.map(lambda value: json.dumps({"cells": value}).encode()))
def test_no_bytes_raise_anything_but_a_refusal(data):
    try:
        code, places = program(data, "hw.ipynb")
    except RefusedError:
        return
    assert code.decode().count("\n") >= len(places)


# --- intake -----------------------------------------------------------------------------------------------


def test_a_notebook_is_a_submission_and_so_is_a_folder_with_one(write):
    root = write({"class/alice.ipynb": saved("x = 1"), "class/bob/HW.IPYNB": saved("y = 1")})
    alice, bob = find([root / "class"], None)
    assert (alice.id, bob.id) == ("alice", "bob")
    assert read(alice, None) == Source("alice.ipynb", {"alice.ipynb": b"x = 1\n"}, cells=((1, 1),))
    assert read(bob, None) == Source("HW.IPYNB", {"HW.IPYNB": b"y = 1\n"}, cells=((1, 1),))


def test_the_notebook_that_a_script_was_exported_from_is_not_a_second_submission(write):
    root = write({"alice/hw.py": "x = 1", "alice/hw.ipynb": saved("x = 2")})
    [alice] = find([root / "alice"], None)
    assert read(alice, None) == Source("hw.py", {"hw.py": b"x = 1"}, ("hw.ipynb",))


def test_a_script_beside_other_notebooks_is_a_class(write):
    root = write({"class/alice.py": "x = 1", "class/bob.ipynb": saved("x = 2"), "class/carl.ipynb": b"{"})
    assert [one.id for one in find([root / "class"], None)] == ["alice", "bob", "carl"]


def test_a_task_may_ask_for_a_notebook_with_modules_beside_it(write):
    root = write({"alice/hw.ipynb": saved("import lib"), "alice/lib.py": "x = 1", "alice/old.ipynb": b"{"})
    source = read(Submission("alice", str(root / "alice")), "hw.ipynb")
    assert source.files == {"hw.ipynb": b"import lib\n", "lib.py": b"x = 1"}
    assert source.unread == ("old.ipynb",)


def test_a_notebook_may_be_larger_than_a_script_but_not_without_end(write):
    root = write({"big.ipynb": saved("x = 1", pictures="a" * (2 << 20)), "huge.ipynb": b""})
    assert read(Submission("big", str(root / "big.ipynb")), None).refused is None
    with (root / "huge.ipynb").open("wb") as file:
        file.truncate(notebook.MAX_BYTES + 1)
    source = read(Submission("huge", str(root / "huge.ipynb")), None)
    assert say(source.refused) == "huge.ipynb is larger than 16384 KB"


def test_the_text_of_one_cell_can_be_found_again():
    code, places = program(saved("a = 1\nb = 2", "%%bash\n", "c = 3"), "hw.ipynb")
    source = Source("hw.ipynb", {"hw.ipynb": code}, cells=places)
    assert [notebook.cell(source, n) for n in (1, 2, 3, None)] == ["a = 1\nb = 2", "", "c = 3\n", ""]


# --- behind the wall --------------------------------------------------------------------------------------


def executed(*sources):
    """What failed when these cells were run, and what they have defined."""
    code, places = program(saved(*sources), "hw.ipynb")
    finder = importer.submission({"hw.ipynb": code}, "hw.ipynb")
    space = {"__name__": "hw"}
    head = {"main": "hw.ipynb", "cells": [first for first, _ in places]}
    stated = cells.execute(finder, head, space, lambda: "files")
    source = Source("hw.ipynb", {"hw.ipynb": code}, cells=places)
    outcome = answers.outcome({"is": "returned", "changed": False} | stated, [None], source.files)
    return answers.placed(outcome, source).failed, space


def test_a_bad_cell_costs_only_itself_and_its_place_is_said():
    failed, space = executed(
        "x = 1", "y = (", "%who\nx = x + 1\n1 / 0\nx = 5", "z = x", "null = '\0'", "raise SystemExit(2)"
    )
    assert space["z"] == 2
    assert [(one.kind, one.cell, one.line) for one in failed] == [
        ("SyntaxError", 2, 1),
        ("ZeroDivisionError", 3, 3),
        ("SyntaxError", 5, 1),
        ("SystemExit", 6, 1),
    ]


def test_what_a_notebook_always_has_is_there_and_does_nothing():
    failed, _ = executed("display(1)\nget_ipython().run_line_magic('matplotlib', 'inline')", "exit_code = 0")
    assert failed == ()


def test_a_notebook_may_end_itself_quietly():
    failed, space = executed("raise SystemExit", "x = 1")
    assert (failed, space["x"]) == ((), 1)


def test_a_notebook_without_python_runs_and_defines_nothing():
    failed, space = executed("%%bash\nls")
    assert failed == ()
    assert set(space) == {"__name__", "display", "get_ipython"}


def test_the_first_failures_are_stated_and_not_more():
    failed, _ = executed(*["1 / 0"] * 20)
    assert [one.cell for one in failed] == [1, 2, 3, 4, 5, 6, 7, 8]


def test_lines_in_other_files_and_unknown_lines_are_left_as_they_are():
    source = Source("hw.ipynb", {"hw.ipynb": b"a\nb\nc\n", "lib.py": b""}, cells=((1, 1), (2, 4)))
    elsewhere = Raised("KeyError", 3, file="lib.py")
    nowhere = Raised("KeyError")
    assert [answers.placed(one, source) for one in (elsewhere, nowhere)] == [elsewhere, nowhere]
    assert answers.placed(Raised("KeyError", 3, file="hw.ipynb"), source) == Raised(
        "KeyError", 2, file="hw.ipynb", cell=4
    )
    assert answers.placed(Returned(1), source) == Returned(1)


# --- all of it --------------------------------------------------------------------------------------------


def graded(gradecheck, root, *arguments):
    """The submissions of a JSON report."""
    done = gradecheck("run", "task.yaml", *arguments, "--format", "json", cwd=root)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)["submissions"]


@pytest.fixture
def notebooks(write):
    """A class of notebooks: right beside bad cells, lost to a bad cell, wrong, and broken."""
    return write(
        {
            "exercises.py": PLUGIN,
            "task.yaml": TASK,
            "class/right.ipynb": saved("%matplotlib inline\nimport numpy as np", "x = (", RIGHT, "1 / 0"),
            "class/lost.ipynb": saved("import numpy as np", RIGHT.replace("return", "return (")),
            "class/raises.ipynb": saved("x = 1", "\n\ndef grad(A, x):\n    return x.foo()"),
            "class/later.ipynb": saved("def grad(A, x):\n    raise NotImplementedError"),
            "class/double.ipynb": saved(DOUBLE),
            "class/broken.ipynb": b'{"cells": [',
        }
    )


def test_a_class_of_notebooks_is_graded_and_errors_are_said_with_their_cell(gradecheck, notebooks):
    found = {one["id"]: one for one in graded(gradecheck, notebooks, "class")}
    told = {
        id_: (one["verdict"], one["exercises"][0]["diagnosis"], one["exercises"][0]["message"]["text"])
        for id_, one in found.items()
    }
    assert told == {
        "broken": ("fail", "missing", "broken" + NOT_A_NOTEBOOK.removeprefix("hw")),
        "double": ("partial", "factor-two", "a known mistake: “factor-two”"),
        "later": (
            "fail",
            "missing",
            "not handed in yet: put your answer in place of “raise NotImplementedError” in cell 1, line 2",
        ),
        "lost": ("error", "syntax-error", "syntax error in cell 2, line 2: '(' was never closed"),
        "raises": ("error", None, "raised AttributeError in cell 2, line 4"),
        "right": ("pass", None, "right"),
    }
    assert [message["text"] for message in found["right"]["messages"]] == [
        "syntax error in cell 2, line 1: '(' was never closed",
        "cell 4 stopped in line 1 with ZeroDivisionError: division by zero",
    ]


SCRIPT = Path(__file__).parent.parent / "submissions/backprop/pass"


def test_a_training_notebook_is_run_as_a_script(gradecheck, tmp_path):
    script = min(SCRIPT.glob("*.py")).read_text("utf-8")
    (tmp_path / "right.ipynb").write_bytes(
        saved("%matplotlib inline", script, "plt.plot(losses_that_are_not)")
    )
    (tmp_path / "bad.ipynb").write_bytes(saved("import torch", "torch.zeros(3)"))
    done = gradecheck(
        "run", "backprop", "right.ipynb", "bad.ipynb", "--format", "json", "--isolation", "none", cwd=tmp_path
    )
    right, bad = json.loads(done.stdout)["submissions"]
    assert (right["verdict"], len(right["messages"])) == ("pass", 1)
    assert (bad["verdict"], bad["exercises"][0]["diagnosis"]) == ("error", "missing-module")
    said = "cell 1, line 1: the module “torch” is not available here"
    assert bad["exercises"][0]["message"]["text"] == said
