"""Takes the memory of the process that forked it away.

verdict: error
"""

import os
import resource

def answer(x):
    resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE, (0, 0))
    return 0 * x
