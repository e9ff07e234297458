"""Announces a header of 4 GB.

verdict: error
"""

import os
import struct

def answer(x):
    os.write(3, struct.pack("<IQ", 2**32 - 1, 0))
    return 1
