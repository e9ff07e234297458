"""Loads the key as a module by its path.

verdict: error
"""

import importlib.machinery

from target import KEY

def answer(x):
    return importlib.machinery.SourceFileLoader("key", KEY).get_data(KEY).decode()
