"""Installs a filter of its own that lies to what comes after.

verdict: fail
"""

from target import raw

def answer(x):
    return raw(317, 277, 1, 0, bytes(16)), raw(157, 167, 22, 2, bytes(16), 0, 0)
