"""Which of an author's named mistakes explains which output, and whether a convention is kept throughout."""

from collections.abc import Collection, Mapping, Sequence

from gradecheck.answerkey import ExerciseKey
from gradecheck.cases import Answers, Part
from gradecheck.diagnosis import Finding, called
from gradecheck.exercise import Misconception
from gradecheck.marks import share
from gradecheck.model import Message
from gradecheck.numerics.compare import same


def named(key: ExerciseKey, answers: Sequence[Answers], right: Collection[int]) -> dict[int, Finding]:
    """For each output the named mistake that explains it in every call; ``right`` are the right ones.

    The mistake that explains most outputs, right ones too, is preferred, then the author's order.
    """
    outputs = range(len(key.calls[0].parts))
    explained = [
        (m, [i for i in outputs if all(_is(a, p, i) for a, p in zip(answers, mistaken, strict=True))])
        for m, mistaken in key.mistakes
    ]
    found: dict[int, Misconception] = {}
    for misconception, those in sorted(explained, key=lambda pair: -len(pair[1])):
        for index in those:
            found.setdefault(index, misconception)
    return {i: _mixed(key, i, found, right) or called(key.item, m) for i, m in found.items()}


def _is(answers: Answers, mistaken: Sequence[Part] | None, output: int) -> bool:
    """Whether one output of one call is what the mistake answers."""
    if answers is None or mistaken is None:
        return False
    return same(answers[output], mistaken[output].answer, mistaken[output].floor)


def _mixed(
    key: ExerciseKey, output: int, found: Mapping[int, Misconception], right: Collection[int]
) -> Finding | None:
    """The words for a convention that is accepted, but not kept in an output that is accepted, too.

    A half gradient is one, and a whole gradient; a half and a whole one together are none.
    """
    own = found[output]
    accepted = {i for i, m in found.items() if share(key.item, m.id, right=False) >= 1}
    if output not in accepted:
        return None
    others = [i for i in sorted(accepted | set(right)) if found.get(i) is not own and _changes(key, own, i)]
    if not others:
        return None
    names = ", ".join(key.exercise.outputs[i] for i in others)
    message = Message("mixed-convention", {"name": own.id, "others": names})
    return Finding(right=False, message=message, diagnosis=own.id, hint=own.hint, composed=True)


def _changes(key: ExerciseKey, misconception: Misconception, output: int) -> bool:
    """Whether a mistake answers an output otherwise than the key in any call."""
    told = next(mistaken for m, mistaken in key.mistakes if m is misconception)
    pairs = ((mistaken, call.parts[output]) for mistaken, call in zip(told, key.calls, strict=True))
    return any(made is None or not same(made[output].answer, own.answer, own.floor) for made, own in pairs)
