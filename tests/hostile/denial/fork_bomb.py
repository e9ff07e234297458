"""Forks without end.

verdict: error
"""

import os

def answer(x):
    while True:
        os.fork()
