"""Empties the results.

verdict: error
"""

import os

from target import RESULTS

def answer(x):
    os.truncate(RESULTS, 0)
    return 0 * x
