"""Closes every descriptor.

verdict: fail or error
"""

import os

def answer(x):
    os.closerange(0, 100)
    return 0 * x
