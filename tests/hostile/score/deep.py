"""Answers a tuple in a tuple in a tuple ...

verdict: error
"""

def answer(x):
    deep = ()
    for _ in range(10000):
        deep = (deep,)
    return deep
