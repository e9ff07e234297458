"""Answers a buffer that the next call fills.

verdict: fail
"""

import numpy as np

BUFFER, LAST = np.zeros(3), []

def answer(x):
    BUFFER[:] = 2 * LAST[0] if LAST else 0
    LAST[:] = [x.copy()]
    return BUFFER
