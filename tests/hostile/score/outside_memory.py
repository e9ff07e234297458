"""Answers a view that strides out of its memory.

verdict: error
"""

import numpy as np

def answer(x):
    return np.lib.stride_tricks.as_strided(x, (3,), (1 << 44,))
