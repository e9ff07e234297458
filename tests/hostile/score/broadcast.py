"""Answers a view of 10**12 elements.

verdict: error
"""

import numpy as np

def answer(x):
    return np.broadcast_to(x[0], (10**6, 10**6))
