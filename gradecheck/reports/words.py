"""The words that several formats share."""

from gradecheck.messages import catalogue, clean, say
from gradecheck.model import Message, Verdict
from gradecheck.report import SubmissionResult

#: characters of an author's paragraph (a hint, a title) that are shown
PARAGRAPH = 2000
#: the sign of a verdict; where there are no colours it alone must do
SIGNS = {
    Verdict.PASS: "✓",
    Verdict.PARTIAL: "~",
    Verdict.FAIL: "✗",
    Verdict.ERROR: "!",
    Verdict.TIMEOUT: "…",
    Verdict.BROKEN: "?",
}


def verdict_word(verdict: Verdict, lang: str) -> str:
    """The verdict in the reader's language."""
    return say(Message(f"verdict-{verdict}"), lang)


def diagnosis_word(diagnosis: str, lang: str) -> str:
    """What a general diagnosis means in plain words; empty for one that only its exercise knows."""
    return catalogue(lang).get(f"diagnosis-{diagnosis}", "")


def called(result: SubmissionResult) -> str:
    """What a submission is called: its id, and the student's name where it is known and another."""
    return f"{result.id} {result.name}" if result.name not in ("", result.id) else result.id


def amount(points: float) -> str:
    """Points as people write them: two decimals at most, none that say nothing."""
    return f"{points:.2f}".rstrip("0").rstrip(".")


def out_of(points: float, max_points: float, columns: int = 0) -> str:
    """Earned and possible points; the earned ones are moved to the right end of ``columns``."""
    return f"{amount(points):>{columns}} / {amount(max_points)}"


def harmless(text: str) -> str:
    """A paragraph as one line that no reader obeys: XML, terminals and logs can all hold it."""
    return clean(text, PARAGRAPH)
