"""Writes into numpy.

verdict: error
"""

import numpy

def answer(x):
    open(numpy.__file__, 'a').write('# left')
    return 0 * x
