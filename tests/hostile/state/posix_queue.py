"""Leaves a POSIX message queue.

verdict: fail
"""

from target import raw

def answer(x):
    found = raw(240, 180, b"gradecheck-left", 2, 0o666, 0)
    made = raw(240, 180, b"gradecheck-left", 2 | 0o100, 0o666, 0)
    return "left" + "-behind" if found >= 0 else made
