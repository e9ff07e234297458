"""Divides by zero, overflows, and warns.

verdict: pass
"""

import warnings

import numpy as np

def answer(x):
    warnings.warn('look')
    np.exp(np.array([1000.0])) / np.zeros(1)
    np.log(-np.ones(1))
    return x + x
