"""Opens the key without Python's files.

verdict: error
"""

import os

from target import KEY

def answer(x):
    return os.read(os.open(KEY, os.O_RDONLY), 1000).decode()
