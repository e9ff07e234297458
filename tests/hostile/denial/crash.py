"""Crashes the interpreter.

verdict: error
"""

import ctypes

def answer(x):
    ctypes.string_at(8)
