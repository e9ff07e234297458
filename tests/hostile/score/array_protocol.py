"""Answers an object that turns into an array when it is looked at.

verdict: fail
"""

import numpy as np

class Late:
    shape = (3,)
    dtype = np.dtype(float)

    def __array__(self, *_, **__):
        return np.zeros(3)

    def __eq__(self, other):
        return True

def answer(x):
    return Late()
