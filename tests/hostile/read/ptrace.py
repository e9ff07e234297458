"""Attaches to the grader as a debugger.

verdict: error
"""

from target import GRADER, raw

def answer(x):
    return raw(101, 117, 16, GRADER, 0, 0)
