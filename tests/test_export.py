"""What is uploaded to Gradescope grades there: it is unpacked, set up and run in a folder like its own."""

import base64
import hashlib
import io
import json
import shlex
import shutil
import subprocess
import sys
import zipfile
from importlib import metadata

import pytest
from offline import environment
from worlds import DOUBLE, PLUGIN, RIGHT, TASK

from gradecheck import wheels
from gradecheck.errors import PluginError

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="Gradescope's images are Linux")


class Platform:
    """A folder laid out like Gradescope's, set up from a zip."""

    def __init__(self, root, zipped):
        self.root = root
        for name in ("source", "submission", "results"):
            (root / name).mkdir(parents=True)
        with zipfile.ZipFile(zipped) as archive:
            for entry in archive.infolist():
                file = root / "source" / archive.extract(entry, root / "source")
                file.chmod(entry.external_attr >> 16)

    def run(self, script, **more):
        """Run a script as Gradescope does, but for where everything is."""
        env = environment(GRADESCOPE_ROOT=str(self.root), **more)
        return subprocess.run(
            [self.root / "source" / script],
            cwd=self.root,
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )

    def grade(self, **files):
        """Hand in files; what ``run_autograder`` came to, and ``results.json`` (None if it is not there)."""
        results = self.root / "results" / "results.json"
        results.unlink(missing_ok=True)
        for old in (self.root / "submission").iterdir():
            old.unlink()
        for name, text in files.items():
            (self.root / "submission" / f"{name}.py").write_text(text, "utf-8")
        done = self.run("run_autograder")
        return done, json.loads(results.read_text("utf-8")) if results.exists() else None


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    """The zip of a task whose plugin lies in the folder above it, exported in Chinese."""
    folder = tmp_path_factory.mktemp("teacher")
    (folder / "tasks").mkdir()
    (folder / "exercises.py").write_text(PLUGIN, "utf-8")
    task = TASK.replace("[exercises.py]", "[../exercises.py]")
    (folder / "tasks" / "it's.yaml").write_text(task, "utf-8")
    command = [sys.executable, "-m", "gradecheck", "export", "gradescope", "tasks/it's.yaml", "-o", "a.zip"]
    env = environment(LANGUAGE="zh-CN")
    del env["PYTHONPATH"]
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)
    return folder / "a.zip"


@pytest.fixture(scope="module")
def platform(exported, tmp_path_factory):
    """The same zip, set up."""
    made = Platform(tmp_path_factory.mktemp("platform") / "autograder", exported)
    done = made.run("setup.sh")
    assert 0 == done.returncode, done.stdout + done.stderr
    assert f"gradecheck {metadata.version('gradecheck')}" in done.stdout
    return made


def test_the_zip_holds_scripts_that_can_be_run_and_the_task_with_its_plugin(exported):
    with zipfile.ZipFile(exported) as archive:
        modes = {entry.filename: entry.external_attr >> 16 & 0o777 for entry in archive.infolist()}
    wheel = f"wheels/gradecheck-{metadata.version('gradecheck')}-py3-none-any.whl"
    assert modes == {
        "setup.sh": 0o755,
        "run_autograder": 0o755,
        "settings.sh": 0o644,
        "not-graded.json": 0o644,
        "constraints.txt": 0o644,
        wheel: 0o644,
        "task/tasks/it's.yaml": 0o644,
        "task/exercises.py": 0o644,
    }


def test_other_packages_are_pinned_to_what_is_installed_here(exported):
    with zipfile.ZipFile(exported) as archive:
        pins = archive.read("constraints.txt").decode().splitlines()
    assert f"numpy=={metadata.version('numpy')}" in pins
    assert f"pydantic-core=={metadata.version('pydantic-core')}" in pins  # needed by what we need
    assert not [pin for pin in pins if pin.startswith("pytest")]  # of an extra


@LINUX
def test_where_python_is_too_old_another_is_installed_beside_it(exported, tmp_path):
    """As on Ubuntu 22.04, and without a question that nobody can answer."""
    tools, made = tmp_path / "tools", Platform(tmp_path / "autograder", exported)
    tools.mkdir()
    newer = f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n'
    (tmp_path / "newer").write_text(newer)
    apt = f"""\
#!/bin/sh
echo "$DEBIAN_FRONTEND $*" >> {shlex.quote(str(tmp_path / "log"))}
case "$*" in *python3.11*) mv {shlex.quote(str(tmp_path / "newer"))} "$(dirname "$0")/python3.11" ;; esac
"""
    for name, text in {"python3": "#!/bin/sh\nexit 1\n", "apt-get": apt}.items():
        (tools / name).write_text(text)
    for script in (tmp_path / "newer", *tools.iterdir()):
        script.chmod(0o755)
    for name in ("bash", "dirname", "env", "mv"):
        (tools / name).symlink_to(shutil.which(name))

    done = made.run("setup.sh", PATH=str(tools))

    assert 0 == done.returncode, done.stdout + done.stderr
    asked = ["update", "install -y python3-venv", "install -y python3.11 python3.11-venv"]
    assert [f"noninteractive {words}" for words in asked] == (tmp_path / "log").read_text().splitlines()
    assert f"gradecheck {metadata.version('gradecheck')}" in done.stdout


@LINUX
def test_a_submission_is_graded_in_a_folder_like_gradescopes(platform):
    done, results = platform.grade(bob=DOUBLE)

    assert 0 == done.returncode, done.stderr
    assert (2.0, "least", "partial") == (
        results["score"],
        results["extra_data"]["task"],
        results["extra_data"]["verdict"],
    )
    (test,) = results["tests"]
    assert (2.0, 4.0, "failed") == (test["score"], test["max_score"], test["status"])
    assert "数一数常数。" in test["output"]


@LINUX
def test_a_right_submission_earns_everything(platform):
    _, results = platform.grade(alice=RIGHT)
    assert (4.0, "passed") == (results["score"], results["tests"][0]["status"])


@LINUX
@pytest.mark.parametrize("files", [{}, {"a": RIGHT, "b": DOUBLE}], ids=["nothing", "two files"])
def test_what_cannot_be_graded_as_one_submission_is_told_what_to_hand_in(platform, files):
    done, results = platform.grade(**files)

    assert 0 == done.returncode
    assert 0 == results["score"]
    assert "没有评分。请只交一个 Python 文件（.py）或一个笔记本（.ipynb）。" == results["output"]


@LINUX
def test_a_broken_autograder_writes_no_results(platform):
    """Gradescope then says that the autograder failed: a zero would be blamed on the student."""
    task = platform.root / "source" / "task" / "tasks" / "it's.yaml"
    text = task.read_text("utf-8")
    task.write_text(text.replace("least-grad", "gone"), "utf-8")
    try:
        done, results = platform.grade(alice=RIGHT)
    finally:
        task.write_text(text, "utf-8")

    assert (3, None) == (done.returncode, results)
    assert "there is no exercise 'gone'" in done.stderr


def test_an_installed_task_and_its_file_name_can_be_exported(gradecheck, write):
    folder = write({"exercises.py": PLUGIN, "t.yaml": TASK + "file: answers.py\n"})
    assert "" == gradecheck("export", "gradescope", "backprop", "-o", "b.zip", cwd=folder).stderr
    assert "" == gradecheck("export", "gradescope", "t.yaml", "-o", "t.zip", cwd=folder).stderr

    with zipfile.ZipFile(folder / "b.zip") as archive:
        assert "task/backprop.yaml" in archive.namelist()
    with zipfile.ZipFile(folder / "t.zip") as archive:
        said = json.loads(archive.read("not-graded.json"))["output"]
    assert "Nothing was graded. Hand in exactly one file, and name it answers.py." == said


def test_a_plugin_that_would_not_be_there_is_refused(gradecheck, write):
    folder = write({"exercises.py": PLUGIN})
    write({"t.yaml": TASK.replace("[exercises.py]", f"[{folder}/exercises.py]")})

    done = gradecheck("export", "gradescope", "t.yaml", "-o", "t.zip", cwd=folder)

    assert 2 == done.returncode
    assert f"gradecheck: t.yaml: plugins: '{folder}/exercises.py' would not be there" in done.stderr
    assert not (folder / "t.zip").exists()


# --- wheels -------------------------------------------------------------------------------------------------


def installed(folder, files, entry="[gradecheck]\nfoo = foo.plugin\n"):
    """A distribution as if it were installed in ``folder``."""
    info = {"foo_bar-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: Foo.Bar\nVersion: 1.0\n"}
    info["foo_bar-1.0.dist-info/entry_points.txt"] = entry
    record = "".join(f"{name},,\n" for name in [*files, *info, "../../bin/foo"])
    for name, text in {**files, **info, "foo_bar-1.0.dist-info/RECORD": record}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return metadata.Distribution.at(folder / "foo_bar-1.0.dist-info")


def test_a_wheel_holds_what_is_installed_and_its_record_is_true(tmp_path):
    files = {
        "foo/__init__.py": "",
        "foo/plugin.py": "A = 1\n",
        "foo/__pycache__/plugin.pyc": "",
        "helper.py": "B = 2\n",
        "foo_bar-1.0.dist-info/licenses/LICENSE": "MIT",
    }
    name, data = wheels.wheel(installed(tmp_path, files))

    assert "foo_bar-1.0-py3-none-any.whl" == name
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        held = {entry: archive.read(entry) for entry in archive.namelist()}
    record = dict(
        line.split(",", 1) for line in held.pop("foo_bar-1.0.dist-info/RECORD").decode().splitlines()
    )
    assert set(files) - {"foo/__pycache__/plugin.pyc"} < set(held)
    assert set(held) | {"foo_bar-1.0.dist-info/RECORD"} == set(record)
    digest = base64.urlsafe_b64encode(hashlib.sha256(b"A = 1\n").digest()).rstrip(b"=").decode()
    assert f"sha256={digest},6" == record["foo/plugin.py"]


def test_the_same_files_give_the_same_wheel(tmp_path):
    distribution = installed(tmp_path, {"foo/plugin.py": "A = 1\n"})
    assert wheels.wheel(distribution) == wheels.wheel(distribution)


def test_a_plugin_that_is_one_module_and_editable_is_found_by_its_name(tmp_path, monkeypatch):
    """Its files are not listed where it is installed; its entry point says what to import."""
    (tmp_path / "checkout").mkdir()
    (tmp_path / "checkout" / "lonely.py").write_text("A = 1\n")
    monkeypatch.syspath_prepend(tmp_path / "checkout")
    distribution = installed(tmp_path / "site", {"foo.pth": "..."}, "[gradecheck]\nfoo = lonely\n")

    with zipfile.ZipFile(io.BytesIO(wheels.wheel(distribution)[1])) as archive:
        assert {"lonely.py", "foo_bar-1.0.dist-info/METADATA"} < set(archive.namelist())
        assert "foo.pth" not in archive.namelist()


def test_what_is_compiled_is_not_made_into_a_wheel_for_every_system(tmp_path):
    with pytest.raises(PluginError, match=r"Foo.Bar: foo/fast.so is compiled for this system"):
        wheels.wheel(installed(tmp_path, {"foo/fast.so": ""}))
