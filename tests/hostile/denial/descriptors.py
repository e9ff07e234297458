"""Uses descriptors up.

verdict: error
"""

import os

def answer(x):
    while True:
        os.dup(1)
