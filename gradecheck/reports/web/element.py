"""Markup that is safe by construction: what is not an element already is escaped.

``element("p", name)`` is the only way from words to markup, so that there is one place to check.
"""

import html
from collections.abc import Iterable

from gradecheck.reports.words import harmless

#: elements without content and without an end tag
VOID = frozenset({"meta", "line", "circle", "polyline"})


class Html(str):
    """Markup. Everything else that is a string is words."""

    __slots__ = ()


def element(tag: str, *children: str, **attributes: str) -> Html:
    """One element; words among its children, and the values of its attributes, are escaped.

    Attributes are named as in Python: ``class_`` is ``class``, ``aria_label`` is ``aria-label``.
    """
    named = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_words(value)}"' for key, value in attributes.items()
    )
    if tag in VOID:
        return Html(f"<{tag}{named}>" if tag == "meta" else f"<{tag}{named}/>")
    return Html(f"<{tag}{named}>{join(children)}</{tag}>")


def join(children: Iterable[str], between: str = "") -> Html:
    """Words and elements one after another, with words between them."""
    return Html(_words(between).join(one if isinstance(one, Html) else _words(one) for one in children))


def _words(text: str) -> str:
    return html.escape(harmless(text)) if text != " " else text
