"""Sends raw packets.

verdict: error
"""

import socket

def answer(x):
    socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_ICMP).sendto(b"\x08" + bytes(7), ("127.0.0.1", 0))
    return 0 * x
