"""The command line: one file for each command; it turns arguments into one call and an exit code."""

import io
import os
import sys

from gradecheck.errors import ExitCode, GradecheckError, TaskError


def main() -> None:
    """Entry point of ``gradecheck``: faults that have an owner become one line, bugs a traceback."""
    if sys.argv[1:] == ["--version"]:  # an answer before any import that takes time
        from gradecheck import __version__  # noqa: PLC0415 -- see above

        print(f"gradecheck {__version__}")  # noqa: T201 -- what was asked for
        return
    for library in ("OPENBLAS", "OMP", "MKL"):  # our matrices are small, and threads that wait would spin
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    from gradecheck.cli.app import build  # noqa: PLC0415 -- see above

    # a terminal that cannot show a character is no reason to stop
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        build()(prog_name="gradecheck")
    except GradecheckError as error:
        # a task's errors begin with FILE:LINE:COL, which editors and CI look for at the start of a line
        prefix = "" if isinstance(error, TaskError) else "gradecheck: "
        print(f"{prefix}{error}", file=sys.stderr)  # noqa: T201 -- messages go to stderr
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(ExitCode.INTERRUPTED)
    except Exception:  # noqa: BLE001 -- the wall around our own bugs
        import traceback  # noqa: PLC0415 -- only for a bug

        traceback.print_exc()
        print("gradecheck: this is a bug in gradecheck; please report it", file=sys.stderr)  # noqa: T201 -- messages go to stderr
        sys.exit(ExitCode.BUG)
