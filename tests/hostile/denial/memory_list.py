"""Fills memory with a list.

verdict: error or timeout
"""

def answer(x):
    keep = []
    while True:
        keep.append(bytearray(1 << 24))
