"""Answers a list that contains itself.

verdict: error
"""

def answer(x):
    loop = []
    loop.append(loop)
    return loop
