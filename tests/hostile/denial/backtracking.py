"""Has a regular expression try everything.

verdict: timeout
"""

import re

def answer(x):
    return re.match("(a+)+b", "a" * 60)
