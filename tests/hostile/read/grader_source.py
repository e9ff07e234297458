"""Reads the grader's own code.

verdict: error
"""

import os
import sys

def answer(x):
    (folder,) = sys.modules["_gradecheck_wall"].__path__
    return open(os.path.join(folder, "host.py")).read()[:100]
