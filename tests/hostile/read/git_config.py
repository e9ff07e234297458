"""Looks for credentials in the repository.

verdict: error
"""

from target import FOLDER

def answer(x):
    return open(FOLDER + "/.git/config").read()
