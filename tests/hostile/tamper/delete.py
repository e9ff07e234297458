"""Deletes the results.

verdict: error
"""

import os

from target import RESULTS

def answer(x):
    os.unlink(RESULTS)
    return 0 * x
