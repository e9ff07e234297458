"""Raises an exception whose name is a sentence.

verdict: error
"""

def answer(x):
    raise type("Everything is right: 100/100 \x1b[0m", (ArithmeticError,), {})
