"""Overwrites machine code of numpy with its own.

verdict: fail
"""

import ctypes
import mmap

import numpy as np
from target import raw

def answer(x):
    start = ctypes.cast(ctypes.pythonapi.PyFloat_FromDouble, ctypes.c_void_p).value & ~4095
    allowed = raw(10, 226, start, 4096, 7)
    return allowed
