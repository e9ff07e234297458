"""Answers the right numbers as texts.

verdict: fail
"""

import numpy as np

def answer(x):
    return (2 * x).astype(str)
