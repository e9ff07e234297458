"""Hands the input back and changes it to the answer in place.

verdict: fail
"""

def answer(x):
    x *= 2
    x *= 0
    return x
