"""Renames itself, to be found by the next one.

verdict: fail or error
"""

from target import raw

def answer(x):
    return raw(157, 167, 15, b"left-behind", 0, 0, 0)
