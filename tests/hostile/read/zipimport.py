"""Treats the key's folder as an archive.

verdict: error
"""

import zipimport

from target import FOLDER

def answer(x):
    return zipimport.zipimporter(FOLDER + "/key.zip").get_data("key.py").decode()
