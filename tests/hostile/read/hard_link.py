"""Links the key to a place that may be readable.

verdict: error
"""

import os

from target import KEY, LEFT

def answer(x):
    os.link(KEY, f"/tmp/{LEFT}")
    return open(f"/tmp/{LEFT}").read()
