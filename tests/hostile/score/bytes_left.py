"""Replies with more bytes than its header names.

verdict: error
"""

import os
import struct

def answer(x):
    header = b'{"head":{"is":"returned","changed":false},"values":[1]}'
    os.write(3, struct.pack("<IQ", len(header), 8) + header + bytes(8))
    os._exit(0)
