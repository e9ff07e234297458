"""Replaces the results by a link.

verdict: error
"""

import os

from target import FOLDER, RESULTS

def answer(x):
    os.symlink(RESULTS, FOLDER + '/link')
    return 0 * x
