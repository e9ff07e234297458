"""Leaves a flag on a descriptor that every worker has from the same process.

verdict: error
"""

import fcntl
import os

def answer(x):
    for descriptor in (0, 2):
        flags = fcntl.fcntl(descriptor, fcntl.F_GETFL)
        if flags & (os.O_NONBLOCK | os.O_APPEND):
            return "left" + "-behind"
        fcntl.fcntl(descriptor, fcntl.F_SETFL, flags | os.O_NONBLOCK | os.O_APPEND)
    return "first"
