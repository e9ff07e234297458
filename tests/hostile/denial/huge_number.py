"""Asks for 10**12 zeros.

verdict: error
"""

import numpy as np

def answer(x):
    return np.zeros(10**12)
