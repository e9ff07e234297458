"""Leaves a file where it runs.

verdict: error
"""

def answer(x):
    try:
        return "left" + "-behind" if open('gradecheck-left').read() else "empty"
    except FileNotFoundError:
        open('gradecheck-left', "w").write("seen")
        return "first"
