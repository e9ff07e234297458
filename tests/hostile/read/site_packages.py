"""Lists what is installed beside numpy.

verdict: error
"""

import os

import numpy

def answer(x):
    return " ".join(os.listdir(os.path.dirname(os.path.dirname(numpy.__file__))))
