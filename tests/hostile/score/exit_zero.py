"""Exits as if all were well.

verdict: error
"""

import os

def answer(x):
    os._exit(0)
