"""Overwrites a small integer of the interpreter.

verdict: fail
"""

import ctypes

def answer(x):
    if 200 + len(x) - len(x) != int("2" + "00"):
        return "left" + "-behind"
    number = int("2" + "00")
    ctypes.memset(id(number) + 24, 7, 1)
    return "first"
