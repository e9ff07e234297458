"""Stops itself, to hang whoever waits.

verdict: timeout
"""

import signal

def answer(x):
    signal.raise_signal(signal.SIGSTOP)
