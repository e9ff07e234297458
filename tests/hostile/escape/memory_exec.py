"""Becomes a program from memory.

verdict: fail
"""

from target import raw

def answer(x):
    held = raw(319, 279, b"program", 1)
    return raw(322, 281, held, b"", None, None, 0x1000)
