"""Whose fault it is: the exceptions of gradecheck and the exit codes they end in.

A student's mistake is a value (a verdict), never an exception. Everybody else's is one of these::

    GradecheckError
      UsageError      the person at the keyboard     exit 2
      BrokenError     something could not be graded  exit 3
        TaskError     the author of a task file
        PluginError   the author of a plugin
        MachineError  this machine (no sandbox, no processes, no disk)

Anything else that escapes is a bug in gradecheck and ends in exit 4.
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the shell is told."""

    #: graded, and everyone reached ``--fail-under``
    OK = 0
    #: graded, and someone did not
    BELOW = 1
    #: wrong usage
    USAGE = 2
    #: a task, plugin, key, store or machine is broken, or something could not be graded
    BROKEN = 3
    #: a bug in gradecheck
    BUG = 4
    #: stopped with Ctrl-C
    INTERRUPTED = 130


class GradecheckError(Exception):
    """A fault that is neither a student's nor a bug; its text says where and what to do."""

    exit_code = ExitCode.BROKEN


class UsageError(GradecheckError):
    """The command line asks for something that does not exist."""

    exit_code = ExitCode.USAGE


class BrokenError(GradecheckError):
    """Something could not be graded, through no fault of a student."""


class TaskError(BrokenError):
    """A task file is wrong. Its text has one line for each error: ``FILE:LINE:COL: path: what``."""


class PluginError(BrokenError):
    """A plugin is wrong. Its text names the plugin."""


class MachineError(BrokenError):
    """The machine cannot do what grading needs."""
