"""Leaves a file in shared memory.

verdict: error
"""

def answer(x):
    try:
        return "left" + "-behind" if open('/dev/shm/gradecheck-left').read() else "empty"
    except FileNotFoundError:
        open('/dev/shm/gradecheck-left', "w").write("seen")
        return "first"
