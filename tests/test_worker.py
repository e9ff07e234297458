"""The student's side as functions: what one request does, in this process; and a worker without a wall."""

import os
import random
import subprocess
import sys

import numpy as np
import pytest

from gradecheck.model import Function, Strange
from gradecheck.wall import answers, client, frame, importer, statements, worker

DESCENT = b"""
import numpy as np
x = np.random.rand(3)
w = np.zeros(3)
lr = 0.5
for it in range(4):
    print(it, ((w - x) ** 2).sum())
    w = w - lr * (w - x)
"""


@pytest.fixture
def told():
    """What a student's process says before its last reply."""
    return []


@pytest.fixture
def ask(told, monkeypatch, tmp_path):
    """One request to a fresh student in this process: head and values of the reply. Leaves no trace."""
    for name in ("argv", "meta_path"):
        monkeypatch.setattr(sys, name, getattr(sys, name).copy())
    for module, names in ((random, ("Random", "seed")), (np.random, ("RandomState", "default_rng", "seed"))):
        for name in names:
            monkeypatch.setattr(module, name, getattr(module, name))
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    monkeypatch.setattr(sys, "stdout", sys.stdout)
    student = worker.Student(importer.Memory({}), lambda data: told.append(read(data)))
    with (tmp_path / "output").open("wb", buffering=0) as output:
        monkeypatch.setattr(worker, "OUTPUT", output.fileno())
        before = set(sys.modules)

        def request(head, *values):
            return read(worker.respond(student, frame.pack(head, values, client._further)))

        yield request
        for name in set(sys.modules) - before:
            del sys.modules[name]
        if student.output:
            student.output.close()


def read(data):
    """Head and values of a reply, as the other side reads them."""
    return frame.unpack(data, answers.KINDS)


@pytest.fixture
def loaded(ask):
    """The same, with a module imported."""

    def load(text, **files):
        files = {"hw.py": text} | {f"{name}.py": t for name, t in files.items()}
        assert ask({"do": "load", "main": "hw.py"}, files) == ({"is": "returned", "changed": False}, [None])
        return ask

    return load


def test_a_function_is_called_with_what_was_sent(loaded):
    """Arrays, functions with constants, dicts."""
    ask = loaded(b"def f(g, x, d): return g(x) + d['one']")
    g = Function("a * x", "x", a=np.array([1.0, 2.0]))
    head, (value,) = ask({"do": "call", "entry": "f"}, g, 3.0, {"one": 1})
    assert head == {"is": "returned", "changed": False}
    assert value.tolist() == [4, 7]


def test_a_change_of_an_argument_is_said(loaded):
    """In lists and tuples too."""
    ask = loaded(b"def f(x):\n    x[0][0] = 1")
    assert ask({"do": "call", "entry": "f"}, [np.zeros(2)])[0] == {"is": "returned", "changed": True}
    assert ask({"do": "call", "entry": "f"}, (np.ones(2),))[0] == {"is": "returned", "changed": False}


def test_entries_that_are_moved_and_put_back_are_no_change_even_if_rounding_is_left(loaded):
    """As a student writes a central difference; a small change that stays is one."""
    ask = loaded(b"def f(x, h):\n    x[0] += h\n    x[0] -= 2 * h\n    x[0] += h\ndef g(x): x[0] += 1e-13")
    x, h = np.array([0.7, 0.3]), 1e-5
    assert x[0] + h - 2 * h + h != x[0]
    assert ask({"do": "call", "entry": "f"}, x, h)[0] == {"is": "returned", "changed": False}
    assert ask({"do": "call", "entry": "g"}, x)[0] == {"is": "returned", "changed": True}


def test_what_is_not_there_is_absent(loaded):
    """A function, a value, and a value that cannot be called."""
    ask = loaded(b"answer = True")
    assert ask({"do": "call", "entry": "f"}) == ({"is": "absent", "found": False}, [])
    assert ask({"do": "call", "entry": "answer"}) == ({"is": "absent", "found": True}, [])
    assert ask({"do": "value", "entry": "f"}) == ({"is": "absent", "found": False}, [])
    assert ask({"do": "value", "entry": "answer"}) == ({"is": "returned", "changed": False}, [True])


def test_what_cannot_be_sent_is_said(loaded):
    """A strange value by its kind, a large one not at all."""
    ask = loaded(b"import numpy as np\nstrange = 1, {2}\nlarge = np.broadcast_to(1.0, (10**6, 10**6))")
    assert ask({"do": "value", "entry": "strange"})[1] == [(1, Strange("set"))]
    assert ask({"do": "value", "entry": "large"}) == ({"is": "too-large"}, [])


@pytest.mark.parametrize(
    ("text", "kind", "line", "said", "forbidden"),
    [
        (b"1 / 0", "ZeroDivisionError", 1, "division by zero", ""),
        (b"\nimport no_such_module.x", "ModuleNotFoundError", 2, "no_such_module", ""),
        (b"import helper", "KeyError", 2, "'x'", ""),
        (b"\n\nf(", "SyntaxError", 3, "'(' was never closed", ""),
        (b"if 1:\nx = 1", "SyntaxError", 2, "expected an indented block after 'if' statement on line 1", ""),
        (b"x = 1\x00", "SyntaxError", 1, "source code string cannot contain null bytes", ""),
        (b"x = '\xff'", "SyntaxError", 1, None, ""),
        (
            b'raise RuntimeError("can\'t start new thread")',
            "RuntimeError",
            1,
            "can't start new thread",
            "threads",
        ),
        (b"class E(Exception):\n    def __str__(self): 1/0\nraise E", "Exception", 3, "", ""),
        (b"exit(3)", "SystemExit", 1, "3", ""),
        (b"from math import sine", "ImportError", 1, "cannot import name 'sine' from 'math'", ""),
        (b"from json import sine", "ImportError", 1, "cannot import name 'sine' from 'json'", ""),
    ],
)
def test_whatever_is_raised_is_placed(ask, text, kind, line, said, forbidden):
    """Kind, line, text, and whether the wall is why."""
    head, _ = ask({"do": "load", "main": "hw.py"}, {"hw.py": text, "helper.py": b"\nraise KeyError('x')"})
    assert (head["kind"], head["line"], head["forbidden"]) == (kind, line, forbidden)
    assert said in (None, head["text"])


def test_a_script_is_watched_while_it_prints(ask, told, tmp_path):
    """Three snapshots, in the order in which they were taken; the output is all there."""
    head = {
        "do": "run",
        "main": "hw.py",
        "roles": ["x", "w"],
        "shapes": [],
        "salt": "00ff",
        "own_seeds": False,
    }
    assert ask(head, {"hw.py": DESCENT})[0] == {"is": "returned", "changed": False}
    output = (tmp_path / "output").read_text()
    ends = [n + 1 for n, c in enumerate(output) if c == "\n"]
    first, second, last = (said["printed"] for said, _ in told)
    assert 0 < first <= ends[0] < second <= ends[1] < last == ends[-1]
    assert [said["names"] for said, _ in told] == [["x", "w", "learning_rate"]] * 3
    x, w, rate = told[-1][1]
    assert np.allclose(w, x * (1 - 0.5**4))
    assert rate == 0.5


@pytest.mark.parametrize(("end", "said"), [("SystemExit", "returned"), ("SystemExit(2)", "raised")])
def test_a_script_may_end_by_exit(ask, end, said):
    """With nothing or zero; anything else was meant as a failure."""
    head = {"do": "run", "main": "hw.py", "roles": [], "shapes": [], "salt": "", "own_seeds": False}
    assert ask(head, {"hw.py": f"raise {end}".encode()})[0]["is"] == said


def test_a_snapshot_that_is_too_large_is_left_out():
    """Nothing is said, and nothing is copied."""
    assert statements.snapshot(1, {"x": np.broadcast_to(1.0, (10**6, 10**6))}) == b""


def test_what_is_refused_is_remembered():
    """The last forbidden act before a ``PermissionError`` is its reason."""
    student = worker.Student(importer.Memory({}), lambda _: None)
    worker._note(student, "import")
    assert student.tried == ""
    worker._note(student, "socket.__new__")
    assert student.tried == "network"


def test_modules_come_from_memory():
    """Files before folders, the main file's folder before the top; sources can be looked at."""
    files = {
        "src/hw.py": b"",
        "src/a.py": b"x = 1",
        "a.py": b"x = 2",
        "pack/__init__.py": b"",
        "folder/b.py": b"",
    }
    finder = importer.submission(files, "src/hw.py")
    assert finder.find_spec("a").origin == "src/a.py"
    assert finder.find_spec("pack").origin == "pack/__init__.py"
    assert finder.find_spec("folder").origin is None
    assert finder.find_spec("folder.b").origin == "folder/b.py"
    assert finder.find_spec("c") is None
    assert finder.get_source("a") == "x = 1"
    assert finder.get_source("folder") is None


def test_a_worker_of_its_own_serves_until_its_input_ends():
    """Requests on standard input, replies on standard output, printing on the third stream."""
    code = "import os; from gradecheck.wall import importer, worker; "
    code += "worker.alone(importer.Memory({}), 1 << 30, os.getppid())"
    requests = [
        ({"do": "load", "main": "hw.py"}, [{"hw.py": b"print('loaded')\ndef f(): return exit, input()"}]),
        ({"do": "call", "entry": "f"}, []),
    ]
    sent = b"".join(frame.pack(head, values, client._further) for head, values in requests)
    done = subprocess.run(
        [sys.executable, "-c", code], input=sent, capture_output=True, check=True, timeout=60
    )
    replies, heads = done.stdout, []
    while replies:
        size = frame.size(replies[: frame.PREFIX.size])
        heads.append(read(replies[:size])[0])
        replies = replies[size:]
    assert [head["is"] for head in heads] == ["ready", "returned", "raised"]
    assert heads[-1]["kind"] == "EOFError"
    assert done.stderr.decode() == f"loaded{os.linesep if os.name == 'nt' else chr(10)}"
