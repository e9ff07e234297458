"""What somebody may have meant by a word that is not known."""

import difflib
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that is most like ``word``, or None if none is like it."""
    close = difflib.get_close_matches(word, list(known), n=1)
    return close[0] if close else None


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """``did you mean 'that'?`` for the nearest known word, else what ``otherwise`` says."""
    close = nearest(word, known)
    return f"did you mean {close!r}?" if close else otherwise
