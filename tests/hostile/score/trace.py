"""Traces every function, to change what is returned.

verdict: fail or error
"""

import sys

def tracer(frame, event, argument):
    for name in list(frame.f_locals):
        if name in ("changed", "value", "answer"):
            frame.f_locals[name] = None
    return tracer

sys.settrace(tracer)

def answer(x):
    return 0 * x
