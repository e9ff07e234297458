"""Leaves a sitecustomize for the next interpreter.

verdict: error
"""

import os

def answer(x):
    open(os.path.dirname(os.__file__) + '/sitecustomize.py', 'x').write('print(1)')
    return 0 * x
