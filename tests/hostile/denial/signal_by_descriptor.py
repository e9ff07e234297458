"""Has the kernel signal the grader when a descriptor is ready.

verdict: error
"""

import fcntl
import os
import signal

from target import GRADER

def answer(x):
    fcntl.fcntl(1, fcntl.F_SETOWN, GRADER)
    fcntl.fcntl(1, 10, signal.SIGKILL)  # F_SETSIG
    fcntl.fcntl(1, fcntl.F_SETFL, os.O_ASYNC)
    return 0 * x
