"""Leaves a System V message queue.

verdict: fail
"""

from target import raw

def answer(x):
    found = raw(68, 186, 0x67636865, 0o666)
    made = raw(68, 186, 0x67636865, 0o666 | 0o1000)
    return "left" + "-behind" if found >= 0 else made
