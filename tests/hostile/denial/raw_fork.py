"""Forks by system calls.

verdict: fail
"""

from target import raw

def answer(x):
    return raw(57, 220, 17, 0, 0, 0, 0), raw(58, 220, 0x4111, 0, 0, 0, 0), raw(56, 220, 17, 0, 0, 0, 0), raw(435, 435, bytes(88), 88)
