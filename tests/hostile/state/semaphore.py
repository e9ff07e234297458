"""Leaves a System V semaphore.

verdict: fail
"""

from target import raw

def answer(x):
    found = raw(64, 190, 0x67636865, 1, 0o666)
    made = raw(64, 190, 0x67636865, 1, 0o666 | 0o1000)
    return "left" + "-behind" if found >= 0 else made
