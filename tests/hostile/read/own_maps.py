"""Reads where its own memory lies.

verdict: error
"""

def answer(x):
    return open("/proc/self/maps").read()
