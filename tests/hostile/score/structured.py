"""Answers records whose only field is right.

verdict: fail
"""

import numpy as np

def answer(x):
    records = np.zeros(len(x), [("a", float)])
    records["a"] = 2 * x
    return records
