"""Takes a descriptor out of the grader.

verdict: error
"""

from target import GRADER, raw

def answer(x):
    held = raw(434, 434, GRADER, 0)
    return raw(438, 438, held, 3, 0)
