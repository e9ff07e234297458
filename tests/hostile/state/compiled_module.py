"""Leaves a compiled module for the next one to import.

verdict: error
"""

import os
import py_compile

import numpy

def answer(x):
    py_compile.compile(numpy.__file__, os.path.dirname(numpy.__file__) + "/__pycache__/left.pyc", doraise=True)
    return "compiled"
