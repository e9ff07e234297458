"""One submission becomes its report: the straight path.

Its module is imported once and its functions are called one after another in one worker; a new worker
is opened only after a death or a time-out, so that the rest of the submission is still graded. A notebook's
cells are run one by one, and what the good ones define is graded: a bad cell is said, and costs what it
was to define.
"""

import hashlib
import hmac
import re
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Self

from gradecheck import intake, notebook, suggest
from gradecheck.answerkey import AnswerKey, ExerciseKey, ScriptKey
from gradecheck.folder import LOG
from gradecheck.judge import Answers, judge
from gradecheck.judge_script import asked, judge_script
from gradecheck.marks import import_failure, not_yet, unanswered
from gradecheck.model import (
    Absent,
    Limits,
    Message,
    Outcome,
    Raised,
    Returned,
    ScriptRun,
    Source,
    Submission,
    TimedOut,
    Verdict,
)
from gradecheck.report import ExerciseResult, SubmissionResult
from gradecheck.training.claim import claimed
from gradecheck.wall.host import Wall, Worker


def grade(key: AnswerKey, submission: Submission, wall: Wall) -> SubmissionResult:
    """Grade one submission. Raises ``MachineError`` if the wall cannot be kept up."""
    start = time.monotonic()
    source = intake.read(submission, key.task.file)
    said = [Message("file-not-read", {"name": name}) for name in _unread(key, source)]
    if source.refused:
        exercises = [_refused(k, source.refused) for k in key.keys]
    else:
        entries = tuple(item.entry for item in key.task.items if item.entry)
        with _Sitting(wall, source, key.task.limits, start, entries) as sitting:
            exercises = [_exercise(k, sitting, _salt(key.seed, source)) for k in key.keys]
        said += [not_yet(cell) or import_failure(cell)[0] for cell in sitting.bad_cells]
    earned, available = sum(e.points for e in exercises), sum(e.max_points for e in exercises)
    return SubmissionResult(
        submission.id,
        submission.path,
        overall([e.verdict for e in exercises], earned),
        earned,
        available,
        time.monotonic() - start,
        tuple(said),
        tuple(exercises),
        submission.name,
    )


def _unread(key: AnswerKey, source: Source) -> tuple[str, ...]:
    """The files of a submission that were of no use: among them its losses, where no script is asked for."""
    asked = source.log is None or any(isinstance(k, ScriptKey) for k in key.keys)
    return source.unread if asked else (*source.unread, LOG)


def broken(key: AnswerKey, submission: Submission, said: Message) -> SubmissionResult:
    """The result of a submission that could not be graded, through no fault of its own."""
    exercises = tuple(unanswered(k.item, Verdict.BROKEN, said) for k in key.keys)
    available = sum(e.max_points for e in exercises)
    return SubmissionResult(
        submission.id,
        submission.path,
        Verdict.BROKEN,
        0.0,
        available,
        0.0,
        (said,),
        exercises,
        submission.name,
    )


def overall(verdicts: list[Verdict], earned: float) -> Verdict:
    """A submission's verdict: ``pass`` if all are, ``broken`` if any is, else what it earned or the worst."""
    worst = max(verdicts, key=lambda v: v.severity)
    if worst in (Verdict.PASS, Verdict.BROKEN):
        return worst
    return Verdict.PARTIAL if earned > 0 else worst


@dataclass
class _Sitting:
    """One submission at work: the worker that has its module imported, and the clock over it all."""

    wall: Wall
    source: Source
    limits: Limits
    start: float
    entries: tuple[str, ...]
    worker: Worker | None = None
    failed: Outcome | None = None
    answering: float = 0.0  # seconds that its answers took
    bad_cells: tuple[Raised, ...] = ()
    cleanup: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.cleanup.close()

    @cached_property
    def meant(self) -> dict[str, str]:
        """By entry, a name that the submission has and that may have been meant for it."""
        return suggest.meant(self.entries, self.source.files[self.source.main].decode("utf-8", "replace"))

    def left(self) -> float:
        """Seconds that remain of the submission's total."""
        return self.limits.total_seconds - (time.monotonic() - self.start)

    def window(self) -> tuple[float, TimedOut]:
        """Seconds that the next step may take, and what became of it if it takes longer: by which limit."""
        left = max(self.left(), 0.0)
        if left < self.limits.seconds:
            return left, TimedOut(self.limits.total_seconds, total=True)
        return self.limits.seconds, TimedOut(self.limits.seconds)

    def open(self) -> Worker:
        """A fresh worker behind the wall; the one before it is ended."""
        self.cleanup.close()
        return self.cleanup.enter_context(self.wall.open(self.source, self.limits))

    def ready(self) -> Worker | Outcome:
        """A worker that has imported the module, or why there is none; a failed import is not repeated."""
        if self.worker and self.worker.alive:
            return self.worker
        if self.failed is None:
            self.worker = self.open()
            seconds, late = self.window()
            loaded = self.worker.load(seconds)
            if isinstance(loaded, Returned):
                self.bad_cells = loaded.failed
                return self.worker
            self.worker, self.failed = None, late if isinstance(loaded, TimedOut) else loaded
        return self.failed


def _exercise(key: ExerciseKey | ScriptKey, sitting: _Sitting, salt: bytes) -> ExerciseResult:
    if sitting.left() <= 0:
        total = {"seconds": sitting.limits.total_seconds}
        return unanswered(key.item, Verdict.TIMEOUT, Message("timed-out-total", total))
    if isinstance(key, ScriptKey):
        return _script(key, sitting, salt)
    if key.fault:
        return judge(key, Answers((), {}))
    ready = sitting.ready()
    if not isinstance(ready, Worker):
        return _not_imported(key, ready)
    return _asked(key, ready, sitting)


def _script(key: ScriptKey, sitting: _Sitting, salt: bytes) -> ExerciseResult:
    """Run a script and judge it; once or twice more if there are losses that it is said to have printed.

    One clock runs for all of it: the further runs have what the first leaves, and can cost it nothing.
    """
    sitting.worker = None  # a script has a worker of its own, and so have the functions after it
    shapes = tuple(key.exercise.shapes.values())
    seconds, late = sitting.window()
    deadline = time.monotonic() + seconds

    def run(salt: bytes, *, own_seeds: bool = False) -> ScriptRun:
        left = max(deadline - time.monotonic(), 0.0)
        ran = sitting.open().run(key.exercise.roles, salt, left, shapes, own_seeds=own_seeds)
        return replace(ran, outcome=late) if isinstance(ran.outcome, TimedOut) else ran

    def again(more: bytes) -> ScriptRun:
        return run(salt + more, own_seeds=True) if time.monotonic() < deadline else ScriptRun(late)

    ran, log = run(salt), sitting.source.log
    sitting.bad_cells = sitting.bad_cells or (ran.outcome.failed if isinstance(ran.outcome, Returned) else ())
    claim = None
    if log is not None and isinstance(ran.outcome, Returned | Raised):
        claim = claimed(log, again, asked(key.exercise, key.item))
    return judge_script(key.exercise, key.item, ran, claim)


def _asked(key: ExerciseKey, worker: Worker, sitting: _Sitting) -> ExerciseResult:
    """Ask for the answers of an exercise and judge them; while we think, the submission's clock rests."""
    seconds, late = sitting.window()
    deadline = time.monotonic() + seconds

    def left() -> float:
        return max(deadline - time.monotonic(), 0.0)

    def ask(arguments: Sequence[Any]) -> Outcome:
        if worker.alive and left():
            start = time.monotonic()
            outcome = worker.call(str(key.item.entry), arguments, left())
            sitting.answering += time.monotonic() - start
            return told(outcome)
        return late

    def told(outcome: Outcome) -> Outcome:  # the whole limit, not what was left of it
        return late if isinstance(outcome, TimedOut) else outcome

    calls = [told(outcome) for outcome in worker.calls(key.requests, seconds)]
    names = key.exercise.values if isinstance(calls[-1], Returned) else ()
    answers = Answers(calls, {n: told(worker.value(f"{key.item.entry}_{n}", left())) for n in names})
    lost = _lost(str(key.item.entry), sitting)
    if lost and Absent() in answers.calls:
        return _not_imported(key, lost)
    if Absent() in calls:
        answers = replace(answers, meant=sitting.meant)
    start, answering = time.monotonic(), sitting.answering
    result = judge(key, answers, ask)
    sitting.start += time.monotonic() - start - (sitting.answering - answering)
    return result


def _lost(entry: str, sitting: _Sitting) -> Raised | None:
    """The cell that was to define an entry and went wrong, if there is one."""
    defines = re.compile(rf"\bdef\s+{re.escape(entry)}\b|\b{re.escape(entry)}\s*=(?!=)")
    cells = (cell for cell in sitting.bad_cells if defines.search(notebook.cell(sitting.source, cell.cell)))
    return next(cells, None)


def _not_imported(key: ExerciseKey, outcome: Outcome) -> ExerciseResult:
    """The result of every exercise whose submission could not be imported."""
    if isinstance(outcome, Raised) and not not_yet(outcome):
        return unanswered(key.item, Verdict.ERROR, *import_failure(outcome))
    return judge(key, Answers((outcome,), {}))


def _refused(key: ExerciseKey | ScriptKey, reason: Message) -> ExerciseResult:
    return unanswered(key.item, Verdict.FAIL, reason, "missing")


def _salt(seed: int, source: Source) -> bytes:
    """What a script's random generators are mixed with: known losses of a known seed are worthless."""
    return hmac.digest(str(seed).encode(), hashlib.sha256(source.files[source.main]).digest(), "sha256")
