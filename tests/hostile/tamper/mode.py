"""Changes the mode of the results.

verdict: error
"""

import os

from target import RESULTS

def answer(x):
    os.chmod(RESULTS, 0o777)
    return 0 * x
