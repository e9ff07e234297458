"""Leaves a daemon behind.

verdict: error
"""

import os
import time

def answer(x):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(1000)
        os._exit(0)
    return 0 * x
