"""Waits for the next question while the first is open.

verdict: timeout
"""

import os

def answer(x):
    return os.read(4, 1 << 16).hex()
