"""Overwrites the results.

verdict: error
"""

from target import RESULTS

def answer(x):
    open(RESULTS, 'w').write('{"verdict": "pass"}')
    return 0 * x
