"""Reads the grader's environment.

verdict: error
"""

from target import GRADER

def answer(x):
    return open(f"/proc/{GRADER}/environ").read()
