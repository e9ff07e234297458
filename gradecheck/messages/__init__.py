"""Words for people: every sentence has an id, and is said in English or Chinese.

``en.toml`` and ``zh-CN.toml`` hold the same ids with the same placeholders (a test compares them). A
report keeps id and parameters, so that it can be said again in another language.
"""

import re
import tomllib
from functools import cache
from importlib import resources
from string import Formatter
from typing import Any

from gradecheck.model import Message, Text

LANGUAGES = ("en", "zh-CN")

#: characters of a student's words, of a name or of a reason that fit in a sentence
LIMIT = 300
#: what the logs of CI servers obey wherever it stands in a line: ``##[error]``, ``##vso[...]``
_ORDER = re.compile(r"##(?=\w*\[)")


@cache
def catalogue(lang: str) -> dict[str, str]:
    """Every sentence of one language, by id."""
    text = resources.files(__name__).joinpath(f"{lang}.toml").read_text("utf-8")
    return tomllib.loads(text)


def say(message: Message, lang: str = "en") -> str:
    """The sentence of a message in ``lang``. Raises ``KeyError`` for an unknown id or parameter.

    Parameters that are strings may be a student's: they are said clean, whatever they held.
    """
    template = catalogue(lang)[message.id]
    return Formatter().vformat(template, (), {n: _plain(v, lang) for n, v in message.params.items()})


def clean(text: str, limit: int = LIMIT) -> str:
    """``text`` as one harmless line of at most ``limit`` characters; cleaning it again changes nothing.

    White space becomes single spaces, what is not printable (control and bidirectional characters,
    lone surrogates, zero-width characters) a replacement character each, so that it is seen that
    something was there. Orders to a CI server are taken apart.
    """
    line = _ORDER.sub("# #", " ".join(text.split()))
    if not line.isprintable():
        line = "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in line)
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def _plain(value: Any, lang: str) -> Any:
    """A parameter as it is said: authors' sentences in the reader's language, others' words clean."""
    if isinstance(value, Text):
        return value.say(lang)
    return clean(value) if isinstance(value, str) else value
