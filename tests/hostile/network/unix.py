"""Connects to a socket by its path.

verdict: error
"""

import socket

from target import UNIX

def answer(x):
    end = socket.socket(socket.AF_UNIX)
    end.connect(UNIX)
    end.sendall(repr(x).encode())
    return 0 * x
