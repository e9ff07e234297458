"""For formats that are one student's: what to do where there are several."""

from gradecheck.errors import UsageError
from gradecheck.report import Header


def only_one(header: Header, format: str) -> None:
    """Raises ``UsageError`` unless the run is over exactly one submission."""
    if header.count != 1:
        raise UsageError(
            f"--format {format} is for one submission, and there are {header.count}; "
            "grade each with a command of its own, or choose csv or json for a class"
        )
