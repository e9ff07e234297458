"""Answers an object that says where in memory its numbers are.

verdict: fail
"""

class There:
    def __init__(self, x):
        self.__array_interface__ = {"shape": (3,), "typestr": "<f8", "data": (id(x), False), "version": 3}

def answer(x):
    return There(x)
