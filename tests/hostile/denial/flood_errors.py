"""Writes errors without end.

verdict: timeout
"""

import os

def answer(x):
    while True:
        os.write(2, bytes(1 << 20))
