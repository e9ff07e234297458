"""Kills its process group.

verdict: error
"""

import os
import signal

def answer(x):
    os.killpg(0, signal.SIGKILL)
    return 0 * x
