"""The words that several parts of the text report share."""

from gradecheck.messages import catalogue, say
from gradecheck.model import Message, Verdict


def verdict_word(verdict: Verdict, lang: str) -> str:
    """The verdict in the reader's language."""
    return say(Message(f"verdict-{verdict}"), lang)


def diagnosis_word(diagnosis: str, lang: str) -> str:
    """What a general diagnosis means in plain words; empty for one that only its exercise knows."""
    return catalogue(lang).get(f"diagnosis-{diagnosis}", "")


def amount(points: float) -> str:
    """Points as people write them: two decimals at most, none that say nothing."""
    return f"{points:.2f}".rstrip("0").rstrip(".")


def out_of(points: float, max_points: float, columns: int = 0) -> str:
    """Earned and possible points; the earned ones are moved to the right end of ``columns``."""
    return f"{amount(points):>{columns}} / {amount(max_points)}"
