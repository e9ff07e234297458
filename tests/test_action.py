"""The kits for CI run as they are: the scripts of the action, of the GitLab job, and the pre-commit hook."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from offline import environment

ROOT = Path(__file__).parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
STEPS = {step["id"]: step for step in ACTION["runs"]["steps"]}
DOCS = (ROOT / "docs" / "ci.md").read_text("utf-8")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the scripts are for Linux runners")


class Runner:
    """As much of GitHub's runner as the scripts of a composite action see."""

    def __init__(self, folder):
        self.folder = folder
        self.temp = folder / "temp"
        self.temp.mkdir()
        self.output, self.summary = folder / "output", folder / "summary.md"

    def run(self, step, **values):
        """Run the script of a step as the runner does, its environment as given or as its inputs say."""
        for file in (self.output, self.summary):
            file.write_text("", "utf-8")
        env = environment(
            RUNNER_TEMP=str(self.temp),
            GITHUB_OUTPUT=str(self.output),
            GITHUB_STEP_SUMMARY=str(self.summary),
            GITHUB_ACTIONS="true",
        )
        assert set(values) == set(STEPS[step]["env"])
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[step]["run"]],
            cwd=self.folder,
            env=env | values,
            capture_output=True,
            text=True,
            check=False,
        )

    def grade(self, submissions, fail_under="100", task="task.yaml"):
        """The step that grades."""
        values = {"TASK": task, "SUBMISSIONS": submissions, "LANGUAGE": "en", "FAIL_UNDER": fail_under}
        return self.run("grade", **values)

    def outputs(self):
        """What later steps can read."""
        return dict(line.split("=", 1) for line in self.output.read_text("utf-8").splitlines())


@pytest.fixture(scope="module")
def temp(tmp_path_factory):
    """What the step that installs leaves behind."""
    runner = Runner(tmp_path_factory.mktemp("runner"))
    done = runner.run("install", PYTHON=sys.executable, HERE=str(ROOT))
    assert 0 == done.returncode, done.stdout + done.stderr
    return runner.temp


@pytest.fixture
def runner(temp, course):
    """A runner in a checkout with a task and two submissions, gradecheck installed."""
    made = Runner(course)
    made.temp.rmdir()
    made.temp.symlink_to(temp)
    return made


def obeyed(log):
    """The commands that the runner obeys, and those that it is given while it does not listen."""
    listening, stopped, token = [], [], None
    for line in log.splitlines():
        command = re.fullmatch(r"\s*::([\w-]+)([^:]*)::(.*)", line)
        if token is None and command and command[1] == "stop-commands":
            token = command[3]
        elif token is not None and command and command[1] == token:
            token = None
        elif command or "##[" in line:
            (listening if token is None else stopped).append(line.strip())
    assert token is None
    return listening, stopped


# --- the action ---------------------------------------------------------------------------------------------


def test_inputs_reach_scripts_as_environment_only():
    """What is pasted into a script is run: a file's name could be a command."""
    scripts = [step["run"] for step in ACTION["runs"]["steps"] if "run" in step]
    assert 2 == len(scripts)
    assert [] == [script for script in scripts if "${{" in script]


def test_every_input_is_used_and_every_output_is_made():
    text = json.dumps(STEPS)
    assert {"task", "submissions", "lang", "fail-under"} == set(ACTION["inputs"])
    assert [] == [name for name in ACTION["inputs"] if f"inputs.{name} " not in text]
    assert {"score", "max-score", "report"} == set(ACTION["outputs"])


@LINUX
def test_a_right_submission_passes_and_its_points_are_outputs(runner):
    done = runner.grade("class/right.py")

    assert 0 == done.returncode, done.stdout + done.stderr
    report = runner.outputs().pop("report")
    assert {"score": "4", "max-score": "4", "report": report} == runner.outputs()
    assert "pass" == json.loads(Path(report).read_text("utf-8"))["submissions"][0]["verdict"]
    assert (["::notice title=right::pass 4 / 4 points"], []) == obeyed(done.stdout)
    assert "## Least squares" in runner.summary.read_text("utf-8")


@LINUX
def test_several_submissions_are_named_one_a_line_and_their_points_added(runner):
    done = runner.grade("class/right.py\nclass/double.py\n", fail_under="50")

    assert 0 == done.returncode, done.stdout + done.stderr
    assert ("6", "8") == (runner.outputs()["score"], runner.outputs()["max-score"])


@LINUX
def test_the_step_fails_below_the_mark_and_still_has_its_outputs(runner):
    done = runner.grade("class/double.py")

    assert 1 == done.returncode
    assert "2" == runner.outputs()["score"]
    (warning, notice), stopped = obeyed(done.stdout)
    assert warning.startswith("::warning file=class/double.py,title=double%3A least-grad")
    assert ("::notice title=double::partial 2 / 4 points", []) == (notice, stopped)


@LINUX
def test_a_task_that_is_not_there_fails_the_step_without_outputs(runner):
    runner.grade("class/right.py")
    done = runner.grade("class/right.py", task="gone.yaml")

    assert (2, {}) == (done.returncode, runner.outputs())
    assert "there is no task file 'gone.yaml'" in done.stdout
    assert ([], []) == obeyed(done.stdout)


@LINUX
def test_a_hostile_name_commands_nothing(runner):
    """Not the runner, not the shell: neither as a submission nor as an argument."""
    name = "::error::x $(touch bad) %0A::add-mask::y\n::warning::z.py"
    (runner.folder / "class" / name).write_text("def grad(A, x):\n    raise ValueError('::error::x')\n")

    done = runner.grade("class\n--help", fail_under="0")
    assert 2 == done.returncode
    assert ([], []) == obeyed(done.stdout)

    done = runner.grade("class", fail_under="0")
    assert 0 == done.returncode, done.stdout + done.stderr
    commands, _ = obeyed(done.stdout)
    assert [] == [
        line for line in commands if not re.match(r"::(error|warning|notice) (file|title)=|::notice::", line)
    ]
    assert [] == [line for line in commands if re.match(r"::\w+::[xyz]", line)]
    assert not (runner.folder / "bad").exists()


@LINUX
def test_what_resumes_commands_cannot_be_guessed(runner):
    tokens = [
        re.search(r"^::stop-commands::(\w+)$", runner.grade("class/right.py").stdout, re.MULTILINE)[1]
        for _ in range(2)
    ]
    assert [64, 64] == [len(token) for token in tokens]
    assert tokens[0] != tokens[1]


# --- the other recipes --------------------------------------------------------------------------------------


def recipe(key):
    """The block of YAML in the documentation that has ``key``."""
    blocks = re.findall(r"^```yaml\n(.*?)^```$", DOCS, re.MULTILINE | re.DOTALL)
    (only,) = (found for found in map(yaml.safe_load, blocks) if key in found)
    return only


def test_the_github_recipe_gives_the_action_only_what_it_takes():
    steps = recipe("jobs")["jobs"]["grade"]["steps"]
    (ours,) = (step for step in steps if step.get("id") == "grade")
    assert set(ours["with"]) <= set(ACTION["inputs"])
    needed = {name for name, about in ACTION["inputs"].items() if about.get("required")}
    assert needed <= set(ours["with"])


@LINUX
def test_the_gitlab_recipe_runs_and_leaves_the_report_that_it_names(temp, write):
    job = recipe("grade")["grade"]
    folder = write({"answers.py": "def trace_inverse_grad(W):\n    return W\n"})
    path = f"{temp / 'gradecheck' / 'bin'}{os.pathsep}{os.environ['PATH']}"

    done = subprocess.run(
        ["bash", "-ec", "\n".join(job["script"])],
        cwd=folder,
        env=environment() | {"PATH": path, "TASK": "matrix-calculus"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert 1 == done.returncode, done.stdout + done.stderr
    assert (folder / job["artifacts"]["reports"]["junit"]).is_file()


def test_pre_commit_takes_the_hook():
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stdout + done.stderr


def test_the_hook_judges_the_task_that_gradecheck_new_makes(gradecheck, tmp_path):
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    (recipe_of_hook,) = (hook for repo in recipe("repos")["repos"] for hook in repo["hooks"])
    assert hook["id"] == recipe_of_hook["id"]
    files = gradecheck("new", "my-homework", cwd=tmp_path).stdout.splitlines()
    chosen = [file for file in files if re.search(hook["files"], file)]
    assert ["my-homework/task.yaml"] == chosen

    program, *arguments = hook["entry"].split()
    assert "gradecheck" == program
    assert 0 == gradecheck(*arguments, *chosen, cwd=tmp_path).returncode
    task = tmp_path / chosen[0]
    task.write_text(task.read_text("utf-8").replace("points: 10", "points: ten"), "utf-8")
    assert 3 == gradecheck(*arguments, *chosen, cwd=tmp_path).returncode
