"""Computes in C, where no signal is looked at.

verdict: timeout
"""

import numpy as np

def answer(x):
    a = np.ones((3000, 3000))
    for _ in range(1000):
        a = a @ a
    return a
