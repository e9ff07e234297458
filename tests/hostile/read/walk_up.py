"""Changes to the key's folder and opens it by a relative name.

verdict: error
"""

import os

from target import FOLDER

def answer(x):
    os.chdir(FOLDER)
    return open("key.py").read()
