"""Answers one number and hopes for broadcasting.

verdict: fail
"""

def answer(x):
    return 2.0
