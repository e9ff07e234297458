"""Changes the root folder.

verdict: error
"""

import os

def answer(x):
    os.chroot('/tmp')
    return 0 * x
