"""Installs an audit hook that stops everybody else.

verdict: fail or error
"""

import sys

def hook(event, arguments):
    raise RuntimeError(event)

def answer(x):
    sys.addaudithook(hook)
    return 0 * x
