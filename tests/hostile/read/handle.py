"""Opens the key by a file handle instead of a path.

verdict: fail
"""

import ctypes

from target import KEY, raw

def answer(x):
    handle = ctypes.create_string_buffer(b"\x80\0\0\0" + bytes(140), 144)
    mount = ctypes.c_int()
    named = raw(303, 264, -100, KEY.encode(), handle, ctypes.byref(mount), 0)
    return named, raw(304, 265, -100, handle, 0)
