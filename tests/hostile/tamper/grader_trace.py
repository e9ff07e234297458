"""Writes into the grader's memory file.

verdict: error
"""

from target import GRADER

def answer(x):
    open(f'/proc/{GRADER}/mem', 'r+b').write(b'pass')
    return 0 * x
