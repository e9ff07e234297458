"""Talks to the host of the machine.

verdict: error
"""

import socket

def answer(x):
    socket.socket(40, socket.SOCK_STREAM).connect((2, 80))
    return 0 * x
