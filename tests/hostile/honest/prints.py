"""Prints a lot.

verdict: pass
"""

def answer(x):
    for i in range(1000):
        print(i, x)
    return x + x
