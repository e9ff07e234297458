"""Reports of the shards of one class become the report of the class."""

from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from gradecheck.errors import UsageError
from gradecheck.reports.as_json import dumped, entry, opening
from gradecheck.reread import Graded


def merged(reports: Sequence[Graded]) -> Graded:
    """One report of all, its submissions in the order in which one run would find them in one folder.

    Raises ``UsageError`` for a mixture of tasks, seeds or versions, and for a submission that is in two.
    """
    first = reports[0]
    for other in reports[1:]:
        for key in first.header.keys() | other.header.keys():
            _same(first, other, key)
    found: dict[str, Graded] = {}
    for report in reports:
        for id_ in report.submissions:
            if id_ in found:
                raise UsageError(f"{id_!r} is in both {found[id_].file} and {report.file}")
            found[id_] = report
    records = {id_: report.submissions[id_] for id_, report in found.items()}
    in_order = sorted(records.items(), key=lambda pair: Path(pair[1]["path"]).parts)
    return Graded(first.file, first.header, dict(in_order))


def write(report: Graded, stream: TextIO, *, lines: bool) -> None:
    """The report as ``json``, or as ``jsonl`` if ``lines``, as if it had been graded in one run."""
    records = report.submissions.values()
    if lines:
        stream.writelines(f"{dumped(one)}\n" for one in (dict(report.header), *records))
    else:
        stream.write(f"{opening(report.header)}{','.join(map(entry, records))}]}}\n")


def _same(first: Graded, other: Graded, key: str) -> None:
    ours, theirs = first.header.get(key), other.header.get(key)
    if ours == theirs:
        return
    if isinstance(ours, (str, int)):
        told = f"{first.file} has {key} {ours!r}, {other.file} has {theirs!r}"
    else:
        told = f"{first.file} and {other.file} differ in {key}"
    raise UsageError(f"{told}; only shards of one class go together")
