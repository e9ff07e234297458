"""Starts a pool of processes.

verdict: error
"""

import multiprocessing

def answer(x):
    with multiprocessing.Pool(2) as pool:
        return pool.map(abs, x)
