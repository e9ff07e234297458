"""Turns off the randomisation of addresses.

verdict: fail
"""

from target import raw

def answer(x):
    return raw(135, 92, 0x0040000)
