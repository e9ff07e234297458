"""Answers NaN, which compares as false with everything.

verdict: fail
"""

import numpy as np

def answer(x):
    return x * np.nan
