"""Answers an array of one object, which is an array.

verdict: fail
"""

import numpy as np

def answer(x):
    box = np.empty((), object)
    box[()] = 2 * x
    return box
