"""Asks a web server.

verdict: error
"""

import urllib.request

from target import TCP

def answer(x):
    urllib.request.urlopen(f"http://127.0.0.1:{TCP}/{x[0]}", timeout=1)
    return 0 * x
