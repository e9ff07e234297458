"""What is said about one exercise, sentence by sentence: the same words in every format for people."""

from collections.abc import Iterator

from gradecheck.messages import say
from gradecheck.model import Message, Verdict
from gradecheck.report import ExerciseResult, FactResult, OutputResult, SubmissionResult
from gradecheck.reports.words import diagnosis_word, harmless, out_of, verdict_word


def findings(result: ExerciseResult, lang: str) -> list[str]:
    """Everything that is said about an exercise, each sentence a harmless line; nothing if it is right."""
    said = [
        sentence(result, lang),
        hint(result, lang),
        *(output_words(one, lang) for one in result.outputs if one.verdict is not Verdict.PASS),
        *(fact_words(one, lang) for one in told_facts(result)),
        *sizes(result, lang),
    ]
    return [harmless(one) for one in said if one]


def shared_message(result: SubmissionResult) -> Message | None:
    """What is said alike about every exercise (a syntax error, no file): it is said once."""
    messages = [one.message for one in result.exercises]
    first = messages[0] if len(messages) > 1 else None
    if first is None or first.id == "right" or any(one != first for one in messages):
        return None
    return first


def name(result: ExerciseResult) -> str:
    """The exercise's id, and the name of the function where it is not the one that the id suggests."""
    default = result.id.replace("-", "_")
    return result.id if result.entry in {None, default} else f"{result.id} ({result.entry})"


def total_words(result: ExerciseResult | SubmissionResult, lang: str) -> str:
    """The verdict and the points."""
    points = say(Message("text-total", {"points": out_of(result.points, result.max_points)}), lang)
    return f"{verdict_word(result.verdict, lang)} {points}"


def sentence(result: ExerciseResult, lang: str) -> str:
    """The message, unless it says no more than the verdict; without one, the diagnosis; else nothing."""
    if result.message:
        return "" if result.message.id == "right" else say(result.message, lang)
    return (diagnosis_word(result.diagnosis, lang) or result.diagnosis) if result.diagnosis else ""


def hint(result: ExerciseResult, lang: str) -> str:
    """The hint with the word that introduces it, or nothing."""
    return say(Message("text-hint", {"hint": result.hint}), lang) if result.hint else ""


def output_words(output: OutputResult, lang: str) -> str:
    """A named output, and what is wrong with it or its verdict."""
    diagnosis = output.diagnosis
    word = (diagnosis_word(diagnosis, lang) or diagnosis) if diagnosis else verdict_word(output.verdict, lang)
    return say(Message("text-output", {"name": output.name, "word": word}), lang)


def told_facts(result: ExerciseResult) -> tuple[FactResult, ...]:
    """The facts that are told: those that earn points where points are lacking, and wrong claims."""
    lacking = result.verdict is not Verdict.PASS
    return tuple(
        one
        for one in result.facts
        if (lacking and one.share > 0) or (one.id == "log-agrees" and one.holds is False)
    )


def steps_read(result: ExerciseResult) -> str:
    """Which steps of a script the losses are of, as far as it printed that; else nothing."""
    said = (one.message.params for one in result.facts if one.id == "losses" and one.message)
    steps = next((params.get("steps") for params in said), None)
    return str(steps) if steps and steps != "–" else ""


def fact_words(fact: FactResult, lang: str) -> str:
    """Whether a fact about a script holds, and which; a question mark where that cannot be told."""
    mark = "?" if fact.holds is None else "✓" if fact.holds else "✗"
    return f"{mark} {say(fact.message, lang) if fact.message else fact.id}"


def sizes(result: ExerciseResult, lang: str, *, ask: bool = False) -> Iterator[str]:
    """How large the error is, unless the message says it, and in how many cases there was none.

    ``ask``: both are said even where they tell little.
    """
    told = result.verdict is Verdict.PASS or (result.message is not None and "error" in result.message.params)
    if result.error is not None and result.tolerance is not None and (ask or not told):
        yield say(Message("text-error", {"error": result.error, "tolerance": result.tolerance}), lang)
    right = sum(case.verdict is Verdict.PASS for case in result.cases)
    if 0 < right < len(result.cases) or (ask and result.cases):
        yield say(Message("text-cases", {"right": right, "cases": len(result.cases)}), lang)
