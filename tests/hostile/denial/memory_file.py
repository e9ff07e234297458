"""Fills a file in memory.

verdict: error or timeout
"""

import os

def answer(x):
    held = os.memfd_create("fill")
    while True:
        os.write(held, bytes(1 << 24))
