"""Pretends that an error happened in the key, so that a traceback shows its lines.

verdict: fail
"""

import traceback

from target import KEY

def answer(x):
    try:
        exec(compile("1 / 0", KEY, "exec"))
    except ZeroDivisionError:
        return traceback.format_exc()
