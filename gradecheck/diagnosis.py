"""From the answers of one output to the words about it, where no named mistake explains them as they are.

The evidence goes to ``numerics.diagnose``; what comes back earns credit by its id, unless two mistakes were
made at once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from gradecheck.answerkey import ExerciseKey
from gradecheck.cases import widened
from gradecheck.exercise import Misconception
from gradecheck.marks import share
from gradecheck.messages import LANGUAGES, catalogue
from gradecheck.model import Message, TaskItem, Text
from gradecheck.numerics.compare import coarse
from gradecheck.numerics.diagnose import diagnose
from gradecheck.numerics.evidence import CaseEvidence, Diagnosis
from gradecheck.numerics.kinds import as_array


@dataclass(frozen=True)
class Finding:
    """What is said about one output: ``right``, or a diagnosis with its message and hint.

    ``composed``: two mistakes at once, so that the credit of the one that gives the name is not earned.
    """

    right: bool
    message: Message
    diagnosis: str | None = None
    hint: Text | None = None
    composed: bool = False


def diagnosed(key: ExerciseKey, output: int, answers: Sequence[Any]) -> Finding | None:
    """What is wrong with the answers of one output to every call; None if nothing is known.

    Answers that are right in all calls are never called wrong here.
    """
    cases = evidence(key, output, answers)
    if cases is None:
        return None
    found = diagnose(
        cases,
        names=key.exercise.parameters,
        misconceptions=key.suspects[output],
        questions=lambda: key.questions[output],
        mutants=lambda: key.slips[output],
        detours=lambda: key.detours[output],
    )
    return said(key, found) if found else None


def evidence(key: ExerciseKey, output: int, answers: Sequence[Any]) -> list[CaseEvidence] | None:
    """The answers beside the key's; None unless all are single real numbers or arrays of them."""
    cases = []
    for answer, call in zip(answers, key.calls, strict=True):
        part, got = call.parts[output], as_array(answer)
        if not part.single or got is None or got.dtype.kind not in "iuf":
            return None
        floor = np.asarray(widened(part, key.item, key.exercise.accuracy)[0])
        right = np.asarray(part.answer)
        if got.dtype == np.float32:
            floor = coarse(right, floor)
        cases.append(CaseEvidence(got.astype(np.float64), right, floor, call.arguments))
    return cases


def said(key: ExerciseKey, found: Diagnosis) -> Finding:
    """The words for a diagnosis; an author's mistake has the author's sentence and hint."""
    own = {m.id: m for m in key.exercise.misconceptions}.get(found.id)
    if own and not found.composed:
        return called(key.item, own)
    accepted = not found.composed and share(key.item, found.id, right=False) >= 1
    general = found.message.removeprefix("found-") if found.id == "wrong" else found.id
    hint = None if accepted else own.hint if own else hint_for(general)
    params = found.params
    if own and own.says and found.message == "found-composed":
        params = {**params, "what": own.says}
    message = Message(found.message, params)
    return Finding(right=False, message=message, diagnosis=found.id, hint=hint, composed=found.composed)


def called(item: TaskItem, misconception: Misconception) -> Finding:
    """The words for a named mistake; one that earns full points is accepted rather than named."""
    accepted = share(item, misconception.id, right=False) >= 1
    word = "accepted" if accepted else "named"
    told: dict[str, Any] = {"name": misconception.id}
    words = _sentence(f"diagnosis-{misconception.id}")
    message = Message(word, told)
    if misconception.says:
        message = Message(f"{word}-said", told | {"says": misconception.says})
    elif words and not accepted:
        message = Message("named-in-words", told | {"words": words})
    hint = None if accepted else misconception.hint
    return Finding(right=False, diagnosis=misconception.id, message=message, hint=hint)


def hint_for(diagnosis: str) -> Text | None:
    """The hint of a general diagnosis, in both languages; None if it has none."""
    return _sentence(f"hint-{diagnosis}")


def _sentence(id: str) -> Text | None:
    """A sentence of the catalogue in both languages, if there is one."""
    told = Text(*(catalogue(lang).get(id, "") for lang in LANGUAGES))
    return told if told.en else None
