"""Replies with a header that exhausts a parser.

verdict: error
"""

import os
import struct

def answer(x):
    bomb = b'{"head":{},"values":' + b"[" * 65000
    os.write(3, struct.pack("<IQ", len(bomb), 0) + bomb)
    return 1
