"""Kills the grader.

verdict: error
"""

import os
import signal

from target import GRADER

def answer(x):
    os.kill(GRADER, signal.SIGKILL)
    return 0 * x
