"""Task files: what they mean, and everything that is wrong with them at once."""

import json
import keyword
import re
import textwrap

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gradecheck.errors import ExitCode, TaskError
from gradecheck.model import Limits, Task, TaskItem, Text, Tolerances
from gradecheck.taskfile import GENERAL, Known, index, read, resolve
from gradecheck.taskschema import TaskModel

KNOWN = {
    "softmax": Known(frozenset({"factor-two"}), names=("answer",)),
    "trace": Known(frozenset()),
    "lambda": Known(frozenset()),
    "script": Known(frozenset({"half-gradient", "wrong-w1"}), script=True),
}
HEAD = "format: 1\nid: hw\ntitle: T\n"
GOOD = HEAD + "exercises:\n- {use: trace, points: 1}\n"


@pytest.fixture
def task_file(tmp_path):
    """Write a task file; give its path."""

    def write(content, name="t.yaml"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(textwrap.dedent(content), "utf-8")
        return path

    return write


@pytest.fixture
def errors(task_file):
    """The lines of the error that a task file ends in."""

    def lines_of(content, known=KNOWN):
        path = task_file(content)
        with pytest.raises(TaskError) as caught:
            resolve(read(path), known)
        return str(caught.value).replace(f"{path}:", "").splitlines()

    return lines_of


def test_a_task_that_says_everything_is_read(task_file):
    path = task_file("""\
        format: 1
        id: my-homework
        title: {en: Matrix calculus, zh-CN: 矩阵微积分}
        file: answers.py
        seed: 20201120
        limits: {seconds: 5, total_seconds: 1e2, memory_mb: 512}
        exercises:
          - use: softmax
            entry: p1_softmax
            points: 5
            cases: 7
            credit: {factor-two: 0.5, transposed: 1}
          - use: script
            points: 2.5
            credit: {half-gradient: 1.0, wrong-w1: 0, pretended-losses: 1e-6}
        """)
    expected = Task(
        "my-homework",
        Text("Matrix calculus", "矩阵微积分"),
        (
            TaskItem("softmax", "p1_softmax", 5.0, 7, {"factor-two": 0.5, "transposed": 1.0}),
            TaskItem(
                "script", None, 2.5, 5, {"half-gradient": 1.0, "wrong-w1": 0.0, "pretended-losses": 1e-6}
            ),
        ),
        Limits(5.0, 100.0, 512),
        "answers.py",
        20201120,
    )
    assert expected == resolve(read(path), KNOWN)


def test_a_task_that_says_little_has_the_defaults(task_file):
    known = {"trace-inverse-grad": Known(frozenset())}
    task = resolve(read(task_file(GOOD.replace("trace", "trace-inverse-grad"))), known)
    item = TaskItem("trace-inverse-grad", "trace_inverse_grad", 1.0, 5, {})
    assert Task("hw", Text("T", ""), (item,), Limits(10.0, 60.0, 1024), None, None) == task


def test_a_title_in_one_language_is_said_in_both(task_file):
    title = read(task_file(GOOD)).title
    assert [title.say("en"), title.say("zh-CN")] == ["T", "T"]


def test_plugins_are_found_beside_the_task_from_any_folder(tmp_path, task_file, monkeypatch):
    (tmp_path / "mine.py").touch()
    task_file(GOOD + "plugins: [../mine.py, ./../mine.py]\n", "course/t.yaml")
    monkeypatch.chdir(tmp_path)
    assert (tmp_path / "mine.py",) == read((tmp_path / "course/t.yaml").relative_to(tmp_path)).plugins


def test_all_errors_of_a_file_are_said_at_once_in_its_order(errors):
    """Those of its form, of its keys, and of the exercises that it uses."""
    found = errors("""\
        format: 2
        id: My
        titel: x
        plugins: [5]
        seed: -1
        limits: {seconds: 0, total_seconds: yes, memory_mb: 1.5, x: 1}
        exercises:
          - use: softmax
            points: five
            entry: class
            credit: {factor-tow: 2}
          - use: trace
            points: 1
            points: 2
            pionts: 3
          - use: script
            entry: foo
            points:
          - 5
        compare: floor
        """)
    example = 'write for example title: {"en": "Matrix calculus"}'
    assert found == [
        f"1:1: title: is missing; {example}",
        "1:9: format: expected the number 1, got the number 2; write for example format: 1",
        (
            "2:5: id: expected lower-case letters, digits and hyphens, a letter first, got the text 'My'; "
            "write for example id: my-homework"
        ),
        "3:1: titel: is no key; did you mean 'title'?",
        "4:11: plugins[0]: expected the name of a file, got the number 5; write for example - exercises.py",
        (
            "5:7: seed: expected a whole number from 0 to 9223372036854775807, got the number -1; "
            "write for example seed: 20201120"
        ),
        (
            "6:19: limits.seconds: expected a number above 0, at most 86400, got the number 0; "
            "write for example seconds: 10"
        ),
        (
            "6:37: limits.total_seconds: expected a number above 0, at most 86400, got the text 'yes'; "
            "write for example total_seconds: 60"
        ),
        (
            "6:53: limits.memory_mb: expected a whole number from 1 to 1048576, got the number 1.5; "
            "write for example memory_mb: 1024"
        ),
        "6:58: limits.x: is no key; the keys here are seconds, total_seconds, memory_mb",
        (
            "9:13: exercises[0].points: expected a number above 0, at most 1000000, got the text 'five'; "
            "write for example points: 5"
        ),
        (
            "10:12: exercises[0].entry: expected a name that a Python function can have, "
            "got the text 'class'; write for example entry: grad_W"
        ),
        "11:14: exercises[0].credit.factor-tow: 'softmax' has no such diagnosis; did you mean 'factor-two'?",
        (
            "11:26: exercises[0].credit.factor-tow: expected a number from 0 to 1, got the number 2; "
            "write for example factor-tow: 0.5"
        ),
        "14:5: exercises[1].points: is written twice (first in line 13); remove one",
        "15:5: exercises[1].pionts: is no key; did you mean 'points'?",
        "17:12: exercises[2].entry: a script is run as a whole and has no entry; remove this line",
        (
            "18:12: exercises[2].points: expected a number above 0, at most 1000000, got nothing; "
            "write for example points: 5"
        ),
        (
            "19:5: exercises[3]: expected a mapping, got the number 5; "
            'write for example - {"points": 5, "use": "trace-inverse-grad"}'
        ),
        (
            "20:1: compare: is no key; the keys here are "
            "format, id, title, plugins, file, seed, limits, exercises"
        ),
    ]


def test_the_error_of_a_task_names_its_file_and_is_its_authors(task_file):
    path = task_file("5")
    with pytest.raises(TaskError) as caught:
        read(path)
    assert f"{path}:1:1: task: expected a mapping, got the number 5; begin with format: 1" == str(
        caught.value
    )
    assert caught.value.exit_code == ExitCode.BROKEN


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("format", "1.0", "the number 1, got the number 1.0"),
        ("format", "true", "the number 1, got true"),
        ("id", "5", "lower-case letters, digits and hyphens, a letter first, got the number 5"),
        ("id", "'a\n\n b'", "lower-case letters, digits and hyphens, a letter first, got the text 'a\\nb'"),
        ("title", "[a]", "text, or a text for each language, got a list"),
        ("plugins", "mine.py", "a list of files, got the text 'mine.py'"),
        ("file", "a/b.py", "the name of a .py file, without a folder, got the text 'a/b.py'"),
        ("file", "answers.txt", "the name of a .py file, without a folder, got the text 'answers.txt'"),
        ("seed", "1.5", "a whole number from 0 to 9223372036854775807, got the number 1.5"),
        (
            "seed",
            "9223372036854775808",
            "a whole number from 0 to 9223372036854775807, got the number 9223372036854775808",
        ),
        ("limits", "", "a mapping, got nothing"),
        ("exercises", "[]", "a list of at least one exercise, got an empty list"),
        ("exercises", "{}", "a list of at least one exercise, got an empty mapping"),
        ("exercises", "{a: 1}", "a list of at least one exercise, got a mapping"),
    ],
)
def test_a_wrong_value_is_said_in_plain_words(errors, key, value, said):
    given_keys = {
        "format": "1",
        "id": "hw",
        "title": "T",
        "exercises": "[{use: trace, points: 1}]",
        key: value,
    }
    found = errors("".join(f"{k}: {v}\n" for k, v in given_keys.items()))
    assert [f"{key}: expected {said}"] == [line.split(": ", 1)[1].split("; write")[0] for line in found]


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("points", "0", "a number above 0, at most 1000000, got the number 0"),
        ("points", "-3", "a number above 0, at most 1000000, got the number -3"),
        ("points", ".inf", "a number above 0, at most 1000000, got the number inf"),
        ("points", ".nan", "a number above 0, at most 1000000, got the number nan"),
        ("points", "'5'", "a number above 0, at most 1000000, got the text '5'"),
        ("points", "true", "a number above 0, at most 1000000, got true"),
        ("points", "9" * 500, f"a number above 0, at most 1000000, got the number {'9' * 39}…"),
        ("cases", "0", "a whole number from 1 to 1000, got the number 0"),
        ("cases", "1001", "a whole number from 1 to 1000, got the number 1001"),
        ("cases", "5.0", "a whole number from 1 to 1000, got the number 5.0"),
        ("entry", "5", "a name that a Python function can have, got the number 5"),
        ("entry", "1a", "a name that a Python function can have, got the text '1a'"),
        ("entry", "ﬁt", "a name that a Python function can have, got the text 'ﬁt'"),
        ("entry", "''", "a name that a Python function can have, got the text ''"),
        ("credit", "[a]", "a share for each diagnosis, got a list"),
        ("credit", "", "a share for each diagnosis, got nothing"),
        ("use", "5", "the id of an exercise, got the number 5"),
        ("compare", "mlm", "floor, mml, or tolerances, got the text 'mlm'"),
        ("compare", "1e-6", "floor, mml, or tolerances, got the number 1e-06"),
        ("compare", "[floor]", "floor, mml, or tolerances, got a list"),
        ("compare", "", "floor, mml, or tolerances, got nothing"),
    ],
)
def test_a_wrong_value_of_an_exercise_is_said_in_plain_words(errors, key, value, said):
    item = {"use": "trace", "points": "1", key: value}
    found = errors(HEAD + "exercises:\n- " + "\n  ".join(f"{k}: {v}" for k, v in item.items()))
    assert [f"exercises[0].{key}: expected {said}"] == [
        line.split(": ", 1)[1].split("; write")[0] for line in found
    ]


def test_what_a_required_value_looks_like_is_shown_where_it_is_missing(errors):
    assert errors("seed: 5") == [
        "1:1: format: is missing; write for example format: 1",
        "1:1: id: is missing; write for example id: my-homework",
        '1:1: title: is missing; write for example title: {"en": "Matrix calculus"}',
        (
            "1:1: exercises: is missing; write for example "
            'exercises: [{"points": 5, "use": "trace-inverse-grad"}]'
        ),
    ]


def test_an_unknown_exercise_is_named_with_the_nearest_known_one(errors):
    found = errors(HEAD + "exercises:\n- {use: trase, points: 1}\n- {use: zzz, points: 1}\n")
    assert found == [
        "5:9: exercises[0].use: there is no exercise 'trase'; did you mean 'trace'?",
        "6:9: exercises[1].use: there is no exercise 'zzz'; `gradecheck exercises` lists what there is",
    ]


def test_exercises_are_not_called_unknown_where_a_plugin_could_not_be_found(errors, tmp_path):
    found = errors(HEAD + "plugins: [no.py]\nexercises: [{use: of-the-plugin, points: 1}]\n")
    said = f"there is no file {str(tmp_path / 'no.py')!r}; write a path relative to the task"
    assert [f"4:11: plugins[0]: {said}"] == found


def test_credit_for_an_unknown_diagnosis_is_named_at_its_key(errors):
    found = errors(
        HEAD + "exercises:\n- use: softmax\n  points: 1\n  credit:\n    zzz: 1\n    transposd: 1\n"
    )
    assert found == [
        "8:5: exercises[0].credit.zzz: 'softmax' has no such diagnosis; write factor-two",
        "9:5: exercises[0].credit.transposd: 'softmax' has no such diagnosis; did you mean 'transposed'?",
    ]


def test_an_exercise_without_misconceptions_has_the_general_diagnoses(errors):
    found = errors(HEAD + "exercises:\n- {use: trace, points: 1, credit: {zzz: 1}}\n")
    said = "'trace' has no such diagnosis; write a general one, like transposed"
    assert [f"5:36: exercises[0].credit.zzz: {said}"] == found


@pytest.mark.parametrize("diagnosis", ["missing", "syntax-error", "missing-module"])
def test_where_nothing_was_answered_there_is_nothing_to_credit(errors, diagnosis):
    found = errors(HEAD + f"exercises:\n- {{use: trace, points: 1, credit: {{{diagnosis}: 0.5}}}}\n")
    assert len(found) == 1
    assert "'trace' has no such diagnosis" in found[0]


def test_pretended_losses_are_a_diagnosis_of_scripts_only(errors):
    found = errors(HEAD + "exercises:\n- {use: trace, points: 1, credit: {pretended-losses: 1}}\n")
    said = "'trace' has no such diagnosis; write a general one, like transposed"
    assert [f"5:36: exercises[0].credit.pretended-losses: {said}"] == found


@pytest.mark.parametrize(
    ("compare", "said"),
    [
        (
            "{rtol: 2}",
            "compare.rtol: expected a number from 0 to 1, got the number 2; write for example rtol: 1e-06",
        ),
        (
            "{rtol: a}",
            "compare.rtol: expected a number from 0 to 1, got the text 'a'; write for example rtol: 1e-06",
        ),
        (
            "{rtol: 0, atol: -1}",
            "compare.atol: expected a number, 0 or above, got the number -1; write for example atol: 0",
        ),
        ("{atol: 0}", "compare.rtol: is missing; write for example rtol: 1e-06"),
        ("{rtol: 0, tol: 1}", "compare.tol: is no key; did you mean 'rtol'?"),
        ("mml", "compare: 'trace' is not the derivative of a function by one variable; write floor"),
    ],
)
def test_a_wrong_way_to_compare_is_said_in_plain_words(errors, compare, said):
    (found,) = errors(HEAD + f"exercises:\n- {{use: trace, points: 1, compare: {compare}}}\n")
    assert f"exercises[0].{said}" == found.split(": ", 1)[1]


@pytest.mark.parametrize("compare", ["mml", "{rtol: 1e-6}"])
def test_a_script_is_compared_in_no_other_way(errors, compare):
    (found,) = errors(HEAD + f"exercises:\n- {{use: script, points: 1, compare: {compare}}}\n")
    said = "a script is judged by its steps, not by a tolerance; remove this line"
    assert f"exercises[0].compare: {said}" == found.split(": ", 1)[1]


@pytest.mark.parametrize(
    ("compare", "expected"),
    [
        ("floor", "floor"),
        ("mml", "mml"),
        ("{rtol: 1e-6}", Tolerances(1e-6, 0.0)),
        ("{rtol: 0, atol: 1e-3}", Tolerances(0.0, 1e-3)),
    ],
)
def test_a_task_says_how_answers_are_compared(task_file, compare, expected):
    text = HEAD + f"exercises:\n- {{use: trace, points: 1, compare: {compare}}}\n"
    task = resolve(read(task_file(text)), {"trace": Known(frozenset(), quotient=True)})
    assert expected == task.items[0].compare


@pytest.mark.parametrize("diagnosis", sorted(GENERAL))
@pytest.mark.parametrize("use", ["trace", "script"])
def test_every_general_diagnosis_can_be_credited(task_file, use, diagnosis):
    path = task_file(f"{HEAD}exercises: [{{use: {use}, points: 1, credit: {{{diagnosis}: 0.5}}}}]")
    assert {diagnosis: 0.5} == resolve(read(path), KNOWN).items[0].credit


def test_the_facts_of_a_script_have_their_shares(task_file):
    path = task_file(
        HEAD + "exercises:\n- {use: script, points: 1, facts: {losses: 0.2, gradient-w1: 0.5}}\n"
    )
    assert resolve(read(path), KNOWN).items[0].facts == {"losses": 0.2, "gradient-w1": 0.5}


def test_a_fact_that_is_never_looked_at_is_named_at_its_key(errors):
    found = errors(
        HEAD + "exercises:\n- use: script\n  points: 1\n  facts: {gradient-w2: 1}\n"
        "- {use: trace, points: 1, facts: {losses: 1}}\n"
    )
    assert found == [
        "7:11: exercises[0].facts.gradient-w2: 'script' has no such fact; did you mean 'gradient-w1'?",
        "8:35: exercises[1].facts.losses: 'trace' has no such fact; write credit instead",
    ]


def test_an_exercise_may_be_used_twice_under_two_entries(task_file):
    path = task_file(HEAD + "exercises:\n- {use: trace, points: 1}\n- {use: trace, points: 1, entry: g}\n")
    assert [item.entry for item in resolve(read(path), KNOWN).items] == ["trace", "g"]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("use: trace", "use: trace", "6:9: exercises[1].use: exercises[0] in line 5 asks for 'trace'"),
        (
            "use: trace, entry: f",
            "use: softmax, entry: f",
            "6:25: exercises[1].entry: exercises[0] in line 5 asks for 'f'",
        ),
        (
            "use: softmax",
            "use: trace, entry: softmax_answer",
            "6:23: exercises[1].entry: exercises[0] in line 5 asks for 'softmax_answer'",
        ),
        (
            "use: trace, entry: f_answer",
            "use: softmax, entry: f",
            "6:25: exercises[1].entry: exercises[0] in line 5 asks for 'f_answer'",
        ),
    ],
)
def test_two_exercises_cannot_ask_for_one_name(errors, first, second, expected):
    found = errors(HEAD + f"exercises:\n- {{{first}, points: 1}}\n- {{{second}, points: 1}}\n")
    assert [expected + " already; write another entry"] == found


def test_a_script_is_used_once(errors):
    found = errors(HEAD + "exercises:\n- {use: script, points: 1}\n- {use: script, points: 1}\n")
    said = "exercises[0] in line 5 asks for 'script' already; remove one of them"
    assert [f"6:9: exercises[1].use: {said}"] == found


def test_a_script_and_a_function_may_have_one_name(task_file):
    path = task_file(
        HEAD + "exercises:\n- {use: script, points: 1}\n- {use: trace, points: 1, entry: script}\n"
    )
    assert [item.entry for item in resolve(read(path), KNOWN).items] == [None, "script"]


def test_a_default_entry_that_is_a_word_of_python_must_be_replaced(errors, task_file):
    text = HEAD + "exercises: [{use: lambda, points: 1}]\n"
    said = "the default entry 'lambda' is a word of Python; write an entry"
    assert [f"4:19: exercises[0].use: {said}"] == errors(text)
    path = task_file(text.replace("points", "entry: f, points"))
    assert resolve(read(path), KNOWN).items[0].entry == "f"


def test_nothing_written_for_an_optional_value_means_its_default(task_file):
    path = task_file(HEAD + "file:\nseed:\nexercises: [{use: trace, entry: null, points: 1}]\n")
    task = resolve(read(path), KNOWN)
    assert (task.file, task.seed, task.items[0].entry) == (None, None, "trace")


def test_installed_tasks_are_found_by_id(task_file):
    first, second = task_file(GOOD, "a.yaml"), task_file(GOOD.replace("hw", "hw2"), "b.yaml")
    assert {"hw": first, "hw2": second} == index([first, second, first])


def test_two_installed_tasks_with_one_id_are_refused(task_file):
    first, second = task_file(GOOD, "a.yaml"), task_file(GOOD, "b.yaml")
    with pytest.raises(TaskError) as caught:
        index([first, second])
    said = f"'hw' is the id of {first} already; give one of the two another"
    assert f"{second}:2:5: id: {said}" == str(caught.value)


def test_a_broken_installed_task_goes_by_its_file_and_hides_no_other(task_file):
    good = task_file(GOOD, "good.yaml")
    shadow = task_file("id: [", "hw.yaml")
    no_yaml, no_id = task_file("a: b: c", "no-yaml.yaml"), task_file("format: 1", "no-id.yaml")
    assert {"hw": good, "no-yaml": no_yaml, "no-id": no_id} == index([shadow, no_yaml, good, no_id])


def test_a_task_with_errors_elsewhere_still_has_its_id_and_title(task_file):
    raw = read(task_file(GOOD + "seed: x\n"))
    assert ("hw", Text("T", "")) == (raw.id, raw.title)
    raw = read(task_file("id: 5\ntitle: 6\n"))
    assert ("", Text("", "")) == (raw.id, raw.title)


def places(schema, node, loc=()):
    """Every place in a JSON Schema that a value can have, with what is said about it."""
    yield loc, node
    for choice in node.get("anyOf", [node]):
        inner = schema["$defs"][choice["$ref"].rpartition("/")[2]] if "$ref" in choice else choice
        for key, below in inner.get("properties", {}).items():
            yield from places(schema, below, (*loc, key))
        for key, below in (("items", inner.get("items")), ("values", inner.get("additionalProperties"))):
            if isinstance(below, dict):
                yield from places(schema, below, (*loc, key))


def test_every_value_has_a_description_and_an_example_for_its_errors():
    schema = TaskModel.model_json_schema()
    found = list(places(schema, schema))[1:]
    assert ("exercises", "items", "credit", "values") in [loc for loc, _ in found]
    assert [loc for loc, node in found if not node.get("description") or not node.get("examples")] == []


NAMES = st.from_regex(re.compile(r"[a-z_][a-z0-9_]{0,6}", re.ASCII), fullmatch=True)
SHARES = st.floats(0, 1)
ITEMS = st.builds(
    TaskItem,
    st.just("trace"),
    NAMES.filter(lambda name: not keyword.iskeyword(name)),
    st.floats(1e-3, 1e6),
    st.integers(1, 1000),
    st.dictionaries(st.sampled_from(sorted(GENERAL)), SHARES, max_size=3),
)
TASKS = st.builds(
    Task,
    st.from_regex(re.compile(r"[a-z][a-z0-9-]{0,9}", re.ASCII), fullmatch=True),
    st.builds(Text, st.text("aé微 '\":#{}", min_size=1), st.text("微分 ,[]")),
    st.lists(ITEMS, min_size=1, max_size=4, unique_by=lambda item: item.entry).map(tuple),
    st.builds(Limits, st.floats(1e-3, 86400), st.floats(1e-3, 86400), st.integers(1, 2**20)),
    st.none() | NAMES.map(lambda name: f"{name}.py"),
    st.none() | st.integers(0, 2**63 - 1),
)


def written(task):
    """A task as a file says it; JSON is YAML."""
    return json.dumps(
        {
            "format": 1,
            "id": task.id,
            "title": {"en": task.title.en, "zh-CN": task.title.zh},
            "file": task.file,
            "seed": task.seed,
            "limits": vars(task.limits),
            "exercises": [vars(item) for item in task.items],
        },
        ensure_ascii=False,
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(TASKS)
def test_a_task_that_was_written_is_read_back(task_file, task):
    assert task == resolve(read(task_file(written(task))), KNOWN)
