"""Renames the results.

verdict: error
"""

import os

from target import RESULTS

def answer(x):
    os.rename(RESULTS, RESULTS + '.old')
    return 0 * x
