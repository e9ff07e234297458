"""Sets timers.

verdict: fail or error
"""

import signal

def answer(x):
    signal.setitimer(signal.ITIMER_REAL, 0.01)
    return 0 * x
