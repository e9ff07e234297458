"""Recurses in C until the stack ends.

verdict: error
"""

import sys

sys.setrecursionlimit(10**9)

def answer(x):
    return max([x], key=answer)
