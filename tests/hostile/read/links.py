"""Reads where links lead; names are not secret, contents are.

verdict: fail or error
"""

import os

from target import KEY

def answer(x):
    return os.readlink("/proc/self/exe") + os.path.realpath(KEY)
