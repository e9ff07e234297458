"""Talks to the kernel's network.

verdict: error
"""

import socket

def answer(x):
    end = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW)
    end.bind((0, 0))
    return 0 * x
