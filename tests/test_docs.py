"""The documentation runs: every block of the READMEs but the two set-up commands."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
READMES = {"en": ROOT / "README.md", "zh-CN": ROOT / "README.zh-CN.md"}
#: pages whose blocks are run, one after another in one folder
PAGES = [*READMES.values(), ROOT / "docs/tutorial.md", ROOT / "docs/tutorial.zh-CN.md"]
BLOCK = re.compile(r"^```(\w+)(?: title=(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(path):
    """(language, file name or empty, content) of every fenced block."""
    return BLOCK.findall(path.read_text("utf-8"))


def rounded(text):
    """Output without trailing blanks, and without the digits that another processor rounds differently."""
    return re.sub(r"\d\.\de-\d\d", "#", "\n".join(line.rstrip() for line in text.rstrip().splitlines()))


def set_up(path):
    """The commands that install: what ``.ci/run`` runs instead of a test."""
    return [
        content.strip() for language, _, content in blocks(path) if language == "sh" and "-m venv" in content
    ]


def test_ci_runs_exactly_the_test_command_of_the_readme():
    assert set_up(READMES["en"])[1] == (ROOT / ".ci/run").read_text("utf-8").splitlines()[-1]


def test_both_languages_give_the_same_two_commands():
    assert len(set_up(READMES["en"])) == 2
    assert set_up(READMES["en"]) == set_up(READMES["zh-CN"])


def test_every_command_has_its_place_in_the_readme(gradecheck):
    """A command that nobody can read about does not exist."""
    named = re.findall(
        r"^│? *([a-z]+) {2,}", gradecheck("--help").stdout.partition("Commands:")[2], re.MULTILINE
    )

    assert {"run", "tasks", "exercises"} <= set(named)
    for path in READMES.values():
        for command in named:
            assert f"gradecheck {command}" in path.read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_blocks_of_a_page_run_and_print_what_they_say(page, write, gradecheck):
    """Files are written, ``$`` lines are run in their folder, and what follows them is what comes out."""
    ran = 0
    for language, name, content in blocks(page):
        if name:
            folder = write({name: content})
        elif language == "console":
            for command, expected in re.findall(
                r"^\$ gradecheck (.*)\n((?:(?!\$ ).*\n)*)", content, re.MULTILINE
            ):
                done = gradecheck(*command.split(), cwd=folder, env={"COLUMNS": "100"})
                said = (done.stdout + done.stderr).replace(str(folder), "FOLDER")
                assert rounded(expected) == rounded(said), command
                ran += 1
        else:
            assert "-m venv" in content, f"a block that is not run: {content}"
    assert ran >= 2
