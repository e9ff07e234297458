"""Puts a file beside the results.

verdict: error
"""

from target import FOLDER

def answer(x):
    open(FOLDER + '/new.json', 'x').write('pass')
    return 0 * x
