"""Answers bools whose bytes are neither 0 nor 1.

verdict: fail
"""

import numpy as np

def answer(x):
    return np.full(x.shape, 2, np.uint8).view(bool)
