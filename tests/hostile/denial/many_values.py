"""Answers a million arrays.

verdict: error
"""

def answer(x):
    return [x] * 10**6
