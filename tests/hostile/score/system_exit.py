"""Raises SystemExit, which test runners let through.

verdict: error
"""

import sys

def answer(x):
    sys.exit(0)
