"""``gradecheck new``: a folder that works at once, and that overwrites nothing."""

import json
import re
import subprocess
import sys

import pytest

from gradecheck.scaffold import FILES, NAME


@pytest.fixture
def fresh(gradecheck, tmp_path):
    """A new plugin called ``my-homework``, in its folder."""
    done = gradecheck("new", "my-homework", cwd=tmp_path)
    assert (0, "") == (done.returncode, done.stderr)
    return tmp_path / "my-homework"


def test_every_file_that_is_made_is_named(gradecheck, tmp_path):
    done = gradecheck("new", "my-homework", cwd=tmp_path)

    made = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert made == set(done.stdout.splitlines())
    assert len(made) == len(FILES)


def test_the_samples_get_the_verdict_and_the_diagnosis_of_their_path(gradecheck, fresh):
    samples = sorted(fresh.glob("submissions/my-homework/*/*.py"))
    assert {"pass", "partial", "fail"} == {path.parent.name for path in samples}

    for path in samples:
        done = gradecheck("run", "task.yaml", path, "--fail-under", 0, "--format", "json", cwd=fresh)
        (exercise,) = json.loads(done.stdout)["submissions"][0]["exercises"]
        mistake = path.stem.partition("__")[0] if "__" in path.stem else None
        assert (path.parent.name, mistake) == (exercise["verdict"], exercise["diagnosis"])


def test_its_check_is_green(gradecheck, fresh):
    done = gradecheck("check", "task.yaml", cwd=fresh)

    assert (0, "") == (done.returncode, done.stderr)
    assert "exercises: 1, samples: 3" in done.stdout
    assert "findings: 0, set aside: 0" in done.stdout


def test_its_own_tests_are_green_and_turn_red_with_a_wrong_key(fresh):
    def tested():
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir=."]
        return subprocess.run(command, cwd=fresh, capture_output=True, text=True, check=False)

    done = tested()
    assert done.returncode == 0, done.stdout
    assert re.search(r"\d\d passed", done.stdout)

    plugin = fresh / "exercises.py"
    plugin.write_text(
        plugin.read_text("utf-8").replace("return A.T @ (A @ x - y)", "return 3 * A.T @ (A @ x - y)")
    )
    assert tested().returncode == 1


def test_its_starter_handed_in_unchanged_is_missing(gradecheck, fresh):
    (fresh / "answers.py").write_text(gradecheck("starter", "task.yaml", cwd=fresh).stdout)

    done = gradecheck("run", "task.yaml", "answers.py", cwd=fresh)

    assert "not handed in yet" in done.stdout


def test_its_code_is_clean(fresh):
    """The linter's defaults and our formatter have nothing to say to what we hand out."""
    for command in (["check"], ["format", "--check", "--line-length", "110"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--isolated", "--no-cache", "."],
            cwd=fresh,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_its_readme_has_five_steps_in_both_languages(fresh):
    text = (fresh / "README.md").read_text("utf-8")

    assert ["1", "2", "3", "4", "5"] * 2 == re.findall(r"^(\d)\. ", text, re.MULTILINE)
    assert "$" not in text


def test_a_folder_with_something_in_it_is_left_alone(gradecheck, tmp_path):
    (tmp_path / "my-homework").mkdir()
    (tmp_path / "my-homework/task.yaml").write_text("mine")

    done = gradecheck("new", "my-homework", cwd=tmp_path)

    expected = "gradecheck: my-homework exists already; take another name, or remove it\n"
    assert (2, expected) == (done.returncode, done.stderr)
    assert ["mine"] == [path.read_text() for path in tmp_path.rglob("*") if path.is_file()]


def test_an_empty_folder_is_filled(gradecheck, tmp_path):
    (tmp_path / "my-homework").mkdir()

    assert gradecheck("new", "my-homework", cwd=tmp_path).returncode == 0
    assert (tmp_path / "my-homework/exercises.py").exists()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("MyHomework", "'MyHomework' is no name for a task; write kebab-case like 'my-homework'"),
        ("my_homework", "'my_homework' is no name for a task; write kebab-case like 'my-homework'"),
        ("../up", "'../up' is no name for a task; write kebab-case like 'up'"),
        ("作业", "'作业' is no name for a task; write kebab-case like 'my-homework'"),
        (
            "det",
            "gradecheck_matrix_calculus offers an exercise of this name already; take another than 'det'",
        ),
    ],
)
def test_a_name_that_cannot_be_is_wrong_usage(name, expected, gradecheck, tmp_path):
    done = gradecheck("new", name, cwd=tmp_path)

    assert (2, f"gradecheck: {expected}\n") == (done.returncode, done.stderr)
    assert [] == [*tmp_path.iterdir()]


@pytest.mark.parametrize("name", ["null", "true", "no", "e5"])
def test_a_name_that_yaml_reads_as_something_else_works_too(name, gradecheck, tmp_path):
    assert NAME.fullmatch(name)
    gradecheck("new", name, cwd=tmp_path)

    done = gradecheck("run", "task.yaml", f"submissions/{name}/pass", cwd=tmp_path / name)

    assert (0, "") == (done.returncode, done.stderr)


def test_a_folder_that_cannot_be_written_is_the_machines_fault(gradecheck, tmp_path):
    done = gradecheck("new", "my-homework", cwd="/proc")

    assert done.returncode == 3
    assert done.stderr.startswith("gradecheck: cannot write my-homework: ")
