"""Loads the key as a library, for the sake of the message.

verdict: error
"""

import ctypes

from target import KEY

def answer(x):
    return ctypes.CDLL(KEY)
