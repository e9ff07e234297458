"""Becomes another program.

verdict: error
"""

import os

def answer(x):
    os.execv("/bin/sh", ["sh", "-c", "cat /etc/passwd >&3"])
