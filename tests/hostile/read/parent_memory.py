"""Copies the parent's memory with process_vm_readv.

verdict: error
"""

import ctypes
import os

from target import raw

def answer(x):
    here, there = ctypes.create_string_buffer(16), ctypes.create_string_buffer(16)
    return raw(310, 270, os.getppid(), here, 1, there, 1, 0)
