"""Runs a program.

verdict: error
"""

import subprocess

from target import KEY

def answer(x):
    return subprocess.run(["cat", KEY], capture_output=True, text=True).stdout
