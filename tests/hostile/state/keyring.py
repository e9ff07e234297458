"""Leaves a key in the kernel's keyring.

verdict: fail
"""

from target import raw

def answer(x):
    found = raw(249, 218, b"user", b"gradecheck-left", 0, -4)
    made = raw(248, 217, b"user", b"gradecheck-left", b"x", 1, -4)
    return "left" + "-behind" if found >= 0 else made
