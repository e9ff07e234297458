"""Changes the owner of the results.

verdict: error
"""

import os

from target import RESULTS

def answer(x):
    os.chown(RESULTS, 1000, 1000)
    return 0 * x
