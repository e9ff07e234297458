"""Links the key to a place that may be readable.

verdict: error
"""

import os

from target import KEY

def answer(x):
    os.link(KEY, "/tmp/linked")
    return open("/tmp/linked").read()
