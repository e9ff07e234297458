"""Enters the grader's namespaces.

verdict: fail
"""

from target import GRADER, raw

def answer(x):
    return raw(308, 268, raw(434, 434, GRADER, 0), 0x20000)
