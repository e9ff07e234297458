"""Connects over TCP by system calls.

verdict: fail
"""

import struct

from target import TCP, raw

def answer(x):
    end = raw(41, 198, 2, 1, 0)
    return end, raw(42, 203, end, struct.pack("<H", 2) + struct.pack(">H", TCP) + bytes([127, 0, 0, 1]) + bytes(8), 16)
