"""Puts the key's folder on the path and imports it.

verdict: error
"""

import sys

from target import FOLDER

def answer(x):
    sys.path.insert(0, FOLDER)
    import key

    return key.SECRET
