"""``gradecheck schema``: what editors are told, held against the task files that there are."""

import json
import re
from pathlib import Path

import pytest
import yaml

from gradecheck.cli.grading import known_of
from gradecheck.editor import MEANINGS, schema
from gradecheck.plugins import load

ROOT = Path(__file__).parent.parent
REGISTRY = load()
SCHEMA = schema(
    {n: known_of(e) for n, e in REGISTRY.exercises.items()}, dict.fromkeys(REGISTRY.exercises, "")
)
TYPES = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "object": dict,
    "array": list,
    "null": type(None),
}
VALID = {
    "format": 1,
    "id": "mine",
    "title": "Mine",
    "exercises": [
        {"use": "trace-inverse-grad", "points": 5, "credit": {"sign-lost": 0.5, "transposed": 0.2}}
    ],
}


def faults(node, value, at=()):
    """What a JSON Schema finds wrong, as (place, keyword): as much of the standard as our schema uses."""
    if "$ref" in node:
        yield from faults(SCHEMA["$defs"][node["$ref"].rpartition("/")[2]], value, at)
    if "type" in node and not isinstance(value, TYPES[node["type"]]):
        yield at, "type"
        return
    yield from (fault for rule in RULES for fault in rule(node, value, at))


def either(node, value, at):
    if "const" in node and node["const"] != value:
        yield at, "const"
    if "enum" in node and value not in node["enum"]:
        yield at, "enum"
    if "anyOf" in node and all([*faults(one, value, at)] for one in node["anyOf"]):
        yield at, "anyOf"
    if "not" in node and not [*faults(node["not"], value, at)]:
        yield at, "not"
    if "if" in node and not [*faults(node["if"], value, at)]:
        yield from faults(node["then"], value, at)
    for one in node.get("allOf", []):
        yield from faults(one, value, at)


def scalars(node, value, at):
    if isinstance(value, str) and not re.search(node.get("pattern", ""), value):
        yield at, "pattern"
    if isinstance(value, (int, float)):
        low, high = node.get("minimum", value), node.get("maximum", value)
        above, below = node.get("exclusiveMinimum", value - 1), node.get("exclusiveMaximum", value + 1)
        if not (low <= value <= high and above < value < below):
            yield at, "range"


def mappings(node, value, at):
    if not isinstance(value, dict):
        return
    known = node.get("properties", {})
    yield from (((*at, key), "required") for key in node.get("required", []) if key not in value)
    for key, inner in value.items():
        yield from faults(known.get(key, node.get("additionalProperties") or {}), inner, (*at, key))
        yield from faults(node.get("propertyNames", {}), key, (*at, key))
        if key not in known and node.get("additionalProperties") is False:
            yield (*at, key), "unknown"


def lists(node, value, at):
    if isinstance(value, list):
        if len(value) < node.get("minItems", 0):
            yield at, "minItems"
        for number, inner in enumerate(value):
            yield from faults(node.get("items", {}), inner, (*at, number))


RULES = (either, scalars, mappings, lists)


def test_the_command_prints_the_schema(gradecheck):
    done = gradecheck("schema")

    printed = json.loads(done.stdout)
    assert (0, "") == (done.returncode, done.stderr)
    assert "https://json-schema.org/draft/2020-12/schema" == printed["$schema"]
    assert SCHEMA.keys() == printed.keys()


@pytest.mark.parametrize("path", sorted((ROOT / "plugins").glob("*/*.yaml")), ids=lambda p: p.stem)
def test_every_installed_task_is_valid(path):
    assert [] == [*faults(SCHEMA, yaml.safe_load(path.read_text("utf-8")))]


def test_a_small_task_is_valid():
    assert [] == [*faults(SCHEMA, VALID)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"format": 2}, (("format",), "range")),
        ({"id": "Mine"}, (("id",), "pattern")),
        ({"title": {"zh": "我的"}}, (("title",), "anyOf")),
        ({"sed": 3}, (("sed",), "unknown")),
        ({"file": "answers"}, (("file",), "anyOf")),
        ({"limits": {"seconds": -1}}, (("limits", "seconds"), "range")),
        ({"exercises": []}, (("exercises",), "minItems")),
    ],
)
def test_a_slip_is_found_at_its_place(change, expected):
    assert [expected] == [*faults(SCHEMA, VALID | change)]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ({"points": "five"}, ("points", "type")),
        ({"use": "trace-inverse-grd"}, ("use", "enum")),
        ({"credit": {"factor-tow": 0.5}}, ("credit", "factor-tow", "enum")),
        ({"credit": {"sign-lost": 2}}, ("credit", "sign-lost", "range")),
        ({"facts": {"losses": 0.5}}, ("facts", "losses", "enum")),
        ({"use": "backprop-script", "credit": {}, "entry": "f"}, ("entry", "type")),
        (
            {"use": "backprop-script", "credit": {}, "facts": {"gradient-x": 0.5}},
            ("facts", "gradient-x", "enum"),
        ),
    ],
)
def test_a_slip_in_an_exercise_is_found_at_its_place(item, expected):
    task = VALID | {"exercises": [VALID["exercises"][0] | item]}

    *place, keyword = expected
    assert (("exercises", 0, *place), keyword) in [*faults(SCHEMA, task)]


def test_exercises_of_the_tasks_own_plugin_are_not_doubted():
    task = VALID | {
        "plugins": ["mine.py"],
        "exercises": [{"use": "my-own", "points": 1, "credit": {"odd": 1}}],
    }

    assert [] == [*faults(SCHEMA, task)]


def test_every_key_is_explained():
    for model in [SCHEMA, *SCHEMA["$defs"].values()]:
        for key, value in model.get("properties", {}).items():
            if "description" in value:
                assert value["description"].startswith(MEANINGS[key]), key


def test_every_exercise_is_offered_with_its_statement(gradecheck):
    printed = json.loads(gradecheck("schema").stdout)

    offered = printed["$defs"]["ItemModel"]["properties"]["use"]["anyOf"]
    assert [*REGISTRY.exercises] == [one["const"] for one in offered if one]
    assert all(one["description"] for one in offered if one)
