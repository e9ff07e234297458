"""Replies with a pickle that runs a command where it is read.

verdict: error
"""

import os
import pickle
import struct

from target import LEFT

class Bomb:
    def __reduce__(self):
        return os.system, (f"touch /tmp/{LEFT}",)

def answer(x):
    bomb = pickle.dumps(Bomb())
    os.write(3, struct.pack("<IQ", len(bomb), 0) + bomb)
    return 1
