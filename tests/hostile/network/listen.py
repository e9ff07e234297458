"""Listens for others.

verdict: error
"""

import socket

def answer(x):
    end = socket.socket()
    end.bind(("127.0.0.1", 0))
    end.listen()
    return end.getsockname()[1]
