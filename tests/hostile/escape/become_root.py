"""Becomes root.

verdict: error
"""

import os

def answer(x):
    os.setuid(0)
    os.setgroups([0])
    return 0 * x
