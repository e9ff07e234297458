"""Hangs when the interpreter ends.

verdict: fail
"""

import atexit
import time

atexit.register(time.sleep, 1000)

def answer(x):
    return 0 * x
