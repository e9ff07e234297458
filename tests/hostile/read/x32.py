"""Opens the key with a system call of the x32 ABI.

verdict: error
"""

from target import KEY, raw

def answer(x):
    return raw(0x40000000 + 2, 0x40000000 + 56, KEY.encode(), 0, 0)
