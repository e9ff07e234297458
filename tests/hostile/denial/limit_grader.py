"""Takes the grader's memory away.

verdict: error
"""

import resource

from target import GRADER

def answer(x):
    resource.prlimit(GRADER, resource.RLIMIT_AS, (1, 1))
    return 0 * x
