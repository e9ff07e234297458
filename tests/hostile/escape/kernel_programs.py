"""Loads a program into the kernel.

verdict: error
"""

from target import raw

def answer(x):
    return raw(321, 280, 5, bytes(128), 128)
