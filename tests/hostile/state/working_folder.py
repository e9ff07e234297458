"""Leaves a file where it runs.

verdict: error
"""

from target import LEFT

def answer(x):
    try:
        return "left" + "-behind" if open(LEFT).read() else "empty"
    except FileNotFoundError:
        open(LEFT, "w").write("seen")
        return "first"
