"""Opens the results for writing by the C library.

verdict: fail
"""

import ctypes

from target import RESULTS

def answer(x):
    return ctypes.CDLL(None).open(RESULTS.encode(), 1)
    return 0 * x
