"""Has a name resolved that carries the inputs.

verdict: error
"""

import socket

def answer(x):
    socket.getaddrinfo(f"{abs(int(x[0] * 1e6))}.example.invalid", 80)
    return 0 * x
