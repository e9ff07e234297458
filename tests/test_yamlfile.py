"""YAML as the task file has it: strict, bounded, and with the place of every value."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gradecheck.errors import TaskError
from gradecheck.yamlfile import MAX_BYTES, MAX_DEPTH, Document, Place, load, spelt

SAME_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def loaded(tmp_path):
    """Load a file with this content; the folder is cut out of an error."""

    def load_file(content):
        path = tmp_path / "t.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        try:
            return load(path)
        except TaskError as error:
            return str(error).replace(f"{path}:", "t.yaml:")

    return load_file


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("1e-6", 1e-6),
        ("1e6", 1e6),
        ("-.5E+2", -50.0),
        ("1.", 1.0),
        (".inf", float("inf")),
        ("-.INF", -float("inf")),
        ("010", 10),
        ("+3", 3),
        ("true", True),
        ("FALSE", False),
        ("~", None),
        ("null", None),
        ("", None),
    ],
)
def test_numbers_booleans_and_nothing_are_those_of_yaml_1_2(loaded, written, meant):
    data = loaded(f"a: {written}").data
    assert {"a": meant} == data
    assert type(meant) is type(data["a"])


@pytest.mark.parametrize(
    "written",
    ["yes", "No", "on", "OFF", "0o17", "0x1F", "1_000", "12:30:00", "2020-11-20", "<<", "=", "e5", ".", "-"],
)
def test_what_yaml_1_1_would_convert_stays_text(loaded, written):
    assert {"a": written} == loaded(f"a: {written}" if written != "-" else "a: '-'").data


def test_nan_is_a_number(loaded):
    value = loaded("a: .nan").data["a"]
    assert value != value  # noqa: PLR0124 -- only nan differs from itself


def test_what_is_in_quotes_is_text(loaded):
    assert loaded("a: '5'\nb: \"true\"\nc: ''\nd: |\n  1\n").data == {
        "a": "5",
        "b": "true",
        "c": "",
        "d": "1\n",
    }


def test_a_number_too_long_for_python_stays_text(loaded):
    assert loaded("a: " + "9" * 601).data == {"a": "9" * 601}


def test_keys_are_text_however_they_are_written(loaded):
    assert loaded("1: 2\ntrue: 3\n'': 4").data == {"1": 2, "true": 3, "": 4}


def test_every_value_and_every_key_has_its_place(loaded):
    document = loaded("a: [1, {b: 2}]\nc:\n  d: x\n")
    assert document.values == {
        (): Place(1, 1),
        ("a",): Place(1, 4),
        ("a", 0): Place(1, 5),
        ("a", 1): Place(1, 8),
        ("a", 1, "b"): Place(1, 12),
        ("c",): Place(3, 3),
        ("c", "d"): Place(3, 6),
    }
    assert document.keys == {
        ("a",): Place(1, 1),
        ("a", 1, "b"): Place(1, 9),
        ("c",): Place(2, 1),
        ("c", "d"): Place(3, 3),
    }


def test_a_repeated_key_is_a_problem_and_the_first_counts(loaded):
    document = loaded("a: 1\nb: {a: 2}\na: 3\n")
    assert document.data == {"a": 1, "b": {"a": 2}}
    assert [(Place(3, 1), ("a",), "is written twice (first in line 1); remove one")] == document.problems


def test_a_list_cannot_be_a_key(loaded):
    document = loaded("? [1, 2]\n: 3\n")
    assert [(Place(1, 3), ("?",), "a list or mapping cannot be a key; write a word")] == document.problems


def test_half_a_surrogate_pair_is_a_problem(loaded):
    problems = loaded('a: "\\ud83d"').problems
    assert [(Place(1, 4), ("a",), "half a surrogate pair is no text; write the character")] == problems


def test_anchors_aliases_and_tags_are_refused_all_at_once(loaded):
    assert loaded("a: &x 1\nb: *x\nc: !!str 5\nd: [*y]\ne: &x {}\n").splitlines() == [
        "t.yaml:1:4: task: an anchor (&x) is of no use here; remove it",
        "t.yaml:2:4: task: the alias *x is not followed; write the value again",
        "t.yaml:3:4: task: a tag (tag:yaml.org,2002:str) is of no use here; remove it",
        "t.yaml:4:5: task: the alias *y is not followed; write the value again",
        "t.yaml:5:4: task: an anchor (&x) is of no use here; remove it",
    ]


HINT = "check indentation (no tabs), colons and quotes"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "1:1: task: is empty; begin with format: 1"),
        ("# nothing\n", "1:1: task: is empty; begin with format: 1"),
        ("a: b: c", f"1:5: task: is not YAML here (mapping values are not allowed here); {HINT}"),
        (
            "a:\n\tb: 1",
            f"2:1: task: is not YAML here (found character '\\t' that cannot start any token); {HINT}",
        ),
        ("a: 'x", f"1:6: task: is not YAML here (found unexpected end of stream); {HINT}"),
        ("--- 1\n--- 2\n", "2:1: task: a second document begins here; write one task in a file"),
        ("a: 1\nb: \x07", "2:4: task: holds the control character U+0007; remove it"),
        (b"a: 1\nb: \xc3\xa9\xff", "2:5: task: is not UTF-8 here; save the file as UTF-8"),
        ('a: "\\UFFFFFFFF"', "1:7: task: is no character; write it in another way"),
        (b" " * (MAX_BYTES + 1), "1:1: task: is larger than 256 KiB; split it into several tasks"),
    ],
)
def test_what_is_no_yaml_for_us_is_said_in_one_line_with_its_place(loaded, content, expected):
    assert f"t.yaml:{expected}" == loaded(content)


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(TaskError) as caught:
        load(tmp_path / "no.yaml")
    expected = (
        f"{tmp_path / 'no.yaml'}:1:1: task: cannot be read (No such file or directory); name a task file"
    )
    assert expected == str(caught.value)


def test_the_largest_file_and_the_deepest_nesting_are_read(loaded):
    assert loaded(b"[]" + b" " * (MAX_BYTES - 2)).data == []
    assert isinstance(loaded("[" * MAX_DEPTH + "]" * MAX_DEPTH), Document)


@pytest.mark.parametrize("content", ["[" * 33 + "]" * 33, "[" * 100_000, "{a: " * 50_000], ids=len)
def test_deeper_nesting_is_refused_where_it_begins(loaded, content):
    column = 33 if content[0] == "[" else 1 + 32 * 4
    said = "lists and mappings are more than 32 deep here; write it flatter"
    assert f"t.yaml:1:{column}: task: {said}" == loaded(content)


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(loaded):
    assert loaded("\ufeffa: 1\r\n标题: 微积分\r\n").data == {"a": 1, "标题": "微积分"}
    assert loaded("\ufeffa: 1\r\nb: 2").values["b",] == Place(2, 4)


def test_a_place_is_spelt_as_people_write_it_and_harmlessly():
    assert spelt(()) == "task"
    assert spelt(("exercises", 0, "credit", "x\x1b[31m\n")) == "exercises[0].credit.x�[31m"


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Zl", "Zp"]))
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)


@SAME_FOLDER
@given(PLAIN)
def test_json_is_read_as_it_is_meant(loaded, data):
    assert data == loaded(json.dumps(data, ensure_ascii=False)).data


@SAME_FOLDER
@given(st.binary(max_size=60) | st.text("[]{}:,-&*!|>'\"%#? \n\tab01.e~\\xuU@`").map(str.encode))
def test_any_bytes_are_a_document_or_one_error_of_the_author(loaded, content):
    result = loaded(content)
    assert isinstance(result, Document) or result.startswith("t.yaml:")
