"""Puts a folder beside the results.

verdict: error
"""

import os

from target import FOLDER

def answer(x):
    os.mkdir(FOLDER + '/new')
    return 0 * x
