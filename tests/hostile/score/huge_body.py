"""Announces a body of 16 EB.

verdict: error
"""

import os
import struct

def answer(x):
    os.write(3, struct.pack("<IQ", 10, 2**64 - 1))
    return 1
