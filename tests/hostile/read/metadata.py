"""Looks at the size and time of the key; that much is known where Landlock stands.

verdict: fail or error
"""

import os

from target import KEY

def answer(x):
    return os.stat(KEY).st_size
