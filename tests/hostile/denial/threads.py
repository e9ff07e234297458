"""Starts threads without end.

verdict: error
"""

import threading

def answer(x):
    while True:
        threading.Thread(target=lambda: [None for _ in iter(int, 1)], daemon=True).start()
