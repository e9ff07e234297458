"""Has numpy read the key.

verdict: error
"""

import numpy as np
from target import KEY

def answer(x):
    return np.fromfile(KEY, np.uint8)
