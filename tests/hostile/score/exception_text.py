"""Raises an exception whose text raises another.

verdict: error
"""

class Evil(Exception):
    def __str__(self):
        raise SystemExit(0)

    __repr__ = __str__

def answer(x):
    raise Evil
