"""Answers an array that has its own shape, size and bytes.

verdict: fail
"""

import numpy as np

class Own(np.ndarray):
    shape = (3,)
    size = 3
    nbytes = 24

    def __reduce__(self):
        return print, ("reduced",)

    def tobytes(self, *_):
        return np.full(3, np.nan).tobytes()

def answer(x):
    return np.zeros(2).view(Own)
