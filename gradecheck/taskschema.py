"""What a task file may say. Every value is described once, by the models below.

They check, they describe the format to editors (JSON Schema), and their descriptions and examples are the
words of the errors: "expected a number from 0 to 1, got the text 'half'; write for example sign-flip: 0.5".
"""

import json
import keyword
import unicodedata
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    Tag,
    ValidationError,
)

from gradecheck.model import Tolerances
from gradecheck.suggest import did_you_mean
from gradecheck.yamlfile import Document, Problem

Schema = dict[str, Any]


def titled(title: Any) -> Any:
    """A title that is one text, as a mapping of languages; anything else as it is."""
    return {"en": title} if isinstance(title, str) else title


def identifier(text: str) -> str:
    """``text``, if a Python function can be found under this name. Raises ``ValueError`` otherwise."""
    # Python itself normalises the names that it reads: another spelling would never be found.
    if not text.isidentifier() or keyword.iskeyword(text) or unicodedata.normalize("NFKC", text) != text:
        raise ValueError
    return text


class Strict(BaseModel):
    """No conversions (``true`` is not 1, 5.0 is not 5) and no unknown keys."""

    model_config = ConfigDict(extra="forbid", strict=True)


class TitleModel(Strict):
    """``title``, in both languages."""

    en: str = Field(min_length=1, description="text", examples=["Matrix calculus"])
    zh: str = Field("", alias="zh-CN", description="text", examples=["矩阵微积分"])


class LimitsModel(Strict):
    """``limits``."""

    seconds: float = Field(
        default=10.0, gt=0, le=86400, description="a number above 0, at most 86400", examples=[10]
    )
    total_seconds: float = Field(
        default=60.0, gt=0, le=86400, description="a number above 0, at most 86400", examples=[60]
    )
    memory_mb: int = Field(
        default=1024, ge=1, le=2**20, description="a whole number from 1 to 1048576", examples=[1024]
    )


Share = Annotated[float, Field(ge=0, le=1, description="a number from 0 to 1", examples=[0.5])]

Reason = Annotated[str, Field(min_length=1, description="a reason", examples=["x enters as x * x"])]


class TolerancesModel(Strict):
    """``compare``, where it is by fixed tolerances."""

    rtol: float = Field(ge=0, le=1, description="a number from 0 to 1", examples=[1e-6])
    atol: float = Field(0.0, ge=0, description="a number, 0 or above", examples=[0])

    def fixed(self) -> Tolerances:
        """The same, as the grader uses it."""
        return Tolerances(self.rtol, self.atol)


#: pydantic puts these into the place of an error where a value may be of two kinds
_KINDS = ("compare as text", "compare as mapping")
Compare = Annotated[
    Annotated[Literal["floor", "mml"], Tag(_KINDS[0])] | Annotated[TolerancesModel, Tag(_KINDS[1])],
    Discriminator(lambda value: _KINDS[isinstance(value, dict)]),
]


class ItemModel(Strict):
    """One of ``exercises``."""

    use: str = Field(description="the id of an exercise", examples=["trace-inverse-grad"])
    entry: Annotated[str, AfterValidator(identifier)] | None = Field(
        None, description="a name that a Python function can have", examples=["grad_W"]
    )
    points: float = Field(gt=0, le=1e6, description="a number above 0, at most 1000000", examples=[5])
    cases: int = Field(5, ge=1, le=1000, description="a whole number from 1 to 1000", examples=[5])
    credit: dict[str, Share] = Field(
        {}, description="a share for each diagnosis", examples=[{"transposed": 0.5}]
    )
    facts: dict[str, Share] = Field(
        {}, description="a share for each fact about a script", examples=[{"losses": 0.2}]
    )
    compare: Compare = Field("floor", description="floor, mml, or tolerances", examples=["floor"])
    set_aside: dict[str, Reason] = Field(
        {}, description="a reason for each code of a finding", examples=[{"GC302": "x enters as x * x"}]
    )


_ITEM = {"use": "trace-inverse-grad", "points": 5}
Item = Annotated[ItemModel, Field(description="a mapping", examples=[_ITEM])]
PluginFile = Annotated[str, Field(min_length=1, description="the name of a file", examples=["exercises.py"])]


class TaskModel(Strict):
    """The whole file."""

    format: int = Field(ge=1, le=1, description="the number 1", examples=[1])
    id: str = Field(
        pattern="^[a-z][a-z0-9-]*$",
        description="lower-case letters, digits and hyphens, a letter first",
        examples=["my-homework"],
    )
    title: Annotated[TitleModel, BeforeValidator(titled, json_schema_input_type=str | TitleModel)] = Field(
        description="text, or a text for each language", examples=[{"en": "Matrix calculus"}]
    )
    plugins: list[PluginFile] = Field([], description="a list of files", examples=[["exercises.py"]])
    file: str | None = Field(
        None,
        pattern=r"^[^/\\]+\.py$",
        description="the name of a .py file, without a folder",
        examples=["answers.py"],
    )
    seed: int | None = Field(
        None, ge=0, lt=2**63, description=f"a whole number from 0 to {2**63 - 1}", examples=[20201120]
    )
    limits: LimitsModel = Field(
        default_factory=LimitsModel, description="a mapping", examples=[{"seconds": 10}]
    )
    exercises: list[Item] = Field(
        min_length=1, description="a list of at least one exercise", examples=[[_ITEM]]
    )


def problems(document: Document) -> list[Problem]:
    """Everything in a document that the models do not allow, each in one plain sentence."""
    try:
        TaskModel.model_validate(document.data)
    except ValidationError as error:
        schema = TaskModel.model_json_schema()
        return [_problem(document, schema, one) for one in error.errors(include_url=False)]
    return []


def got(value: Any) -> str:
    """A value as people name it: ``nothing``, ``the text 'five'``, ``a list``."""
    match value:
        case None:
            return "nothing"
        case bool():
            return str(value).lower()
        case str():
            return f"the text {_short(repr(value))}"
        case dict():
            return "a mapping" if value else "an empty mapping"
        case list():
            return "a list" if value else "an empty list"
    return f"the number {_short(str(value))}"


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def _problem(document: Document, schema: Schema, error: Any) -> Problem:
    """One error of pydantic in our words."""
    loc = tuple(step for step in error["loc"] if step not in _KINDS)
    if error["type"] == "extra_forbidden":
        keys = _container(schema, _described(schema, loc[:-1]))["properties"]
        instead = did_you_mean(loc[-1], keys, f"the keys here are {', '.join(keys)}")
        return document.key_problem(loc, f"is no key; {instead}")
    described = _described(schema, loc)
    example = described["examples"][0]
    shown = example if isinstance(example, str) else json.dumps(example, ensure_ascii=False)
    instead = f"write for example {'-' if isinstance(loc[-1], int) else f'{loc[-1]}:'} {shown}"
    if error["type"] == "missing":
        return document.problem(loc, f"is missing; {instead}")
    return document.problem(loc, f"expected {described['description']}, got {got(error['input'])}; {instead}")


def _described(schema: Schema, loc: tuple[str | int, ...]) -> Schema:
    """What the JSON Schema says of the value at ``loc``."""
    node = schema
    for step in loc:
        inside = _container(schema, node)
        if isinstance(step, int):
            node = inside["items"]
        else:
            node = inside["properties"][step] if "properties" in inside else inside["additionalProperties"]
    return node


def _container(schema: Schema, node: Schema) -> Schema:
    """The part of a node that says what its values are: itself, what it refers to, or one of its choices."""
    choices: list[Schema] = [
        schema["$defs"][choice["$ref"].rpartition("/")[2]] if "$ref" in choice else choice
        for choice in node.get("anyOf") or node.get("oneOf") or [node]
    ]
    return next(c for c in choices if c.keys() & {"properties", "items", "additionalProperties"})
