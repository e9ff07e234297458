"""Leaves a lock on a file of numpy.

verdict: error
"""

import fcntl

import numpy

def answer(x):
    fcntl.flock(open(numpy.__file__), fcntl.LOCK_EX | fcntl.LOCK_NB)
    return "locked"
