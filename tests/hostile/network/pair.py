"""Makes a pair of sockets, to pass descriptors around.

verdict: error
"""

import socket

def answer(x):
    one, other = socket.socketpair()
    socket.send_fds(one, [b"x"], [3])
    return 0 * x
