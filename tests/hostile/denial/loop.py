"""Loops.

verdict: timeout
"""

def answer(x):
    while True:
        pass
