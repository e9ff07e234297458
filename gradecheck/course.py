"""Many submissions: graded side by side in slots, with results in the order of the submissions."""

import traceback
from collections.abc import Callable, Generator, Sequence

from gradecheck.answerkey import AnswerKey
from gradecheck.errors import MachineError
from gradecheck.grade import broken, grade
from gradecheck.model import Message, Submission
from gradecheck.report import SubmissionResult
from gradecheck.slots import Work, side_by_side
from gradecheck.wall.host import Wall

Keep = Callable[[Submission, SubmissionResult], None]


def _forget(submission: Submission, result: SubmissionResult) -> None:
    """Where results are not kept."""


def grade_all(
    key: AnswerKey, submissions: Sequence[Submission], wall: Wall, jobs: int = 1, keep: Keep = _forget
) -> Generator[SubmissionResult]:
    """The result of every submission, in order. ``wall`` serves this process; slots raise their own.

    ``keep`` is told each result as soon as it is there, in whatever order that is. Close the iterator
    when you stop early. Raises ``MachineError`` if no process can be had. A slot that dies makes the
    submission it was at ``broken``.
    """
    work = Work(
        lambda number, own: _graded(key, submissions[number], own or wall),
        len(submissions),
        lambda number: broken(key, submissions[number], Message("broken-slot")),
        lambda number, result: keep(submissions[number], result),
    )
    yield from side_by_side(work, wall, jobs)


def _graded(key: AnswerKey, submission: Submission, wall: Wall) -> SubmissionResult:
    """The result of one submission: ``broken`` if the machine or a bug fails it, not worth nothing."""
    try:
        try:
            return grade(key, submission, wall)
        except MachineError:  # a zygote that died under it has a successor: once more
            return grade(key, submission, wall)
    except MachineError as error:
        return broken(key, submission, Message("broken", {"reason": str(error)}))
    except Exception as error:  # noqa: BLE001 -- a bug of ours that one submission brings out costs no other
        traceback.print_exc()
        return broken(key, submission, Message("broken-bug", {"kind": type(error).__name__}))
