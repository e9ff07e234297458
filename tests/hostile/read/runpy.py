"""Runs the key as a script.

verdict: error
"""

import runpy

from target import KEY

def answer(x):
    return runpy.run_path(KEY)["SECRET"]
