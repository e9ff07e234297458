"""Words for people: every sentence has an id, and is said in English or Chinese.

``en.toml`` and ``zh-CN.toml`` hold the same ids with the same placeholders (a test compares them). A
report keeps id and parameters, so that it can be said again in another language.
"""

import tomllib
from functools import cache
from importlib import resources
from string import Formatter
from typing import Any

from gradecheck.model import Message, Text

LANGUAGES = ("en", "zh-CN")


@cache
def catalogue(lang: str) -> dict[str, str]:
    """Every sentence of one language, by id."""
    text = resources.files(__name__).joinpath(f"{lang}.toml").read_text("utf-8")
    return tomllib.loads(text)


def say(message: Message, lang: str = "en") -> str:
    """The sentence of a message in ``lang``. Raises ``KeyError`` for an unknown id or parameter."""
    template = catalogue(lang)[message.id]
    return Formatter().vformat(template, (), {n: _plain(v, lang) for n, v in message.params.items()})


def _plain(value: Any, lang: str) -> Any:
    """A parameter as it is said: authors' sentences in the reader's language, the rest as it is."""
    return value.say(lang) if isinstance(value, Text) else value
