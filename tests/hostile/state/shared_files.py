"""Leaves a file in shared memory.

verdict: error
"""

from target import LEFT

def answer(x):
    try:
        return "left" + "-behind" if open(f"/dev/shm/{LEFT}").read() else "empty"
    except FileNotFoundError:
        open(f"/dev/shm/{LEFT}", "w").write("seen")
        return "first"
