"""Looks for tokens in the environment.

verdict: fail
"""

import os

def answer(x):
    return repr(dict(os.environ))
