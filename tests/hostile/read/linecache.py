"""Asks for the key's lines as a debugger would.

verdict: fail
"""

import linecache

from target import KEY

def answer(x):
    return "".join(linecache.getlines(KEY))
