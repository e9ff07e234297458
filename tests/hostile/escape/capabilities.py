"""Asks for capabilities.

verdict: fail
"""

from target import raw

def answer(x):
    return raw(126, 91, (0x20080522).to_bytes(8, "little"), b"\xff" * 24)
