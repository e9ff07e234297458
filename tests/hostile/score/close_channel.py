"""Closes the reply channel and goes on.

verdict: error
"""

import os
import time

def answer(x):
    os.close(3)
    time.sleep(100)
