"""Lists the other submissions.

verdict: error
"""

import os

from target import OTHER

def answer(x):
    return " ".join(os.listdir(os.path.dirname(OTHER)))
