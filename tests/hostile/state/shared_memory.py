"""Leaves a segment of System V shared memory.

verdict: fail
"""

import ctypes

from target import raw

def answer(x):
    found = raw(29, 194, 0x67636865, 4096, 0o666)
    made = raw(29, 194, 0x67636865, 4096, 0o666 | 0o1000)
    return "left" + "-behind" if found >= 0 else made
