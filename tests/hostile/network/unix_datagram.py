"""Sends a datagram to a local socket.

verdict: error
"""

import socket

from target import ABSTRACT

def answer(x):
    socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(repr(x).encode(), "\0" + ABSTRACT + "-datagram")
    return 0 * x
