"""Where reports go: stdout, or files that appear complete or not at all."""

import os
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from gradecheck.cli.options import unknown
from gradecheck.errors import MachineError, UsageError
from gradecheck.hookspecs import Reporter, ReporterFactory, Style


@dataclass(frozen=True)
class Output:
    """One wish of the command line: a format, and the file it goes to (None: stdout)."""

    format: str
    file: Path | None


def wishes(formats: Sequence[str], output: Path | None, known: Iterable[str]) -> list[Output]:
    """``--format NAME[=FILE]`` (repeatable) and ``-o FILE`` as outputs; text to stdout by default.

    Raises ``UsageError`` for an unknown format, and for two reports in one place.
    """
    outputs = []
    for wish in formats or ["text"]:
        name, _, file = wish.partition("=")
        if name not in known:
            raise unknown("--format: there is no format", name, known)
        outputs.append(Output(name, Path(file) if file else None))
    if output is not None:
        if len(outputs) != 1 or outputs[0].file is not None:
            raise UsageError("-o goes with one --format; for several, write --format NAME=FILE")
        outputs = [Output(outputs[0].format, output)]
    places = [o.file.resolve() if o.file else None for o in outputs]
    if len(set(places)) < len(places):
        raise UsageError("two reports cannot go to one place; write --format NAME=FILE")
    return outputs


def reporters(
    outputs: Sequence[Output], known: Mapping[str, ReporterFactory], style: Style, stack: ExitStack
) -> list[Reporter]:
    """The reporters of a run. Files get their names when ``stack`` is left without an exception.

    Raises ``MachineError`` for a file that cannot be written.
    """
    made = []
    for output in outputs:
        if output.file is None:
            made.append(known[output.format](sys.stdout, style))
        else:
            plain = replace(style, colour=False)
            made.append(known[output.format](atomic(output.file, stack), plain))
    return made


def atomic(file: Path, stack: ExitStack) -> TextIO:
    """A stream whose content becomes ``file`` in one step, when everything went well.

    What exists and is not a regular file (a device, a pipe, a link to either) is written to, never replaced.
    """
    shown, file = file, file.resolve()
    try:
        if file.exists() and not file.is_file():
            return stack.enter_context(file.open("w", encoding="utf-8", newline="\n"))
        descriptor, temporary = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.", suffix=".part")
    except OSError as error:
        raise MachineError(f"cannot write {shown}: {error.strerror}") from error
    stream = os.fdopen(descriptor, "w", encoding="utf-8", newline="\n")

    def finish(kind: type[BaseException] | None, *_: object) -> None:
        stream.close()
        if kind is None:
            mask = os.umask(0)
            os.umask(mask)
            Path(temporary).chmod(0o666 & ~mask)  # as any other new file, not mkstemp's 0600
            Path(temporary).replace(file)
        else:
            Path(temporary).unlink()

    stack.push(finish)
    return stream
