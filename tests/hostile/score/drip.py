"""Replies one byte at a time.

verdict: timeout
"""

import os
import struct
import time

def answer(x):
    for byte in struct.pack("<IQ", 60000, 0) + bytes(1000):
        os.write(3, bytes([byte]))
        time.sleep(0.05)
