"""Catches whatever could stop it.

verdict: timeout
"""

def answer(x):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
