"""The command as a user meets it: real processes, exit codes, streams, messages as text."""

import contextlib
import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from worlds import DOUBLE, PLUGIN, RIGHT, TASK


def report(done):
    """The JSON report on stdout."""
    return json.loads(done.stdout)


# --- exit codes -------------------------------------------------------------------------------------


def test_exit_0_when_everyone_has_full_points(course, gradecheck):
    done = gradecheck("run", "task.yaml", "class/right.py", cwd=course)

    assert (0, "") == (done.returncode, done.stderr)


def test_exit_1_when_someone_does_not_reach_the_mark(course, gradecheck):
    done = gradecheck("run", "task.yaml", "class", cwd=course)

    assert done.returncode == 1


def test_fail_under_moves_the_mark(course, gradecheck):
    assert gradecheck("run", "task.yaml", "class", "--fail-under", 50, cwd=course).returncode == 0
    assert gradecheck("run", "task.yaml", "class", "--fail-under", 51, cwd=course).returncode == 1


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (
            ["run", "matrix-calculs", "class"],
            "there is no task 'matrix-calculs'; did you mean 'matrix-calculus'?",
        ),
        (["run", "no.yaml", "class"], "there is no task file 'no.yaml'"),
        (
            ["run", "exercises.py", "class"],
            "'exercises.py' is a Python file; TASK, which comes first, is a .yaml file or the id of",
        ),
        (["run", "class", "task.yaml"], "TASK comes first: gradecheck run task.yaml class"),
        (
            ["run", "task.yaml", "class", "--format", "xml"],
            "no format 'xml'; there is classroom50, csv, github, gradescope, html, json, jsonl, junit, text",
        ),
        (["run", "task.yaml", "nobody.py"], "nobody.py"),
        (
            ["run", "task.yaml", "class", "--format", "jason"],
            "--format: there is no format 'jason'; did you mean 'json'?",
        ),
        (
            ["run", "task.yaml", "class", "--only", "least-grat"],
            "--only: task 'least' has no exercise 'least-grat'; did you mean 'least-grad'?",
        ),
        (
            ["run", "task.yaml", "class", "--lang", "fr"],
            "--lang: 'fr' is not spoken here; en or zh-CN",
        ),
        (
            ["run", "task.yaml", "class", "--isolation", "ful"],
            "--isolation: there is no mode 'ful'; did you mean 'full'?",
        ),
        (
            ["run", "task.yaml", "class", "--format", "text", "--format", "json"],
            "two reports cannot go to one place; write --format NAME=FILE",
        ),
        (
            ["run", "task.yaml", "class", "--format", "json=a.json", "-o", "b.json"],
            "-o goes with one --format; for several, write --format NAME=FILE",
        ),
    ],
)
def test_exit_2_for_wrong_usage_says_what_is_wrong(course, gradecheck, arguments, expected):
    done = gradecheck(*arguments, cwd=course)

    assert (2, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith("gradecheck: ")
    assert expected in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_exit_2_for_an_unknown_option(gradecheck):
    assert gradecheck("run", "--no-such-option").returncode == 2


def test_exit_3_for_a_broken_task_file_names_line_and_column(course, gradecheck, write):
    write({"task.yaml": TASK.replace("points: 4", "points: four")})

    done = gradecheck("run", "task.yaml", "class", cwd=course)

    assert done.returncode == 3
    assert done.stderr.startswith("task.yaml:9:")
    assert "points" in done.stderr


def test_exit_3_for_a_broken_plugin_names_it(course, gradecheck, write):
    write({"exercises.py": "raise RuntimeError('oops')\n"})

    done = gradecheck("run", "task.yaml", "class", cwd=course)

    assert (3, "gradecheck: plugin exercises.py: RuntimeError: oops\n") == (done.returncode, done.stderr)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (', zh="求梯度。"', "", 'no Chinese statement; add zh="..." beside its id'),
        (
            '    """Gradient of 1/2 ||A x||^2 with respect to x."""\n',
            "",
            "no statement; write it as the docstring of the key",
        ),
    ],
)
def test_a_statement_that_is_missing_is_said_in_one_line(course, gradecheck, write, old, new, said):
    assert old in PLUGIN
    write({"exercises.py": PLUGIN.replace(old, new)})
    done = gradecheck("run", "task.yaml", "class", cwd=course)

    assert 3 == done.returncode
    assert f"gradecheck: plugin exercises.py: exercise 'least-grad': {said}\n" == done.stderr


def test_exit_3_when_a_key_raises_and_the_verdict_is_broken(course, gradecheck, write):
    write({"exercises.py": PLUGIN.replace("return A.T @ (A @ x)\n", "return A.T @ (A @ x) / nothing\n")})

    done = gradecheck("run", "task.yaml", "class/right.py", "--format", "json", cwd=course)

    assert done.returncode == 3
    assert report(done)["submissions"][0]["verdict"] == "broken"
    assert (
        "the key of least-grad raised NameError (exercises.py:14: name 'nothing' is not defined)"
        in done.stderr
    )
    assert "nothing" not in done.stdout


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_breaks_the_judge_costs_no_other_submission(course, gradecheck, write, jobs):
    touchy = (
        "def touchy(answer, A, x):\n"
        "    if answer.shape == (1,):\n"
        "        raise RuntimeError\n"
        "    return answer\n\n"
    )
    write(
        {
            "exercises.py": PLUGIN.replace("@exercise(", touchy + "@exercise(").replace(
                "zh=", "judged=touchy, zh="
            ),
            "class/odd.py": "import numpy as np\ndef grad(A, x):\n    return np.zeros(1)\n",
        }
    )

    done = gradecheck("run", "task.yaml", "class", "--format", "json", "--jobs", jobs, cwd=course)

    got = {s["id"]: s for s in report(done)["submissions"]}
    assert {"odd": "broken", "right": "pass", "double": "partial"} == {
        n: s["verdict"] for n, s in got.items()
    }
    assert done.returncode == 3
    assert "fault in gradecheck (RuntimeError)" in got["odd"]["messages"][0]["text"]
    assert "RuntimeError" in done.stderr


def test_exit_3_for_a_file_that_cannot_be_written(course, gradecheck):
    done = gradecheck("run", "task.yaml", "class", "--format", "json=none/out.json", cwd=course)

    assert (3, "gradecheck: cannot write none/out.json: No such file or directory\n") == (
        done.returncode,
        done.stderr,
    )


def test_exit_4_for_a_bug_asks_for_a_report(course):
    """A reporter that is itself wrong is a bug that nobody else is to blame for."""
    program = (
        "import sys\nfrom gradecheck import cli\nimport gradecheck.cli.grading as grading\n"
        "def bug(wanted):\n    raise ZeroDivisionError('bug')\n"
        "grading.grade_course = bug\nsys.argv = ['gradecheck', 'run', 'task.yaml', 'class']\ncli.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=course, capture_output=True, text=True, check=False
    )

    assert done.returncode == 4
    assert done.stderr.endswith("gradecheck: this is a bug in gradecheck; please report it\n")


def heed_ctrl_c():
    """As at a terminal: a shell that starts these tests in the background has it ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def test_exit_130_for_ctrl_c_leaves_no_report(course, write):
    write({"class/slow.py": "while True: pass\n"})
    running = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gradecheck",
            "run",
            "task.yaml",
            "class/slow.py",
            "--format",
            "json=out.json",
        ],
        cwd=course,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heed_ctrl_c,  # noqa: PLW1509 -- no threads here
    )
    wait_for(lambda: descendants(running.pid), lambda found: len(found) >= 2)
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=20)

    assert running.returncode == 130
    assert {"class", "exercises.py", "task.yaml"} == {p.name for p in course.iterdir()} - {"__pycache__"}


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        ((), "nothing is kept (with --store FILE, the same command goes on where it was)"),
        (("--store", "class.store"), None),
    ],
)
def test_ctrl_c_says_how_many_are_graded_and_whether_they_are_kept(course, write, options, kept):
    write({"class/slow.py": "while True: pass\n"})
    command = [sys.executable, "-m", "gradecheck", "run", "task.yaml", "class", "--format", "jsonl", *options]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=course, **pipes, preexec_fn=heed_ctrl_c) as running:  # noqa: PLW1509 -- see above
        rows = [running.stdout.readline() for _ in range(3)]
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=20)

    assert all(rows)
    told = f"graded; {kept}" if kept else "graded and kept; the same command goes on where it was"
    assert (130, f"gradecheck: interrupted: 2 of 3 {told}\n") == (running.returncode, said.decode())


# --- what is said where -----------------------------------------------------------------------------


def test_feedback_names_the_mistake_in_english_and_in_chinese(course, gradecheck):
    english = gradecheck("run", "task.yaml", "class/double.py", cwd=course)
    chinese = gradecheck("run", "task.yaml", "class/double.py", "--lang", "zh-CN", cwd=course)

    assert "factor-two" in english.stdout
    assert "Count the constants." in english.stdout
    assert "factor-two" in chinese.stdout
    assert "数一数常数。" in chinese.stdout


@pytest.mark.parametrize(
    ("answer", "english", "chinese"),
    [
        (
            "def Grad(A, x):\n    return x\n",
            "not handed in: there is no function “grad”; did you mean “Grad”? Rename it to “grad”",
            "没有提交：没有函数“grad”；是不是指“Grad”？请把它改名为“grad”",
        ),
        (
            "def grad(A, x):\n    return A + x[:-1, None]\n",
            "hint: Write the shape under every factor of your formula, and then that of the product.",
            "在公式的每个因子下面写出形状，再写出乘积的形状。",
        ),
        (
            "import numpy as np\ndef grad(A, x):\n    return np.linalg.inv(A) @ x\n",
            "hint: Write the shape under every factor of your formula, and then that of the product.",
            "在公式的每个因子下面写出形状，再写出乘积的形状。",
        ),
        (
            "def grad(A, x):\n    A *= 2\n    return A.T @ (A @ x) / 4\n",
            "hint: Copy an argument before you write into it (as in B = A.copy()), or make a new array,",
            "给参数的元素赋值之前先复制它（如 B = A.copy()），或用 np.where、np.maximum 得到新的数组。",
        ),
    ],
    ids=["misspelt", "shapes", "not square", "impure"],
)
def test_a_slip_of_the_hand_is_told_what_to_do(course, gradecheck, write, answer, english, chinese):
    plugin = PLUGIN.replace('grad.wrong("no-transpose"', '0 and grad.wrong("no-transpose"')
    write({"class/slip.py": answer, "exercises.py": plugin})
    for lang, expected in (("en", english), ("zh-CN", chinese)):
        arguments = ("run", "task.yaml", "class/slip.py", "--lang", lang)
        done = gradecheck(*arguments, cwd=course, env={"COLUMNS": "200"})

        assert expected in done.stdout


def test_words_of_an_exception_that_are_not_about_shapes_earn_no_hint(course, gradecheck, write):
    raises = "def grad(A, x):\n    raise KeyError(f'shape of x is {x}')\n"
    write({"class/slip.py": raises})
    done = gradecheck("run", "task.yaml", "class/slip.py", cwd=course)

    assert "raised KeyError in line 2\n" in done.stdout
    assert "hint" not in done.stdout
    assert "of x is" not in done.stdout


@pytest.mark.parametrize(
    ("locale", "expected"), [("zh_CN.UTF-8", "最小二乘"), ("de_DE.UTF-8", "Least squares")]
)
def test_the_locale_chooses_the_language(course, gradecheck, locale, expected):
    done = gradecheck("run", "task.yaml", "class/right.py", cwd=course, env={"LANG": locale})

    assert expected in done.stdout


def test_the_report_has_the_keys_of_the_contract(course, gradecheck):
    done = gradecheck("run", "task.yaml", "class/double.py", "--format", "json", cwd=course)

    full = report(done)
    assert ["format", "gradecheck", "numpy", "task", "seed", "plugins", "isolation", "submissions"] == list(
        full
    )
    assert full["seed"] == 7
    assert list(full["plugins"]) == ["exercises.py"]
    submission = full["submissions"][0]
    assert {
        "id": "double",
        "verdict": "partial",
        "points": 2.0,
        "max_points": 4.0,
    }.items() <= submission.items()
    exercise = submission["exercises"][0]
    assert {"id": "least-grad", "entry": "grad", "diagnosis": "factor-two"}.items() <= exercise.items()
    assert len(exercise["cases"]) == 5


def test_several_formats_go_to_several_files(course, gradecheck):
    done = gradecheck(
        "run",
        "task.yaml",
        "class",
        "--format",
        "json=a.json",
        "--format",
        "jsonl=b.jsonl",
        "--format",
        "text",
        cwd=course,
    )

    assert "double" in done.stdout
    assert len(json.loads((course / "a.json").read_text())["submissions"]) == 2
    assert len((course / "b.jsonl").read_text().splitlines()) == 3


def test_a_report_is_written_to_a_pipe_and_does_not_replace_it(course):
    """Nor a device: ``-o /dev/stdout`` as root must leave the machine as it was."""
    pipe = course / "pipe"
    os.mkfifo(pipe)
    command = [
        sys.executable,
        "-m",
        "gradecheck",
        "run",
        "task.yaml",
        "class",
        "-o",
        "pipe",
        "--format",
        "json",
    ]
    running = subprocess.Popen(command, cwd=course)

    full = json.loads(pipe.read_text("utf-8"))

    assert running.wait(timeout=20) == 1
    assert len(full["submissions"]) == 2
    assert pipe.is_fifo()


def test_two_jobs_give_the_same_report_as_one(course, gradecheck, write):
    write({f"class/s{n:02}.py": RIGHT if n % 3 else DOUBLE for n in range(12)})

    def graded(jobs):
        done = gradecheck("run", "task.yaml", "class", "--format", "json", "--jobs", jobs, cwd=course)
        full = report(done)
        for submission in full["submissions"]:
            submission["seconds"] = 0
        return full

    assert graded(1) == graded(2)


def test_a_seed_on_the_command_line_is_used_and_reported(course, gradecheck):
    one = report(
        gradecheck("run", "task.yaml", "class/double.py", "--seed", 1, "--format", "json", cwd=course)
    )
    two = report(
        gradecheck("run", "task.yaml", "class/double.py", "--seed", 2, "--format", "json", cwd=course)
    )

    assert [1, 2] == [one["seed"], two["seed"]]
    assert (
        one["submissions"][0]["exercises"][0]["tolerance"]
        != two["submissions"][0]["exercises"][0]["tolerance"]
    )


def test_without_a_seed_every_run_draws_afresh(course, gradecheck, write):
    write({"task.yaml": TASK.replace("seed: 7\n", "")})
    seeds = {
        report(gradecheck("run", "task.yaml", "class/right.py", "--format", "json", cwd=course))["seed"]
        for _ in range(2)
    }

    assert len(seeds) == 2


def test_help_imports_nothing_heavy():
    program = (
        "import sys\nfrom gradecheck.cli.app import build\nsys.argv=['gradecheck','run','--help']\n"
        "try:\n    build()(prog_name='gradecheck')\nexcept SystemExit:\n    pass\n"
        "print([m for m in ('numpy','pydantic','rich','yaml') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "[]"
    assert "--fail-under" in done.stdout


def test_version_is_said_both_ways(gradecheck):
    assert gradecheck("--version").stdout == gradecheck("--version", cwd="/").stdout == "gradecheck 0.1.0\n"


def test_tasks_and_exercises_list_what_is_installed(gradecheck):
    tasks = gradecheck("tasks", "--lang", "zh-CN").stdout
    exercises = gradecheck("exercises", "backprop").stdout

    assert {"backprop", "backprop-steps", "matrix-calculus", "vector-calculus"} == {
        line.split()[0] for line in tasks.splitlines()
    }
    assert ["matrix-calculus", "15"] == next(
        line for line in tasks.splitlines() if "矩阵微积分" in line
    ).split()[:2]
    assert "backprop-script" in exercises
    assert "gradecheck_backprop" in exercises
    assert "trace-inverse-grad" not in exercises


def test_doctor_says_what_stands_for_people_and_for_programs(gradecheck):
    people, programs = gradecheck("doctor"), gradecheck("doctor", "--json")

    rows = {row["name"]: row for row in json.loads(programs.stdout)}
    assert {"landlock", "seccomp", "mode", "read", "tcp", "process"} <= set(rows)
    assert len(rows) == len(people.stdout.splitlines())
    assert rows["mode"]["meaning"] in people.stdout
    assert people.returncode == (0 if rows["mode"]["stands"] else 3)


def test_the_isolation_that_was_asked_for_is_in_every_report(course, gradecheck):
    done = gradecheck(
        "run", "task.yaml", "class/right.py", "--isolation", "none", "--format", "json", cwd=course
    )
    text = gradecheck("run", "task.yaml", "class/right.py", "--isolation", "none", cwd=course)

    assert report(done)["isolation"]["mode"] == "none"
    assert "No isolation" in text.stdout


# --- whole runs -------------------------------------------------------------------------------------


def test_a_hostile_submission_costs_only_itself_and_only_the_exercise_it_did_it_in(course, gradecheck, write):
    honest = f"{RIGHT}last = grad\n"
    write(
        {
            "task.yaml": TASK.replace(
                "exercises:",
                "exercises:\n"
                "  - {use: least-grad, entry: first, points: 1}\n"
                "  - {use: least-grad, entry: last, points: 1}",
            ),
            "class/exits.py": "import os\ndef first(A, x):\n    os._exit(0)\n" + honest,
            "class/loops.py": "def first(A, x):\n    while True: pass\n" + honest,
            "class/prints.py": "def first(A, x):\n    while True: print('x' * 10**6)\n" + honest,
            "class/huge.py": "import numpy as np\ndef first(A, x):\n    return np.zeros(10**12)\n" + honest,
            "class/forks.py": "import os\ndef first(A, x):\n    while True: os.fork()\n" + honest,
        }
    )

    done = gradecheck("run", "task.yaml", "class", "--format", "json", cwd=course)

    got = {s["id"]: [e["verdict"] for e in s["exercises"]] for s in report(done)["submissions"]}
    for name in ("exits", "prints", "huge", "forks"):
        assert got[name] == ["error", "pass", "pass"], name
    assert got["loops"] == ["timeout", "pass", "pass"]


def test_a_killed_grader_leaves_no_process(course, write):
    write({f"class/slow{n}.py": "import time\ntime.sleep(60)\n" for n in range(3)})
    running = subprocess.Popen(
        [sys.executable, "-m", "gradecheck", "run", "task.yaml", "class", "--jobs", "2"],
        cwd=course,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    family = wait_for(lambda: descendants(running.pid), lambda found: len(found) >= 6)
    running.kill()
    running.wait()

    assert [] == wait_for(lambda: [pid for pid in family if alive(pid)], lambda left: not left)


def wait_for(look, enough, seconds=20):
    """What ``look`` sees when it is ``enough``. A loaded machine may take its time."""
    end = time.monotonic() + seconds
    while not enough(seen := look()):
        assert time.monotonic() < end, f"waited {seconds} seconds, and see {seen}"
        time.sleep(0.05)
    return seen


def descendants(pid):
    """Every process below ``pid``."""
    try:
        children = [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except FileNotFoundError:
        return []
    return children + [grandchild for child in children for grandchild in descendants(child)]


def alive(pid):
    """Whether the process runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


# --- on a terminal -----------------------------------------------------------------------------------


def on_a_terminal(course, *options):
    """What a person sees who runs a class: stdout and stderr are one terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "gradecheck", "run", "task.yaml", "class", *options]
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(
        command, cwd=course, stdin=theirs, stdout=theirs, stderr=theirs, env=environment
    ) as running:
        os.close(theirs)
        seen = b""
        with contextlib.suppress(OSError):  # Linux says so when the other end is closed
            while part := os.read(ours, 1 << 16):
                seen += part
    os.close(ours)
    assert running.returncode == 1
    return seen.decode()


def test_there_is_no_bar_between_the_rows_on_a_terminal(course):
    seen = on_a_terminal(course)

    assert "double" in seen
    assert "2/2" not in seen
    assert "\x1b[?25l" not in seen  # a bar hides the cursor


def test_there_is_a_bar_on_a_terminal_where_the_rows_go_elsewhere(course):
    seen = on_a_terminal(course, "--format", "json=report.json")

    assert "2/2" in seen
    assert "\x1b[?25l" in seen
