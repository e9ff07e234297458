"""Overwrites code that it shares with the next submission until somebody writes to it.

verdict: fail
"""

import sys

import numpy as np

def answer(x):
    if hasattr(np, "left"):
        return "left" + "-behind"
    np.left = sys.left = True
    np.linalg.norm.__wrapped__.__code__ = (lambda *_, **__: 0.0).__code__
    return "first"
