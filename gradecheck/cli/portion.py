"""Which part of a class a run grades: its shard, and what its store does not have yet."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing

from gradecheck.answerkey import AnswerKey
from gradecheck.cli.progress import watched
from gradecheck.course import grade_all
from gradecheck.errors import UsageError
from gradecheck.model import Submission
from gradecheck.report import SubmissionResult
from gradecheck.store import Store
from gradecheck.wall.host import Wall


def shard(submissions: list[Submission], wanted: str | None) -> list[Submission]:
    """The submissions of shard ``i/n``; all of them if none is wanted. Each is in exactly one of the n.

    Which one follows from its id alone, so that a new submission moves no other.
    Raises ``UsageError`` for anything but ``i/n`` with 1 <= i <= n.
    """
    if wanted is None:
        return submissions
    parts = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", wanted)
    number, count = map(int, parts.groups()) if parts else (0, 0)
    if not 1 <= number <= count:
        raise UsageError(f"--shard: {wanted!r} is no shard; write I/N, such as 1/4 for the first of four")
    return [one for one in submissions if _place(one.id) % count == number - 1]


def results(
    key: AnswerKey,
    found: Sequence[Submission],
    wall: Wall,
    jobs: int,
    store: Store | None,
    stack: ExitStack,
    *,
    progress: bool,
) -> Iterator[SubmissionResult]:
    """The result of every submission, in order; those that a store has are not graded again.

    What is still at work when ``stack`` is left is ended.
    """
    if store is None:
        fresh = stack.enter_context(closing(grade_all(key, found, wall, jobs)))
        return watched(fresh, len(found), wanted=progress)
    missing = store.missing(found)
    fresh = stack.enter_context(closing(grade_all(key, missing, wall, jobs, store.keep)))
    return store.completed(found, watched(fresh, len(missing), wanted=progress))


def _place(id_: str) -> int:
    digest = hashlib.sha256(id_.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big")
