"""Answers a generator that never ends.

verdict: fail
"""

import itertools

def answer(x):
    return (i for i in itertools.count())
