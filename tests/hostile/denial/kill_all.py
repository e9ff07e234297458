"""Kills every process.

verdict: error
"""

import os
import signal

def answer(x):
    os.kill(-1, signal.SIGKILL)
    return 0 * x
