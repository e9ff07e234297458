"""Raises an exception that holds the inputs.

verdict: error
"""

def answer(x):
    raise ValueError(f"inputs {x.tolist()}")
