"""What somebody may have meant by a word that is not known."""

import difflib
import re
from collections.abc import Iterable, Sequence
from itertools import islice

#: names of a submission that are looked at, and how alike one must be to what was asked for
NAMES, ALIKE = 200, 0.8
_DEFINES = re.compile(r"^(?:def[ \t]+(\w{1,60})[ \t]*\(|(\w{1,60})[ \t]*=(?!=))", re.MULTILINE)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like ``word``, or None if none is like it."""
    close = difflib.get_close_matches(word, list(known), n=1)
    return close[0] if close else None


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """``did you mean 'that'?`` for the nearest known word, else what ``otherwise`` says."""
    close = nearest(word, known)
    return f"did you mean {close!r}?" if close else otherwise


def meant(asked: Sequence[str], code: str) -> dict[str, str]:
    """What Python code calls otherwise: by name that is asked for, the one that was meant for it.

    Each name that the code defines at its outermost level, and that nothing asks for, is meant for what it
    is most like, whatever the case of its letters. Only the text is looked at, and only so much of it.
    """
    found = dict.fromkeys(first or other for first, other in islice(_DEFINES.findall(code), NAMES))
    lower = {name.lower(): name for name in asked}
    spare = [name for name in found if not f"{name}_".startswith(tuple(f"{one}_" for one in asked))]
    close = {name: difflib.get_close_matches(name.lower(), lower, 1, ALIKE) for name in spare}
    return {lower[best]: name for name, (best, *_) in ((n, c) for n, c in close.items() if c)}
