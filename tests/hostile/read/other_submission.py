"""Copies another student's work.

verdict: error
"""

from target import OTHER

def answer(x):
    return open(OTHER).read()
