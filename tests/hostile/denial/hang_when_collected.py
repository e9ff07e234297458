"""Hangs when its objects are deleted.

verdict: fail or timeout
"""

import time

class Sticky:
    def __del__(self):
        time.sleep(1000)

keep = [Sticky()]

def answer(x):
    return 0 * x
