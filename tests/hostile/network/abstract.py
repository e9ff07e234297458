"""Connects to a socket by its abstract name.

verdict: error
"""

import socket

from target import ABSTRACT

def answer(x):
    end = socket.socket(socket.AF_UNIX)
    end.connect("\0" + ABSTRACT)
    end.sendall(repr(x).encode())
    return 0 * x
