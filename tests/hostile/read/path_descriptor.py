"""Gets hold of the key without opening it, then reopens it.

verdict: error
"""

import os

from target import KEY

def answer(x):
    held = os.open(KEY, os.O_PATH)
    return open(f"/proc/self/fd/{held}").read()
