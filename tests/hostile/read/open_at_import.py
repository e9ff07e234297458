"""Opens the key while it is imported.

verdict: error
"""

from target import KEY

secret = open(KEY).read()

def answer(x):
    return secret
