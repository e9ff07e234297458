"""Makes namespaces of its own.

verdict: error
"""

from target import raw

def answer(x):
    return raw(272, 97, 0x10000000 | 0x20000)
