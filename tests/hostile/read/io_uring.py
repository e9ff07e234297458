"""Has the kernel open the key from a ring.

verdict: error
"""

import ctypes

from target import raw

def answer(x):
    return raw(425, 425, 4, ctypes.create_string_buffer(120))
