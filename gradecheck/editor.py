"""The task file described to editors: a JSON Schema that completes keys and values and finds errors early.

What a task may say is defined by ``taskschema``; here each key is explained, and what is on offer is named.
``gradecheck run`` stays the judge: a schema knows no plugin file, and no two entries that are the same.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from gradecheck.taskfile import FACTS, GENERAL, SCRIPT, Known
from gradecheck.taskschema import TaskModel

Schema = dict[str, Any]
#: what each key means; what may stand there is said by the models
MEANINGS = {
    "format": "Version of this format",
    "id": "The task's name for programs",
    "title": "The task's name for people",
    "en": "In English",
    "zh-CN": "In Chinese",
    "plugins": "Plugins of the task's own, relative to this file; installed ones are always there",
    "file": "The name that a submission's file must have in a folder",
    "seed": "What the random inputs are drawn from; without it every run draws afresh",
    "limits": "What a submission may use",
    "seconds": "Seconds for each exercise, and for the import",
    "total_seconds": "Seconds for a whole submission",
    "memory_mb": "Megabytes of memory",
    "exercises": "The exercises, in the order of the homework",
    "use": "The exercise; `gradecheck show` tells more about it",
    "entry": "The name in the student's file; without it the id with underscores",
    "points": "What the exercise is worth",
    "cases": "How many random inputs are drawn",
    "credit": "Shares of the points for named mistakes and conventions",
    "facts": "Shares of the points for what holds of a script",
    "compare": "What a number is held against; without it a tolerance measured on the problem itself",
    "rtol": "Relative tolerance",
    "atol": "Absolute tolerance",
    "set_aside": "Findings of `gradecheck check` that are meant to be so, each with the reason",
}


def schema(known: Mapping[str, Known], statements: Mapping[str, str]) -> Schema:
    """The JSON Schema of a task file, where ``known`` and ``statements`` tell of the exercises on offer."""
    whole = TaskModel.model_json_schema()
    whole |= {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A task of gradecheck",
        "description": "One homework: which exercises, and what they are worth.",
        # what is offered by a plugin of the task's own is not known here
        "if": {"not": {"required": ["plugins"]}},
        "then": {"properties": {"exercises": {"items": {"properties": {"use": {"enum": [*known]}}}}}},
    }
    for model in [whole, *whole["$defs"].values()]:
        for key, value in model.get("properties", {}).items():
            value["title"] = key
            value["description"] = f"{MEANINGS[key]}: {value['description']}."
    item = whole["$defs"]["ItemModel"]
    item["title"], item["description"] = "An exercise", "One exercise of the task."
    keys = item["properties"]
    keys["use"] |= {"anyOf": [_offered(name, text) for name, text in statements.items()] + [{}]}
    whole["$defs"]["Share"] = keys["credit"]["additionalProperties"]
    keys["credit"]["properties"] = _shares(GENERAL)
    keys["facts"]["properties"] = _shares(FACTS)
    item["allOf"] = [_its_own(name, exercise) for name, exercise in known.items()]
    return whole


def _offered(name: str, statement: str) -> Schema:
    """One value of ``use``, with what it asks for."""
    return {"const": name, "description": statement}


def _its_own(name: str, exercise: Known) -> Schema:
    """What one exercise may be given credit for: its own mistakes and the general ones, no others."""
    script = SCRIPT if exercise.script else frozenset()
    roles = (d.removeprefix("wrong-") for d in exercise.diagnoses if d.startswith("wrong-"))
    facts = FACTS | {f"gradient-{role}" for role in roles} if exercise.script else frozenset()
    own: Schema = {
        "credit": {
            "properties": _shares(exercise.diagnoses | script),
            "propertyNames": {"enum": sorted(exercise.diagnoses | script | GENERAL)},
        },
        "facts": {"properties": _shares(facts), "propertyNames": {"enum": sorted(facts)}},
    }
    if exercise.script:
        own["entry"] = {"type": "null"}
    return {
        "if": {"properties": {"use": {"const": name}}, "required": ["use"]},
        "then": {"properties": own},
    }


def _shares(names: Iterable[str]) -> Schema:
    """Each of ``names`` with a share for its value, so that it is offered where a key is typed."""
    return {name: {"$ref": "#/$defs/Share"} for name in sorted(names)}
