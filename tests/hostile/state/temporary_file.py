"""Leaves a file for the next submission.

verdict: error
"""

from target import LEFT

def answer(x):
    try:
        return "left" + "-behind" if open(f"/tmp/{LEFT}").read() else "empty"
    except FileNotFoundError:
        open(f"/tmp/{LEFT}", "w").write("seen")
        return "first"
