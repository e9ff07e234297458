"""Starts a program the other way.

verdict: error
"""

import os

def answer(x):
    return os.posix_spawn("/bin/true", ["true"], {})
