"""Kills the process that forked it.

verdict: error
"""

import os
import signal

def answer(x):
    os.kill(os.getppid(), signal.SIGKILL)
    return 0 * x
