"""Replies without end.

verdict: error
"""

import os

def answer(x):
    while True:
        os.write(3, bytes(1 << 16))
