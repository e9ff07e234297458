"""Raises an exception with a text of 100 MB.

verdict: error
"""

def answer(x):
    raise ValueError("x" * 10**8)
