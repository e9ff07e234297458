"""Handles page faults, as exploits do.

verdict: error
"""

from target import raw

def answer(x):
    return raw(323, 282, 0)
