"""Prints a little, for ever.

verdict: timeout
"""

import time

def answer(x):
    while True:
        print(".", end="", flush=True)
        time.sleep(0.01)
