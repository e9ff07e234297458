"""Announces an array whose size overflows to the bytes that are there.

verdict: error
"""

import os
import struct

def answer(x):
    header = b'{"head":{"is":"returned","changed":false},"values":[{"a":["<f8",[4294967296,4294967296,1073741824]]}]}'
    os.write(3, struct.pack("<IQ", len(header), 0) + header)
    return 1
