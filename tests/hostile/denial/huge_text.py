"""Answers a text of 100 MB.

verdict: fail
"""

def answer(x):
    return "x" * 10**8
