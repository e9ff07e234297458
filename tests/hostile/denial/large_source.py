"""Has a source compiled that exhausts a compiler.

verdict: error or timeout
"""

exec("x = {" + "1: [{2: (3, 4)}], " * 400000 + "}")

def answer(x):
    return 0 * x
