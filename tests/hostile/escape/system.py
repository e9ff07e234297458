"""Runs a shell.

verdict: fail or error
"""

import os

from target import RESULTS

def answer(x):
    return os.system(f"echo pass > {RESULTS}")
