"""Ends itself by a signal that has no name.

verdict: error
"""

import signal

def answer(x):
    signal.raise_signal(40)
