"""Has numpy write the file.

verdict: error
"""

import numpy as np

from target import RESULTS

def answer(x):
    np.save(RESULTS, x)
    return 0 * x
