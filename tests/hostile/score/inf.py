"""Answers infinity, whose distance to itself is NaN.

verdict: fail
"""

import numpy as np

def answer(x):
    return x + np.inf
