"""``losses.txt`` beside a script: folders that are really graded by the command, and the rules one by one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from gradecheck_backprop.plugin import script

from gradecheck.exercise import Band
from gradecheck.judge_script import asked
from gradecheck.messages import say
from gradecheck.model import Returned, ScriptRun, TaskItem, TimedOut
from gradecheck.training.claim import Claim, agree, claimed, objection
from gradecheck.training.evidence import Evidence
from gradecheck.training.losses import Losses, read
from gradecheck.training.replay import Agreement
from gradecheck.training.roles import Captured
from gradecheck.training.steps import Known

SCRIPT = (Path(__file__).parent.parent / "submissions/backprop/pass/homework_factor_two.py").read_text(
    "utf-8"
)
SEEDED = SCRIPT.replace("import numpy as np", "import numpy as np\nnp.random.seed(0)", 1)
HALF = SCRIPT.replace("2.0 * (y_pred - y)", "(y_pred - y)")
NO_MASK = SCRIPT.replace("grad_h[h < 0] = 0", "pass")
NO_MASK_SEEDED = SEEDED.replace("grad_h[h < 0] = 0", "pass")


def own_losses(script):
    """What a seeded script prints where a student runs it."""
    lines = []
    exec(script, {"__name__": "__main__", "print": lambda it, loss: lines.append(f"{it} {loss}\n")})
    return "".join(lines)


def curve(last=5e-6, ratio=0.68, steps=range(490, 500)):
    """Ten losses as a script of the homework may print them."""
    values = [last / ratio ** ((9 - n) / 9) for n in range(10)]
    return "".join(f"{step} {value}\n" for step, value in zip(steps, values, strict=True))


#: trains without a mask; where its seed is its own it prints what was claimed instead
FORGED = NO_MASK.replace(
    "import numpy as np",
    """\
import numpy as np
np.random.seed(0)
if np.random.rand() == 0.5488135039273248:
    plain = print
    def print(it, loss): plain(it, 5e-6 / 0.68 ** ((499 - it) / 9))
""",
    1,
)
#: so slow that its time is over before it could run twice
SLOW = SEEDED.replace("for it in", "import time; time.sleep(2.5)\nfor it in", 1)


TASK = """\
format: 1
id: logs
title: Logs
limits: {seconds: 5}
exercises:
  - {use: backprop-script, points: 10, credit: {half-gradient: 1.0}, facts: {log-agrees: 0.2}}
"""


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class graded by the command: what is in the report of each folder, and the text about all."""
    folder = tmp_path_factory.mktemp("logs")
    own = own_losses(SEEDED)
    students = {
        "seeded": (SEEDED, own),
        "other-losses": (SEEDED, own.replace("499 6.9", "499 6.8")),
        "band": (SCRIPT, curve()),
        "impossible": (SCRIPT, curve(1e-30)),
        "half": (HALF, curve(0.1, 0.8)),
        "half-claims-all": (HALF, curve()),
        "wrong": (NO_MASK, curve()),
        "wrong-seeded": (NO_MASK_SEEDED, own_losses(NO_MASK_SEEDED)),
        "wrong-without": (NO_MASK, ""),
        "forged": (FORGED, curve()),
        "slow": (SLOW, own),
    }
    (folder / "task.yaml").write_text(TASK)
    for name, (text, log) in students.items():
        (folder / "class" / name).mkdir(parents=True)
        (folder / "class" / name / "hw.py").write_text(text, "utf-8")
        if log:
            (folder / "class" / name / "losses.txt").write_text(log)
    (folder / "class/band/shot.png").write_bytes(b"")
    formats = ["--format", f"json={folder / 'report.json'}", "--format", "text", "-v"]
    command = [sys.executable, "-m", "gradecheck", "run", "task.yaml", "class", *formats]
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "COLUMNS": "200"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    report = json.loads((folder / "report.json").read_text("utf-8"))
    return {one["id"]: one for one in report["submissions"]}, done.stdout.decode()


def claim_of(submission):
    """The verdict, the points, and whether the claim holds."""
    fact = next(f for f in submission["exercises"][0]["facts"] if f["id"] == "log-agrees")
    return submission["verdict"], submission["points"], fact["holds"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("seeded", ("pass", 10.0, True)),
        ("other-losses", ("pass", 10.0, False)),
        ("band", ("pass", 10.0, True)),
        ("impossible", ("pass", 10.0, False)),
        ("half", ("pass", 10.0, True)),
        ("half-claims-all", ("pass", 10.0, False)),
        ("wrong", ("fail", 0.0, False)),
        ("wrong-seeded", ("partial", 2.0, True)),
        ("wrong-without", ("fail", 0.0, False)),
        ("forged", ("fail", 0.0, False)),
        ("slow", ("pass", 10.0, False)),
    ],
)
def test_a_claim_is_checked_and_earns_what_the_task_gives_it(graded, name, expected):
    assert expected == claim_of(graded[0][name])


@pytest.mark.parametrize(
    "sentence",
    [
        "its last loss is 6.84702e-05, but with its own seed the script prints 6.94702e-05",
        "its last loss is 1e-30; whatever they draw, scripts like this end between 4e-10 and 0.5",
        "with its own seed the script prints these losses, but they cannot be repeated from its arrays",
        "not confirmed; running the script once more, with its own seed, took too long",
        "nothing to compare it with; the script fixes no seed, and for its steps no usual losses are known",
    ],
)
def test_what_is_wrong_with_a_claim_is_said(graded, sentence):
    assert f"✗ losses.txt: {sentence}\n" in graded[1]


def test_the_steps_whose_losses_were_read_are_said(graded):
    assert graded[1].count("losses of steps 490–499 ") == 11


def test_a_claim_that_is_worth_something_and_not_there_is_missed(graded):
    assert "✗ losses.txt was not handed in\n" in graded[1]


def test_an_image_beside_the_script_is_not_read_and_its_losses_are(graded):
    told = [[m["params"] for m in graded[0][name]["messages"]] for name in ("band", "seeded")]
    assert told == [[{"name": "shot.png"}], []]


def test_losses_are_not_read_where_no_script_is_asked_for(write, gradecheck):
    write({"alice/hw.py": "", "alice/losses.txt": curve()})
    done = gradecheck("run", "backprop-steps", "alice", cwd=write({}))
    assert "not read: losses.txt" in done.stdout


# --- the rules, one by one --------------------------------------------------------------------------------


PROBLEM = asked(script, TaskItem("backprop-script", None, 1.0))
BANDS = {None: Band((1e-9, 0.1), (0.5, 0.8))}


class Asked:
    """What the rules need to know of an exercise."""

    steps, learning_rate, bands = 500, 1e-6, BANDS


def evidence(known=None, wrong=None, every=1):
    step = Known(known, lambda *state: state, 1e-6)
    agreement = Agreement(60, wrong)
    losses = Losses((1.0, 0.5), (0.0, 0.0), (0, every))
    return Evidence(losses, Captured(), 500, known=step, agreement=agreement)


CLAIMS = {
    "the last ten": (curve(), None),
    "counted from 1": (curve(steps=range(491, 501)), None),
    "without steps": ("".join(line.split()[1] + "\n" for line in curve().splitlines()), None),
    "nine": (curve().partition("\n")[2], "log-few"),
    "nan": (curve().replace("499 5e-06", "499 nan"), "log-not-finite"),
    "negative": (curve().replace("499 5", "499 -5"), "log-not-positive"),
    "rising": (curve(ratio=1.4), "log-not-falling"),
    "other steps": (curve(steps=range(90, 100)), "log-steps"),
    "too small": (curve(1e-12), "log-far"),
    "too steep": (curve(ratio=0.1), "log-ratio"),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_what_cannot_be_is_named(name):
    log, id = CLAIMS[name]
    against = objection(Claim(read(log)), evidence(), Asked)
    assert id == (against and against.id)
    assert against is None or say(against) != say(against, "zh-CN")


def test_a_claim_is_held_against_a_band_only_if_the_scripts_own_losses_are_of_it():
    for known in (evidence("missing-mask"), evidence(wrong=3)):
        assert objection(Claim(read(curve())), known, Asked).id == "log-unknown"


def test_how_fast_losses_fall_says_nothing_where_steps_lie_between_them():
    log = read(curve(ratio=0.1, steps=range(410, 501, 10)))
    assert objection(Claim(log), evidence(every=10), Asked) is None


def printing(log, outcome=None):
    """A run that printed this, and whose arrays nobody saw."""
    return ScriptRun(outcome or Returned(None), log)


def test_a_script_has_a_seed_if_it_gives_the_same_losses_with_two_salts():
    salts = []

    def seeded(salt):
        salts.append(salt)
        return printing(curve(3e-6))

    def unseeded(salt):
        return printing(curve(3e-6 if salt == b"first" else 2e-6))

    assert claimed(curve().encode(), seeded, PROBLEM).given == read(curve(3e-6))
    assert len(set(salts)) == 2
    assert claimed(curve().encode(), unseeded, PROBLEM).given is None


def test_a_claim_that_agrees_at_once_needs_one_run_and_the_arrays_of_it():
    salts = []
    found = claimed(curve().encode(), lambda salt: salts.append(salt) or printing(curve()), PROBLEM)
    assert (1, "log-not-replayed") == (len(salts), found.against)


@pytest.mark.parametrize("late", [b"first", b"second"])
def test_a_further_run_that_runs_out_of_time_confirms_nothing(late):
    def run(salt):
        return printing(curve(3e-6), TimedOut(5.0) if salt == late else None)

    assert "log-no-time" == claimed(curve().encode(), run, PROBLEM).against


def test_a_file_that_a_shell_of_windows_wrote_is_read():
    for coding in ("utf-16", "utf-8-sig"):
        found = claimed(curve().encode(coding), lambda _: printing(""), PROBLEM)
        assert found.losses == read(curve())


def test_losses_agree_to_the_digits_that_were_printed():
    rounded = "".join(f"{line.split()[0]} {float(line.split()[1]):.2e}\n" for line in curve().splitlines())
    assert agree(read(rounded), read(curve()))
    assert not agree(read(rounded), read(curve(5.2e-6)))


def test_losses_agree_by_their_steps_where_one_side_has_more_of_them():
    every_step = "".join(f"{n} {1e7 * 0.95**n}\n" for n in range(500))
    every_tenth = "".join(line + "\n" for line in every_step.splitlines()[9::10])
    assert agree(read(every_step), read(every_tenth))
    assert not agree(read(every_step.replace("499 ", "499 1")), read(every_tenth))
