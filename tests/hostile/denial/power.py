"""Computes an integer that never ends.

verdict: timeout
"""

def answer(x):
    return 9 ** 9 ** 9
