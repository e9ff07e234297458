"""Locks memory.

verdict: fail
"""

from target import raw

def answer(x):
    return raw(151, 230, 3)
