"""Connects over TCP.

verdict: error
"""

import socket

from target import TCP

def answer(x):
    socket.create_connection(("127.0.0.1", TCP), 1).sendall(repr(x).encode())
    return 0 * x
