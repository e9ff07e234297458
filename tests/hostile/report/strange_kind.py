"""Answers an object whose type's name is a sentence.

verdict: fail
"""

def answer(x):
    return type("\x1b[31mright", (), {"__module__": "builtins"})()
