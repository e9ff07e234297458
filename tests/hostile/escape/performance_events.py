"""Watches other processes by performance counters.

verdict: error
"""

from target import GRADER, raw

def answer(x):
    return raw(298, 241, bytes(128), GRADER, -1, -1, 0)
