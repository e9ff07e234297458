"""Maps shared memory without end.

verdict: error or timeout
"""

import mmap

def answer(x):
    keep = []
    while True:
        keep.append(mmap.mmap(-1, 1 << 28))
