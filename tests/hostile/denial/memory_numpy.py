"""Fills memory with arrays.

verdict: error or timeout
"""

import numpy as np

def answer(x):
    keep = []
    while True:
        keep.append(np.ones(1 << 22))
