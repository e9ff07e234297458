"""Downloads of learning platforms: ids are the students', where that is beyond doubt, else the paths."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradecheck.intake import find
from gradecheck.layouts import Student, gradescope, student


@pytest.fixture
def here(write, monkeypatch, tmp_path):
    """Make files, whose content does not matter, and stand in the folder that holds them."""
    monkeypatch.chdir(tmp_path)
    return lambda *names: write(dict.fromkeys(names, "x = 1"))


def found(*arguments):
    """Ids and names of what is found."""
    return {one.id: one.name for one in find([Path(one) for one in arguments], None)}


MOODLE = "_{}_assignsubmission_file_"


def test_moodle_gives_the_full_name(here):
    here(f"dl/Ada Lovelace{MOODLE.format(1234567)}/hw.py", f"dl/张 三{MOODLE.format(1234568)}/作业.py")
    assert found("dl") == {"Ada Lovelace": "Ada Lovelace", "张 三": "张 三"}


def test_moodle_without_folders_gives_the_full_name_too(here):
    here(*(f"dl/{name}{MOODLE.format(n)}hw.py" for n, name in enumerate(["Ada Lovelace", "Li_Si"])))
    assert found("dl") == {"Ada Lovelace": "Ada Lovelace", "Li_Si": "Li_Si"}


def test_two_students_of_one_name_keep_their_paths(here):
    here(f"dl/Li Si{MOODLE.format(1)}/hw.py", f"dl/Li Si{MOODLE.format(2)}/hw.py", "dl/b.py")
    assert list(found("dl")) == [f"Li Si{MOODLE.format(1)}", f"Li Si{MOODLE.format(2)}", "b"]


def test_several_files_of_one_student_keep_their_paths_and_the_name(here):
    folder = f"Li Si{MOODLE.format(1)}"
    here(f"dl/{folder}/a.py", f"dl/{folder}/b.py", "dl/b.py")
    assert found("dl") == {f"{folder}/a": "Li Si", f"{folder}/b": "Li Si", "b": ""}


CANVAS = ["doejane_12345_678901_hw-1.py", "lisi_LATE_12346_678902_hw.py", "wangwu_12347_678903_my_hw.ipynb"]


def test_canvas_gives_the_name_if_all_files_look_like_it(here):
    here(*(f"dl/{name}" for name in CANVAS))
    assert found("dl") == {"doejane": "", "lisi": "", "wangwu": ""}


def test_what_only_looks_like_canvas_keeps_its_path(here):
    here(f"dl/{CANVAS[0]}", "dl/bob.py", "other/hw_1_2_final.py", "other/lab_1_3_final.py")
    assert list(found("dl", "other")) == [
        "bob",
        CANVAS[0].removesuffix(".py"),
        "hw_1_2_final",
        "lab_1_3_final",
    ]


METADATA = """\
---
submission_101:
  :submitters:
  - :name: Ada Lovelace
    :sid: '2020123456'
    :email: ada@example.edu
  :created_at: 2026-03-01 10:00:00.000000000 Z
  :results:
    :tests:
    - :name: not a student
      :sid: '666'
submission_102:
  :submitters:
  - :name: 张三
    :sid:
    :email: zhang@example.edu
  - :email: li@example.edu
    :sid: "77"
    :name: 李四
submission_103:
  :submitters: []
  :sid: nobody
"""


def test_gradescope_says_who_submitted_beside_the_folders(write, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    folders = {f"export/submission_{n}/hw.py": "x = 1" for n in (101, 102, 103, 104)}
    write({"export/submission_metadata.yml": METADATA} | folders)
    assert found("export") == {
        "2020123456": "Ada Lovelace",
        "zhang@example.edu+77": "张三, 李四",
        "submission_103": "",
        "submission_104": "",
    }


def test_a_packed_export_of_gradescope_is_read_as_it_is(write, monkeypatch, tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("assignment_7_export/submission_metadata.yml", METADATA)
        packed.writestr("assignment_7_export/submission_101/hw.py", "x = 1")
        packed.writestr("assignment_7_export/submission_102/hw.ipynb", '{"cells": []}')
    monkeypatch.chdir(tmp_path)
    write({"export.zip": stream.getvalue()})
    assert found("export.zip") == {"2020123456": "Ada Lovelace", "zhang@example.edu+77": "张三, 李四"}


def test_gradescopes_folders_without_their_metadata_keep_their_names(here):
    here("export/submission_101/hw.py", "export/submission_102/hw.py")
    assert found("export") == {"submission_101": "", "submission_102": ""}


@given(st.text("subm_1: -'\"\n") | st.text())
def test_no_metadata_raises_and_every_student_has_an_id(text):
    assert all(one.id for one in gradescope(f"submission_1:\n  :submitters:\n  - :name: x\n{text}").values())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2020123456_张三", Student("2020123456", "张三")),
        ("2020123456-张三_作业1.py", Student("2020123456", "张三")),
        ("2020123456 李四.ipynb", Student("2020123456", "李四")),
        ("PB19000123+欧阳娜娜(补交).zip", Student("PB19000123", "欧阳娜娜")),
        ("2020123456阿依古丽·买买提", Student("2020123456", "阿依古丽·买买提")),
        ("20201120_作业", None),
        ("20201120_alice.py", None),
        ("1_张三", None),
        ("张三_20201120", None),
        ("2020123456", None),
        ("hw_2020123456_张三", None),
    ],
)
def test_a_student_number_before_a_chinese_name_says_whose_it_is(name, expected):
    assert expected == student(name)


def test_numbers_and_names_by_hand_are_ids_for_files_folders_and_arguments(here):
    here("c/2020123456_张三/hw.py", "c/2020123457-李四.py", "c/group/2020123458_王五_作业.py", "c/group/x.py")
    here("2020123459_赵六.py")
    assert found("c", "2020123459_赵六.py") == {
        "2020123456": "张三",
        "2020123457": "李四",
        "group/2020123458_王五_作业": "",  # a name that its author chose
        "group/x": "",
        "2020123459": "赵六",
    }


def test_one_student_in_two_arguments_is_told_apart(here):
    here("w1/2020123456_张三/hw.py", "w1/b.py", "w2/2020123456_张三/hw.py", "w2/c.py")
    assert list(found("w1", "w2")) == ["w1/2020123456_张三", "b", "w2/2020123456_张三", "c"]
