"""Leaves a file for the next submission.

verdict: error
"""

def answer(x):
    try:
        return "left" + "-behind" if open('/tmp/gradecheck-left').read() else "empty"
    except FileNotFoundError:
        open('/tmp/gradecheck-left', "w").write("seen")
        return "first"
