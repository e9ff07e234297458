"""The step summary of GitHub Actions: Markdown, appended to a file, within the size that GitHub takes.

GitHub refuses a summary above 1,024 kB whole; ours stops at 1,000 kB and says what it left out.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from gradecheck.errors import MachineError
from gradecheck.messages import say
from gradecheck.model import Message
from gradecheck.report import ExerciseResult, Header, SubmissionResult, Totals
from gradecheck.reports.counts import Tally, made_most, mistakes, summary_words
from gradecheck.reports.findings import findings, name
from gradecheck.reports.words import SIGNS, amount, called, diagnosis_word, harmless, out_of, verdict_word

#: bytes of the file, with what other tools wrote into it
LIMIT = 1_000_000
#: bytes that are kept for the end: ten mistakes and two sentences
TAIL = 20_000
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


class StepSummary:
    """Writes into ``path``; without one, nowhere. A class is a row each, one submission is in full."""

    def __init__(self, path: str | None, lang: str) -> None:
        self._path = Path(path) if path else None
        self._lang = lang
        self._single = False
        self._left_out = 0

    def begin(self, header: Header) -> None:
        """The title and, for a class, the head of its table. Raises ``MachineError``, as all of these do."""
        self._single = header.count == 1
        head = [f"## {markdown(header.title.say(self._lang))}", ""]
        if not self._single:
            head += self._head("html-submission", "html-verdict", "html-points", "html-mistakes")
        self._write(head)

    def add(self, submission: SubmissionResult) -> None:
        """One submission, if there is room for it."""
        lines = self._in_full(submission) if self._single else [self._row(submission)]
        if not self._write(lines, LIMIT - TAIL):
            self._left_out += 1

    def end(self, tally: Tally, totals: Totals) -> None:
        """What was left out; for a class, the mistakes made most and the sum of it all."""
        lines = []
        if self._left_out:
            lines += ["", say(Message("summary-left-out", {"count": self._left_out}), self._lang)]
        if not self._single:
            lines += ["", *self._made_most(tally), markdown(summary_words(tally, totals, self._lang)), ""]
        self._write(lines)

    def _row(self, result: SubmissionResult) -> str:
        points = out_of(result.points, result.max_points)
        return _cells(called(result), self._verdict(result), points, mistakes(result))

    def _in_full(self, result: SubmissionResult) -> list[str]:
        rows = [
            f"| {markdown(name(one))} | {self._verdict(one)} | {out_of(one.points, one.max_points)} | "
            f"{'<br>'.join(markdown(words) for words in findings(one, self._lang))} |"
            for one in result.exercises
        ]
        points = say(Message("text-total", {"points": out_of(result.points, result.max_points)}), self._lang)
        said = [f"- {markdown(say(one, self._lang))}" for one in result.messages]
        total = f"**{markdown(called(result))}**: {self._verdict(result)}, {points}"
        head = self._head("html-exercise", "html-verdict", "html-points", "html-found")
        return [total, "", *said, "", *head, *rows, ""]

    def _made_most(self, tally: Tally) -> list[str]:
        if not tally.mistakes:
            return []
        rows = [
            _cells(
                exercise or say(Message("text-whole"), self._lang),
                mistake,
                diagnosis_word(mistake, self._lang),
                amount(times),
            )
            for (exercise, mistake), times in made_most(tally)
        ]
        title = f"### {say(Message('text-made-most'), self._lang)}"
        head = self._head("html-exercise", "html-mistake", "html-meaning", "html-submissions")
        return [title, "", *head, *rows, ""]

    def _verdict(self, result: ExerciseResult | SubmissionResult) -> str:
        return f"{SIGNS[result.verdict]} {verdict_word(result.verdict, self._lang)}"

    def _head(self, *ids: str) -> list[str]:
        return [_cells(*(say(Message(id_), self._lang) for id_ in ids)), "|" + " --- |" * len(ids)]

    def _write(self, lines: Sequence[str], limit: int = LIMIT) -> bool:
        """Append, unless the file would grow beyond ``limit`` bytes: whether it was written."""
        if self._path is None:
            return True
        data = "".join(f"{line}\n" for line in lines).encode()
        try:
            with self._path.open("ab") as file:
                if file.tell() + len(data) > limit:
                    return False
                file.write(data)
        except OSError as error:
            raise MachineError(f"cannot write the step summary {self._path}: {error.strerror}") from error
        return True


def markdown(text: str) -> str:
    """Words that stay words: every mark of punctuation that Markdown or HTML may read is escaped."""
    return _PUNCTUATION.sub(r"\\\1", harmless(text))


def _cells(*cells: str) -> str:
    return "| " + " | ".join(markdown(cell) for cell in cells) + " |"
