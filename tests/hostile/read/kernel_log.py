"""Reads the kernel's log.

verdict: fail
"""

import ctypes

from target import raw

def answer(x):
    return raw(103, 116, 3, ctypes.create_string_buffer(1000), 1000)
