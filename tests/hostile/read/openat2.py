"""Opens the key with a system call that a filter may have forgotten.

verdict: fail
"""

import ctypes

from target import KEY, raw

def answer(x):
    how = ctypes.create_string_buffer(24)
    return raw(437, 437, -100, KEY.encode(), how, 24)
