"""The wall as its callers see it: real processes, every mode that stands here, and what comes back."""

import os
import resource
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import numpy as np
import pytest

from gradecheck.errors import MachineError
from gradecheck.model import (
    Absent,
    Died,
    Function,
    Limits,
    Raised,
    Returned,
    Source,
    Strange,
    TimedOut,
)
from gradecheck.wall import confine
from gradecheck.wall.client import calling
from gradecheck.wall.host import raise_wall

LINUX = sys.platform == "linux"
LANDLOCK = LINUX and confine.landlock_abi() > 0
MODES = ["none"] + (["strict"] if LINUX else []) + (["full", "weak"] if LANDLOCK else [])
SHORT = 0.4
LONG = 20.0


@pytest.fixture(scope="module", params=MODES)
def wall(request):
    """Every wall that stands here, one after another."""
    with raise_wall(request.param) as raised:
        yield raised


@pytest.fixture(scope="module")
def plainest():
    """One wall, where all of them do the same."""
    with raise_wall("auto" if LINUX else "none") as raised:
        yield raised


def source(text, **files):
    """A submission ``hw.py``, with other files beside it."""
    others = {f"{name}.py": textwrap.dedent(t).encode() for name, t in files.items()}
    text = text if isinstance(text, bytes) else textwrap.dedent(text).encode()
    return Source("hw.py", {"hw.py": text} | others)


@pytest.fixture
def loaded(wall):
    """A worker that has imported a submission: ``loaded(text)``."""
    workers = []

    def load(text, limits=Limits(), **files):  # noqa: B008 -- frozen
        worker = wall.open(source(text, **files), limits)
        workers.append(worker)
        assert worker.load(LONG) == Returned(None)
        return worker

    yield load
    for worker in workers:
        worker.close()


def run(wall, text, roles=("x", "w"), salt=b"salt", seconds=LONG):
    """What a script does."""
    with wall.open(source(text), Limits()) as worker:
        return worker.run(roles, salt, seconds)


# --- calls ------------------------------------------------------------------------------------------


def test_a_function_answers_with_plain_values(loaded):
    """Numbers, texts, tuples, lists and arrays come back as what they are."""
    worker = loaded("""
        import numpy as np
        def answer(x, n): return x + 1, [n, 2.5], "yes", 2j, None, True, np.float32(1)
        """)
    outcome = worker.call("answer", [np.arange(3.0), 7], LONG)
    array, numbers, *rest, single = outcome.value
    assert array.tolist() == [1, 2, 3]
    assert [numbers, *rest] == [[7, 2.5], "yes", 2j, None, True]
    assert (single.dtype, single.shape) == (np.float32, ())
    assert outcome.changed is False


def test_arguments_may_be_functions(loaded):
    """A ``Function`` arrives as a callable with its constants."""
    worker = loaded("def twice(f, x): return 2 * f(x)")
    f = Function("x @ Q @ x + b", "x", Q=np.eye(2), b=1.0)
    assert worker.call("twice", [f, np.array([1.0, 2.0])], LONG) == Returned(np.float64(12.0))


def test_arguments_are_fresh_and_changing_them_is_seen(loaded):
    """An array changed in place is said to be changed, in tuples too; the next call gets a new one."""
    worker = loaded("""
        def change(pair):
            pair[1][0] = 9
            return pair[0]
        def read(pair): return pair[1]
        """)
    pair = (np.zeros(2), np.zeros(2))
    assert worker.call("change", [pair], LONG).changed is True
    outcome = worker.call("read", [pair], LONG)
    assert (outcome.value.tolist(), outcome.changed) == ([0, 0], False)


def test_several_calls_are_answered_in_their_order(loaded):
    """Arguments and answers that are together larger than a pipe do not block either side."""
    worker = loaded("def twice(x): return 2 * x")
    requests = [calling("twice", [np.full(size, size)]) for size in (3, 10**5, 1, 10**5)]
    outcomes = worker.calls(requests, LONG)
    assert [[2 * size] * size for size in (3, 10**5, 1, 10**5)] == [o.value.tolist() for o in outcomes]


def test_several_calls_end_at_the_first_that_is_no_answer(loaded):
    """What the calls after it came to is not told; the worker can be asked again."""
    worker = loaded("def half(x): return 1 // x")
    requests = [calling("half", [x]) for x in (1, 0, 1, 0)]
    assert worker.calls(requests, LONG) == [Returned(1), Raised("ZeroDivisionError", 1, file="hw.py")]
    assert worker.call("half", [1], LONG) == Returned(1)


def test_several_calls_that_one_of_them_kills_or_delays_end_there(loaded):
    """The answers before it stand."""
    source = "import os, time\ndef f(x): return x if x < 2 else os._exit(0) if x < 3 else time.sleep(60)"
    worker = loaded(source)
    assert worker.calls([calling("f", [x]) for x in (1, 2, 1)], LONG) == [Returned(1), Died("died-exit")]
    worker = loaded(source)
    assert worker.calls([calling("f", [x]) for x in (1, 3, 1)], SHORT) == [Returned(1), TimedOut(SHORT)]


def test_an_exception_is_its_builtin_kind_its_line_and_none_of_its_words(loaded):
    """What is raised in a call may hold the inputs: only kind, file and line come back."""
    worker = loaded(
        """
        import numpy as np
        from helper import fail
        def linear(x): return np.linalg.inv(x)
        def own(x):
            class Mine(KeyError): pass
            raise Mine(f"the input is {x}")
        """,
        helper="def fail(x):\n    return 1 / x",
    )
    assert worker.call("linear", [np.zeros((2, 2))], LONG) == Raised("ValueError", 4, file="hw.py")
    assert worker.call("own", [3], LONG) == Raised("KeyError", 7, file="hw.py")
    assert worker.call("fail", [0], LONG) == Raised("ZeroDivisionError", 2, file="helper.py")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("raise SystemExit", "SystemExit"),
        ("raise KeyboardInterrupt", "KeyboardInterrupt"),
        ("return f()", "RecursionError"),
        ("return input()", "EOFError"),
        ("return __import__('numpy').zeros(10**10).sum()", "MemoryError"),
        ("return eval('1+')", "SyntaxError"),
    ],
)
def test_whatever_is_raised_is_an_answer(loaded, body, kind):
    """``sys.exit``, endless recursion, missing memory: the worker goes on."""
    worker = loaded(f"def f(): {body}\ndef one(): return 1")
    assert worker.call("f", [], LONG).kind == kind
    assert worker.call("one", [], LONG) == Returned(1)


def test_a_name_that_is_not_there_or_not_callable_is_absent(loaded):
    """A value can be asked for, not called; a function can be missing."""
    worker = loaded("answer = 42\ndef f(): pass")
    assert worker.call("other", [], LONG) == Absent()
    assert worker.call("answer", [], LONG) == Absent(found=True)
    assert worker.value("answer", LONG) == Returned(42)
    assert worker.value("other", LONG) == Absent()


@pytest.mark.parametrize(
    ("expression", "kind"),
    [
        ("iter([1])", "object"),
        ("(i for i in [])", "generator"),
        ("{1: 2}", "dict"),
        ("np.array(['a'])", "ndarray"),
        ("np.array([None])", "ndarray"),
        ("2**80", "int"),
        ("np.sin", "ufunc"),
        ("f", "function"),
        ("Mine()", "list"),
        ("b'x'", "bytes"),
    ],
)
def test_an_answer_that_is_not_made_of_numbers_is_strange(loaded, expression, kind):
    """Only the name of the built-in type crosses; the worker goes on."""
    worker = loaded(f"""
        import numpy as np
        class Mine(list):
            def __iter__(self): raise ValueError
            def __len__(self): raise ValueError
        def f(): return 1, {expression}
        """)
    outcome = worker.call("f", [], LONG)
    if expression == "Mine()":
        assert outcome == Raised("ValueError", 5, file="hw.py")
    else:
        assert outcome == Returned((1, Strange(kind)))
    assert worker.alive


def test_an_answer_that_is_too_large_costs_only_itself(loaded):
    """A view of 10**12 elements, a list of a million lists: no answer, and the worker goes on."""
    worker = loaded("""
        import numpy as np
        def endless(): return np.broadcast_to(0.0, (10**6, 10**6))
        def many(): return [[]] * 10**6
        def loop():
            a = []
            a.append(a)
            return a
        def one(): return 1
        """)
    for name in ("endless", "many", "loop"):
        assert worker.call(name, [], LONG) == Died("died-reply")
    assert worker.call("one", [], LONG) == Returned(1)


def test_numpys_warnings_are_no_failures(loaded):
    """Overflow and division by zero give inf and nan, as in any script."""
    worker = loaded("import numpy as np\ndef f(x): return np.exp(x) / 0, np.log(-x)")
    a, b = worker.call("f", [np.array([1000.0])], LONG).value
    assert (a[0], np.isnan(b[0])) == (np.inf, True)


# --- the end of a worker ----------------------------------------------------------------------------


def test_a_loop_is_stopped_by_the_clock(loaded):
    """The clock starts with the request; the worker is gone afterwards."""
    worker = loaded("def f():\n    while True: pass")
    start = time.monotonic()
    assert worker.call("f", [], SHORT) == TimedOut(SHORT)
    assert time.monotonic() - start < SHORT + 1
    assert not worker.alive


@pytest.mark.parametrize(
    ("body", "died"),
    [
        ("os._exit(0)", Died("died-exit")),
        ("os.close(3); time.sleep(60)", Died("died-exit")),
        ("os.write(3, b'x' * 1000)", Died("died-reply")),
        ("os.write(3, bytes(12) + b'{}')", Died("died-reply")),
    ],
)
def test_a_worker_that_ends_without_an_answer_has_died(loaded, wall, body, died):
    """Exit and nonsense on the reply channel are told apart."""
    if wall.mode == "none" and "3" in body:
        pytest.skip("descriptor 3 is not the reply channel without a wall")
    worker = loaded(f"import os, time\ndef f(): {body}")
    assert worker.call("f", [], 5) == died
    assert not worker.alive


def test_a_worker_that_is_killed_has_died_by_a_signal(loaded):
    """A crash in C is said by its signal's name."""
    worker = loaded("import ctypes\ndef f(): ctypes.string_at(1)")
    assert worker.call("f", [], LONG) == Died("died-signal", {"signal": "SIGSEGV"})


@pytest.mark.skipif(not LINUX, reason="there are no signals for real time")
def test_a_signal_without_a_name_is_said_by_its_number(loaded):
    """Most signals for real time have no name; whoever dies of one costs only itself."""
    worker = loaded("import signal\ndef f(): signal.raise_signal(40)")
    assert worker.call("f", [], LONG) == Died("died-signal", {"signal": "40"})


def test_a_worker_that_has_ended_is_not_asked_again(loaded):
    """Its descriptors are closed: whatever it is asked later, it has died."""
    worker = loaded("import os\ndef __getattr__(name): os._exit(0)")
    assert [worker.value(name, LONG) for name in ("claim", "other")] == [Died("died-exit")] * 2
    assert worker.call("f", [], LONG) == Died("died-exit")


def test_printing_without_end_is_stopped(loaded):
    """64 MB of output end a worker; nothing of it is kept for a call."""
    worker = loaded("def f():\n    while True: print('x' * 10**6)")
    assert worker.call("f", [], LONG) == Died("died-output", {"limit_mb": 64})


def test_a_reply_to_nothing_is_malformed(loaded, wall):
    """A second reply is not taken for the answer to the next call."""
    if wall.mode == "none":
        pytest.skip("descriptor 3 is not the reply channel without a wall")
    worker = loaded("""
        import os, struct
        def f():
            h = b'{"head":{"is":"returned","changed":false},"values":[1]}'
            frame = struct.pack("<IQ", len(h), 0) + h
            os.write(3, frame * 2)
            return 2
        """)
    assert worker.call("f", [], LONG) == Returned(1)
    assert worker.call("f", [], LONG) == Died("died-reply")


def test_a_worker_that_does_not_read_its_request_is_stopped_by_the_clock(loaded, wall):
    """Arguments larger than a pipe do not block us."""
    if wall.mode == "none":
        pytest.skip("descriptor 4 is not the request channel without a wall")
    worker = loaded("import os, time\ndef f(): os.dup2(0, 4); return 1\ndef g(x): return x.sum()")
    assert worker.call("g", [np.ones(10**6)], LONG).value == 10**6
    assert worker.call("f", [], LONG) == Returned(1)
    assert worker.call("g", [np.ones(10**6)], LONG) == Died("died-exit")


# --- importing --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("x = 1\nraise ValueError('bad\\x1b[31m news')", Raised("ValueError", 2, "bad [31m news", "hw.py")),
        ("import pandas", Raised("ModuleNotFoundError", 1, "pandas", "hw.py")),
        ("import sklearn.svm", Raised("ModuleNotFoundError", 1, "sklearn", "hw.py")),
        ("def f(:", Raised("SyntaxError", 1, "invalid syntax", "hw.py")),
        ("if 1:\n\tx = 1\n        y = 2", Raised("SyntaxError", 3, None, "hw.py")),
        ("import os\nos._exit(3)", Died("died-exit")),
        ("while True: pass", TimedOut(SHORT)),
        (b"x = 1\x00", Raised("SyntaxError", 1, None, "hw.py")),
    ],
)
def test_an_import_that_fails_says_why(plainest, text, outcome):
    """The exception's own words are kept here, made harmless: no input has been seen yet."""
    with plainest.open(source(text), Limits()) as worker:
        got = worker.load(SHORT)
    if isinstance(outcome, Raised) and outcome.text is None:
        got = Raised(got.kind, got.line, None, got.file)
    assert got == outcome


ENCODINGS = {
    "utf-8": lambda text: text.encode(),
    "BOM": lambda text: text.encode("utf-8-sig"),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "tabs": lambda text: text.replace("    ", "\t").encode(),
    "gbk": lambda text: f"# -*- coding: gbk -*-\n{text}".encode("gbk"),
}


@pytest.mark.parametrize("encode", ENCODINGS.values(), ids=ENCODINGS)
def test_sources_are_read_as_python_reads_them(wall, encode):
    """BOM, CRLF, tabs and coding cookies are obeyed."""
    text = "import inspect\ndef f():\n    return '中', len(inspect.getsource(f).splitlines())\n"
    with wall.open(source(encode(text)), Limits()) as worker:
        assert worker.load(LONG) == Returned(None)
        assert worker.call("f", [], LONG) == Returned(("中", 2))


def test_a_submissions_files_are_importable_and_shadow_nothing(wall):
    """Modules, packages and folders come from memory, after the standard library and numpy."""
    files = {
        "src/hw.py": b"import beside, util.deep, folder.inner, numpy, random, tqdm\n"
        b"def f(): return beside.x, util.x, util.deep.x, folder.inner.x, numpy.pi, random.random() < 1",
        "src/beside.py": b"x = 1",
        "util/__init__.py": b"x = 2",
        "util/deep.py": b"from . import x; x += 1",
        "folder/inner.py": b"x = 4",
        "src/numpy.py": b"pi = 0",
        "random.py": b"",
        "tqdm.py": b"raise SystemExit",
    }
    with wall.open(Source("src/hw.py", files), Limits()) as worker:
        assert worker.load(LONG) == Returned(None)
        assert worker.call("f", [], LONG) == Returned((1, 2, 3, 4, np.pi, True))


@pytest.mark.parametrize("name", ["random.py", "numpy.py", "作业 4.py"])
def test_a_submission_may_have_any_name(wall, name):
    """Not even a file called ``numpy.py`` stands in numpy's way, and it is not ``__main__``."""
    text = b"import numpy as np\ndef f(): return np.pi, __name__"
    with wall.open(Source(name, {name: text}), Limits()) as worker:
        assert worker.load(LONG) == Returned(None)
        assert worker.call("f", [], LONG) == Returned((np.pi, name.removesuffix(".py")))


def test_what_students_import_out_of_habit_does_nothing(wall):
    """Plots, progress bars and notebooks are stood in for."""
    text = """
        import matplotlib; matplotlib.use("Agg")
        import matplotlib.pyplot as plt, seaborn as sns
        from matplotlib import cm
        from mpl_toolkits.mplot3d import Axes3D
        from tqdm import tqdm, trange
        from tqdm.auto import tqdm as bar
        from IPython.display import display, clear_output
        plt.rcParams["font.size"] = 3
        figure, (left, right) = plt.subplots(1, 2)
        figure, axes = plt.subplots(2, 2); axes[0, 1].plot([1], [2]); axes.flat[0].set_title("x")
        line, = plt.plot([1]); counts, edges, bars = plt.hist([1])
        figure, only = plt.subplots(); only.legend(loc=0)
        with plt.style.context("x"): plt.show(); plt.savefig("x.png")
        sns.heatmap([[1]]); display(1); cm.viridis(1)
        for i in tqdm([10], desc="x"): print(i)
        for i in bar(trange(1)): print(i)
        with tqdm(total=2) as p: p.update(); p.set_postfix(a=1); tqdm.write("said")
        print(p.n, len(tqdm([1, 2])))
        """
    assert run(wall, text).output == "10\n0\n1: a=1\nsaid\n1 2\n"


# --- scripts ----------------------------------------------------------------------------------------

DESCENT = """\
import numpy as np
x = np.random.randn(4)
w = np.zeros(4)
learning_rate = 0.1
for it in range(5):
    loss = ((w - x) ** 2).sum()
    print(it, loss)
    w {how} w - learning_rate * 2 * (w - x)
"""
IN_PLACE = DESCENT.replace("w {how} w - ", "w -= ")
REBOUND = DESCENT.format(how="=")
IN_A_FUNCTION = "def main():\n" + textwrap.indent(IN_PLACE, "    ") + "main()\n"
IN_A_LOGGER = IN_PLACE.replace("print(it, loss)", "log(it, loss)").replace(
    "\nx =", "\ndef log(*what):\n    w = 'shadow'\n    print(*what)\nx =", 1
)


@pytest.mark.parametrize(
    "text",
    [IN_PLACE, REBOUND, IN_A_FUNCTION, IN_A_LOGGER],
    ids=["in place", "rebound", "in a function", "in a logger"],
)
def test_a_scripts_arrays_are_taken_at_two_prints_and_at_the_end(wall, text):
    """First all roles, then a change, then the end; in a module, in a function, printed by another."""
    got = run(wall, text)
    first, second, last = got.snapshots
    assert got.outcome == Returned(None)
    assert 0 < first.printed <= got.output.index("\n")
    assert got.output.index("\n1 ") < second.printed <= got.output.index("\n2 ")
    assert last.printed == len(got.output)
    x = first.arrays["x"]
    assert set(first.arrays) == {"x", "w", "learning_rate"}
    assert first.arrays["learning_rate"] == 0.1
    assert first.arrays["w"].tolist() == [0] * 4
    assert np.allclose(second.arrays["w"], 0.2 * x)
    assert np.allclose(last.arrays["w"], (1 - 0.8**5) * x)


def test_what_was_printed_and_seen_before_the_clock_ran_out_is_kept(wall):
    """A script that never ends has its output and its first snapshots."""
    got = run(wall, IN_PLACE + "\nwhile True: pass", seconds=1.0)
    assert got.outcome == TimedOut(1.0)
    assert len(got.output.splitlines()) == 5
    assert len(got.snapshots) == 2


def test_a_script_that_raises_has_its_last_state(wall):
    """The exception's words are kept: a script has no inputs of ours."""
    got = run(wall, IN_PLACE + "\nraise ValueError('done')")
    assert got.outcome == Raised("ValueError", 10, "done", "hw.py")
    assert len(got.snapshots) == 3


@pytest.mark.parametrize("end", ["exit()", "quit()", "import sys; sys.exit(0)", "raise SystemExit"])
def test_a_script_may_exit_when_it_is_done(plainest, end):
    """That is an end like any other; an exit code that says otherwise is not."""
    assert run(plainest, f"print(1)\n{end}").outcome == Returned(None)
    assert run(plainest, "import sys\nsys.exit('no')").outcome == Raised("SystemExit", 2, "no", "hw.py")


def test_a_script_is_main_and_its_roles_may_be_missing(wall):
    """Without the roles there are no snapshots; strings by their names are no roles."""
    got = run(wall, "x = w = 'text'\nimport sys\nif __name__ == '__main__': print(sys.argv, __file__)")
    assert (got.output, got.snapshots) == ("['hw.py'] hw.py\n", ())


def test_of_much_output_the_first_and_the_last_part_are_kept(plainest):
    """256 KiB each; the last part begins with a whole line."""
    got = run(plainest, "for i in range(200000): print(i)")
    first, last = got.output[: 256 << 10], got.output[256 << 10 :]
    assert first.startswith("0\n1\n")
    assert last.endswith("199998\n199999\n")
    assert len(last.encode()) <= 256 << 10
    lines = last.split()
    assert int(lines[-1]) - int(lines[0]) == len(lines) - 1


def test_what_is_written_around_print_is_output_too(plainest):
    """Bytes, undecodable ones, and standard error, where logging writes."""
    text = """
        import os, sys
        sys.stdout.buffer.write(b"bytes\\n"); sys.stdout.flush()
        os.write(1, b"\\xff\\n")
        print("loss 1.0", file=sys.stderr)
        """
    assert run(plainest, text).output == "bytes\n�\nloss 1.0\n"


# --- random numbers ---------------------------------------------------------------------------------

RANDOM = """
import random
import numpy as np
from numpy.random import default_rng, RandomState
{seed}
print(np.random.rand(), np.random.RandomState(1).rand(), RandomState(1).randn(), default_rng(1).random(),
      default_rng(np.random.PCG64(5)).random() < 1, random.random(), random.Random(1).random())
"""
SEEDED = RANDOM.format(seed="np.random.seed(0); random.seed(0)")
UNSEEDED = RANDOM.format(seed="").replace("(1)", "()")


@pytest.mark.parametrize("text", [SEEDED, UNSEEDED], ids=["seeded", "unseeded"])
def test_random_numbers_follow_from_the_salt(wall, text):
    """The same salt gives the same numbers, another salt others: known losses are worthless."""
    one, again, other = (run(wall, text, salt=salt).output.split() for salt in (b"1", b"1", b"2"))
    assert one == again
    shared = [a == b for a, b in zip(one, other, strict=True)]
    assert shared == [False, False, False, False, True, False, False]


def test_seeds_of_its_own_may_be_left_to_a_script(wall):
    """What it seeds is then what the student saw; what it leaves unseeded follows from the salt."""
    text = SEEDED + "print(np.random.default_rng().random())"
    one, other = (_with_own_seeds(wall, text, salt) for salt in (b"1", b"2"))
    assert one[:-1] == other[:-1]
    assert one[-1] != other[-1]
    assert float(one[0]) == np.random.RandomState(0).rand()


def _with_own_seeds(wall, text, salt):
    with wall.open(source(text), Limits()) as worker:
        return worker.run((), salt, LONG, own_seeds=True).output.split()


def test_a_seed_still_makes_a_stream_reproducible(plainest):
    """Seeding twice with one seed gives the same numbers twice, whatever kind of integer it is."""
    text = """
        import numpy as np, random
        def draws(seed):
            np.random.seed(seed); random.seed(seed)
            state = np.random.RandomState(seed); a = state.rand(); state.seed(seed); b = state.rand()
            assert a == b
            return np.random.rand(), random.random(), a, np.random.default_rng(seed).random()
        print(draws(3) == draws(np.int64(3)), draws(3) == draws(4), draws([1, 2]) == draws([1, 2]))
        """
    assert run(plainest, text).output == "True False True\n"


# --- the wall itself --------------------------------------------------------------------------------


def alive(pid):
    """Whether a process runs; one that waits to be reaped by the system does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def children(pid):
    """Process ids of all descendants."""
    found = [int(p) for t in Path(f"/proc/{pid}/task").glob("*/children") for p in t.read_text().split()]
    return found + [further for child in found for further in children(child)]


@pytest.mark.parametrize("isolation", MODES)
def test_a_killed_grader_leaves_no_process(isolation):
    """SIGKILL of the grader ends zygote and workers, one that loops too."""
    text = f"""
        import sys, time
        from gradecheck.model import Limits, Source
        from gradecheck.wall.host import raise_wall
        wall = raise_wall({isolation!r})
        worker = wall.open(Source("hw.py", {{"hw.py": b"while True: pass"}}), Limits())
        print("ready", flush=True)
        worker.load(60)
        """
    grader = subprocess.Popen([sys.executable, "-c", textwrap.dedent(text)], stdout=subprocess.PIPE)
    assert grader.stdout.readline() == b"ready\n"
    time.sleep(0.1)
    started = children(grader.pid)
    assert len(started) == (1 if isolation == "none" else 2)
    grader.kill()
    grader.wait()
    grader.stdout.close()
    deadline = time.monotonic() + 5
    while any(map(alive, started)) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not any(map(alive, started))


@pytest.mark.parametrize("isolation", MODES)
def test_a_closed_wall_leaves_no_process_and_no_descriptor(isolation):
    """Everything that was started is reaped, everything opened is closed."""
    descriptors, before = set(map(str, Path("/proc/self/fd").iterdir())), children(os.getpid())
    with raise_wall(isolation) as wall, wall.open(source("x = 1"), Limits()) as worker:
        worker.load(LONG)
        assert len(children(os.getpid())) > len(before)
    assert children(os.getpid()) == before
    assert set(map(str, Path("/proc/self/fd").iterdir())) == descriptors


@pytest.mark.skipif(not LINUX, reason="there is no zygote here")
def test_a_zygote_that_died_is_replaced():
    """The next submission does not notice."""
    with raise_wall("auto") as wall:
        wall.check()
        os.kill(wall._zygote._process.pid, signal.SIGKILL)
        with wall.open(source("def f(): return 1"), Limits()) as worker:
            assert worker.load(LONG) == Returned(None)


@pytest.mark.skipif(not LINUX, reason="there is no zygote here")
def test_a_zygote_that_dies_under_a_worker_is_the_machines_fault():
    """The student is not blamed, and the next submission gets a new one."""
    with raise_wall("auto") as wall:
        with wall.open(source("import time\ndef f(): time.sleep(60)"), Limits()) as worker:
            assert worker.load(LONG) == Returned(None)
            os.kill(wall._zygote._process.pid, signal.SIGKILL)
            with pytest.raises(MachineError, match="the process that starts workers has ended"):
                worker.call("f", [], LONG)
        with wall.open(source("x = 1"), Limits()) as worker:
            assert worker.load(LONG) == Returned(None)


@pytest.mark.skipif(not LINUX, reason="there is no zygote here")
def test_too_few_descriptors_are_the_machines_fault():
    """No pipe, no worker; nothing stays open."""
    with raise_wall("auto") as wall:
        wall.check()
        usual = resource.getrlimit(resource.RLIMIT_NOFILE)
        descriptors = set(map(str, Path("/proc/self/fd").iterdir()))
        resource.setrlimit(resource.RLIMIT_NOFILE, (3, usual[1]))
        try:
            with pytest.raises(MachineError, match="Too many open files"):
                wall.open(source("x = 1"), Limits())
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, usual)
        wall.close()
        assert set(map(str, Path("/proc/self/fd").iterdir())) <= descriptors


@pytest.mark.skipif(not LINUX, reason="there is no zygote here")
def test_a_zygote_that_cannot_be_replaced_is_the_machines_fault(monkeypatch):
    """It is tried once more, and is no verdict on a student."""
    with raise_wall("auto") as wall:
        wall.check()
        os.kill(wall._zygote._process.pid, signal.SIGKILL)
        monkeypatch.setattr(sys, "executable", "/bin/false")
        with pytest.raises(MachineError, match="no process could be started"):
            wall.open(source("x = 1"), Limits())


def test_an_interpreter_that_does_not_start_is_the_machines_fault(monkeypatch):
    """The last words of a zygote are passed on."""
    if not LINUX:
        pytest.skip("there is no zygote here")
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with raise_wall("auto") as wall, pytest.raises(MachineError, match="no process could be started"):
        wall.check()


def test_systems_without_processes_of_that_kind_refuse(monkeypatch):
    """``auto`` says what a student could do and which flag accepts it; ``none`` is obeyed."""
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(MachineError, match=r"read the answer key .* use --isolation none"):
        raise_wall("auto")
    with raise_wall("none") as wall:
        assert wall.mode == "none"
        assert "seccomp" in wall.missing


def test_every_mode_says_what_is_missing(wall):
    """The report carries it."""
    missing = {
        "full": (),
        "strict": ("landlock",),
        "weak": ("seccomp",),
        "none": ("landlock", "seccomp", "limits"),
    }
    assert wall.missing == missing[wall.mode]


def test_nothing_of_ours_reaches_the_environment(loaded, monkeypatch):
    """Tokens of a pipeline and our own variables are not there."""
    monkeypatch.setenv("GITHUB_TOKEN", "secret")
    monkeypatch.setenv("COVERAGE_PROCESS_CONFIG", "x")
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Haswell")
    with (
        raise_wall("auto" if LINUX else "none") as fresh,
        fresh.open(source("import os\nnames = ' '.join(sorted(os.environ))"), Limits()) as worker,
    ):
        worker.load(LONG)
        names = worker.value("names", LONG).value.split()
    assert "OPENBLAS_CORETYPE" in names
    assert not {"GITHUB_TOKEN", "COVERAGE_PROCESS_CONFIG"} & set(names)


@pytest.mark.parametrize(
    ("body", "forbidden"),
    [
        ("open('/etc/passwd')", "files"),
        ("open('x', 'w')", "files"),
        ("__import__('os').listdir('/')", "files"),
        ("__import__('socket').socket()", "network"),
        ("__import__('threading').Thread(target=int).start()", "threads"),
        ("__import__('os').fork()", "processes"),
        ("__import__('subprocess').run(['true'])", "processes"),
    ],
)
@pytest.mark.skipif(not LINUX, reason="nothing is forbidden without a wall")
def test_what_the_wall_refuses_is_named(plainest, body, forbidden):
    """A student reads that files, threads, processes or the network may not be used."""
    with plainest.open(source(f"def f(): return {body}"), Limits()) as worker:
        assert worker.load(LONG) == Returned(None)
        assert worker.call("f", [], LONG).forbidden == forbidden


def test_an_exception_of_ones_own_is_not_the_walls(plainest):
    """Only what was refused is named so."""
    with plainest.open(source("def f(): raise RuntimeError"), Limits()) as worker:
        assert worker.load(LONG) == Returned(None)
        assert worker.call("f", [], LONG) == Raised("RuntimeError", 1, file="hw.py")


# --- on other machines ------------------------------------------------------------------------------


def elsewhere(refused, isolation):
    """What ``raise_wall`` says where the kernel refuses these system calls: the mode, or why not."""
    text = f"""
        import platform, struct
        from gradecheck.errors import MachineError
        from gradecheck.model import Limits, Source
        from gradecheck.wall import confine, seccomp, syscalls
        from gradecheck.wall.host import raise_wall
        steps = [seccomp._load(seccomp.NUMBER)]
        for name in {refused!r}:
            number = syscalls.TABLES[platform.machine()][name]
            steps += [*seccomp._if_equal(number, 0, 1), seccomp._refuse(1)]
        steps.append(seccomp._return(seccomp.ALLOW))
        confine.no_new_privileges()
        confine.filter_calls(b"".join(struct.pack("<HBBI", *step) for step in steps))
        try:
            with raise_wall({isolation!r}) as wall:
                with wall.open(Source("hw.py", {{"hw.py": b""}}), Limits()) as worker:
                    print(wall.mode, wall.missing, worker.load(20))
        except MachineError as error:
            print(error)
        """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(text)], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


NO_LANDLOCK = ["landlock_create_ruleset"]
NEITHER = [*NO_LANDLOCK, "seccomp"]


@pytest.mark.skipif(not LANDLOCK, reason="needs a machine where both stand, to take them away")
@pytest.mark.parametrize(
    ("refused", "isolation", "said"),
    [
        ([], "auto", "full () Returned"),
        (NO_LANDLOCK, "auto", "strict ('landlock',) Returned"),
        (NO_LANDLOCK, "full", "--isolation full needs Landlock"),
        (["seccomp"], "auto", "refusing to run student code: seccomp is not available"),
        (["seccomp"], "strict", "refusing to run student code: seccomp is not available"),
        (["seccomp"], "weak", "weak ('seccomp',) Returned"),
        (NEITHER, "auto", "refusing to run student code: seccomp is not available"),
        (NEITHER, "weak", "weak ('landlock', 'seccomp') Returned"),
        (NEITHER, "none", "none ('landlock', 'seccomp', 'limits') Returned"),
    ],
)
def test_the_best_wall_that_stands_is_taken_and_less_than_strict_is_refused(refused, isolation, said):
    """Old kernels, containers that forbid a layer: ``auto`` never goes below ``strict`` by itself."""
    assert elsewhere(refused, isolation).startswith(said)
