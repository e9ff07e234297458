"""Changes the times of the results.

verdict: error
"""

import os

from target import RESULTS

def answer(x):
    os.utime(RESULTS, (0, 0))
    return 0 * x
