"""Sends over UDP.

verdict: error
"""

import socket

from target import UDP

def answer(x):
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(repr(x).encode(), ("127.0.0.1", UDP))
    return 0 * x
