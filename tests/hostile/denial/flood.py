"""Prints without end.

verdict: error
"""

def answer(x):
    while True:
        print("x" * 1000000)
